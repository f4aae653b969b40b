// What the wash-up must say, asked of the event log anew.
import { lacksDefect } from '../../rhythm/oracle.ts';
import { leakBlocks } from './alarms.ts';
import { owedRuns } from './evidence.ts';
import { queueExpected } from './harness.ts';
import type { Asked, Known, Run } from './log.ts';
import { migrationAtWashUp } from './migration.ts';
import { againstExpected } from './schedule.ts';
import {
  blockersOf,
  inPlanOrder,
  isPassed,
  openLines,
  openQueries,
  openSince,
  planBlocks,
  queryLine,
  runLines,
  running,
  saidIn,
  scheduledRow,
  testingMinutes,
} from './tests.ts';
import {
  counted,
  type Expected,
  heading,
  lastDayOf,
  lengthOf,
  lineOf,
  listOf,
  nextWeekday,
  nothingOf,
  shortDay,
  timeOf,
} from './words.ts';

/** How Azure DevOps was left by whoever played it. */
export type Mirror = {
  /** What it was last told of each test: entry and status. */
  readonly told: ReadonlyMap<string, string>;
  readonly givenUp: number;
  readonly drift: { readonly differences: number; readonly leftToPersons: number } | 'unread';
};

const thread = 'the messages of this channel';

export function washUpExpected(known: Known, asked: Asked, mirror: Mirror): Expected {
  const { day, now } = asked;
  const { entries, runs } = known;
  const startOfDay = Date.parse(day);
  const today = (status: string) =>
    inPlanOrder(
      runs.filter(run => run.status === status && run.since >= startOfDay),
      asked,
    );
  const results = [...today('failed'), ...today('blocked'), ...today('passed')];
  const open = running(known);
  const unexplained = inPlanOrder(
    runs.filter(run => lacksDefect(run, entries) && !isExplained(run, known)),
    asked,
  );
  const owed = inPlanOrder(owedRuns(known, asked), asked);
  const defects = entries.filter(
    ({ kind, at }) => (kind === 'defect_raised' || kind === 'blocking_defect') && at >= startOfDay,
  );
  const queries = openQueries(known);
  const answered = answeredToday(known, startOfDay);
  const inTheWay = blockersOf({ ...known, taken: new Map() }, asked);
  const nextDay = nextWeekday(day);
  const next = known.schedule
    .filter(test => test.day <= nextDay && nextDay <= lastDayOf(test))
    .map(test => scheduledRow(test, known))
    .filter(row => !isPassed(row));
  const against = againstExpected(known, asked);
  const { waiting, onTheWay, replays } = queueExpected(known, asked, { ranOut: false });
  const requests = [...waiting, ...onTheWay].sort((a, b) => a.clock.localeCompare(b.clock));
  const name = `Network ${asked.ldso}`;
  const count = (status: string) => today(status).length;
  const migration = migrationAtWashUp(known, asked);
  return {
    text: [
      `Wash-up ${shortDay(day)}`,
      name,
      ...['passed', 'failed', 'blocked'].map(status => `${count(status)} ${status}`),
      `${open.length} open`,
      `${against.slips.length} slip`,
      ...(known.leaks.length === 0 ? [] : [`personal data in ${counted(known.leaks.length, 'message')}`]),
    ].join(' · '),
    blocks: {
      title: `Wash-up · ${shortDay(day)}`,
      'as of': `${name} · as of ${shortDay(day)} ${timeOf(now, day)} UK`,
      triggered: `${runs.flatMap(run => run.starts).filter(at => at >= startOfDay).length} ► triggered`,
      passed: `${count('passed')} ✓ passed`,
      failed: `${count('failed')} ✕ failed`,
      blocked: `${count('blocked')} ■ blocked`,
      'still open': `${open.length} ○ still open`,
      'open tests': heading('Still open', open.length),
      'test harness':
        requests.length + replays.length === 0
          ? `${nothingOf}Test harness: `
          : `Test harness: ${waiting.length} to be triggered, ${onTheWay.length} to be received, ${replays.length} to replay`,
      'without defect': heading('Failed, neither defect nor reason noted', unexplained.length),
      'evidence owed': heading('Evidence owed', owed.length),
      'defects today': heading('Defects today', defects.length),
      queries: heading('Queries without an answer', queries.length),
      'queries answered': heading('Queries answered today', answered.length),
      'how fast they were answered': answeredBlock(answered),
      blockers: heading('Blockers', inTheWay.length),
      ...leakBlocks(known, day),
      next: heading(`Planned for ${shortDay(nextDay)}`, next.length),
      'given up': heading('Given up on the way to Azure DevOps', mirror.givenUp),
      mirror: mirrorBlock(runs, mirror),
      ...against.blocks,
      ...migration.blocks,
      ...planBlocks(asked, known),
    },
    lists: {
      ...migration.lists,
      'Results today': listOf(runLines(results, asked), 8, thread),
      'Still open': listOf(openLines(open, known, asked), 4, thread),
      'Test harness': listOf([...replays, ...requests.map(({ line }) => line)], 4, '/queue'),
      'Failed, neither defect nor reason noted': listOf(runLines(unexplained, asked), 4, thread),
      'Evidence owed': listOf(runLines(owed, asked), 4, thread),
      'Queries without an answer': listOf(
        queries.map(query => queryLine(query, { day, now, known })),
        4,
        thread,
      ),
      'Defects today': listOf(defects.map(defectLine), 4, thread),
      Blockers: listOf(
        inTheWay.map(({ line }) => line),
        4,
        thread,
      ),
      [`Planned for ${shortDay(nextDay)}`]: listOf(
        next.map(row => lineOf(row, day)),
        4,
        '/schedule',
      ),
      [`Slips to ${shortDay(nextDay)}`]: listOf(against.slips, 6, '/schedule'),
    },
  };
}

function defectLine(entry: Known['entries'][number]): string {
  const { defect, testCaseName, mpanRef } = entry;
  const levels = [defect?.severity, defect?.priority].filter(level => level !== undefined).join(' ');
  const words = saidIn(entry);
  const [head = '', ...names] = [words, testCaseName].filter(part => part !== undefined && part !== '');
  const parts = [`▲ ${levels === '' ? 'Not rated' : levels} ${head}`, ...names, mpanRef];
  return parts.filter(part => part !== undefined).join(' · ');
}

type Answered = { readonly at: number; readonly name: string; readonly minutes: number };

/** One a message, in the order of their answers. */
function answeredToday(known: Known, startOfDay: number): readonly Answered[] {
  const { entries, answers } = known;
  const asking = entries.filter(({ kind }) => kind === 'data_query');
  const messages = [...new Set(asking.map(({ message }) => message.messageId))];
  return messages
    .flatMap(id => {
      const answer = answers.get(id);
      const query = asking.find(({ message }) => message.messageId === id);
      if (answer === undefined || query === undefined || answer.at < startOfDay) return [];
      return [{ ...answer, minutes: testingMinutes(openSince(query, known), answer.at) }];
    })
    .sort((a, b) => a.at - b.at);
}

function answeredBlock(answered: readonly Answered[]): string {
  if (answered.length === 0) return `${nothingOf}half of them within`;
  const people = [...new Set(answered.map(({ name }) => name))].map(name => {
    const count = answered.filter(each => each.name === name).length;
    return count === 1 ? name : `${name} (${count})`;
  });
  const minutes = answered.map(each => each.minutes).sort((a, b) => a - b);
  const half = minutes.length / 2;
  const middle = Math.round((minutes[Math.ceil(half) - 1]! + minutes[Math.floor(half)]!) / 2);
  return [...people, `half of them within ${lengthOf(middle)} of testing hours`].join(' · ');
}

/** Somebody said why, in a notification of that run or since. */
function isExplained(run: Run, { reasons, entries }: Known): boolean {
  const isSaid = entries.some(
    each =>
      each.kind === 'failed' &&
      `${each.testCaseId} ${each.mpanRef}` === run.test &&
      each.at >= run.startedAt &&
      each.note.includes('no defect'),
  );
  if (isSaid) return true;
  return reasons.some(
    ({ at, test }) =>
      at >= run.startedAt && test.testCaseId === run.testCaseId && test.mpanRef === run.mpanRef,
  );
}

function mirrorBlock(runs: readonly Run[], { told, givenUp, drift }: Mirror): string {
  const waiting = runs.filter(
    run => told.get(`${run.test} ${run.number}`) !== `${run.entryId} ${run.status}`,
  );
  const { differences = 0, leftToPersons = 0 } = drift === 'unread' ? {} : drift;
  const parts = [
    waiting.length + givenUp + differences === 0
      ? '✓ Azure DevOps has everything that is recorded here.'
      : '',
    givenUp > 0 ? `! ${counted(givenUp, 'update')} given up: the QT team must look` : '',
    differences > 0
      ? `! Azure DevOps differs in ${counted(differences, 'place')}: the QT team must look`
      : '',
    waiting.length > 0 ? `… ${counted(waiting.length, 'update')} on the way to Azure DevOps` : '',
    leftToPersons > 0 ? `${counted(leftToPersons, 'record')} as set there by hand` : '',
    drift === 'unread' ? 'It could not be compared today.' : '',
  ];
  return parts.filter(part => part !== '').join(' · ');
}
