import { describe, expect, test } from 'vitest';
import { project, refusal } from '../world.ts';
import { givenItems, set, testedBy } from './given.ts';

const given = givenItems();
const { bug, create, link, update, withRelations } = given;

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
    expect(await given.items.getWorkItem(3901)).toBeNull();
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
    const made = await given.items.createWorkItem(
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
    const reply = await given.world.raw('POST', `/oakham/${project}/_apis/wit/workitems/$Bug`, {
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
    expect((await given.items.getWorkItem(id)).fields?.['System.State']).toBe('Active');
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
    await given.items.deleteWorkItem(id);
    expect(await given.items.getWorkItem(id)).toBeNull();
    expect((await withRelations(3101)).relations).toBeUndefined();
  });
});

describe('many work items', () => {
  test('by id: 200 at most, missing ones refused or left out', async () => {
    expect(
      (await given.items.getWorkItems([3101, 3102], ['System.Title'])).map(
        one => one.fields?.['System.Title'],
      ),
    ).toEqual(['TC_1 - One', 'TC_2 - Two']);
    expect(await given.items.getWorkItems([3101, 4711])).toBeNull();
    const omitted = await given.items.getWorkItems([3101, 4711], undefined, undefined, undefined, 2);
    expect(omitted.map(one => one?.id)).toEqual([3101, undefined]);
    const ids = Array.from({ length: 201 }, (_, at) => at + 1);
    expect((await refusal(given.items.getWorkItems(ids))).message).toContain('VS403474');
    expect((await refusal(given.items.getWorkItems([3101], ['System.Id'], undefined, 4))).statusCode).toBe(
      400,
    );
    const batch = await given.items.getWorkItemsBatch({
      ids: [3101, 4711],
      fields: ['System.Title', 'System.Rev'],
      errorPolicy: 2,
    });
    expect(batch).toMatchObject([{ fields: { 'System.Rev': 1 } }, null]);
  });

  test('of another project are not found in this one', async () => {
    expect(await given.items.getWorkItem(3101, undefined, undefined, undefined, 'Empty')).toBeNull();
  });
});
