// Keeps one bug as it is wanted: made once, found again, corrected, left alone where a person has taken it up.
import { z } from 'zod';
import type { Link } from '../../../ports/store.ts';
import type { Mirrored } from '../../../ports/tracker.ts';
import { WorldFault } from '../../../ports/world-fault.ts';
import { markOf } from '../mark.ts';
import { mirroredFault, type Room } from '../room.ts';
import { type DefectSettings, usualDefect } from '../target.ts';
import {
  backAgain,
  isAssigned,
  isAsWanted,
  isWithdrawn,
  missing,
  shownOf,
  stateOf,
  tagsFor,
  withdrawnFields,
} from './bug.ts';
import { type Change, changeItem, createItem, type Item, type Relation, readItem } from './items.ts';

/** A bug as we left it, and whether it is ours (1) or was only linked (0). */
const knownBug = z.object({
  id: z.number(),
  own: z.number(),
  /** Mark of the words that were written. */
  wrote: z.string(),
  /** What it showed afterwards, and its state: when they differ, a person has taken it up. */
  shown: z.string(),
  state: z.string(),
});
type KnownBug = z.infer<typeof knownBug>;

export type Draft = {
  /** What a correction changes. */
  readonly fields: Change['fields'];
  readonly relations: readonly Relation[];
  /** Safe inside a query. */
  readonly tag: string;
  /** Looks for the bug that an earlier try has made. */
  readonly find: () => Promise<number | undefined>;
};

/** New bugs are found by queries only after a while: a repeat any sooner might make a second one. */
const untilFoundMs = 60_000;

/** @param links.isNew nobody has tried to make it before, so it is not looked for */
export async function keepBug(
  room: Room,
  draft: Draft,
  links: { readonly known?: Link['at']; readonly isNew?: boolean },
): Promise<Mirrored> {
  const { connection } = room;
  const { known: at, isNew = false } = links;
  const settings = settingsOf(room);
  const { fields, relations, tag } = draft;
  const wrote = markOf(fields);
  const link = knownBug.safeParse(at).data;
  // A bug that was only linked, and is no longer named, is not ours to write to.
  const known = link?.own === 1 ? link : undefined;
  const id = known?.id ?? (isNew ? undefined : await draft.find());
  if (id === undefined) {
    const made = await created(room, settings.workItemType, {
      fields: { ...settings.alsoSet, ...fields, ...tagsFor(tag) },
      relations,
    });
    return { is: 'done', at: linkOf(room, made, { own: 1, wrote }) };
  }
  const bug = await readItem(connection, id);
  if (bug === undefined) return { is: 'newer-there', at: at ?? { id }, found: 'removed' };
  const isStale = known !== undefined && known.wrote !== wrote;
  const isPersons = isStale && shownOf(bug, settings) !== known.shown && !isAsWanted(bug, fields, settings);
  const back = backAgain(bug, settings, true);
  const left = await changeItem(connection, bug, {
    ...back,
    fields: { ...(isStale && !isPersons ? fields : {}), ...back.fields },
    relations: missing(bug, relations),
  });
  if (!isPersons) return { is: 'done', at: linkOf(room, left, { own: 1, wrote }) };
  return { is: 'newer-there', at: { ...linkOf(room, left, known), shown: known.shown }, found: stateOf(bug) };
}

/**
 * Says on the bug that its message was withdrawn, and closes it where nobody has taken it up.
 * @param find looks for what a try with an unknown outcome has made
 */
export async function withdrawBug(
  room: Room,
  at: Link['at'],
  find: () => Promise<number | undefined>,
): Promise<Mirrored> {
  const known = knownBug.safeParse(at).data;
  const settings = settingsOf(room);
  try {
    const id = known?.id ?? (at.tried === undefined ? undefined : await find());
    const bug = id === undefined ? undefined : await readItem(room.connection, id);
    if (bug === undefined || isWithdrawn(bug)) return { is: 'done', at };
    const close = known?.own !== 0 && !isTakenUp(bug, known, settings);
    const change = { fields: withdrawnFields(settings, close), relations: [] };
    const left = await changeItem(room.connection, bug, change);
    return { is: 'done', at: linkOf(room, left, known ?? { own: 1, wrote: '' }) };
  } catch (fault) {
    return mirroredFault(fault);
  }
}

async function created(room: Room, type: string, change: Change): Promise<Item> {
  try {
    return await createItem(room.connection, type, change);
  } catch (fault) {
    if (!(fault instanceof WorldFault) || fault.permanent || fault.status === 429) throw fault;
    const { operation, target, status, retryAfterMs = 0 } = fault;
    throw new WorldFault({
      operation,
      target,
      ...(status === undefined ? {} : { status }),
      retryAfterMs: Math.max(untilFoundMs, retryAfterMs),
      advice: 'it may have been made: it is looked for before another try',
    });
  }
}

/** @param known as it was left; undefined when nobody heard what came of making it */
function isTakenUp(bug: Item, known: KnownBug | undefined, settings: DefectSettings): boolean {
  if (known === undefined) return isAssigned(bug) || stateOf(bug) !== settings.states.new;
  return isAssigned(bug) || stateOf(bug) !== known.state || shownOf(bug, settings) !== known.shown;
}

export function linkOf(room: Room, bug: Item, { own, wrote }: Pick<KnownBug, 'own' | 'wrote'>): Link['at'] {
  return {
    id: bug.id,
    own,
    wrote,
    shown: shownOf(bug, settingsOf(room)),
    state: stateOf(bug),
    url: pageOf(room, bug.id),
  };
}

/** Where people see a work item. */
export function pageOf({ connection }: Room, id: number): string {
  return `${connection.address}/${encodeURIComponent(connection.project)}/_workitems/edit/${id}`;
}

export function settingsOf(room: Room): DefectSettings {
  return room.connection.target.defect ?? usualDefect;
}
