// The operations of Azure DevOps that the bot uses, as Microsoft's REST specifications 7.1 have them. Whoever uses another adds it here.
// Source: MicrosoftDocs/vsts-rest-api-specs at adb28786 (MIT); versions and address templates: answers of dev.azure.com to OPTIONS.
import { z } from 'zod';
import * as bodies from './bodies.ts';

export type Operation = {
  /** As the specification names it. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** What follows `_apis/`; names in braces stand for one part each, those in brackets for what follows the dollar sign. */
  readonly path: string;
  readonly scope: 'organisation' | 'project';
  /** The newest form of the resource, as OPTIONS tells it: `-preview.3` at most. */
  readonly resourceVersion: number;
  /** Only as a preview so far. */
  readonly preview?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly contentType?: string;
};

const json = 'application/json';
const jsonPatch = 'application/json-patch+json';

const count = z.string().regex(/^\d+$/);
const ids = z.string().regex(/^\d+(,\d+)*$/);
const flag = z.enum(['true', 'false']);
const instant = z
  .string()
  .refine(value => !Number.isNaN(Date.parse(value)), { error: 'is no date and time' });
const strict = z.strictObject;
const point = 'testplan/Plans/{planId}/Suites/{suiteId}/TestPoint';
const results = 'test/Runs/{runId}/results';

const testArea: readonly Operation[] = [
  {
    name: 'Runs_Query',
    method: 'GET',
    path: 'test/runs',
    scope: 'project',
    resourceVersion: 3,
    // At most seven days apart; at most 100 runs at a time.
    query: strict({
      minLastUpdatedDate: instant,
      maxLastUpdatedDate: instant,
      planIds: ids.optional(),
      state: z.enum(['NotStarted', 'InProgress', 'Completed', 'Aborted', 'Waiting']).optional(),
      isAutomated: flag.optional(),
      runTitle: z.string().optional(),
      $top: count.refine(value => Number(value) <= 100).optional(),
      continuationToken: z.string().optional(),
    }).refine(
      ({ minLastUpdatedDate: from, maxLastUpdatedDate: to }) =>
        Date.parse(to) - Date.parse(from) <= 7 * 24 * 3600_000,
      { error: 'the dates are more than seven days apart' },
    ),
  },
  {
    name: 'Runs_Create',
    method: 'POST',
    path: 'test/runs',
    scope: 'project',
    resourceVersion: 3,
    body: bodies.runCreate,
    contentType: json,
  },
  {
    name: 'Runs_Update',
    method: 'PATCH',
    path: 'test/runs/{runId}',
    scope: 'project',
    resourceVersion: 3,
    body: bodies.runUpdate,
    contentType: json,
  },
  {
    name: 'Results_List',
    method: 'GET',
    path: results,
    scope: 'project',
    resourceVersion: 6,
    // 1000 at a time, or 200 with details.
    query: strict({
      $skip: count.optional(),
      $top: count.refine(value => Number(value) <= 1000).optional(),
      detailsToInclude: z.string().optional(),
      outcomes: z.string().optional(),
    }),
  },
  {
    name: 'Results_Get',
    method: 'GET',
    path: `${results}/{testCaseResultId}`,
    scope: 'project',
    resourceVersion: 6,
    query: strict({ detailsToInclude: z.string().optional() }),
  },
  {
    name: 'Results_Add',
    method: 'POST',
    path: results,
    scope: 'project',
    resourceVersion: 6,
    body: bodies.resultsAdd,
    contentType: json,
  },
  {
    name: 'Results_Update',
    method: 'PATCH',
    path: results,
    scope: 'project',
    resourceVersion: 6,
    body: bodies.resultsUpdate,
    contentType: json,
  },
  {
    name: 'Attachments_Get Test Result Attachments',
    method: 'GET',
    path: `${results}/{testCaseResultId}/attachments`,
    scope: 'project',
    resourceVersion: 1,
  },
  {
    // With an iteration and a step the specification has it under testresults alone; the client sends it here.
    name: 'Attachments_Create Test Result Attachment, Test Iteration Result Attachment',
    method: 'POST',
    path: `${results}/{testCaseResultId}/attachments`,
    scope: 'project',
    resourceVersion: 1,
    query: strict({
      iterationId: count.optional(),
      actionPath: z
        .string()
        .regex(/^(?:[0-9a-f]{8}){1,2}$/)
        .optional(),
    }),
    body: bodies.testAttachment,
    contentType: json,
  },
  {
    name: 'Resultretentionsettings_Get',
    method: 'GET',
    path: 'test/resultretentionsettings',
    scope: 'project',
    resourceVersion: 1,
  },
];

const testPlan: readonly Operation[] = [
  {
    name: 'Test Plans_Get',
    method: 'GET',
    path: 'testplan/Plans/{planId}',
    scope: 'project',
    resourceVersion: 1,
  },
  {
    name: 'Test Suites_Get Test Suites For Plan',
    method: 'GET',
    path: 'testplan/Plans/{planId}/suites',
    scope: 'project',
    resourceVersion: 1,
    query: strict({
      expand: z.string().optional(),
      continuationToken: z.string().optional(),
      asTreeView: flag.optional(),
    }),
  },
  {
    name: 'Suite Entry_List',
    method: 'GET',
    path: 'testplan/suiteentry/{suiteId}',
    scope: 'project',
    resourceVersion: 1,
    query: strict({ suiteEntryType: z.enum(['testCase', 'suite', '0', '1']).optional() }),
  },
  {
    name: 'Suite Test Case_Get Test Case List',
    method: 'GET',
    path: 'testplan/Plans/{planId}/Suites/{suiteId}/TestCase',
    scope: 'project',
    resourceVersion: 3,
    query: strict({
      testIds: ids.optional(),
      configurationIds: ids.optional(),
      witFields: z.string().optional(),
      continuationToken: z.string().optional(),
      returnIdentityRef: flag.optional(),
      expand: flag.optional(),
      excludeFlags: z.string().optional(),
      isRecursive: flag.optional(),
    }),
  },
  {
    name: 'Test Point_Get Points List',
    method: 'GET',
    path: point,
    scope: 'project',
    resourceVersion: 2,
    query: strict({
      testPointIds: ids.optional(),
      testCaseId: count.optional(),
      continuationToken: z.string().optional(),
      returnIdentityRef: flag.optional(),
      includePointDetails: flag.optional(),
      isRecursive: flag.optional(),
    }),
  },
  {
    name: 'Test Point_Update',
    method: 'PATCH',
    path: point,
    scope: 'project',
    resourceVersion: 2,
    body: bodies.pointsUpdate,
    contentType: json,
  },
];

const workItems: readonly Operation[] = [
  {
    name: 'Work Items_Create',
    method: 'POST',
    path: 'wit/workitems/$(type)',
    scope: 'project',
    resourceVersion: 3,
    query: strict({ validateOnly: flag.optional() }),
    body: bodies.itemCreate,
    contentType: jsonPatch,
  },
  {
    name: 'Work Items_Update',
    method: 'PATCH',
    path: 'wit/workitems/{id}',
    scope: 'project',
    resourceVersion: 3,
    body: bodies.itemUpdate,
    contentType: jsonPatch,
  },
  {
    name: 'Work Items_Get Work Item',
    method: 'GET',
    path: 'wit/workitems/{id}',
    scope: 'project',
    resourceVersion: 3,
    query: strict({ $expand: z.string().optional(), fields: z.string().optional() }),
  },
  {
    name: 'Work Items_Get Work Items Batch',
    method: 'POST',
    path: 'wit/workitemsbatch',
    scope: 'project',
    resourceVersion: 1,
    body: bodies.itemsBatch,
    contentType: json,
  },
  {
    // The specification shows a team in the address; both forms are answered.
    name: 'Wiql_Query By Wiql',
    method: 'POST',
    path: 'wit/wiql',
    scope: 'project',
    resourceVersion: 2,
    query: strict({ $top: count.optional(), timePrecision: flag.optional() }),
    body: bodies.wiql,
    contentType: json,
  },
  {
    name: 'Updates_List',
    method: 'GET',
    path: 'wit/workItems/{id}/updates',
    scope: 'project',
    resourceVersion: 4,
    query: strict({ $top: count.optional(), $skip: count.optional() }),
  },
  {
    name: 'Reporting Work Item Revisions_Read Reporting Revisions Get',
    method: 'GET',
    path: 'wit/reporting/workitemrevisions',
    scope: 'project',
    resourceVersion: 2,
    query: strict({
      fields: z.string().optional(),
      types: z.string().optional(),
      continuationToken: z.string().optional(),
      startDateTime: instant.optional(),
      includeDeleted: flag.optional(),
      $maxPageSize: count.optional(),
    }),
  },
  {
    name: 'Work Item Types_List',
    method: 'GET',
    path: 'wit/workitemtypes',
    scope: 'project',
    resourceVersion: 2,
  },
  {
    name: 'Work Item Types Field_List',
    method: 'GET',
    path: 'wit/workitemtypes/{type}/fields',
    scope: 'project',
    resourceVersion: 3,
    query: strict({ $expand: z.string().optional() }),
  },
];

/** Some are in no specification; then the documentation of the service, or what its own client sends, is the source. */
const elsewhere: readonly Operation[] = [
  {
    name: 'connectionData',
    method: 'GET',
    path: 'connectionData',
    scope: 'organisation',
    resourceVersion: 1,
  },
  { name: 'ResourceAreas', method: 'GET', path: 'ResourceAreas', scope: 'organisation', resourceVersion: 1 },
  {
    name: 'Projects_Get',
    method: 'GET',
    path: 'projects/{projectId}',
    scope: 'organisation',
    resourceVersion: 4,
  },
  {
    name: 'Subscriptions_List',
    method: 'GET',
    path: 'hooks/subscriptions',
    scope: 'organisation',
    resourceVersion: 1,
    query: strict({ publisherId: z.string().optional(), eventType: z.string().optional() }),
  },
  {
    // Source: Microsoft Learn, "Permissions - Has Permissions".
    name: 'Permissions_Has Permissions',
    method: 'GET',
    path: 'permissions/{securityNamespaceId}/{permissions}',
    scope: 'organisation',
    resourceVersion: 2,
    query: strict({
      tokens: z.string(),
      alwaysAllowAdministrators: flag.optional(),
      delimiter: z.string().optional(),
    }),
  },
  {
    // Source: Microsoft Learn, "Security Namespaces - Query".
    name: 'Security Namespaces_Query',
    method: 'GET',
    path: 'securitynamespaces/{securityNamespaceId}',
    scope: 'organisation',
    resourceVersion: 1,
    query: strict({ localOnly: flag.optional() }),
  },
  {
    // Source: Microsoft Learn, "User Entitlements - Get".
    name: 'User Entitlements_Get',
    method: 'GET',
    path: 'userentitlements/{userId}',
    scope: 'organisation',
    resourceVersion: 4,
    preview: true,
  },
];

export const operations: readonly Operation[] = [...testArea, ...testPlan, ...workItems, ...elsewhere];
