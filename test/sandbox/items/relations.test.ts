import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { project, refusal } from '../world.ts';
import { givenItems, set, testedBy } from './given.ts';

const given = givenItems();
const { bug, link, update, withRelations } = given;

describe('links', () => {
  test('there already, to itself, to nothing, or of no known kind are refused', async () => {
    const id = await bug(link(testedBy, 3101));
    const again = await refusal(update(id, [link(testedBy, 3101)]));
    expect(again.statusCode).toBe(400);
    expect(again.message).toContain('already exists');
    expect((await refusal(update(id, [link('System.LinkTypes.Related', id)]))).statusCode).toBe(400);
    expect((await refusal(update(id, [link('Made.Up', 3101)]))).statusCode).toBe(400);
    expect(await update(id, [link('System.LinkTypes.Related', 4711)])).toBeNull();
    expect((await given.items.getWorkItem(id)).rev).toBe(1);
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
    const birch = await given.world.client('birchwood').getWorkItemTrackingApi();
    const there = await birch.createWorkItem({}, [set('System.Title', 'There')] as never, project, 'Task');
    const id = await bug(link(remote, there.id ?? 0, 'birchwood'));
    expect((await withRelations(id)).relations).toMatchObject([
      { url: expect.stringContaining('/birchwood/') },
    ]);
    const back = await birch.getWorkItem(there.id ?? 0, undefined, undefined, 1);
    expect(back.relations).toMatchObject([
      { rel: remote, url: expect.stringMatching(/oakham\/_apis\/wit\/workItems\/3901$/) },
    ]);
    const elm = await given.world.client('elmfield').getWorkItemTrackingApi();
    const far = await elm.createWorkItem({}, [set('System.Title', 'Far')] as never, project, 'Task');
    expect((await refusal(bug(link(remote, far.id ?? 0, 'elmfield')))).statusCode).toBe(400);
    expect(
      (await refusal(bug(link('System.LinkTypes.Related', there.id ?? 0, 'birchwood')))).statusCode,
    ).toBe(400);
  });

  test('to a file need an upload before', async () => {
    const made = await given.items.createAttachment({}, Readable.from([Buffer.from('a log')]), 'log.txt');
    const file = { rel: 'AttachedFile', url: made.url, attributes: { comment: 'the log' } };
    const id = await bug({ op: 'add', path: '/relations/-', value: file });
    expect((await withRelations(id)).relations).toMatchObject([
      { rel: 'AttachedFile', attributes: { name: 'log.txt', resourceSize: 5 } },
    ]);
    expect((await buffer(await given.items.getAttachmentContent(made.id ?? ''))).toString()).toBe('a log');
    const unknown = {
      ...file,
      url: `${given.world.sandbox.url}/oakham/_apis/wit/attachments/00000000-0000-4000-8000-000000000000`,
    };
    expect((await refusal(bug({ op: 'add', path: '/relations/-', value: unknown }))).statusCode).toBe(400);
  });
});
