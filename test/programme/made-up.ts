// The plan, the schedule and the data sheet of a made-up LDSO, put into the store as an import puts them there.
import type { PlannedTestCase } from '../../src/domain/planning/plan.ts';
import type { MeterPoint } from '../../src/domain/planning/register.ts';
import type { ScheduledTest } from '../../src/domain/planning/schedule.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';
import type { Store } from '../../src/ports/store.ts';
import { imported } from '../../src/schedule/decide.ts';
import { clean } from '../domain/given.ts';
import type { SimLdso } from '../simulation/programme.ts';
import { nextWeekday } from './expected/words.ts';
import { people, type Random } from './traffic.ts';

export const firstDay = '2026-11-02';
const by = people[0];

const suites = ['Forward migration', 'Functional', 'Functional', 'Reverse migration', 'Functional'];
const abouts = ['made up', 'Change of supplier', 'made up', 'Change of agent'];

export function planOf({ testCases }: SimLdso): readonly PlannedTestCase[] {
  return testCases.map(({ id, name }, place) => ({
    id: testCaseId(String(id))!,
    name,
    title: `${name} - ${abouts[place % abouts.length]}`,
    suite: suites[place % suites.length]!,
    order: place,
  }));
}

type Make = { readonly days: number; readonly at: number; readonly random: Random };

export async function importSchedule(store: Store, own: SimLdso, { days, at, random }: Make): Promise<void> {
  const tests: ScheduledTest[] = [];
  let day = firstDay;
  let place = 0;
  for (let number = 0; number < days + 2; number += 1) {
    const many = 1 + Math.floor(random() * 4);
    for (let left = many; left > 0 && place < own.testCases.length; left -= 1, place += 1)
      tests.push(scheduledTest(own, { place, day, random }));
    day = nextWeekday(day);
  }
  const file = {
    fileName: clean('schedule.xlsx'),
    sheets: [],
    hiddenSheets: [],
    columns: {},
    bad: [],
    badCount: 0,
  };
  const version = { ...file, tests, dependencies: [], id: `plan-${own.id}`, offeredAt: at, by };
  const ldso = own.id;
  await store.perform(async book => {
    await book.append([{ type: 'schedule-offered', ldso, at, version, replaces: [] }]);
    await book.append([await imported(book, { ldso, version, state: 'final', by, at })]);
  });
}

/** Some have no reference yet, some a time, some last two days, some are shared or the harness's. */
function scheduledTest(
  own: SimLdso,
  { place, day, random }: { readonly place: number; readonly day: string; readonly random: Random },
): ScheduledTest {
  const { id, name } = own.testCases[place]!;
  const isNow = (chance: number) => random() < chance;
  const who = [...new Set([0, 1].map(() => people[Math.floor(random() * 4)]!.name))];
  const first = who[0]!.split(' ')[0]!;
  return {
    testCaseId: testCaseId(String(id))!,
    testCaseName: name,
    ...(isNow(0.1) ? {} : { mpanRef: mpanRef(own.mpanRefs[Math.floor(random() * 20)]!)! }),
    day,
    ...(isNow(0.15) ? { until: nextWeekday(day) } : {}),
    ...(isNow(0.3) ? { time: `1${Math.floor(random() * 7)}:30` } : {}),
    ...(isNow(0.7) ? { who: clean(isNow(0.5) ? first : who.join(' and ')) } : {}),
    ...(isNow(0.1) ? { isHarness: true as const } : {}),
  };
}

/** Of every other LDSO: of the others nothing but what people say is known. */
export async function loadData(store: Store, own: SimLdso, { at, random }: Make): Promise<void> {
  const isNow = (chance: number) => random() < chance;
  const points = own.mpanRefs.slice(0, 18).map(ref => {
    const point: MeterPoint = {
      ...(isNow(0.9) ? { state: isNow(0.7) ? ('migrated' as const) : ('legacy' as const) } : {}),
      ...(isNow(0.8) ? { supplier: isNow(0.7) ? 'MHHS' : 'MHHX' } : {}),
      ...(isNow(0.8) ? { cssSent: true, cssReceived: isNow(0.8) } : {}),
      ...(isNow(0.8) ? { agentsLoaded: isNow(0.9) } : {}),
    };
    return { ref: mpanRef(ref)!, point };
  });
  const stamp = { stamp: `${at}/sheet`, isLoaded: true };
  await store.perform(book =>
    book.append([{ type: 'register-changed', ldso: own.id, at, by, points, stamp }]),
  );
}

export async function takeEvidence(
  store: Store,
  own: SimLdso,
  file: {
    readonly testCaseId: string;
    readonly mpanRef: string;
    readonly at: number;
    readonly number: number;
  },
): Promise<void> {
  const { at, number } = file;
  const test = {
    testCaseId: testCaseId(file.testCaseId)!,
    testCaseName: own.testCases.find(({ id }) => String(id) === file.testCaseId)!.name,
    mpanRef: mpanRef(file.mpanRef)!,
  };
  const name = clean('screen.png');
  const id = `${file.testCaseId}/${file.mpanRef}/1/${number}`;
  const evidence = {
    id,
    test,
    attempt: 1,
    name,
    title: 'screen.png',
    sizeInBytes: 1,
    hash: `${number}`,
    by,
    at,
  };
  await store.perform(book => book.append([{ type: 'evidence-taken', ldso: own.id, at, evidence }]));
}
