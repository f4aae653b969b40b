// Whose move it is in a test, and since when.
import type { BlockerOwner } from '../day/day-plan.ts';
import type { Entry, StandingEntry } from '../entry.ts';
import type { Day } from '../events.ts';
import { type HarnessWord, openRequest, triggerRequests } from '../harness/harness.ts';
import { openReplays, replaysOf } from '../harness/replay.ts';
import type { Group } from '../kinds.ts';
import type { TestKey } from '../refs.ts';
import type { Stated } from '../shelf.ts';
import { type Attempt, currentAttempt, type Progress, progressOf } from './progress.ts';
import { openQueries, type QueryStates, stateOf } from './queries.ts';
import { deniesDefect } from './reasons.ts';
import { attemptSeen, type SeenDefect, type SeenOutcome, saidAt } from './seen.ts';

export type Move = {
  /** `nobody`: it is not known who sees to what is in the way. */
  readonly of: 'ldso' | 'nobody' | Group;
  readonly to:
    | 'trigger'
    /** A message is on its way: whoever it comes to says that it has come. */
    | 'receive'
    | 'go-on'
    | 'triage'
    | 'retest'
    /** A defect, or why there is none. */
    | 'say-why'
    | 'answer'
    | 'unblock'
    | 'agree-replay'
    | 'replay';
  /** Epoch milliseconds. */
  readonly since: number;
  /** Who has said to see to it. */
  readonly byName?: string;
};

/** What is known of the one test. */
export type MoveKnown = {
  /** All of them, in any order, withdrawn ones included. */
  readonly entries: readonly StandingEntry[];
  /** What was said of the harness, of any test of the LDSO's or of this one. */
  readonly words: Iterable<HarnessWord>;
  readonly today: Day;
  readonly seen?: SeenOutcome | undefined;
  /** Where people moved bugs, by the entry that raised them. */
  readonly defects?: ReadonlyMap<string, SeenDefect>;
  /** Why it failed without a defect. */
  readonly reason?: Stated | undefined;
  /** Who sees to a blocker, by its entry. */
  readonly owners?: ReadonlyMap<string, BlockerOwner>;
  /** What people did about queries; without it one is open until its test is triggered or passes. */
  readonly queries?: QueryStates;
};

/**
 * Whoever was asked for something last has the move: a query that is raised while a test runs gives it to the Data team, and
 * the answer gives it back.
 * @returns undefined where nobody is waited for: nothing was said of the test, or it has passed
 */
export function whoseMove(test: TestKey, known: MoveKnown): Move | undefined {
  const progress = progressOf(test, known.entries);
  const entries = progress?.entries ?? [];
  const words = [...known.words].filter(
    word => word.test.testCaseId === test.testCaseId && word.test.mpanRef === test.mpanRef,
  );
  const said = progress && currentAttempt(progress);
  const attempt = said && attemptSeen(said, known.seen);
  const doneAt = attempt?.status === 'passed' ? saidAt(attempt) : undefined;
  const waits = [
    ...(progress === undefined ? [] : statusMoves(progress, attempt, known)),
    ...queryMoves(entries, known),
    ...triggerMoves(words, entries, attempt),
    ...replayMoves({ words, entries }, known.today),
  ].filter(({ since }) => doneAt === undefined || since > doneAt);
  return waits.reduce<Move | undefined>(
    (latest, move) => (latest !== undefined && latest.since > move.since ? latest : move),
    undefined,
  );
}

/** @param attempt the latest, as a person may have changed it in Azure DevOps; undefined when it is to be run again */
function statusMoves(progress: Progress, attempt: Attempt | undefined, known: MoveKnown): readonly Move[] {
  if (currentAttempt(progress) === undefined) return [];
  if (attempt === undefined) return [{ of: 'ldso', to: 'retest', since: known.seen?.changedAt ?? 0 }];
  switch (attempt.status) {
    case 'passed':
      return [];
    case 'triggered':
      return [{ of: 'ldso', to: 'go-on', since: attempt.startedAt }];
    case 'failed':
      return [afterFailure(progress, attempt, known)];
    case 'blocked':
      return [afterBlock(progress, attempt, known)];
  }
}

function afterFailure(progress: Progress, attempt: Attempt, known: MoveKnown): Move {
  const since = saidAt(attempt);
  const defect = defectMove(progress, attempt, known);
  if (defect !== undefined) return defect;
  const failure = progress.entries.find(({ id }) => id === attempt.entryId);
  if (failure?.defect?.bugId !== undefined) return { of: 'DefectTeam', to: 'triage', since };
  if (failure !== undefined && deniesDefect(failure)) return { of: 'ldso', to: 'retest', since };
  const { reason } = known;
  if (reason !== undefined && reason.at >= attempt.startedAt)
    return { of: 'ldso', to: 'retest', since: reason.at };
  return { of: 'ldso', to: 'say-why', since };
}

/** Whoever was called to it has it; else those who see to its defect. */
function afterBlock(progress: Progress, attempt: Attempt, known: MoveKnown): Move {
  const block = progress.entries.find(({ id }) => id === attempt.entryId);
  const owner = known.owners?.get(attempt.entryId);
  const [called] = block?.routeTo ?? [];
  const since = saidAt(attempt);
  const byName = owner === undefined ? {} : { byName: owner.name };
  if (called !== undefined) return { of: called, to: 'unblock', since, ...byName };
  const defect = defectMove(progress, attempt, known);
  return defect ?? { of: 'nobody', to: 'unblock', since, ...byName };
}

/** Of several defects of the run all must be ready, or closed, before it can go on. */
function defectMove(progress: Progress, attempt: Attempt, { defects }: MoveKnown): Move | undefined {
  const raised = progress.remarks.filter(
    ({ kind, at }) => (kind === 'defect_raised' || kind === 'blocking_defect') && at >= attempt.startedAt,
  );
  const [first] = raised;
  if (first === undefined) return undefined;
  const open = raised.find(({ id }) => {
    const seen = defects?.get(id);
    return seen?.ready !== true && seen?.closed !== true;
  });
  if (open !== undefined) return { of: 'DefectTeam', to: 'triage', since: open.at };
  const since = Math.max(...raised.map(({ id, at }) => defects?.get(id)?.changedAt ?? at));
  return { of: 'ldso', to: 'retest', since };
}

/** Whoever a query was passed on to has it. */
function queryMoves(entries: readonly Entry[], { queries = new Map() }: MoveKnown): readonly Move[] {
  return openQueries(entries, queries).map(({ message, at }) => {
    const { reopenedAt, passedTo } = stateOf(queries, message);
    return { of: passedTo[0] ?? 'DataTeam', to: 'answer', since: reopenedAt ?? at };
  });
}

function triggerMoves(
  words: readonly HarnessWord[],
  entries: readonly Entry[],
  attempt: Attempt | undefined,
): readonly Move[] {
  const from = attempt === undefined ? 0 : saidAt(attempt);
  const came = words
    .filter(({ says, at, withdrawn }) => says === 'received' && at >= from && withdrawn !== true)
    .map(({ at }): Move => ({ of: 'ldso', to: 'go-on', since: at }));
  const open = openRequest(triggerRequests(words, entries));
  if (open === undefined) return came;
  const { triggered, word } = open;
  return [
    ...came,
    triggered === undefined
      ? { of: 'QualificationTeam', to: 'trigger', since: word.at }
      : { of: 'ldso', to: 'receive', since: triggered.at },
  ];
}

/** The QT team first, then the LDSO, who receives it: in UIT it is the receiving party that replays. */
function replayMoves(said: Parameters<typeof replaysOf>[0], today: Day): readonly Move[] {
  return openReplays(replaysOf(said, today)).map(({ word, agreed, replayed }): Move => {
    if (replayed !== undefined) return { of: 'ldso', to: 'receive', since: replayed.at };
    if (agreed !== undefined) return { of: 'ldso', to: 'replay', since: agreed.at };
    return { of: 'QualificationTeam', to: 'agree-replay', since: word.at };
  });
}
