// Raises a defect as a bug in its LDSO's own organisation, links the bug that its message names, and takes back either.
import type { Link } from '../../../ports/store.ts';
import type { Mirrored, WantedDefect } from '../../../ports/tracker.ts';
import { mirroredFault, type Room } from '../room.ts';
import { backAgain, missing, typeOf } from './bug.ts';
import { bugOfTestCase, changeItem, itemWithTag, type Relation, readItem } from './items.ts';
import { keepBug, linkOf, settingsOf, withdrawBug } from './keep.ts';
import { fieldsOf, linksOf, tagOf } from './own.ts';

type Links = {
  readonly known?: Link['at'];
  readonly result?: Link['at'];
  readonly isNew?: boolean;
  readonly copyUrl?: string;
};

/** An existing bug that the message names is linked and stays as it is; else the defect gets a bug of its own. */
export async function raiseDefect(room: Room, wanted: WantedDefect, links: Links): Promise<Mirrored> {
  const named = wanted.entry.defect?.bugId;
  const { address } = room.connection;
  const relations = linksOf(wanted, { address, result: links.result, copyUrl: links.copyUrl });
  const tag = tagOf(wanted.ldso, wanted.entryId);
  const testCaseId = wanted.test?.testCaseId ?? wanted.entry.testCaseId;
  const draft = {
    fields: fieldsOf(wanted, settingsOf(room)),
    relations,
    tag,
    find: () => bugWith(room, tag, testCaseId),
  };
  try {
    return await (named === undefined ? keepBug(room, draft, links) : linkNamed(room, named, relations));
  } catch (fault) {
    return mirroredFault(fault);
  }
}

/** Says on the bug that its message was withdrawn, and closes it where nobody has taken it up. */
export async function withdrawDefect(room: Room, entryId: string, at: Link['at']): Promise<Mirrored> {
  // A copy is found by a mark of its own.
  const tag = typeof at.mark === 'string' ? at.mark : tagOf(room.connection.target.ldso, entryId);
  const testCaseId = at.testCaseId === undefined ? undefined : String(at.testCaseId);
  return withdrawBug(room, at, () => bugWith(room, tag, testCaseId));
}

async function linkNamed(room: Room, named: string, relations: readonly Relation[]): Promise<Mirrored> {
  const { connection } = room;
  const settings = settingsOf(room);
  const bug = /^\d{1,9}$/.test(named) ? await readItem(connection, Number(named)) : undefined;
  if (bug === undefined) return impossible(room, `there is no work item ${named} that the bot may see`);
  if (typeOf(bug).toLowerCase() !== settings.workItemType.toLowerCase())
    return impossible(room, `work item ${named} is a ${typeOf(bug)}, not a ${settings.workItemType}`);
  const left = await changeItem(connection, bug, {
    ...backAgain(bug, settings, false),
    relations: missing(bug, relations),
  });
  return { is: 'done', at: linkOf(room, left, { own: 0, wrote: '' }) };
}

/** A new bug is linked to its test case at once, and queries find it only after a while. */
async function bugWith(room: Room, tag: string, testCaseId: string | undefined): Promise<number | undefined> {
  const { connection } = room;
  const linked =
    testCaseId === undefined ? undefined : await bugOfTestCase(connection, Number(testCaseId), tag);
  return linked ?? itemWithTag(connection, tag);
}

function impossible(room: Room, problem: string): Mirrored {
  return { is: 'impossible', error: `raise the defect ${room.connection.target.ldso}: ${problem}` };
}
