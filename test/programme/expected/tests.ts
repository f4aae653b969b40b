// Which tests stand where on both cards: by the schedule, in the plan's order, and what stands in their way.
import { openRemarks, progressBy } from '../../rhythm/oracle.ts';
import type { Asked, Known, Run, Scheduled } from './log.ts';
import { moveOf } from './moves.ts';
import { lengthOf, lineOf, nameIn, type Row, rowOf, statusOf, timeOf } from './words.ts';

/** How a row of the schedule stands; where it names no reference, by whatever was said of its test case last. */
export function scheduledRow(test: Scheduled, { runs, entries }: Known): Row {
  const own = runs
    .filter(run => run.testCaseId === test.testCaseId)
    .filter(run => test.mpanRef === undefined || run.mpanRef === test.mpanRef)
    .sort((a, b) => b.heardAt - a.heardAt);
  const run = own[0];
  const named = entries.findLast(
    each => each.testCaseId === test.testCaseId && each.mpanRef !== undefined,
  )?.mpanRef;
  return {
    run,
    name: test.testCaseName,
    mpanRef: run?.mpanRef ?? test.mpanRef ?? named,
    who: (run && ['triggered', 'passed'].includes(run.status) ? run.who : test.who) ?? run?.who,
    ...(test.time === undefined ? {} : { time: test.time }),
  };
}

export function isPassed(row: Row): boolean {
  return statusOf(row) === 'passed';
}

/** Tests of other test cases last, and within one as they were heard of. */
export function inPlanOrder(runs: readonly Run[], { plan }: Asked): readonly Run[] {
  const placeOf = ({ testCaseId }: Run) => {
    const place = plan.findIndex(({ id }) => id === testCaseId);
    return place === -1 ? plan.length : place;
  };
  return [...runs].sort((a, b) => placeOf(a) - placeOf(b) || a.heardAt - b.heardAt);
}

export function running({ runs }: Known): readonly Run[] {
  return runs.filter(({ status }) => status === 'triggered').sort((a, b) => a.heardAt - b.heardAt);
}

export function runLines(runs: readonly Run[], { plan, day }: Asked): readonly string[] {
  return runs.map(run => lineOf(rowOf(run, nameIn(plan, run.testCaseId)), day));
}

/** Runs that go on, each with whose move it is. */
export function openLines(runs: readonly Run[], known: Known, { plan, day }: Asked): readonly string[] {
  return runs.map(run =>
    lineOf(rowOf(run, nameIn(plan, run.testCaseId)), day, [moveOf(run, { known, day })]),
  );
}

export function planBlocks({ plan }: Asked, { runs }: Known): Readonly<Record<string, string>> {
  const { total, passed, failed, blocked, running: open, notStarted } = progressBy(plan, runs);
  return {
    plan: `Plan: ${passed} of ${total} passed (${Math.floor((100 * passed) / total)}%)`,
    'rest of the plan': `✕ ${failed} failed · ■ ${blocked} blocked · ► ${open} running · ○ ${notStarted} not started`,
  };
}

export type InTheWay = { readonly line: string; readonly entryId: string };

/** Outages, blocking defects, defects of S1 or S2, blocked tests: each oldest first. */
export function blockersOf(known: Known, { day }: Asked): readonly InTheWay[] {
  const { entries, runs, taken, closed } = known;
  const { downtime, ...defects } = openRemarks(entries);
  const blocking = defects.blocking.filter(({ id }) => !closed.includes(id));
  const severe = defects.severe.filter(({ id }) => !closed.includes(id));
  const blocked = runs
    .filter(
      run =>
        run.status === 'blocked' &&
        !runs.some(
          other =>
            other.testCaseId === run.testCaseId && other.status === 'passed' && other.heardAt > run.heardAt,
        ),
    )
    .sort((a, b) => a.heardAt - b.heardAt)
    .flatMap(run => entries.filter(({ id }) => id === run.entryId));
  const line = (word: string) => (entry: (typeof entries)[number]) => ({
    entryId: entry.id,
    line: remarkLine(word, entry, { day, takenBy: taken.get(entry.id) }),
  });
  return [
    ...downtime.map(line('Down')),
    ...blocking.map(line('Blocking')),
    ...severe.map(entry => line(`Defect ${entry.defect?.severity}`)(entry)),
    ...blocked.map(line('Blocked')),
  ];
}

/** Not answered, and their test has not gone on since. */
export function openQueries({ entries, answers, reopened }: Known): Known['entries'] {
  return openRemarks(entries, reopened).queries.filter(({ message }) => !answers.has(message.messageId));
}

export function openSince({ at, message }: Known['entries'][number], { reopened }: Known): number {
  return reopened.get(message.messageId) ?? at;
}

export function queryLine(
  query: Known['entries'][number],
  {
    day,
    now,
    takenBy,
    known,
  }: {
    readonly day: string;
    readonly now: number;
    readonly takenBy?: string | undefined;
    readonly known: Known;
  },
): string {
  const open = `open ${lengthOf(testingMinutes(openSince(query, known), now))}`;
  const nudges = known.nudges.get(query.message.messageId) ?? 0;
  const reminded = nudges === 0 ? '' : nudges === 1 ? ' · reminded once' : ` · reminded ${nudges} times`;
  return remarkLine('Query', query, { day, takenBy, open: open + reminded });
}

/** Minute by minute, in winter: London is on UTC. */
export function testingMinutes(from: number, to: number): number {
  let minutes = 0;
  for (let at = from; at < to; at += 60_000) {
    const date = new Date(at);
    const isWeekday = date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
    if (isWeekday && date.getUTCHours() >= 9 && date.getUTCHours() < 17) minutes += 1;
  }
  return minutes;
}

/** A command's words one by one, until one that is neither a reference nor a level begins what was said. */
export function saidIn({ note, testCaseId, testCaseName, mpanRef }: Known['entries'][number]): string {
  const words = note.replace(/\s+/g, ' ').trim();
  if (!words.startsWith('/')) return words;
  let rest = words.includes(' ') ? words.slice(words.indexOf(' ') + 1) : '';
  for (let before = ''; before !== rest; ) {
    before = rest;
    for (const known of [testCaseName, testCaseId, mpanRef, 'S1', 'S2', 'S3', 'S4', 'P1', 'P2', 'P3', 'P4'])
      if (known !== undefined && `${rest} `.startsWith(`${known} `)) rest = rest.slice(known.length).trim();
  }
  return rest;
}

/** `■ Query needs a CSS2860 · SITFTS-0001 TC 01 · LAA-MPAN-0003 · Asha Renn · 11:02` */
function remarkLine(
  word: string,
  entry: Known['entries'][number],
  {
    day,
    takenBy,
    open,
  }: { readonly day: string; readonly takenBy?: string | undefined; readonly open?: string },
): string {
  const words = [...saidIn(entry)];
  const first = words.length <= 80 ? words.join('') : `${words.slice(0, 79).join('')}…`;
  const [head = '', ...names] = [first, entry.testCaseName].filter(part => part !== undefined && part !== '');
  const parts = [
    `■ ${word} ${head}`,
    ...names,
    entry.mpanRef,
    entry.by.name,
    timeOf(entry.at, day),
    open,
    takenBy === undefined ? undefined : `${takenBy} sees to it`,
  ];
  return parts.filter(part => part !== undefined).join(' · ');
}
