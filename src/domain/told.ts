// Who is to be told of what was said: the test's card, Azure DevOps, the thread, the groups.
import type { Entry, MessageRef } from './entry.ts';
import type { Intent } from './intents.ts';
import { type Group, groupOfKind, type Kind } from './kinds.ts';
import { testKeyOf } from './refs.ts';
import type { Said } from './said.ts';

/** Whoever shows an entry shows it anew: its test's card and Azure DevOps. */
export function toldAbout(entry: Entry): readonly Intent[] {
  const test = testKeyOf(entry.message.ldso, entry);
  const isDefect = entry.kind === 'defect_raised' || entry.kind === 'blocking_defect';
  const defect: Intent[] = isDefect
    ? [{ is: 'mirror-defect', ldso: entry.message.ldso, entryId: entry.id }]
    : [];
  const beside = [...queryShown(entry), ...defect];
  if (test === undefined) return beside;
  return [{ is: 'show-test', test }, ...beside, { is: 'mirror-test', test }];
}

/** A query has a card of its own, which says whether it is open. */
export function queryShown({ kind, message }: Entry): readonly Intent[] {
  return kind === 'data_query' ? [{ is: 'show-query', to: message }] : [];
}

/** One answer for one message, however many tests it speaks of. */
export function answerFor(entries: readonly Entry[], to: MessageRef): readonly Intent[] {
  const first = entries[0];
  if (first === undefined) return [];
  const test = testKeyOf(to.ldso, first);
  return [{ is: 'say-noted', to, entryId: first.id, ...(test === undefined ? {} : { test }) }];
}

export function callFor(
  entries: readonly Entry[],
  route: readonly Group[],
  to: MessageRef,
): readonly Intent[] {
  const first = entries[0];
  return route.length === 0 || first === undefined
    ? []
    : [{ is: 'call-groups', to, groups: route, entryId: first.id }];
}

export function sayMended(
  { message, by }: Pick<Said, 'message' | 'by'>,
  how: 'edited' | 'deleted' | 'vouched',
): readonly Intent[] {
  return [{ is: 'say-mended', to: message, person: by, how }];
}

export function routeOf(kind: Kind, named: readonly Group[]): readonly Group[] {
  const own = groupOfKind(kind);
  return own === undefined || named.includes(own) ? named : [...named, own];
}
