import { describe, expect, test } from 'vitest';
import { project } from '../world.ts';
import { givenItems, set, testedBy } from './given.ts';

const given = givenItems();
const { bug, link, update } = given;

describe('what became of a work item', () => {
  test('updates tell old and new values and links, revisions the whole', async () => {
    const id = await bug();
    await update(id, [set('System.State', 'Active'), link(testedBy, 3101)]);
    const updates = await given.items.getUpdates(id);
    expect(updates.map(one => one.rev)).toEqual([1, 2]);
    expect(updates[1]?.fields?.['System.State']).toEqual({ oldValue: 'New', newValue: 'Active' });
    expect(updates[1]?.relations?.added).toMatchObject([{ rel: testedBy }]);
    expect((await given.items.getUpdate(id, 2)).revisedBy?.displayName).toBe('Mirror Bot');
    expect((await given.items.getRevisions(id)).map(one => one.fields?.['System.State'])).toEqual([
      'New',
      'Active',
    ]);
    expect((await given.items.getRevision(id, 1)).fields?.['System.State']).toBe('New');
  });

  test('the feed gives every revision once, in batches, from where the last one ended', async () => {
    const id = await bug();
    await update(id, [set('System.State', 'Active')]);
    const first = await given.items.readReportingRevisionsGet(
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
    const next = await given.items.readReportingRevisionsGet(
      project,
      ['System.State'],
      ['Bug'],
      first.continuationToken,
    );
    expect(next).toMatchObject({
      values: [{ id, rev: 2, fields: { 'System.State': 'Active' } }],
      isLastBatch: true,
    });
    const after = await given.items.readReportingRevisionsPost(
      { types: ['Bug'] },
      project,
      next.continuationToken,
    );
    expect(after).toMatchObject({ values: [], isLastBatch: true });
    await update(id, [set('System.State', 'Closed')]);
    const later = await given.items.readReportingRevisionsPost(
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
    const first = await given.items.addComment({ text: 'first <script>x()</script><!-- k -->' }, project, id);
    expect(first.text).toBe('first ');
    await given.items.addComment({ text: 'second' }, project, id);
    const page = await given.items.getComments(project, id, 1);
    expect(page).toMatchObject({ totalCount: 2, count: 1, comments: [{ text: 'second' }] });
    const rest = await given.items.getComments(project, id, 1, page.continuationToken);
    expect(rest.comments?.map(one => one.text)).toEqual(['first ']);
    expect((await given.items.getRevision(id, 2)).fields?.['System.History']).toBe('first ');
    expect((await given.items.updateComment({ text: 'changed' }, project, id, first.id ?? 0)).version).toBe(
      2,
    );
    await given.items.deleteComment(project, id, first.id ?? 0);
    expect((await given.items.getComments(project, id)).comments?.map(one => one.text)).toEqual(['second']);
    expect(await given.items.getComment(project, id, first.id ?? 0)).toBeNull();
    await update(id, [set('System.History', 'third')]);
    expect((await given.items.getComments(project, id)).comments?.map(one => one.text)).toEqual([
      'third',
      'second',
    ]);
    expect((await given.items.getWorkItem(id)).fields?.['System.CommentCount']).toBe(2);
  });

  test('comments are a preview and want the flag', async () => {
    const headers = { accept: 'application/json;api-version=7.1' };
    const reply = await given.world.raw('GET', `/oakham/${project}/_apis/wit/workItems/3101/comments`, {
      headers,
    });
    expect(reply.status).toBe(400);
    expect(reply.json().typeKey).toBe('VssInvalidPreviewVersionException');
  });
});
