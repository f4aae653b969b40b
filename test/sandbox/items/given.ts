// A sandbox and the client's area of work items, new for each test.
import type { IWorkItemTrackingApi } from 'azure-devops-node-api/WorkItemTrackingApi.js';
import { givenWorld, project } from '../world.ts';

export type Op = { op: string; path: string; value?: unknown };

export const set = (name: string, value: unknown, op = 'add'): Op => ({ op, path: `/fields/${name}`, value });

export const testedBy = 'Microsoft.VSTS.Common.TestedBy-Forward';

/** Call it where the tests are described: it opens before each of them. */
export function givenItems() {
  const given = givenWorld(world => world.client().getWorkItemTrackingApi());
  const items = (): IWorkItemTrackingApi => given.api;
  // The client says an object where the service takes a list of operations.
  const create = (ops: readonly Op[], { type = 'Bug', validateOnly = false, headers = {} } = {}) =>
    items().createWorkItem(headers, ops as never, project, type, validateOnly);
  return {
    get world() {
      return given.world;
    },
    get items() {
      return items();
    },
    create,
    update: (id: number, ops: readonly Op[]) => items().updateWorkItem({}, ops as never, id),
    bug: async (...ops: Op[]) => (await create([set('System.Title', 'Broken'), ...ops])).id ?? 0,
    withRelations: (id: number) => items().getWorkItem(id, undefined, undefined, 1),
    link: (rel: string, id: number, organisation = 'oakham'): Op => ({
      op: 'add',
      path: '/relations/-',
      value: {
        rel,
        url: `${given.world.sandbox.url}/${organisation}/_apis/wit/workItems/${id}`,
        attributes: { comment: 'why' },
      },
    }),
  };
}
