// What the stand-up must say, asked of the event log anew.
import { progressBy } from '../../rhythm/oracle.ts';
import { dataLines, lacksOf, some } from './data.ts';
import { hasCome, queueExpected } from './harness.ts';
import type { Asked, Known, Scheduled } from './log.ts';
import { migrationAtStandUp } from './migration.ts';
import { awayExpected, awayMark, isAwayInTheMorning, isCalled, namesIn } from './people.ts';
import {
  blockersOf,
  isPassed,
  openLines,
  openQueries,
  openSince,
  planBlocks,
  queryLine,
  running,
  scheduledRow,
  testingMinutes,
} from './tests.ts';
import {
  counted,
  type Expected,
  heading,
  lastDayOf,
  lineOf,
  listOf,
  nothingOf,
  shortDay,
  statusOf,
  timeOf,
  weekdayBefore,
} from './words.ts';

const thread = 'the messages of this channel';

export function standUpExpected(known: Known, asked: Asked): Expected {
  const { day, now, plan } = asked;
  const today = known.schedule.filter(test => test.day <= day && day <= lastDayOf(test));
  const planned = today.map(test => {
    const row = scheduledRow(test, known);
    return { test, row, lacks: lacksOf(row, test.testCaseId, known, asked) };
  });
  const lines = planned.map(({ row, lacks = [] }) => plannedLine(row, lacks, { known, asked }));
  const later = known.schedule.filter(test => test.day > day && !isPassed(scheduledRow(test, known)));
  const looked = planned.filter(({ lacks }) => lacks !== undefined);
  const references = [...new Set(planned.flatMap(({ row }) => row.mpanRef ?? []))].sort();
  const issues = dataLines(planned, known, asked);
  const queue = queueExpected(known, asked, { ranOut: true });
  const ofHarness = planned
    .map(({ test, row }, place) => ({ test, row, line: lines[place]!, clock: row.time ?? '99:99' }))
    .filter(({ test, row }) => !isPassed(row) && isOfHarness(test, row.mpanRef, { known, asked }))
    .filter(({ test, row }) => !queue.tests.includes(`${test.testCaseId} ${row.mpanRef}`))
    .filter(({ test, row }) => !hasCome(test.testCaseId, row.mpanRef ?? '', known));
  const harness = [...queue.waiting, ...queue.onTheWay, ...ofHarness].sort((a, b) =>
    a.clock.localeCompare(b.clock),
  );
  const long = openQueries(known).filter(
    query => testingMinutes(openSince(query, known), now) >= asked.queryHours * 60,
  );
  const inTheWay = [
    ...blockersOf(known, asked).map(({ line }) => line),
    ...long.map(query => queryLine(query, { day, now, known, takenBy: known.taken.get(query.id) })),
  ];
  const people = awayExpected(
    planned.map(({ row }) => row),
    known,
    asked,
  );
  const left = leftOver(known, asked, today);
  const { total, passed } = progressBy(plan, known.runs);
  const notYet = unconfirmed(planned, known);
  const name = `Network ${asked.ldso}`;
  const migration = migrationAtStandUp(known, asked);
  return {
    text: [
      `Stand-up ${shortDay(day)}`,
      name,
      `${planned.length} planned`,
      counted(inTheWay.length, 'blocker'),
      `${left.length} left over`,
      `${passed} of ${total} passed`,
    ].join(' · '),
    blocks: {
      title: `Stand-up · ${shortDay(day)}`,
      'as of': `${name} · looks back to ${shortDay(weekdayBefore(day))} · as of ${shortDay(day)} ${timeOf(now, day)} UK`,
      planned: `1 · Tests today: ${planned.length}, by the schedule`,
      'planned for later':
        later.length === 0 ? `${nothingOf}planned for later` : `${later.length} planned for later days`,
      confirmed: peopleBlock('✓ Confirmed by ', known.confirmed),
      'not confirmed': peopleBlock('Not confirmed yet: ', notYet),
      references: `2 · Data: ${counted(references.length, 'MPAN reference')} in use today`,
      'which references': references.length === 0 ? `${nothingOf}MPAN-` : some(references, 12),
      readiness:
        looked.length === 0
          ? `${nothingOf}Data ready for`
          : `Data ready for ${looked.filter(({ lacks }) => lacks?.length === 0).length} of ${looked.length} tests that are still to be run`,
      harness: `3 · Test harness: ${harness.length} waiting${queue.replays.length === 0 ? '' : `, ${queue.replays.length} to replay`}`,
      blockers:
        people.uncovered.length === 0
          ? `4 · Blockers: ${inTheWay.length}`
          : `4 · Blockers: ${inTheWay.length}, and ${people.uncovered.length} away without cover`,
      away: peopleBlock('Away today: ', people.away),
      cover: peopleBlock('Cover today: ', people.covers),
      'left over': heading('Left over from before', left.length),
      ...migration.blocks,
      ...planBlocks(asked, known),
    },
    lists: {
      ...migration.lists,
      '1 · Tests today': listOf(lines, 12, `all of them: /schedule ${day}`),
      '2 · Data': listOf(issues, 6, thread),
      '3 · Test harness': listOf([...queue.replays, ...harness.map(({ line }) => line)], 6, '/queue'),
      '4 · Blockers': listOf([...people.uncovered, ...inTheWay], 6, thread),
      'Left over from before': listOf(left, 6, thread),
    },
  };
}

function peopleBlock(words: string, names: readonly string[]): string {
  return names.length === 0 ? `${nothingOf}${words}` : `${words}${names.join(' · ')}`;
}

type Planned = { readonly test: Scheduled; readonly row: ReturnType<typeof scheduledRow> };

function plannedLine(
  row: Planned['row'],
  lacks: readonly string[],
  { known, asked }: { readonly known: Known; readonly asked: Asked },
): string {
  return lineOf(row, asked.day, [
    awayMark(row, known, asked),
    lacks.length === 0 ? undefined : '▲ data not ready',
  ]);
}

/** Named in the plan, not confirmed, and not away in the morning. */
function unconfirmed(planned: readonly Planned[], known: Known): readonly string[] {
  const named = planned.filter(({ row }) => !isPassed(row)).flatMap(({ row }) => namesIn(row.who));
  return [...new Set(named)].filter(
    name => !known.confirmed.some(person => isCalled(person, name)) && !isAwayInTheMorning(name, known),
  );
}

function leftOver(known: Known, asked: Asked, today: readonly Scheduled[]): readonly string[] {
  const { day } = asked;
  const started = openLines(
    running(known).filter(({ startedAt }) => startedAt < Date.parse(day)),
    known,
    asked,
  );
  const late = known.schedule
    .filter(test => lastDayOf(test) < day)
    .filter(test => !today.some(each => each.testCaseId === test.testCaseId && each.mpanRef === test.mpanRef))
    .map(test => ({ test, row: scheduledRow(test, known) }))
    .filter(({ row }) => !['passed', 'triggered'].includes(statusOf(row)))
    .sort((a, b) => lastDayOf(b.test).localeCompare(lastDayOf(a.test)))
    .map(({ test, row }) => lineOf(row, day, [`was for ${shortDay(lastDayOf(test))}`]));
  return [...started, ...late];
}

function isOfHarness(
  test: Scheduled,
  mpanRef: string | undefined,
  { known, asked }: { readonly known: Known; readonly asked: Asked },
): boolean {
  const planned = asked.plan.find(({ id }) => id === test.testCaseId);
  return (
    test.isHarness === true ||
    /harness|migration/i.test(`${planned?.title} ${planned?.suite}`) ||
    known.entries.some(
      each =>
        each.testCaseId === test.testCaseId && each.mpanRef === mpanRef && /\bharness\b/.test(each.note),
    )
  );
}
