import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { IWorkItemTrackingApi } from 'azure-devops-node-api/WorkItemTrackingApi.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, project, refusal, type World } from './world.ts';

let world: World;
let items: IWorkItemTrackingApi;
beforeEach(async () => {
  world = await openWorld();
  items = await world.client().getWorkItemTrackingApi();
});
afterEach(() => world.close());

type Op = { op: string; path: string; value?: unknown };
const set = (name: string, value: unknown, op = 'add'): Op => ({ op, path: `/fields/${name}`, value });
const link = (rel: string, id: number, organisation = 'oakham'): Op => ({
  op: 'add',
  path: '/relations/-',
  value: {
    rel,
    url: `${world.sandbox.url}/${organisation}/_apis/wit/workItems/${id}`,
    attributes: { comment: 'why' },
  },
});
const testedBy = 'Microsoft.VSTS.Common.TestedBy-Forward';

// The client says an object where the service takes a list of operations.
const create = (ops: readonly Op[], { type = 'Bug', validateOnly = false, headers = {} } = {}) =>
  items.createWorkItem(headers, ops as never, project, type, validateOnly);
const update = (id: number, ops: readonly Op[]) => items.updateWorkItem({}, ops as never, id);
const bug = async (...ops: Op[]) => (await create([set('System.Title', 'Broken'), ...ops])).id ?? 0;
const withRelations = (id: number) => items.getWorkItem(id, undefined, undefined, 1);

describe('a work item', () => {
  test('is made with fields and links in one request, and the linked item gets the other end', async () => {
    const made = await create([
      set('System.Title', 'Contract reference refused'),
      set('Microsoft.VSTS.Common.Severity', '2 - High'),
      set('Microsoft.VSTS.Common.Priority', '1'),
      set('System.Tags', 'k-1; QT ;k-1,west'),
      set('Microsoft.VSTS.TCM.ReproSteps', '<b onclick="x()">Step</b><script>x()</script><!-- k -->'),
      set('System.AssignedTo', 'Ffion Test <ffion.test@example.org>'),
      link(testedBy, 3101),
      {
        op: 'add',
        path: '/relations/-',
        value: { rel: 'Hyperlink', url: 'https://example.org/a', attributes: {} },
      },
    ]);
    expect(made.id).toBe(3901);
    expect(made.fields).toMatchObject({
      'System.State': 'New',
      'Microsoft.VSTS.Common.Priority': 1,
      'System.Tags': 'k-1; QT; west',
      'Microsoft.VSTS.TCM.ReproSteps': '<b>Step</b>',
      'System.AssignedTo': { displayName: 'Ffion Test' },
      'System.CreatedBy': { displayName: 'Mirror Bot' },
      'System.TeamProject': project,
    });
    expect(made.relations?.map(one => one.rel)).toEqual([testedBy, 'Hyperlink']);
    const testCase = await withRelations(3101);
    expect(testCase.rev).toBe(2);
    expect(testCase.relations).toMatchObject([
      { rel: 'Microsoft.VSTS.Common.TestedBy-Reverse', url: expect.stringMatching(/workItems\/3901$/) },
    ]);
  });

  test('is only tried where the request says so', async () => {
    expect(
      (await create([set('System.Title', 'Try')], { validateOnly: true })).fields?.['System.State'],
    ).toBe('New');
    expect((await refusal(create([set('System.Title', '')], { validateOnly: true }))).statusCode).toBe(400);
    expect(await items.getWorkItem(3901)).toBeNull();
  });

  test.each([
    ['no title', [], 'Title'],
    ['a severity that is not in the list', [set('Microsoft.VSTS.Common.Severity', 'S2')], 'Severity'],
    ['a priority that is not in the list', [set('Microsoft.VSTS.Common.Priority', 9)], 'Priority'],
    ['a state of another type', [set('System.State', 'Design')], 'State'],
    ['an area that does not exist', [set('System.AreaPath', 'Nowhere')], 'System.AreaPath'],
    ['a field nobody has', [set('Custom.Nothing', 1)], 'Custom.Nothing'],
    ['a computed field', [set('System.CreatedBy', 'Ffion Test')], 'ReadOnly'],
    ['an unknown person', [set('System.AssignedTo', 'No Body')], 'identity'],
  ])('with %s is refused, and the reply names it', async (why, ops, named) => {
    const title = why === 'no title' ? [] : [set('System.Title', 'Broken')];
    const error = await refusal(create([...title, ...ops]));
    expect(error.statusCode).toBe(400);
    expect(error.message).toContain(named);
  });

  test('keeps its rules apart from those who may pass by them', async () => {
    const odd = set('Microsoft.VSTS.Common.Severity', 'S9');
    const made = await items.createWorkItem(
      {},
      [set('System.Title', 'Odd'), odd] as never,
      project,
      'Bug',
      false,
      true,
    );
    expect(made.fields?.['Microsoft.VSTS.Common.Severity']).toBe('S9');
  });

  test('of an unknown type is null to the client', async () => {
    expect(await create([set('System.Title', 'Broken')], { type: 'Riddle' })).toBeNull();
  });

  test('needs the content type of a patch document', async () => {
    const reply = await world.raw('POST', `/oakham/${project}/_apis/wit/workitems/$Bug`, {
      body: [set('System.Title', 'Broken')],
      headers: { 'content-type': 'application/json' },
    });
    expect(reply.status).toBe(415);
  });

  test('changes only for those who know its revision', async () => {
    const id = await bug();
    const active = set('System.State', 'active');
    const changed = await update(id, [{ op: 'test', path: '/rev', value: 1 }, active]);
    expect(changed).toMatchObject({ rev: 2, fields: { 'System.State': 'Active' } });
    const stale = await refusal(
      update(id, [{ op: 'test', path: '/rev', value: 1 }, set('System.State', 'Closed')]),
    );
    expect(stale.statusCode).toBe(412);
    expect(stale.message).toContain('VS403351');
    expect((await items.getWorkItem(id)).fields?.['System.State']).toBe('Active');
  });

  test('gets no revision from a change to what it is already', async () => {
    const id = await bug();
    expect((await update(id, [set('System.Title', 'Broken', 'replace')])).rev).toBe(1);
  });

  test('takes tags in addition or in place of the old, and loses a field by removal', async () => {
    const id = await bug(set('System.Tags', 'one'));
    expect((await update(id, [set('System.Tags', 'two')])).fields?.['System.Tags']).toBe('one; two');
    expect((await update(id, [set('System.Tags', 'three', 'replace')])).fields?.['System.Tags']).toBe(
      'three',
    );
    expect(
      (await update(id, [set('System.Tags', undefined, 'remove')])).fields?.['System.Tags'],
    ).toBeUndefined();
    expect((await refusal(update(id, [set('System.Title', undefined, 'remove')]))).statusCode).toBe(400);
  });

  test('that is deleted is not found any more and leaves no link behind', async () => {
    const id = await bug(link(testedBy, 3101));
    await items.deleteWorkItem(id);
    expect(await items.getWorkItem(id)).toBeNull();
    expect((await withRelations(3101)).relations).toBeUndefined();
  });
});

describe('links', () => {
  test('there already, to itself, to nothing, or of no known kind are refused', async () => {
    const id = await bug(link(testedBy, 3101));
    const again = await refusal(update(id, [link(testedBy, 3101)]));
    expect(again.statusCode).toBe(400);
    expect(again.message).toContain('already exists');
    expect((await refusal(update(id, [link('System.LinkTypes.Related', id)]))).statusCode).toBe(400);
    expect((await refusal(update(id, [link('Made.Up', 3101)]))).statusCode).toBe(400);
    expect(await update(id, [link('System.LinkTypes.Related', 4711)])).toBeNull();
    expect((await items.getWorkItem(id)).rev).toBe(1);
  });

  test('to a parent: one only, and never in a circle', async () => {
    const [parent, child, other] = [await bug(), await bug(), await bug()];
    const [toParent, toChild] = ['System.LinkTypes.Hierarchy-Reverse', 'System.LinkTypes.Hierarchy-Forward'];
    await update(child, [link(toParent, parent)]);
    expect((await withRelations(parent)).relations).toMatchObject([
      { rel: toChild, attributes: { name: 'Child', comment: 'why' } },
    ]);
    expect((await refusal(update(child, [link(toParent, other)]))).message).toContain('parent');
    expect((await refusal(update(other, [link(toChild, child)]))).message).toContain('parent');
    expect((await refusal(update(parent, [link(toParent, child)]))).message).toContain('circle');
  });

  test('go at both ends when one end goes', async () => {
    const id = await bug(link(testedBy, 3101));
    await update(id, [{ op: 'replace', path: '/relations/0/attributes/comment', value: 'because' }]);
    expect((await withRelations(id)).relations?.[0]?.attributes?.comment).toBe('because');
    await update(id, [{ op: 'remove', path: '/relations/0' }]);
    expect((await withRelations(id)).relations).toBeUndefined();
    expect((await withRelations(3101)).relations).toBeUndefined();
  });

  test('into another organisation are possible within one tenant only', async () => {
    const remote = 'System.LinkTypes.Remote.Related';
    const birch = await world.client('birchwood').getWorkItemTrackingApi();
    const there = await birch.createWorkItem({}, [set('System.Title', 'There')] as never, project, 'Task');
    const id = await bug(link(remote, there.id ?? 0, 'birchwood'));
    expect((await withRelations(id)).relations).toMatchObject([
      { url: expect.stringContaining('/birchwood/') },
    ]);
    const back = await birch.getWorkItem(there.id ?? 0, undefined, undefined, 1);
    expect(back.relations).toMatchObject([
      { rel: remote, url: expect.stringMatching(/oakham\/_apis\/wit\/workItems\/3901$/) },
    ]);
    const elm = await world.client('elmfield').getWorkItemTrackingApi();
    const far = await elm.createWorkItem({}, [set('System.Title', 'Far')] as never, project, 'Task');
    expect((await refusal(bug(link(remote, far.id ?? 0, 'elmfield')))).statusCode).toBe(400);
    expect(
      (await refusal(bug(link('System.LinkTypes.Related', there.id ?? 0, 'birchwood')))).statusCode,
    ).toBe(400);
  });

  test('to a file need an upload before', async () => {
    const made = await items.createAttachment({}, Readable.from([Buffer.from('a log')]), 'log.txt');
    const file = { rel: 'AttachedFile', url: made.url, attributes: { comment: 'the log' } };
    const id = await bug({ op: 'add', path: '/relations/-', value: file });
    expect((await withRelations(id)).relations).toMatchObject([
      { rel: 'AttachedFile', attributes: { name: 'log.txt', resourceSize: 5 } },
    ]);
    expect((await buffer(await items.getAttachmentContent(made.id ?? ''))).toString()).toBe('a log');
    const unknown = {
      ...file,
      url: `${world.sandbox.url}/oakham/_apis/wit/attachments/00000000-0000-4000-8000-000000000000`,
    };
    expect((await refusal(bug({ op: 'add', path: '/relations/-', value: unknown }))).statusCode).toBe(400);
  });
});

describe('many work items', () => {
  test('by id: 200 at most, missing ones refused or left out', async () => {
    expect(
      (await items.getWorkItems([3101, 3102], ['System.Title'])).map(one => one.fields?.['System.Title']),
    ).toEqual(['TC_1 - One', 'TC_2 - Two']);
    expect(await items.getWorkItems([3101, 4711])).toBeNull();
    const omitted = await items.getWorkItems([3101, 4711], undefined, undefined, undefined, 2);
    expect(omitted.map(one => one?.id)).toEqual([3101, undefined]);
    const ids = Array.from({ length: 201 }, (_, at) => at + 1);
    expect((await refusal(items.getWorkItems(ids))).message).toContain('VS403474');
    expect((await refusal(items.getWorkItems([3101], ['System.Id'], undefined, 4))).statusCode).toBe(400);
    const batch = await items.getWorkItemsBatch({
      ids: [3101, 4711],
      fields: ['System.Title', 'System.Rev'],
      errorPolicy: 2,
    });
    expect(batch).toMatchObject([{ fields: { 'System.Rev': 1 } }, null]);
  });

  test('of another project are not found in this one', async () => {
    expect(await items.getWorkItem(3101, undefined, undefined, undefined, 'Empty')).toBeNull();
  });
});

describe('what became of a work item', () => {
  test('updates tell old and new values and links, revisions the whole', async () => {
    const id = await bug();
    await update(id, [set('System.State', 'Active'), link(testedBy, 3101)]);
    const updates = await items.getUpdates(id);
    expect(updates.map(one => one.rev)).toEqual([1, 2]);
    expect(updates[1]?.fields?.['System.State']).toEqual({ oldValue: 'New', newValue: 'Active' });
    expect(updates[1]?.relations?.added).toMatchObject([{ rel: testedBy }]);
    expect((await items.getUpdate(id, 2)).revisedBy?.displayName).toBe('Mirror Bot');
    expect((await items.getRevisions(id)).map(one => one.fields?.['System.State'])).toEqual([
      'New',
      'Active',
    ]);
    expect((await items.getRevision(id, 1)).fields?.['System.State']).toBe('New');
  });

  test('the feed gives every revision once, in batches, from where the last one ended', async () => {
    const id = await bug();
    await update(id, [set('System.State', 'Active')]);
    const first = await items.readReportingRevisionsGet(
      project,
      ['System.State'],
      ['Bug'],
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      1,
    );
    expect(first).toMatchObject({ values: [{ id, rev: 1 }], isLastBatch: false });
    const next = await items.readReportingRevisionsGet(
      project,
      ['System.State'],
      ['Bug'],
      first.continuationToken,
    );
    expect(next).toMatchObject({
      values: [{ id, rev: 2, fields: { 'System.State': 'Active' } }],
      isLastBatch: true,
    });
    const after = await items.readReportingRevisionsPost({ types: ['Bug'] }, project, next.continuationToken);
    expect(after).toMatchObject({ values: [], isLastBatch: true });
    await update(id, [set('System.State', 'Closed')]);
    const later = await items.readReportingRevisionsPost(
      { types: ['Bug'] },
      project,
      after.continuationToken,
    );
    expect(later.values?.map(one => [one.rev, one.fields?.['System.ChangedBy']])).toEqual([
      [3, 'Mirror Bot <mirror.bot@example.org>'],
    ]);
  });

  test('comments: added, listed, changed, deleted; each is a revision with its words', async () => {
    const id = await bug();
    const first = await items.addComment({ text: 'first <script>x()</script><!-- k -->' }, project, id);
    expect(first.text).toBe('first ');
    await items.addComment({ text: 'second' }, project, id);
    const page = await items.getComments(project, id, 1);
    expect(page).toMatchObject({ totalCount: 2, count: 1, comments: [{ text: 'second' }] });
    const rest = await items.getComments(project, id, 1, page.continuationToken);
    expect(rest.comments?.map(one => one.text)).toEqual(['first ']);
    expect((await items.getRevision(id, 2)).fields?.['System.History']).toBe('first ');
    expect((await items.updateComment({ text: 'changed' }, project, id, first.id ?? 0)).version).toBe(2);
    await items.deleteComment(project, id, first.id ?? 0);
    expect((await items.getComments(project, id)).comments?.map(one => one.text)).toEqual(['second']);
    expect(await items.getComment(project, id, first.id ?? 0)).toBeNull();
    await update(id, [set('System.History', 'third')]);
    expect((await items.getComments(project, id)).comments?.map(one => one.text)).toEqual([
      'third',
      'second',
    ]);
    expect((await items.getWorkItem(id)).fields?.['System.CommentCount']).toBe(2);
  });

  test('comments are a preview and want the flag', async () => {
    const headers = { accept: 'application/json;api-version=7.1' };
    const reply = await world.raw('GET', `/oakham/${project}/_apis/wit/workItems/3101/comments`, { headers });
    expect(reply.status).toBe(400);
    expect(reply.json().typeKey).toBe('VssInvalidPreviewVersionException');
  });
});

describe('types', () => {
  test('states, fields and their values', async () => {
    expect((await items.getWorkItemTypes(project)).map(one => one.name)).toEqual([
      'Bug',
      'Task',
      'Issue',
      'Test Case',
      'Shared Steps',
    ]);
    expect((await items.getWorkItemTypeStates(project, 'Bug')).map(one => one.name)).toEqual([
      'New',
      'Active',
      'Resolved',
      'Closed',
    ]);
    const severity = await items.getWorkItemTypeFieldWithReferences(
      project,
      'Bug',
      'Microsoft.VSTS.Common.Severity',
      1,
    );
    expect(severity.allowedValues).toEqual(['1 - Critical', '2 - High', '3 - Medium', '4 - Low']);
    const state = await items.getWorkItemTypeFieldWithReferences(project, 'Task', 'System.State', 3);
    expect(state.allowedValues).toEqual(['New', 'Active', 'Closed', 'Removed']);
    expect(await items.getWorkItemType(project, 'Riddle')).toBeNull();
    expect((await items.getField('System.Title')).name).toBe('Title');
    expect((await items.getRelationType(testedBy)).attributes?.oppositeEndReferenceName).toBe(
      'Microsoft.VSTS.Common.TestedBy-Reverse',
    );
    expect((await items.getRelationTypes()).map(one => one.referenceName)).toContain('AttachedFile');
  });
});

describe('a batch', () => {
  const one = (uri: string, body: readonly Op[]) => ({
    method: 'PATCH',
    uri,
    headers: { 'Content-Type': 'application/json-patch+json' },
    body,
  });

  test('does each part by itself: one refusal undoes nothing', async () => {
    const create = `/${encodeURIComponent(project)}/_apis/wit/workitems/$Bug?api-version=7.1`;
    const reply = await world.raw('PATCH', '/oakham/_apis/wit/$batch', {
      body: [
        one(create, [set('System.Title', 'Parent'), { op: 'add', path: '/id', value: -1 }]),
        one(create, [set('System.Title', '')]),
        one(create, [set('System.Title', 'Child'), link('System.LinkTypes.Hierarchy-Reverse', -1)]),
        one('/_apis/wit/workitems/3101?api-version=7.1', [set('System.Title', 'TC_1 - Renamed')]),
        one('/_apis/wit/workitems/4711?api-version=7.1', [set('System.Title', 'Nobody')]),
      ],
    });
    const value: { code: number; body: string }[] = reply.json().value;
    expect(value.map(part => part.code)).toEqual([200, 400, 200, 200, 404]);
    const [parent, , child] = value.map(part => JSON.parse(part.body));
    expect((await withRelations(child.id)).relations).toMatchObject([
      { url: expect.stringMatching(new RegExp(`workItems/${parent.id}$`)) },
    ]);
    expect((await items.getWorkItem(3101)).fields?.['System.Title']).toBe('TC_1 - Renamed');
  });
});
