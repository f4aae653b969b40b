// One row of a table becomes planned tests, or what the plan waits for; what cannot be read is named with its cell.
import type { LdsoBook, PlannedTestCase } from '../domain/planning/plan.ts';
import type {
  BadRow,
  Dependency,
  ScheduledTest,
  ScheduleField,
  ScheduleRemark,
} from '../domain/planning/schedule.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { nearest } from '../intake/references.ts';
import { type RefsInCell, refsIn } from '../intake/references-in-cell.ts';
import { type DaySpan, dayOfNumber, daysOf, ofWeek } from '../sheets/day-spans.ts';
import { type DayReading, readTime } from '../sheets/days.ts';
import type { GridCell, GridRow } from '../sheets/grid.ts';
import type { CaseFinder } from './cases.ts';
import { weekdayIn } from './fields.ts';

export type Cell = GridCell<CleanText>;

/** What a row is made of: its cells by field. */
export type Parts = Readonly<Partial<Record<ScheduleField, Cell>>>;

export type Around = {
  readonly book: LdsoBook;
  readonly cases: CaseFinder;
  readonly reading: DayReading;
  /** Days that a line above says, or that a row above has, for a row without a day of its own. */
  readonly above: DaySpan | undefined;
  readonly remark: (is: ScheduleRemark['is'], place: string) => void;
};

type Bad = { readonly bad: readonly BadRow[] };
export type ReadRow =
  | { readonly tests: readonly ScheduledTest[]; readonly days: DaySpan; readonly bad: readonly BadRow[] }
  | { readonly dependency: Dependency }
  | { readonly nothing: true }
  | Bad;

const notRun =
  /^(?:de-?scoped?|cancell?ed|withdrawn|removed|deleted|out(?: of scope)?|not (?:required|applicable|in scope|needed)|no?)$/i;

export function readRow(parts: Parts, row: GridRow, around: Around): ReadRow {
  const unknown = Object.values(parts).find(cell => cell.isUnknown === true);
  if (unknown !== undefined) return bad({ place: unknown.place, problem: 'unknown-value' });
  if (parts.kind !== undefined && /milestone|depend|external|gate/i.test(parts.kind.text)) {
    const words = parts.testCase ?? parts.waitsFor;
    const when = parts.day === undefined ? undefined : daysOf(parts.day, around.reading);
    return words === undefined || when === undefined
      ? { nothing: true }
      : { dependency: { words: words.text, day: when.day } };
  }
  const named = casesOf(parts, around);
  if (named !== undefined) return readTests(named, parts, { ...around, row });
  // A line without a day and without a meter point is a heading of a section, or a remark; a total is none of the tests.
  const title = parts.testCase ?? parts.testCaseId;
  const isNothing = (parts.day ?? parts.revised ?? parts.mpanRef) === undefined;
  if (isNothing || /^(?:(?:sub|grand)[- ]?)?totals?\b/i.test(title?.text ?? '')) return { nothing: true };
  if (title === undefined) return bad({ place: placeIn(parts, row), problem: 'no-test-case' });
  return bad(unknownCase(parts.testCaseId ?? title, title.text, around.book));
}

type Named = {
  readonly cell: Cell;
  readonly known: readonly PlannedTestCase[];
  readonly unknown: readonly string[];
};

function casesOf(parts: Parts, { cases, remark }: Around): Named | undefined {
  for (const cell of [parts.testCaseId, parts.testCase]) {
    if (cell === undefined) continue;
    const { known, unknown, hasMore } = cases(cell.text);
    if (known.length === 0) continue;
    if (hasMore === true) remark('more-test-cases', cell.place);
    return { cell, known, unknown };
  }
  return undefined;
}

function readTests(
  { cell, known, unknown }: Named,
  parts: Parts,
  around: Around & { readonly row: GridRow },
): ReadRow {
  const { book, reading, row, remark } = around;
  const name = known[0]?.name ?? '';
  if (parts.status !== undefined && notRun.test(parts.status.text))
    return bad(typedAt(parts.status, 'taken-out'));
  const days = daysOfRow(parts, around);
  if (days === undefined) return bad({ place: placeIn(parts, row), problem: 'no-day', typed: name });
  if ('bad' in days) return days;
  const ends = endOf(parts, days, reading);
  if ('bad' in ends) return ends;
  const refs = refsOf(parts, cell, around);
  if ('bad' in refs) return refs;
  const time = parts.time === undefined ? days.time : readTime(parts.time.text, parts.time.date);
  if (parts.time !== undefined && time === undefined) remark('no-time', parts.time.place);
  const shared = {
    day: days.day,
    ...ends,
    ...(time === undefined ? {} : { time }),
    ...(parts.who === undefined ? {} : { who: parts.who.text }),
    ...(parts.harness !== undefined && isHarness(parts.harness.text) ? { isHarness: true as const } : {}),
    ...(parts.waitsFor === undefined ? {} : { waitsFor: parts.waitsFor.text }),
  };
  // As many test cases as meter points go together one by one; else each goes with all.
  const isPaired = known.length > 1 && known.length === refs.refs.length;
  const tests = known.flatMap((testCase, place): ScheduledTest[] => {
    const own = { testCaseId: testCase.id, testCaseName: testCase.name, ...shared };
    const ofIt = isPaired ? refs.refs.slice(place, place + 1) : refs.refs;
    return ofIt.length === 0 ? [own] : ofIt.map(ref => ({ ...own, mpanRef: ref }));
  });
  return { tests, days: { ...days, ...ends }, bad: unknown.map(text => unknownCase(cell, text, book)) };
}

/** @returns undefined where nothing says a day */
function daysOfRow(parts: Parts, { reading, above, remark }: Around): DaySpan | Bad | undefined {
  const cell = parts.revised ?? parts.day ?? parts.week;
  if (cell === undefined) {
    if (above === undefined) return undefined;
    remark('day-from-above', (parts.testCaseId ?? parts.testCase)?.place ?? '');
    return onWeekday(parts, above);
  }
  const days = daysOf(cell, reading);
  if (days !== undefined) return cell === parts.week ? onWeekday(parts, days, true) : days;
  const number = dayOfNumber(cell.text, reading.near);
  if (number === undefined) return bad(typedAt(cell, 'not-a-day'));
  remark('day-from-number', cell.place);
  return number;
}

/** The day of the week that a row names beside its week; without one it may be any of the week. */
function onWeekday(parts: Parts, week: DaySpan, isWeek = false): DaySpan {
  const weekday = parts.weekday === undefined ? undefined : weekdayIn(parts.weekday.text);
  if (weekday !== undefined) return { day: ofWeek(week.day, weekday === 0 ? 7 : weekday) };
  const friday = ofWeek(week.day, 5);
  return isWeek && week.until === undefined && friday > week.day ? { ...week, until: friday } : week;
}

function endOf(parts: Parts, days: DaySpan, reading: DayReading): Pick<DaySpan, 'until'> | Bad {
  const { until: cell } = parts;
  const own = days.until === undefined ? {} : { until: days.until };
  if (cell === undefined) return own;
  const ends = daysOf(cell, reading) ?? dayOfNumber(cell.text, reading.near);
  if (ends === undefined) return bad(typedAt(cell, 'not-a-day'));
  // Who moves the first day of a test often leaves the last one as it was.
  if (ends.day < days.day && parts.revised !== undefined) return own;
  if (ends.day < days.day) return bad(typedAt(cell, 'ends-before-it-begins'));
  return ends.day === days.day ? {} : { until: ends.day };
}

type Refs = Exclude<RefsInCell, { wrong: unknown }>;

/** In a column of their own; where there is none, beside the test case or in its notes. */
function refsOf({ mpanRef: cell, notes }: Parts, named: Cell, { book }: Around): Refs | Bad {
  if (cell === undefined) {
    for (const words of [named, ...(notes === undefined ? [] : [notes])]) {
      const found = refsIn(words.text, book, 'beside words');
      if ('refs' in found) return found;
      if (found.wrong === 'reference-of-other-ldso') return bad(typedAt(words, found.wrong));
    }
    return { refs: [] };
  }
  const found = refsIn(cell.text, book, 'own column');
  if ('refs' in found) return found;
  const isOthers = found.wrong === 'reference-of-other-ldso';
  return bad({ ...typedAt(cell, found.wrong), nearest: isOthers ? [] : nearest(cell.text, book.mpanRefs) });
}

function unknownCase(cell: Cell, text: string, { testCases }: LdsoBook): BadRow {
  const names = testCases.flatMap(({ id, name }) => [name, id]);
  return { ...typedAt({ ...cell, text }, 'unknown-test-case'), nearest: nearest(text, names) };
}

function isHarness(text: string): boolean {
  return /^(?:y|yes|true|x|1|✓|✔)$/i.test(text) || /harness|qt team|programme|mhhsp/i.test(text);
}

const mostTyped = 60;

function typedAt({ place, text }: GridCell, problem: BadRow['problem']): BadRow {
  return { place, problem, ...(text.length > mostTyped ? {} : { typed: text }) };
}

function bad(row: BadRow): Bad {
  return { bad: [row] };
}

export function placeIn(parts: Parts, row: GridRow): string {
  return (parts.testCaseId ?? parts.testCase ?? parts.day)?.place ?? row.place;
}
