// The end-of-day wash-up, computed: how the day's tests went, what is owed, what slips to tomorrow.
import type { TestLine, WashUpView } from '../../domain/day/day-view.ts';
import type { Entry, MessageRef } from '../../domain/entry.ts';
import type { OpenQueue } from '../../domain/harness/queue-view.ts';
import type { MigrationView } from '../../domain/migration/migration-view.ts';
import { plannedOn, type Schedule, type ScheduleState } from '../../domain/planning/schedule.ts';
import type { Shelf } from '../../domain/shelf.ts';
import type { TestStatus } from '../../domain/tests/progress.ts';
import { nextStep, type Remediation } from '../../domain/tests/remediation.ts';
import type { LeakCase } from '../../ports/store.ts';
import { boundsOf, nextWorkingDay } from '../calendar.ts';
import { againstSchedule } from './against-schedule.ts';
import { blockersOf, failedWithoutDefect, wordsSaid } from './blockers.ts';
import { type EvidenceAsked, evidenceOwed, noEvidence } from './evidence.ts';
import { lineWithMove, type MovesKnown, movesOn } from './moves.ts';
import { type QueriesAsked, queriesOn } from './queries.ts';
import { scheduledLine } from './scheduled.ts';
import {
  type DayAsked,
  lineOf,
  planProgress,
  type Standing,
  standingOn,
  toDo,
  underWay,
} from './standing.ts';

type WashUpAsked = DayAsked & {
  readonly queue?: OpenQueue;
  readonly moves?: MovesKnown;
  readonly migration?: MigrationView;
  /** Of the LDSO, closed ones included. */
  readonly leaks: readonly LeakCase[];
  /** By message. */
  readonly held?: ReadonlyMap<string, Shelf['held']>;
  /** Of the LDSO, complete ones included. */
  readonly remediations: readonly Remediation[];
  readonly urlOf?: (message: MessageRef) => string | undefined;
  /** Why failed tests have no defect, by `testKeyText`. */
  readonly reasons?: ReadonlyMap<string, { readonly at: number }>;
  readonly evidence?: EvidenceAsked;
  readonly queries?: QueriesAsked;
  /** The version that the days are planned by. */
  readonly schedule?: { readonly state: ScheduleState; readonly version: Schedule };
  /** What has not reached Azure DevOps. */
  readonly mirror: WashUpView['mirror'];
};

export function washUpView(asked: WashUpAsked): WashUpView {
  const standing = standingOn(asked);
  const { from } = boundsOf(asked.day, asked.zone);
  const { tests, entries } = standing;
  const resultsToday = (status: TestStatus): readonly TestLine[] =>
    tests.filter(test => test.attempt.status === status && test.since >= from).map(lineOf);
  const { schedule } = asked;
  const queries = queriesOn(standing, asked);
  const against = schedule === undefined ? undefined : againstSchedule({ ...asked, schedule }, standing);
  return {
    ldso: asked.ldso.id,
    ldsoName: asked.ldso.name,
    ...(asked.migration === undefined ? {} : { migration: asked.migration }),
    day: asked.day,
    passed: resultsToday('passed'),
    failed: resultsToday('failed'),
    blocked: resultsToday('blocked'),
    open: underWay(tests).map(lineWithMove(movesOn(asked, asked.moves))),
    ...(asked.queue === undefined ? {} : { queue: asked.queue }),
    // Attempts, not posts: both sides announce one trigger now and then.
    triggeredToday: tests
      .flatMap(test => test.attempts)
      .filter(attempt => attempt.wasTriggered && attempt.startedAt >= from).length,
    failedWithoutDefect: failedWithoutDefect(standing, asked.reasons ?? new Map()).map(lineOf),
    evidenceOwed: evidenceOwed(asked.ldso.id, standing, asked.evidence ?? noEvidence).map(lineOf),
    defectsToday: entries.filter(entry => isDefect(entry) && entry.at >= from).map(defectLine),
    openQueries: queries.open.map(queries.blockerOf),
    queriesAnswered: queries.answered,
    blockers: blockersOf(standing),
    leaks: asked.leaks.filter(leak => leak.closedAt === undefined).map(leak => leakLine(leak, asked.urlOf)),
    held: heldLines(asked),
    remediations: [...asked.remediations]
      .sort((a, b) => a.openedAt - b.openedAt)
      .flatMap(each => remediationLine(each, asked.urlOf)),
    mirror: asked.mirror,
    next: nextTests(asked, standing),
    progress: planProgress(standing),
    ...(against === undefined ? {} : { against }),
  };
}

function nextTests(asked: WashUpAsked, standing: Standing): readonly TestLine[] {
  const { day, calendar, schedule } = asked;
  if (schedule === undefined) {
    const { retest, next } = toDo(standing);
    return [...retest, ...next].slice(0, asked.listLength ?? 8);
  }
  return plannedOn(schedule.version, nextWorkingDay(day, calendar))
    .map(test => scheduledLine(test, standing))
    .filter(({ status }) => status !== 'passed');
}

function remediationLine(remediation: Remediation, urlOf: WashUpAsked['urlOf']): WashUpView['remediations'] {
  const { testCaseName, openedAt, message } = remediation;
  const step = nextStep(remediation);
  const url = urlOf?.(message);
  if (step === undefined) return [];
  return [{ testCaseName, step, openedAt, ...(url === undefined ? {} : { url }) }];
}

function leakLine(
  { message, kinds, by, openedAt }: LeakCase,
  urlOf: WashUpAsked['urlOf'],
): WashUpView['leaks'][number] {
  const url = urlOf?.(message);
  return { who: by.name, kinds, openedAt, ...(url === undefined ? {} : { url }) };
}

/** Oldest first. */
function heldLines({ ldso, held, urlOf }: WashUpAsked): WashUpView['held'] {
  return [...(held ?? [])]
    .map(([messageId, { byName, thread, since, kinds }]) => {
      const url = urlOf?.({ ldso: ldso.id, thread, messageId });
      return { who: byName ?? 'somebody', kinds, since, ...(url === undefined ? {} : { url }) };
    })
    .sort((a, b) => a.since - b.since);
}

function isDefect(entry: Entry): boolean {
  return entry.kind === 'defect_raised' || entry.kind === 'blocking_defect';
}

function defectLine(entry: Entry): WashUpView['defectsToday'][number] {
  const { testCaseName, mpanRef, defect } = entry;
  return {
    words: wordsSaid(entry),
    ...(testCaseName === undefined ? {} : { testCaseName }),
    ...(mpanRef === undefined ? {} : { mpanRef }),
    ...(defect?.severity === undefined ? {} : { severity: defect.severity }),
    ...(defect?.priority === undefined ? {} : { priority: defect.priority }),
    ...(defect?.bugId === undefined ? {} : { bugId: defect.bugId }),
  };
}
