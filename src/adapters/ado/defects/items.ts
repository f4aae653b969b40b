// Work items: looked for by tag, read with their links, created, changed.
import { z } from 'zod';
import { WorldFault } from '../../../ports/world-fault.ts';
import type { Connection } from '../client.ts';

const query = z.object({ workItems: z.array(z.object({ id: z.number() })).nullish() });
const item = z.object({
  id: z.number(),
  rev: z.number(),
  fields: z.record(z.string(), z.unknown()),
  relations: z.array(z.object({ rel: z.string(), url: z.string() })).nullish(),
});

export type Item = {
  readonly id: number;
  readonly rev: number;
  /** By reference name. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly relations: readonly Pick<Relation, 'rel' | 'url'>[];
};

export type Relation = {
  readonly rel: string;
  readonly url: string;
  readonly attributes: Readonly<Record<string, string>>;
};

export type Change = {
  /** New values by reference name; tags are added to those that are there. */
  readonly fields: Readonly<Record<string, string | number>>;
  /** All tags, in place of those that are there. */
  readonly tags?: string;
  readonly relations: readonly Relation[];
};

const tagged = z.array(
  z.object({ id: z.number(), fields: z.object({ 'System.Tags': z.string().optional() }) }).nullable(),
);
const withRelations = 1;
const omitMissing = 2;
/** Azure DevOps reads at most 200 work items at a time. */
const itemsAtMost = 200;

/**
 * Looks at the bugs of a test case, since a new bug is linked at once and queries find it only after a while.
 * @returns the one that carries the tag
 */
export async function bugOfTestCase(
  connection: Connection,
  testCaseId: number,
  tag: string,
): Promise<number | undefined> {
  const testCase = await readItem(connection, testCaseId);
  const links =
    testCase?.relations.filter(({ rel }) => rel === 'Microsoft.VSTS.Common.TestedBy-Reverse') ?? [];
  const ids = links.flatMap(({ url }) => Number(/\/(\d+)$/.exec(url)?.[1]) || []);
  // The newest, as many as are read at a time: what is looked for was made a moment ago.
  const newest = ids.sort((a, b) => b - a).slice(0, itemsAtMost);
  if (newest.length === 0) return undefined;
  const rows = await connection.ask('look for a work item', tagged, ({ items }) =>
    items.getWorkItemsBatch(
      { ids: newest, fields: ['System.Tags'], errorPolicy: omitMissing },
      connection.project,
    ),
  );
  return rows.find(row => row?.fields['System.Tags']?.includes(tag))?.id;
}

/** @param tag letters, digits and hyphens only; @returns the oldest item that carries it */
export async function itemWithTag(connection: Connection, tag: string): Promise<number | undefined> {
  const [oldest] = await idsWithTags(connection, [tag]);
  return oldest;
}

/** Items that carry one of the tags, oldest first, at most 200. @returns without their links */
export async function itemsWithTags(
  connection: Connection,
  { tags, fields }: { readonly tags: readonly string[]; readonly fields: readonly string[] },
): Promise<readonly Item[]> {
  const ids = tags.length === 0 ? [] : await idsWithTags(connection, tags);
  return itemsOf(connection, { ids: ids.slice(0, itemsAtMost), fields });
}

/** However many; those that are not there are left out. @returns without their links */
export async function itemsOf(
  connection: Connection,
  { ids, fields }: { readonly ids: readonly number[]; readonly fields: readonly string[] },
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let from = 0; from < ids.length; from += itemsAtMost) {
    const part = ids.slice(from, from + itemsAtMost);
    const rows = await connection.ask('read work items', z.array(item.nullable()), ({ items }) =>
      items.getWorkItemsBatch(
        { ids: part, fields: [...fields], errorPolicy: omitMissing },
        connection.project,
      ),
    );
    for (const row of rows) if (row !== null) found.push(itemFrom(row));
  }
  return found;
}

/** Oldest first, at most 20,000. */
export async function idsWithTags(
  connection: Connection,
  tags: readonly string[],
): Promise<readonly number[]> {
  const text = [
    'SELECT [System.Id] FROM WorkItems',
    `WHERE [System.TeamProject] = @project AND (${tags.map(tag => `[System.Tags] CONTAINS '${tag}'`).join(' OR ')})`,
    'ORDER BY [System.Id]',
  ].join(' ');
  const { workItems } = await connection.ask('look for a work item', query, ({ items }) =>
    items.queryByWiql({ query: text }, { project: connection.project }),
  );
  return (workItems ?? []).map(({ id }) => id);
}

/** @returns undefined when there is none of that number that the bot may see */
export async function readItem(connection: Connection, id: number): Promise<Item | undefined> {
  try {
    const read = await connection.ask('read a work item', item, ({ items }) =>
      items.getWorkItem(id, undefined, undefined, withRelations, connection.project),
    );
    return itemFrom(read);
  } catch (fault) {
    if (fault instanceof WorldFault && fault.status === 404) return undefined;
    throw fault;
  }
}

export async function createItem(connection: Connection, type: string, change: Change): Promise<Item> {
  const created = await connection.ask('create a work item', item, ({ items }) =>
    items.createWorkItem({}, patchOf(change), connection.project, type),
  );
  return itemFrom(created);
}

/** Nothing to change is no request. @throws WorldFault with status 412 when somebody has changed it since it was read */
export async function changeItem(connection: Connection, before: Item, change: Change): Promise<Item> {
  const patch = patchOf(change);
  if (patch.length === 0) return before;
  const guarded = [{ op: 'test', path: '/rev', value: before.rev }, ...patch];
  const changed = await connection.ask('change a work item', item, ({ items }) =>
    items.updateWorkItem({}, guarded, before.id, connection.project),
  );
  return itemFrom(changed);
}

function patchOf({ fields, tags, relations }: Change): object[] {
  return [
    ...(tags === undefined ? [] : [{ op: 'replace', path: '/fields/System.Tags', value: tags }]),
    ...Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value })),
    ...relations.map(value => ({ op: 'add', path: '/relations/-', value })),
  ];
}

function itemFrom({ id, rev, fields, relations }: z.infer<typeof item>): Item {
  return { id, rev, fields, relations: relations ?? [] };
}
