/** Writes a new revision of a work item, and with it the other end of every link. */
import type { Ask } from '../http/ask.ts';
import { itemById, latest } from '../plans/find.ts';
import type { Organisation } from '../state.ts';
import { relationType } from './relation-types.ts';
import { sameRelation } from './relations.ts';
import type { FieldValue, Item, Relation, Revision } from './state.ts';

export type Draft = {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly relations: readonly Relation[];
};

/** @returns whether there was anything to write: a change to the same values makes no revision */
export function save(ask: Ask, item: Item, draft: Draft): boolean {
  const before = latest(item);
  if (same(before, draft)) return false;
  addRevision(ask, ask.organisation, item, draft);
  linkOtherEnds(ask, item, { before: before.relations, after: draft.relations });
  return true;
}

export function saveNew(ask: Ask, projectId: string, draft: Draft): Item {
  const { next, items } = ask.organisation;
  const id = next.item++;
  const revision: Revision = { rev: 1, change: next.change++, at: ask.now, byId: ask.by.id, ...draft };
  const item: Item = { id, projectId, deleted: false, revisions: [revision], comments: [] };
  items.push(item);
  linkOtherEnds(ask, item, { before: [], after: draft.relations });
  return item;
}

function same(before: Revision, { fields, relations }: Draft): boolean {
  // The words of a comment belong to one revision and are no part of how the item stands.
  if (fields['System.History'] !== undefined) return false;
  const { 'System.History': _, ...stood } = before.fields;
  return (
    JSON.stringify(sorted(stood)) === JSON.stringify(sorted(fields)) &&
    sameRelations(before.relations, relations)
  );
}

function sorted(fields: Readonly<Record<string, FieldValue>>): readonly (readonly [string, FieldValue])[] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sameRelations(before: readonly Relation[], after: readonly Relation[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function addRevision(ask: Ask, organisation: Organisation, item: Item, { fields, relations }: Draft): void {
  const change = organisation.next.change++;
  item.revisions.push({ rev: latest(item).rev + 1, change, at: ask.now, byId: ask.by.id, fields, relations });
}

type Ends = { readonly before: readonly Relation[]; readonly after: readonly Relation[] };

function linkOtherEnds(ask: Ask, item: Item, { before, after }: Ends): void {
  const gone = before.filter(old => !after.some(one => sameRelation(one, old)));
  const added = after.filter(one => !before.some(old => sameRelation(one, old)));
  for (const relation of gone) changeOtherEnd(ask, item, { relation, add: false });
  for (const relation of added) changeOtherEnd(ask, item, { relation, add: true });
}

function changeOtherEnd(ask: Ask, item: Item, { relation, add }: { relation: Relation; add: boolean }): void {
  const opposite = relationType(relation.rel)?.opposite;
  if (relation.itemId === null || !opposite) return;
  const organisation = organisationOf(ask, relation);
  const target = itemById(organisation, relation.itemId);
  if (!target) return;
  const back: Relation = {
    ...relation,
    rel: opposite,
    itemId: item.id,
    organisation: relation.organisation === null ? null : ask.organisation.name,
  };
  const { fields, relations } = latest(target);
  const others = relations.filter(one => !sameRelation(one, back));
  addRevision(ask, organisation, target, {
    fields: withoutHistory(fields),
    relations: add ? [...others, back] : others,
  });
  if (organisation === ask.organisation) ask.house.announce(ask, 'updated', target);
}

function organisationOf(ask: Ask, { organisation }: Relation): Organisation {
  if (organisation === null) return ask.organisation;
  return ask.house.world.organisations.find(one => one.name === organisation) ?? ask.organisation;
}

export function withoutHistory(fields: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const { 'System.History': _, ...rest } = fields;
  return rest;
}
