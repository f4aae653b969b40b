// The bodies of the requests that are used, as Microsoft's REST specifications 7.1 define them; a name that they do not have is refused.
// Source: MicrosoftDocs/vsts-rest-api-specs, test/7.1, testPlan/7.1, wit/7.1 (MIT), definitions of the names below.
import { z } from 'zod';

const text = z.string();
const number = z.int();
// Years before the common era or after 9999 are no dates of a test.
const date = z.iso.datetime({ offset: true });
/** Ids in references are text in the test area. */
const reference = z.strictObject({ id: z.string().min(1), name: text.optional(), url: text.optional() });
/** ShallowReference.id is text, and of these a number. */
const numbered = reference.extend({ id: z.string().regex(/^\d+$/) });
const identity = z.strictObject({
  id: text,
  displayName: text.optional(),
  uniqueName: text.optional(),
  descriptor: text.optional(),
  imageUrl: text.optional(),
  url: text.optional(),
});

/** TestCaseResult.outcome, "Valid values". */
const outcome = z.enum([
  'Unspecified',
  'None',
  'Passed',
  'Failed',
  'Inconclusive',
  'Timeout',
  'Aborted',
  'Blocked',
  'NotExecuted',
  'Warning',
  'Error',
  'NotApplicable',
  'Paused',
  'InProgress',
  'NotImpacted',
]);
const resultState = z.enum(['Unspecified', 'Pending', 'Queued', 'InProgress', 'Paused', 'Completed']);

const marked = {
  outcome,
  comment: text.optional(),
  errorMessage: text.optional(),
  startedDate: date.optional(),
  completedDate: date.optional(),
  durationInMs: z.number().min(0).optional(),
};
const actionResult = z.strictObject({
  ...marked,
  /** Eight hexadecimal digits a step. */
  actionPath: z.string().regex(/^(?:[0-9a-f]{8}){1,2}$/),
  iterationId: number,
  stepIdentifier: z.string().regex(/^\d+(?:;\d+)?$/),
  sharedStepModel: z.strictObject({ id: number, revision: number }).optional(),
});
const iteration = z.strictObject({
  ...marked,
  id: number.min(1),
  actionResults: z.array(actionResult).optional(),
});

/** TestCaseResult, of which a request holds the part that it sets. */
const resultFields = {
  state: resultState,
  outcome,
  comment: z.string().max(1000).optional(),
  startedDate: date.optional(),
  completedDate: date.optional(),
  durationInMs: z.number().min(0).optional(),
  errorMessage: text.optional(),
  failureType: text.optional(),
  runBy: identity.optional(),
  owner: identity.optional(),
  priority: number.optional(),
  computerName: text.optional(),
  associatedBugs: z.array(numbered).optional(),
  iterationDetails: z.array(iteration).optional(),
};

export const resultsUpdate = z.array(z.strictObject({ id: number, ...resultFields })).min(1);

export const resultsAdd = z
  .array(
    z.strictObject({
      ...resultFields,
      // What a planned test's result needs. Source: github.com/microsoft/azure-devops-node-api/issues/318.
      testPoint: numbered,
      testCase: numbered,
      testCaseTitle: z.string().min(1),
      testCaseRevision: number.min(0),
    }),
  )
  .min(1);

/** RunCreateModel. Its state cannot be Completed. */
export const runCreate = z.strictObject({
  name: z.string().min(1).max(256),
  plan: numbered.optional(),
  pointIds: z.array(number).optional(),
  automated: z.boolean(),
  state: z.enum(['NotStarted', 'InProgress', 'Waiting']),
  comment: text.optional(),
  startDate: date.optional(),
  dueDate: date.optional(),
  completeDate: date.optional(),
  owner: identity.optional(),
  tags: z
    .array(z.strictObject({ name: text }))
    .max(5)
    .optional(),
});

/** RunUpdateModel; its dates are named otherwise than those of a new run. */
export const runUpdate = z.strictObject({
  state: z.enum(['NotStarted', 'InProgress', 'Completed', 'Aborted', 'Waiting']).optional(),
  name: text.optional(),
  comment: text.optional(),
  startedDate: date.optional(),
  completedDate: date.optional(),
  errorMessage: text.optional(),
  deleteInProgressResults: z.boolean().optional(),
});

/** TestAttachmentRequestModel. */
export const testAttachment = z.strictObject({
  stream: z.base64(),
  fileName: z.string().min(1),
  comment: text.optional(),
  attachmentType: z.enum(['GeneralAttachment', 'CodeCoverage', 'ConsoleLog']).optional(),
});

/** TestPointUpdateParams. An outcome would make Azure DevOps create a run of its own, so it is never sent. */
export const pointsUpdate = z.array(
  z.strictObject({ id: number, isActive: z.boolean().optional(), tester: identity.optional() }),
);

export const wiql = z.strictObject({ query: z.string().max(32_000) });

/** WorkItemBatchGetRequest: fields and $expand exclude each other. */
export const itemsBatch = z
  .strictObject({
    ids: z.array(number).min(1).max(200),
    fields: z.array(text).optional(),
    $expand: z.union([z.enum(['none', 'relations', 'fields', 'links', 'all']), number]).optional(),
    errorPolicy: z.union([z.enum(['fail', 'omit']), number]).optional(),
    asOf: date.optional(),
  })
  .refine(body => body.fields === undefined || body.$expand === undefined, {
    error: 'fields and $expand exclude each other',
  });

const relation = z.strictObject({
  rel: z.string().min(1),
  url: z.string().min(1),
  attributes: z.record(z.string(), z.unknown()).optional(),
});
const field = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** JsonPatchDocument. */
const patch = z.array(
  z.union([
    z.strictObject({ op: z.literal('test'), path: z.literal('/rev'), value: number }),
    z.strictObject({
      op: z.enum(['add', 'replace']),
      path: z.string().regex(/^\/fields\/[\w.]+$/),
      value: field,
    }),
    z.strictObject({
      op: z.literal('remove'),
      path: z.string().regex(/^\/(?:fields\/[\w.]+|relations\/\d+)$/),
    }),
    z.strictObject({ op: z.literal('add'), path: z.literal('/relations/-'), value: relation }),
  ]),
);
export const itemCreate = patch.min(1);
/** Of an item that others change too, nothing is changed but in the revision that was read. */
export const itemUpdate = patch.min(2).refine(([first]) => first?.op === 'test', {
  error: 'the first operation tests the revision',
});
