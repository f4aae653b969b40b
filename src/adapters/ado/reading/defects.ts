// Bugs of ours that people moved to another state: found by Azure DevOps' own feed of changes, or looked at by number.
import { z } from 'zod';
import type { DefectByHand, DefectsAsked } from '../../../ports/tracker-changes.ts';
import type { Connection } from '../client.ts';
import { settingsOf } from '../defects/keep.ts';
import { timeOf } from '../results/points.ts';
import type { Room } from '../room.ts';

const feedPage = z.object({
  values: z.array(z.object({ id: z.number() })),
  continuationToken: z.string().nullish(),
  isLastBatch: z.boolean().nullish(),
});
const rows = z.array(
  z.object({ id: z.number(), rev: z.number(), fields: z.object({ 'System.State': z.string() }) }).nullable(),
);
const change = z.object({ newValue: z.unknown() }).nullish();
const updates = z.array(
  z.object({
    revisedBy: z
      .object({ id: z.string().nullish(), displayName: z.string().nullish(), name: z.string().nullish() })
      .nullish(),
    fields: z.object({ 'System.State': change, 'System.ChangedDate': change }).nullish(),
  }),
);

type Bug = { readonly id: number; readonly rev: number; readonly state: string };

/** Azure DevOps reads at most 200 work items, and 200 updates of one, at a time. */
const atMost = 200;
const omitMissing = 2;
/** A day of changes of a large project stays far below. */
const pagesAtMost = 100;
/** Clocks differ, and it is the server's that dates a change. */
const overlapMs = 10 * 60_000;

export async function defectsByHand(
  room: Room,
  asked: DefectsAsked,
): Promise<{ readonly changes: readonly DefectByHand[]; readonly upTo?: string }> {
  const ids = [...new Set(asked.ours.map(each => each.bugId))];
  if (asked.only !== undefined) {
    const { only } = asked;
    return {
      changes: await changesOf(
        room,
        asked,
        ids.filter(id => only.includes(id)),
      ),
    };
  }
  if (ids.length === 0) return { changes: [] };
  // The feed is read first: what changes while the bugs are looked at is in its next part.
  const feed = await changedSince(room, asked.upTo);
  const changed = asked.upTo === undefined ? ids : ids.filter(id => feed.ids.has(id));
  const upTo = feed.upTo === undefined ? {} : { upTo: feed.upTo };
  return { changes: await changesOf(room, asked, changed), ...upTo };
}

/** Only who was changed is taken from the feed. @param upTo undefined: from now on */
async function changedSince(room: Room, upTo: string | undefined) {
  const { connection, clock } = room;
  const ids = new Set<number>();
  const from = upTo === undefined ? new Date(clock.now().getTime() - overlapMs) : undefined;
  let token = upTo;
  for (let count = 0; count < pagesAtMost; count += 1) {
    const page = await connection.ask('read which bugs have changed', feedPage, ({ items }) =>
      items.readReportingRevisionsGet(
        connection.project,
        ['System.State'],
        [settingsOf(room).workItemType],
        token,
        token === undefined ? from : undefined,
      ),
    );
    for (const { id } of page.values) ids.add(id);
    token = page.continuationToken ?? token;
    if (page.isLastBatch !== false) break;
  }
  return { ids, upTo: token };
}

async function changesOf(
  room: Room,
  { ours, settled }: DefectsAsked,
  ids: readonly number[],
): Promise<readonly DefectByHand[]> {
  const changes: DefectByHand[] = [];
  for (const bug of await bugsOf(room.connection, ids)) {
    for (const { entryId, state } of ours.filter(each => each.bugId === bug.id)) {
      const mark = `bug/${bug.id}/${bug.rev}`;
      if (bug.state === state || settled.has(mark)) continue;
      changes.push({ mark, entryId, ...(await byWhom(room, bug)) });
    }
  }
  return changes;
}

async function bugsOf(connection: Connection, ids: readonly number[]): Promise<readonly Bug[]> {
  const bugs: Bug[] = [];
  for (let from = 0; from < ids.length; from += atMost) {
    const part = ids.slice(from, from + atMost);
    const read = await connection.ask('read the state of bugs', rows, ({ items }) =>
      items.getWorkItemsBatch(
        { ids: part, fields: ['System.State'], errorPolicy: omitMissing },
        connection.project,
      ),
    );
    for (const row of read)
      if (row !== null) bugs.push({ id: row.id, rev: row.rev, state: row.fields['System.State'] });
  }
  return bugs;
}

/** A bug is changed in many ways; who moved it to its state is told by the newest update that did so. */
async function byWhom(room: Room, { id, state }: Bug): Promise<Pick<DefectByHand, 'found'>> {
  const { connection } = room;
  let last: z.infer<typeof updates>[number] | undefined;
  for (let skip = 0; ; skip += atMost) {
    const read = await connection.ask('read the changes of a bug', updates, ({ items }) =>
      items.getUpdates(id, atMost, skip, connection.project),
    );
    last = read.findLast(each => each.fields?.['System.State']?.newValue === state) ?? last;
    if (read.length < atMost) break;
  }
  const who = last?.revisedBy;
  const when = last?.fields?.['System.ChangedDate']?.newValue;
  if (who?.id === undefined || who.id === (await connection.ownId())) return {};
  const { closed, readyForRetest } = settingsOf(room).states;
  const isIn = (known: string) => state.toLowerCase() === known.toLowerCase();
  return {
    found: {
      bugId: id,
      state,
      ready: isIn(readyForRetest),
      ...(isIn(closed) ? { closed: true as const } : {}),
      byName: who.displayName ?? who.name ?? '',
      changedAt: typeof when === 'string' || when instanceof Date ? timeOf(when) : 0,
    },
  };
}
