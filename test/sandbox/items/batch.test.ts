import { describe, expect, test } from 'vitest';
import { project } from '../world.ts';
import { givenItems, type Op, set } from './given.ts';

const given = givenItems();
const { link, withRelations } = given;

describe('a batch', () => {
  const one = (uri: string, body: readonly Op[]) => ({
    method: 'PATCH',
    uri,
    headers: { 'Content-Type': 'application/json-patch+json' },
    body,
  });

  test('does each part by itself: one refusal undoes nothing', async () => {
    const create = `/${encodeURIComponent(project)}/_apis/wit/workitems/$Bug?api-version=7.1`;
    const reply = await given.world.raw('PATCH', '/oakham/_apis/wit/$batch', {
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
    expect((await given.items.getWorkItem(3101)).fields?.['System.Title']).toBe('TC_1 - Renamed');
  });
});
