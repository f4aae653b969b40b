// What the numbers on both cards must be, by asking the event log again for each of them; nothing of src/rhythm is used.
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { PlannedTestCase } from '../../src/domain/plan.ts';
import {
  lacksDefect,
  openRemarks,
  progressBy,
  runsOf,
  type Stands,
  standsOf,
  told,
} from '../rhythm/oracle.ts';

export type Asked = {
  readonly ldso: string;
  readonly day: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly plan: readonly PlannedTestCase[];
  readonly queryHours: number;
};

type Scheduled = Extract<DaybookEvent, { type: 'schedule-offered' }>['version']['tests'][number];

/** Before words that must not stand on the card. */
export const nothingOf = 'nothing of ';

/** Each number as it stands on the card, by what it is of. */
export type Numbers = Readonly<Record<string, string>>;

const dayMs = 86_400_000;

export function standUpNumbers(log: readonly DaybookEvent[], asked: Asked): Numbers {
  const { stands, entries, schedule } = lookedUp(log, asked);
  const today = schedule.filter(({ day }) => day === asked.day);
  const late = schedule.filter(
    test => test.day < asked.day && !['passed', 'triggered'].includes(statusOf(test, stands)),
  );
  const startOfDay = Date.parse(asked.day);
  const running = stands.filter(each => each.status === 'triggered' && each.startedAt < startOfDay);
  const { queries } = openRemarks(entries);
  const long = queries.filter(({ at }) => testingMinutes(at, asked.now) >= asked.queryHours * 60);
  const harness = today.filter(
    test => statusOf(test, stands) !== 'passed' && isOfHarness(test, asked, entries),
  );
  return {
    planned: `1 · Tests today: ${today.length}`,
    references: `2 · Data: ${counted(new Set(today.map(({ mpanRef }) => mpanRef)).size, 'MPAN reference')}`,
    harness: `3 · Test harness: ${harness.length} waiting`,
    blockers: `4 · Blockers: ${blockersIn(stands, entries) + long.length}`,
    'left over': heading('Left over from before', running.length + late.length),
    ...planNumbers(asked, stands),
  };
}

export function washUpNumbers(log: readonly DaybookEvent[], asked: Asked): Numbers {
  const { stands, entries, schedule, leaks } = lookedUp(log, asked);
  const startOfDay = Date.parse(asked.day);
  const today = (status: string) =>
    stands.filter(each => each.status === status && each.since >= startOfDay).length;
  const passed = schedule.filter(test => statusOf(test, stands) === 'passed').length;
  const byNow = schedule.filter(({ day }) => day <= asked.day);
  const slips = byNow.filter(test => statusOf(test, stands) !== 'passed').length;
  const behind = byNow.length - passed;
  const defects = entries.filter(
    ({ kind, at }) => (kind === 'defect_raised' || kind === 'blocking_defect') && at >= startOfDay,
  );
  return {
    triggered: `${stands.flatMap(each => each.starts).filter(at => at >= startOfDay).length} ► triggered`,
    passed: `${today('passed')} ✓ passed`,
    failed: `${today('failed')} ✕ failed`,
    blocked: `${today('blocked')} ■ blocked`,
    'still open': `${stands.filter(({ status }) => status === 'triggered').length} ○ still open`,
    'without defect': heading(
      'Failed, neither defect nor reason noted',
      stands.filter(each => lacksDefect(each, entries)).length,
    ),
    'evidence owed': heading('Evidence owed', owing(stands, entries, asked).length),
    'defects today': heading('Defects today', defects.length),
    queries: heading('Queries without an answer', openRemarks(entries).queries.length),
    blockers: heading('Blockers', blockersIn(stands, entries)),
    leaks:
      leaks === 0
        ? `${nothingOf}Personal data still stands`
        : `Personal data still stands in ${counted(leaks, 'message')}`,
    'against the schedule': `${passed} passed of ${byNow.length} planned by today · ${behind > 0 ? `${behind} behind` : behind < 0 ? `${-behind} ahead` : 'on plan'}`,
    slips: `Slips to ${shortDay(nextWeekday(asked.day))}: ${slips}`,
    'end date': endDate(schedule, stands, asked.day),
    ...planNumbers(asked, stands),
  };
}

function lookedUp(log: readonly DaybookEvent[], { ldso, now }: Asked) {
  const own = log.filter(event => event.ldso === ldso && event.at <= now);
  const ids = new Set(own.flatMap(event => (event.type === 'entry-noted' ? [event.entry.id] : [])));
  const all = [...ids].flatMap((id): readonly StandingEntry[] => {
    const of = own.filter(
      event =>
        (event.type === 'entry-noted' && event.entry.id === id) ||
        ((event.type === 'entry-withdrawn' || event.type === 'entry-restored') && event.entryId === id),
    );
    const noted = of.findLast(event => event.type === 'entry-noted');
    if (noted?.type !== 'entry-noted') return [];
    return [{ ...noted.entry, withdrawn: of.at(-1)?.type === 'entry-withdrawn' }];
  });
  const entries = told(all, now);
  const imported = own.findLast(event => event.type === 'schedule-imported');
  const version = own.findLast(
    event =>
      event.type === 'schedule-offered' &&
      imported?.type === 'schedule-imported' &&
      event.version.id === imported.standing.version,
  );
  const opened = own.filter(event => event.type === 'leak-opened').length;
  return {
    entries,
    stands: standsOf(entries),
    schedule: version?.type === 'schedule-offered' ? version.version.tests : [],
    leaks: opened - own.filter(event => event.type === 'leak-closed').length,
  };
}

function statusOf({ testCaseId, mpanRef }: Scheduled, stands: readonly Stands[]): string {
  return stands.find(each => each.test === `${testCaseId} ${mpanRef}`)?.status ?? 'planned';
}

function planNumbers({ plan }: Asked, stands: readonly Stands[]): Numbers {
  const { total, passed, failed, blocked, running, notStarted } = progressBy(plan, stands);
  return {
    plan: `Plan: ${passed} of ${total} passed (${Math.floor((100 * passed) / total)}%)`,
    'rest of the plan': `✕ ${failed} failed · ■ ${blocked} blocked · ► ${running} running · ○ ${notStarted} not started`,
  };
}

function blockersIn(stands: readonly Stands[], entries: ReturnType<typeof told>): number {
  const { downtime, blocking, severe } = openRemarks(entries);
  const blocked = stands.filter(
    each =>
      each.status === 'blocked' &&
      !stands.some(
        other =>
          other.testCaseId === each.testCaseId && other.status === 'passed' && other.heardAt > each.heardAt,
      ),
  );
  return downtime.length + blocking.length + severe.length + blocked.length;
}

function isOfHarness(test: Scheduled, { plan }: Asked, entries: ReturnType<typeof told>): boolean {
  const suite = plan.find(({ id }) => id === test.testCaseId)?.suite ?? '';
  return (
    test.isHarness === true ||
    /harness|migration/i.test(suite) ||
    entries.some(
      each =>
        each.testCaseId === test.testCaseId && each.mpanRef === test.mpanRef && /\bharness\b/.test(each.note),
    )
  );
}

/** Of migration only the first success needs evidence, and none where any success has it. */
function owing(
  stands: readonly Stands[],
  entries: ReturnType<typeof told>,
  { plan }: Asked,
): readonly string[] {
  const isGiven = (note: string | undefined) => /evidence uploaded/.test(note ?? '');
  const isOnce = ({ testCaseId }: Stands) =>
    /migration/i.test(plan.find(({ id }) => id === testCaseId)?.suite ?? '');
  const each = stands
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .filter(stand => !isOnce(stand) && !isGiven(entries[stand.heardAt]?.note));
  const migrations = new Set(stands.filter(isOnce).map(({ testCaseId }) => testCaseId));
  const owed = [...migrations].filter(testCaseId => {
    const runs = stands
      .filter(stand => stand.testCaseId === testCaseId)
      .flatMap(({ test }) => runsOf(entries, test));
    const successes = runs.flatMap(run => (run.at(-1)?.kind === 'passed' ? [run.at(-1)] : []));
    return successes.length > 0 && !successes.some(last => isGiven(last?.note));
  });
  return [...each.map(({ test }) => test), ...owed];
}

function endDate(schedule: readonly Scheduled[], stands: readonly Stands[], today: string): string {
  const planned = schedule.map(({ day }) => day).sort();
  const end = planned.at(-1) ?? '';
  const most = Math.max(...planned.map(day => planned.filter(each => each === day).length));
  let waiting = schedule.filter(test => statusOf(test, stands) !== 'passed').map(({ day }) => day);
  let day = today;
  let later = 0;
  while (waiting.length > 0) {
    day = nextWeekday(day);
    const open = waiting.filter(each => each <= day);
    const closed = open.slice(0, most).length;
    waiting = [...open.slice(closed), ...waiting.filter(each => each > day)];
    if (day > end) later += 1;
  }
  return later === 0
    ? `The end stays ${shortDay(end)}`
    : `The end moves from ${shortDay(end)} to ${shortDay(day)}, ${counted(later, 'working day')} later`;
}

/** Minute by minute, in winter: London is on UTC. */
function testingMinutes(from: number, to: number): number {
  let minutes = 0;
  for (let at = from; at < to; at += 60_000) {
    const date = new Date(at);
    const isWeekday = date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
    if (isWeekday && date.getUTCHours() >= 9 && date.getUTCHours() < 17) minutes += 1;
  }
  return minutes;
}

/** Without bank holidays: the programme is played where there are none. */
export function nextWeekday(day: string): string {
  const next = new Date(Date.parse(day) + dayMs);
  const text = next.toISOString().slice(0, 10);
  return next.getUTCDay() === 0 || next.getUTCDay() === 6 ? nextWeekday(text) : text;
}

function shortDay(day: string): string {
  const [weekday, date, month] = new Date(day).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${Number(date)} ${month}`;
}

/** A list that is empty is not shown. */
function heading(words: string, count: number): string {
  return count === 0 ? `${nothingOf}${words}:` : `${words}: ${count}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
