// Writes one attempt as Azure DevOps wants a test result: outcome, dates, comment, and the rows of its steps.
import { createHash } from 'node:crypto';
import type {
  TestActionResultModel,
  TestCaseResult,
} from 'azure-devops-node-api/interfaces/TestInterfaces.js';
import { type TestKey, testKeyText } from '../../../domain/refs.ts';
import type { TestStatus } from '../../../domain/tests/progress.ts';
import type { WantedResult } from '../../../ports/tracker.ts';
import { markOf } from '../mark.ts';
import type { Identity } from '../plan/book.ts';
import { firstRow, type StepRow } from '../plan/steps.ts';

export type ResultFields = TestCaseResult & { readonly outcome: string };
export type ResultBody = ResultFields & { readonly id: number };

// Source: REST specification 7.1 of the test area, TestCaseResult.comment: at most 1000 characters.
const commentAtMost = 1000;

/**
 * @param about.rows the test case's steps; empty when they are not to be written
 * @param about.runBy the account of who posted, where it is known
 * @param about.mark what the result is found again by
 */
export function resultFields(
  wanted: WantedResult,
  about: {
    readonly rows: readonly StepRow[];
    readonly runBy?: Identity | undefined;
    readonly mark: string;
  },
): ResultFields {
  const { rows, runBy, mark } = about;
  const outcome = outcomeOf(wanted.status);
  const times = timesOf(wanted);
  const bugs = wanted.defectIds.filter(id => /^\d+$/.test(id)).map(id => ({ id }));
  const actionResults = actionsOf(wanted, rows);
  return {
    // With an outcome alone a result stays pending and is counted as not run.
    state: wanted.status === 'triggered' ? 'InProgress' : 'Completed',
    outcome,
    comment: commentOf(wanted, mark),
    ...times,
    ...(runBy === undefined ? {} : { runBy: { ...runBy } }),
    // An empty list might take away what a person has linked.
    ...(bugs.length === 0 ? {} : { associatedBugs: bugs }),
    // Always the whole iteration: whether a second one is merged or replaces the first is not documented.
    ...(actionResults.length === 0
      ? {}
      : { iterationDetails: [{ id: 1, outcome, comment: wanted.test.mpanRef, ...times, actionResults }] }),
  };
}

export function withdrawnBody(resultId: number, mpanRef: string, mark: string): ResultBody {
  return {
    id: resultId,
    state: 'Completed',
    outcome: 'NotExecuted',
    comment: `${mpanRef} · ref ${mark}\nWithdrawn in the daybook.`,
  };
}

/**
 * What an attempt's result is found again by after an unknown outcome, e.g. `3kT9vQ_a`.
 * @param take 1, and one more each time the attempt was withdrawn and came back
 */
export function markOfAttempt(test: TestKey, attempt: number, take: number): string {
  const text = `${testKeyText(test)}/${attempt}/${take}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** The mark in the first line of a comment of ours. */
export function markIn(comment: string): string | undefined {
  return /^.* · ref ([\w-]{8})$/m.exec(comment)?.[1];
}

export function isFinal(outcome: string): boolean {
  return !['', 'unspecified', 'none', 'inprogress', 'paused'].includes(outcome.toLowerCase());
}

/** How bad an outcome is; 0 for one that says nothing. */
export function severityOf(outcome: string): number {
  return ['passed', 'inprogress', 'blocked', 'failed'].indexOf(outcome.toLowerCase()) + 1;
}

/** Whether anybody has given a result its outcome yet. */
export function isSaid(outcome: string): boolean {
  return !['', 'unspecified', 'none'].includes(outcome.toLowerCase());
}

/** Areas of Azure DevOps differ in how they write the same outcome. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The mark of what a result says, wherever it stands. */
export function markOfResult({ id: _place, ...words }: ResultFields): string {
  return markOf(words);
}

/** The status in the words of Azure DevOps. */
export function outcomeOf(status: TestStatus): string {
  switch (status) {
    case 'triggered':
      return 'InProgress';
    case 'passed':
      return 'Passed';
    case 'failed':
      return 'Failed';
    case 'blocked':
      return 'Blocked';
  }
}

function timesOf({ status, startedAt, finishedAt }: WantedResult) {
  const startedDate = new Date(startedAt);
  if (status === 'triggered' || finishedAt === undefined) return { startedDate };
  const completedAt = Math.max(startedAt, finishedAt);
  return { startedDate, completedDate: new Date(completedAt), durationInMs: completedAt - startedAt };
}

function commentOf(wanted: WantedResult, mark: string): string {
  const { test, status, step, byName, attempt, comment } = wanted;
  const head = [
    test.mpanRef,
    `${status}${step === undefined ? '' : ` at step ${step}`}`,
    byName,
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    `ref ${mark}`,
  ].join(' · ');
  return shortened(comment.trim() === '' ? head : `${head}\n${comment}`, commentAtMost);
}

/** The meter point goes on the first step; the step that failed, or was blocked, is marked. Other steps stay as they are. */
function actionsOf(wanted: WantedResult, rows: readonly StepRow[]): TestActionResultModel[] {
  const first = firstRow(rows);
  if (first === undefined) return [];
  const isBad = wanted.status === 'failed' || wanted.status === 'blocked';
  const bad = isBad && wanted.step !== undefined ? rows[wanted.step - 1] : undefined;
  const marked = [first, ...(bad === undefined || bad === first ? [] : [bad])];
  return marked.map(row => ({
    actionPath: row.path,
    stepIdentifier: row.identifier,
    iterationId: 1,
    outcome: outcomeOfRow(wanted.status, row === bad),
    comment: row === first ? wanted.test.mpanRef : '',
    ...(row.shared === undefined ? {} : { sharedStepModel: row.shared }),
  }));
}

function outcomeOfRow(status: TestStatus, isBad: boolean): string {
  if (isBad) return outcomeOf(status);
  return status === 'passed' ? 'Passed' : 'None';
}

/** By whole characters: half of an emoji is not written. */
function shortened(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  let short = '';
  for (const character of text) {
    if (short.length + character.length > atMost - 1) break;
    short += character;
  }
  return `${short}…`;
}
