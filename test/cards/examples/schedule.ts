// Examples of what is said of a schedule, with everything that can be in it.
import { scheduleOffered } from '../../../src/cards/tables/schedule-offered.ts';
import { scheduleImported, scheduleShown } from '../../../src/cards/tables/schedule-words.ts';
import { tablesRefused } from '../../../src/cards/tables/table-files.ts';
import type { Schedule, ScheduledTest, ScheduleVersion } from '../../../src/domain/planning/schedule.ts';
import { scheduleDiff } from '../../../src/domain/planning/schedule-diff.ts';
import { mpanRef, testCaseId } from '../../../src/domain/refs.ts';
import { inspect } from '../../../src/guard/inspect.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';

const now = new Date('2026-11-24T12:30:00Z');
const clean = (text: string) => inspect(text, { mode: 'file', now }).redacted;

function planned(place: number, day: string, more: Partial<ScheduledTest> = {}): ScheduledTest {
  return {
    testCaseId: testCaseId(String(40700 + place))!,
    testCaseName: `SITFTS-0${200 + place} TC 03`,
    mpanRef: mpanRef(`EEN-MPAN-${String(place).padStart(4, '0')}`)!,
    day,
    who: clean('Asha Renn'),
    ...more,
  };
}

const before: Schedule = {
  tests: [planned(1, '2026-12-01'), planned(2, '2026-12-01'), planned(3, '2026-12-02')],
  dependencies: [],
};
const after: Schedule = {
  tests: [
    planned(2, '2026-12-01'),
    planned(1, '2026-12-03', { until: '2026-12-04' }),
    planned(4, '2026-12-07', { who: clean('Iwo Pell') }),
  ],
  dependencies: [{ words: clean('IR 8.4 is rolled out'), day: '2026-12-02' }],
};

const version: ScheduleVersion = {
  ...after,
  id: '1764000000000-0',
  offeredAt: now.getTime(),
  by: { id: 'asha', name: 'Asha Renn' },
  fileName: clean('EEN execution schedule v3.xlsx'),
  sheets: ['Plan', 'Migration'],
  hiddenSheets: ['Lookups'],
  columns: {
    testCase: 'Test case',
    day: 'Planned Start',
    until: 'Planned Finish',
    mpanRef: 'Dummy MPAN ref',
    who: 'Tester',
  },
  bad: [
    {
      place: 'Plan!A9',
      problem: 'unknown-test-case',
      typed: 'SITFTS-0240 TC 3x',
      nearest: ['SITFTS-0240 TC 03'],
    },
    { place: 'Plan!C14', problem: 'not-a-day', typed: 'w/c 7th' },
    { place: 'Plan!B15', problem: 'reference-of-other-ldso', typed: 'CVD-MPAN-012' },
  ],
  badCount: 5,
  remarks: [
    { is: 'day-from-above', places: ['Plan!A3', 'Plan!A4', 'Plan!A6'], count: 7 },
    { is: 'weekend', places: ['Plan!C12'], count: 1 },
  ],
  unread: ['Comments', 'Duration'],
};

const ldsoName = 'Eastmere Electricity Networks';
const diff = scheduleDiff(before, version);
const standing = { version: version.id, number: 3, at: now.getTime(), byName: 'Asha Renn' };

export const scheduleExamples: Readonly<Record<string, () => Outgoing>> = {
  'schedule-offered': () => scheduleOffered(version, { ldsoName, diff, state: undefined }),
  'schedule-imported': () => scheduleImported(version, { ...standing, diff }, { ldsoName, state: 'draft' }),
  'schedule-shown': () =>
    scheduleShown(
      [
        { state: 'final', standing, version },
        { state: 'draft', standing: { ...standing, number: 4 }, version },
      ],
      { ldsoName, today: '2026-12-02' },
    ),
  'schedule-none': () => scheduleShown([], { ldsoName, today: '2026-12-02' }),
  'schedule-unmarked': () =>
    tablesRefused({
      about: 'tables-refused',
      name: clean('gantt.xlsx'),
      why: { is: 'no-schedule', headings: ['Test case', '2026-12-01', '2026-12-02'], isUnmarked: true },
    }),
  'schedule-other-format': () =>
    tablesRefused({
      about: 'tables-refused',
      name: clean('plan.ods'),
      why: { is: 'other-format' },
    }),
  'schedule-leaks': () =>
    tablesRefused({
      about: 'tables-refused',
      name: clean('plan.xlsx'),
      why: { is: 'leaks', places: ['Plan!C14', 'Data!B2'], doubtful: false },
    }),
};
