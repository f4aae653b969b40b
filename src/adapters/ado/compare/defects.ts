// Each defect against its bug: there, once, and taken back with its message.
import { z } from 'zod';
import type { DefectWanted, Difference } from '../../../ports/tracker-compare.ts';
import type { Connection } from '../client.ts';
import { isWithdrawn, productTag, tagsOn } from '../defects/bug.ts';
import { type Item, idsWithTags, itemsOf } from '../defects/items.ts';
import { tagOf } from '../defects/own.ts';
import type { Room } from '../room.ts';

const known = z.object({ id: z.number(), own: z.number().optional() });

/** @throws WorldFault */
export async function defectDifferences(
  room: Room,
  wanted: readonly DefectWanted[],
): Promise<readonly Difference[]> {
  if (wanted.length === 0) return [];
  const { connection } = room;
  const ids = wanted.flatMap(({ at }) => known.safeParse(at).data?.id ?? []);
  const tagged = await idsWithTags(connection, [productTag]);
  const bugs = await bugsOf(connection, [...ids, ...tagged]);
  return wanted.flatMap(defect => [
    ...ofDefect(bugs, defect),
    ...twice(bugs, { ...defect, tag: tagOf(connection.target.ldso, defect.entryId) }),
  ]);
}

async function bugsOf(connection: Connection, ids: readonly number[]): Promise<ReadonlyMap<number, Item>> {
  const fields = ['System.State', 'System.Tags', 'System.ChangedBy'];
  const items = await itemsOf(connection, { ids: [...new Set(ids)], fields });
  return new Map(items.map(item => [item.id, item]));
}

function ofDefect(
  bugs: ReadonlyMap<number, Item>,
  { entryId, withdrawn, at }: DefectWanted,
): readonly Difference[] {
  const link = known.safeParse(at).data;
  const bug = link && bugs.get(link.id);
  const where = link === undefined ? 'nowhere' : `bug ${link.id}`;
  if (withdrawn) {
    if (bug === undefined || isWithdrawn(bug)) return [];
    return [{ kind: 'defect not taken back', entryId, wanted: 'withdrawn', found: 'as raised', where }];
  }
  if (bug === undefined)
    return [{ kind: 'defect missing', entryId, wanted: 'a bug', found: 'nothing', where }];
  if (!isWithdrawn(bug)) return [];
  return [
    { kind: 'defect missing', entryId, wanted: 'a bug', found: 'one that says it was withdrawn', where },
  ];
}

/** Bugs that carry the same tag: made twice. */
function twice(
  bugs: ReadonlyMap<number, Item>,
  { entryId, at, tag }: DefectWanted & { readonly tag: string },
): readonly Difference[] {
  const own = known.safeParse(at).data?.id;
  // The first try of one that nobody knows yet: it is adopted when its defect is raised.
  if (own === undefined) return [];
  return [...bugs.values()]
    .filter(bug => bug.id !== own && tagsOn(bug).includes(tag) && !isWithdrawn(bug))
    .map(bug => ({
      kind: 'defect twice',
      entryId,
      wanted: `bug ${own} only`,
      found: `bug ${bug.id} too`,
      where: `bug ${bug.id}`,
    }));
}
