/** Reads the iterations and step results that a client writes into a test result. */
import { badRequest } from '../http/answer.ts';
import { fieldsOf, instantAt, numberAt, pick, rowsAt, textAt } from '../http/read.ts';
import { type Outcome, outcomes, wordOf } from '../words.ts';
import type { Action, Iteration } from './state.ts';

/** @throws 400 for an outcome, date or action path that is not valid */
export function readIterations(rows: readonly unknown[]): Iteration[] {
  return rows.map(row => {
    const fields = fieldsOf(row, 'iterationDetails');
    const id = numberAt(fields, 'id');
    if (id === undefined || id < 1) throw badRequest('The id of an iteration must be 1 or more.');
    return {
      id,
      ...marks(fields),
      actions: rowsAt(fields, 'actionResults').map(readAction),
      parameters: rowsAt(fields, 'parameters').map(one => ({
        name: textAt(one, 'parameterName') ?? '',
        value: textAt(one, 'value') ?? '',
        actionPath: textAt(one, 'actionPath') ?? '',
      })),
    };
  });
}

function readAction(row: unknown): Action {
  const fields = fieldsOf(row, 'actionResults');
  const actionPath = textAt(fields, 'actionPath') ?? '';
  // Eight hex digits a step, and eight more for the step inside shared steps.
  if (!/^([0-9a-f]{8})+$/i.test(actionPath))
    throw badRequest('The action path of a step result is not valid.');
  const shared = pick(fields, 'sharedStepModel');
  const sharedId = numberAt(shared, 'id');
  return {
    actionPath,
    stepIdentifier: textAt(fields, 'stepIdentifier') ?? stepIdentifier(actionPath),
    ...marks(fields),
    shared: sharedId === undefined ? null : { id: sharedId, revision: numberAt(shared, 'revision') ?? 1 },
  };
}

/** `0000000300000001` → `3;1` */
function stepIdentifier(actionPath: string): string {
  const parts = actionPath.match(/.{8}/g) ?? [];
  return parts.map(part => Number.parseInt(part, 16)).join(';');
}

function marks(fields: unknown) {
  return {
    outcome: outcomeIn(fields) ?? ('Unspecified' as const),
    comment: textAt(fields, 'comment') ?? '',
    errorMessage: textAt(fields, 'errorMessage') ?? '',
    startedAt: instantAt(fields, 'startedDate') ?? null,
    completedAt: instantAt(fields, 'completedDate') ?? null,
    durationInMs: numberAt(fields, 'durationInMs') ?? null,
  };
}

/** @throws 400 for a word or number that is no outcome */
export function outcomeIn(fields: unknown): Outcome | undefined {
  const given = pick(fields, 'outcome');
  if (given === undefined || given === '') return undefined;
  const outcome = wordOf(outcomes, given);
  if (outcome) return outcome;
  throw badRequest('The outcome of the test result is not valid.');
}
