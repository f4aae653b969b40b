// Raises a defect as a bug, keeps it as its message stands, and says so when the message is withdrawn.
import { z } from 'zod';
import type { Link, Mirrored, WantedDefect } from '../../../ports.ts';
import { WorldFault } from '../../../ports.ts';
import { mirroredFault, type Room } from '../room.ts';
import { type DefectSettings, usualDefect } from '../target.ts';
import {
  backAgain,
  fieldsOf,
  isAssigned,
  isAsWanted,
  isWithdrawn,
  markOf,
  missingLinks,
  shownOf,
  stateOf,
  tagOf,
  tagsFor,
  typeOf,
  withdrawnFields,
} from './bug.ts';
import {
  bugOfTestCase,
  type Change,
  changeItem,
  createItem,
  type Item,
  itemWithTag,
  readItem,
} from './items.ts';

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

type Links = { readonly known?: Link['at']; readonly result?: Link['at']; readonly isNew?: boolean };

/** New bugs are found by queries only after a while: a repeat any sooner might make a second one. */
const untilFoundMs = 60_000;

/** An existing bug that the message names is linked and stays as it is; else the defect gets a bug of its own. */
export async function raiseDefect(room: Room, wanted: WantedDefect, links: Links): Promise<Mirrored> {
  const named = wanted.entry.defect?.bugId;
  try {
    if (named === undefined) return await keepOwn(room, wanted, links);
    return await linkNamed(room, wanted, { named, result: links.result });
  } catch (fault) {
    return mirroredFault(fault);
  }
}

/** Says on the bug that its message was withdrawn, and closes it where nobody has taken it up. */
export async function withdrawDefect(room: Room, entryId: string, at: Link['at']): Promise<Mirrored> {
  const known = knownBug.safeParse(at).data;
  const settings = settingsOf(room);
  try {
    const id = known?.id ?? (at.tried === undefined ? undefined : await triedBug(room, entryId, at));
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

async function linkNamed(
  room: Room,
  wanted: WantedDefect,
  { named, result }: { readonly named: string; readonly result: Link['at'] | undefined },
): Promise<Mirrored> {
  const { connection } = room;
  const settings = settingsOf(room);
  const bug = /^\d{1,9}$/.test(named) ? await readItem(connection, Number(named)) : undefined;
  if (bug === undefined) return impossible(room, `there is no work item ${named} that the bot may see`);
  if (typeOf(bug).toLowerCase() !== settings.workItemType.toLowerCase())
    return impossible(room, `work item ${named} is a ${typeOf(bug)}, not a ${settings.workItemType}`);
  const left = await changeItem(connection, bug, {
    ...backAgain(bug, settings, false),
    relations: missingLinks(bug, wanted, { address: connection.address, result }),
  });
  return { is: 'done', at: linkOf(room, left, { own: 0, wrote: '' }) };
}

async function keepOwn(room: Room, wanted: WantedDefect, links: Links): Promise<Mirrored> {
  const { connection } = room;
  const { known: at, result, isNew = false } = links;
  const settings = settingsOf(room);
  const fields = fieldsOf(wanted, settings);
  const wrote = markOf(fields);
  const link = knownBug.safeParse(at).data;
  // A bug that was only linked, and is no longer named, is not ours to write to.
  const known = link?.own === 1 ? link : undefined;
  const tag = tagOf(wanted.ldso, wanted.entryId);
  const ends = { address: connection.address, result };
  const id = known?.id ?? (isNew ? undefined : await foundBy(room, wanted, tag));
  if (id === undefined) {
    const relations = missingLinks(undefined, wanted, ends);
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
    relations: missingLinks(bug, wanted, ends),
  });
  if (!isPersons) return { is: 'done', at: linkOf(room, left, { own: 1, wrote }) };
  return { is: 'newer-there', at: { ...linkOf(room, left, known), shown: known.shown }, found: stateOf(bug) };
}

function foundBy(room: Room, wanted: WantedDefect, tag: string): Promise<number | undefined> {
  return bugWith(room, tag, wanted.test?.testCaseId ?? wanted.entry.testCaseId);
}

/** What a try with an unknown outcome has made, if anything. */
function triedBug(room: Room, entryId: string, at: Link['at']): Promise<number | undefined> {
  const tag = tagOf(room.connection.target.ldso, entryId);
  return bugWith(room, tag, at.testCaseId === undefined ? undefined : String(at.testCaseId));
}

async function bugWith(room: Room, tag: string, testCaseId: string | undefined): Promise<number | undefined> {
  const { connection } = room;
  const linked =
    testCaseId === undefined ? undefined : await bugOfTestCase(connection, Number(testCaseId), tag);
  return linked ?? itemWithTag(connection, tag);
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

function linkOf(room: Room, bug: Item, { own, wrote }: Pick<KnownBug, 'own' | 'wrote'>): Link['at'] {
  const { address, project } = room.connection;
  return {
    id: bug.id,
    own,
    wrote,
    shown: shownOf(bug, settingsOf(room)),
    state: stateOf(bug),
    url: `${address}/${encodeURIComponent(project)}/_workitems/edit/${bug.id}`,
  };
}

export function settingsOf(room: Room): DefectSettings {
  return room.connection.target.defect ?? usualDefect;
}

function impossible(room: Room, problem: string): Mirrored {
  return { is: 'impossible', error: `raise the defect ${room.connection.target.ldso}: ${problem}` };
}
