/** Reads the relations a client adds to a work item and checks that each may stand. */
import { badRequest, Refused } from '../http/answer.ts';
import type { Ask } from '../http/ask.ts';
import { pick, textAt } from '../http/read.ts';
import { itemById, latest } from '../plans/find.ts';
import type { Organisation } from '../state.ts';
import { noItem } from './find.ts';
import { type RelationType, relationType } from './relation-types.ts';
import type { Item, Relation } from './state.ts';

/** @throws 400 or 404 for a relation that leads nowhere or is of no known kind */
export function readRelation(ask: Ask, value: unknown): Relation {
  const rel = textAt(value, 'rel') ?? '';
  const url = textAt(value, 'url') ?? '';
  const type = relationType(rel);
  if (!type) throw badRequest(`VS402375: The relation type '${rel}' is not known.`);
  if (url === '') throw badRequest('VS402374: The relation has no url.');
  const attributes = pick(value, 'attributes');
  const written = {
    rel: type.rel,
    comment: textAt(attributes, 'comment') ?? null,
    name: textAt(attributes, 'name') ?? null,
    at: ask.now,
  };
  if (type.usage === 'workItemLink') return { ...written, ...linkedItem(ask, type, url), name: null };
  if (type.rel === 'AttachedFile') return { ...written, ...attachedFile(ask, url) };
  if (type.rel === 'ArtifactLink' && !url.toLowerCase().startsWith('vstfs:///')) {
    throw badRequest('VS402376: An artifact link must have a vstfs address.');
  }
  return { ...written, itemId: null, organisation: null, fileId: null, url };
}

type Target = Pick<Relation, 'itemId' | 'organisation' | 'fileId' | 'url'>;

function linkedItem(ask: Ask, type: RelationType, url: string): Target {
  const [, name, id] =
    /^https?:\/\/[^/]+\/([^/]+)\/(?:[^/]+\/)?_apis\/wit\/workitems\/(\d+)$/i.exec(url) ?? [];
  if (name === undefined || id === undefined)
    throw badRequest('VS402377: The url of the relation is no work item.');
  const own = ask.organisation.name.toLowerCase() === decodeURIComponent(name).toLowerCase();
  if (type.remote === own) {
    throw badRequest(
      `VS402378: A ${type.rel} link must lead to ${own ? 'another' : 'the same'} organisation.`,
    );
  }
  const organisation = own ? ask.organisation : neighbour(ask, name);
  if (!itemById(organisation, Number(id))) throw noItem(Number(id));
  return { itemId: Number(id), organisation: own ? null : organisation.name, fileId: null, url: null };
}

/** Remote links need one tenant for both organisations. */
function neighbour(ask: Ask, name: string): Organisation {
  const wanted = decodeURIComponent(name).toLowerCase();
  const found = ask.house.world.organisations.find(one => one.name.toLowerCase() === wanted);
  if (found && found.tenant !== '' && found.tenant === ask.organisation.tenant) return found;
  throw badRequest('VS403678: A remote link is possible only between organisations of the same tenant.');
}

function attachedFile(ask: Ask, url: string): Target {
  const id = /\/_apis\/wit\/attachments\/([0-9a-f-]{36})/i.exec(url)?.[1]?.toLowerCase();
  if (!ask.organisation.files.some(one => one.id === id)) {
    throw badRequest('VS402379: The url of the attached file is no attachment of this organisation.');
  }
  return { itemId: null, organisation: null, fileId: id ?? null, url: null };
}

export function sameRelation(a: Relation, b: Relation): boolean {
  return (
    a.rel === b.rel &&
    a.itemId === b.itemId &&
    a.organisation === b.organisation &&
    a.fileId === b.fileId &&
    a.url?.toLowerCase() === b.url?.toLowerCase()
  );
}

/** @param id the item that gets the relation; `undefined` for one that is being made
 *  @throws 400 for a relation that is there already, leads to the item itself, or breaks the tree */
export function checkRelation(
  ask: Ask,
  { id, has }: { id: number | undefined; has: readonly Relation[] },
  relation: Relation,
): void {
  if (has.some(one => sameRelation(one, relation))) {
    throw new Refused(400, 'RelationAlreadyExistsException', 'VS403653: Relation already exists.');
  }
  if (relation.itemId === null || relation.organisation !== null) return;
  if (relation.itemId === id) throw badRequest('TF201021: You cannot link a work item to itself.');
  const target = itemById(ask.organisation, relation.itemId);
  if (!target) throw noItem(relation.itemId);
  const type = relationType(relation.rel);
  if (type?.topology === 'tree') checkTree(ask, { id, has, target }, type);
}

type TreeLink = { readonly id: number | undefined; readonly has: readonly Relation[]; readonly target: Item };

function checkTree(ask: Ask, { id, has, target }: TreeLink, type: RelationType): void {
  const toParent = type.isForward ? type.opposite : type.rel;
  const child = type.isForward ? latest(target).relations : has;
  if (child.some(one => one.rel === toParent)) {
    throw badRequest(
      `TF201036: You cannot add a ${type.name} link because the work item already has a parent.`,
    );
  }
  const [above, below] = type.isForward ? [id, target.id] : [target.id, id];
  for (let at = above; at !== undefined; at = parentOf(ask, at, toParent)) {
    if (at === below) throw badRequest('TF201035: You cannot add this link because it would make a circle.');
  }
}

function parentOf(ask: Ask, id: number, toParent: string | null): number | undefined {
  const item = itemById(ask.organisation, id);
  return item && (latest(item).relations.find(one => one.rel === toParent)?.itemId ?? undefined);
}
