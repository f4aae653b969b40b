// What the stand-up and the wash-up must say, found the slow way: each question asked of the list of entries anew.
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { PlannedTestCase } from '../../src/domain/planning/plan.ts';

export type Told = ReturnType<typeof told>;

/** How one test stands, from reading its entries once through. */
export type Stands = {
  readonly test: string;
  readonly testCaseId: string;
  readonly mpanRef: string;
  readonly status: string;
  readonly startedAt: number;
  readonly since: number;
  readonly starts: readonly number[];
  readonly heardAt: number;
};

/** @param entries in any order @returns those that count, oldest first */
export function told(entries: readonly StandingEntry[], until: number) {
  return entries
    .filter(entry => !entry.withdrawn && entry.at <= until)
    .sort((a, b) => a.at - b.at || (a.message.messageId < b.message.messageId ? -1 : 1));
}

export function standsOf(entries: Told): readonly Stands[] {
  const names = new Set(entries.filter(isResult).map(nameOf));
  return [...names].map(test => {
    const own = entries.filter(entry => isResult(entry) && nameOf(entry) === test);
    const starts: number[] = [];
    let startedAt = 0;
    let since = 0;
    for (const [n, entry] of own.entries()) {
      const before = own[n - 1]?.kind;
      const isRepeatedStart = entry.kind === 'triggered' && before === 'triggered';
      if (isRepeatedStart) continue;
      if (entry.kind === 'triggered') starts.push(entry.at);
      if (beginsAnew(entry, before)) startedAt = entry.at;
      since = entry.at;
    }
    const last = own.at(-1)!;
    return {
      test,
      testCaseId: last.testCaseId!,
      mpanRef: last.mpanRef!,
      status: last.kind,
      startedAt,
      since,
      starts,
      heardAt: entries.indexOf(decisiveOf(own)),
    };
  });
}

/** The results of one test, run by run. */
export function runsOf(entries: Told, test: string): readonly (readonly Told[number][])[] {
  const own = entries.filter(entry => isResult(entry) && nameOf(entry) === test);
  const runs: Told[number][][] = [];
  for (const [n, entry] of own.entries()) {
    const before = own[n - 1]?.kind;
    if (entry.kind === 'triggered' && before === 'triggered') continue;
    if (beginsAnew(entry, before)) runs.push([]);
    runs.at(-1)?.push(entry);
  }
  return runs;
}

export function progressBy(plan: readonly PlannedTestCase[], stands: readonly Stands[]) {
  const count = { total: plan.length, passed: 0, failed: 0, blocked: 0, running: 0, notStarted: 0 };
  for (const { id } of plan) {
    const latest = stands.filter(each => each.testCaseId === id).sort((a, b) => b.heardAt - a.heardAt)[0];
    if (latest === undefined) count.notStarted += 1;
    else if (latest.status === 'triggered') count.running += 1;
    else count[latest.status as 'passed' | 'failed' | 'blocked'] += 1;
  }
  return count;
}

/** Ids of the entries that still stand in the way, by kind. */
/** @param reopened when a query was opened again, by its message: what was posted before does not end it */
export function openRemarks(entries: Told, reopened: ReadonlyMap<string, number> = new Map()) {
  const open = (kind: string, endedBy: readonly string[]) =>
    entries.filter((entry, n) => {
      if (entry.kind !== kind) return false;
      const since = kind === 'data_query' ? (reopened.get(entry.message.messageId) ?? 0) : 0;
      return !entries.some(
        (later, m) => m > n && later.at > since && endedBy.includes(later.kind) && covers(entry, later),
      );
    });
  const restored = entries.findLastIndex(entry => entry.kind === 'env_restored');
  return {
    downtime: open('env_downtime', ['triggered', 'passed']).filter(
      entry => entries.indexOf(entry) > restored,
    ),
    blocking: open('blocking_defect', ['passed']),
    severe: open('defect_raised', ['passed']).filter(entry => /S[12]/.test(entry.defect?.severity ?? '')),
    queries: open('data_query', ['triggered', 'passed']),
  };
}

export function lacksDefect(stand: Stands, entries: Told): boolean {
  if (stand.status !== 'failed') return false;
  for (const entry of entries) {
    if (entry.at < stand.startedAt) continue;
    const isSame = entry.testCaseId === stand.testCaseId && entry.mpanRef === stand.mpanRef;
    const isWider =
      (entry.testCaseId === stand.testCaseId && entry.mpanRef === undefined) ||
      (entry.mpanRef === stand.mpanRef && entry.testCaseId === undefined);
    if (!isSame && !isWider) continue;
    if (entry.kind === 'defect_raised' || entry.kind === 'blocking_defect') return false;
    if (isSame && entry.kind === 'failed' && entry.defect?.bugId !== undefined) return false;
  }
  return true;
}

function beginsAnew(entry: StandingEntry, before: string | undefined): boolean {
  if (before === undefined || entry.kind === 'triggered') return true;
  if (before === 'triggered') return false;
  return entry.how === 'retest' || (entry.kind !== before && entry.how !== 'correction');
}

/** The entry that gave the status: the last one, and of starts said one after another at the end the first. */
function decisiveOf(own: readonly StandingEntry[]): StandingEntry {
  const last = own.at(-1)!;
  if (last.kind !== 'triggered') return last;
  return own[own.findLastIndex(entry => entry.kind !== 'triggered') + 1]!;
}

function covers(remark: StandingEntry, later: StandingEntry): boolean {
  if (remark.testCaseId === undefined)
    return remark.mpanRef !== undefined && remark.mpanRef === later.mpanRef;
  if (remark.testCaseId !== later.testCaseId) return false;
  return remark.mpanRef === undefined || remark.mpanRef === later.mpanRef;
}

function isResult(entry: StandingEntry): boolean {
  return (
    ['triggered', 'passed', 'failed', 'blocked'].includes(entry.kind) &&
    entry.testCaseId !== undefined &&
    entry.mpanRef !== undefined
  );
}

function nameOf(entry: StandingEntry): string {
  return `${entry.testCaseId} ${entry.mpanRef}`;
}
