// What a person's day is computed from.

import type { MessageRef, Person } from '../domain/entry.ts';
import type { QueueView } from '../domain/harness/queue-view.ts';
import type { Shelf } from '../domain/shelf.ts';
import type { LeakCase } from '../ports/store.ts';
import type { EvidenceAsked } from '../rhythm/day/evidence.ts';
import type { MovesKnown } from '../rhythm/day/moves.ts';
import type { StandUpAsked } from '../rhythm/day/stand-up.ts';

/** The facts of the stand-up, and what is kept of single people beside them. */
export type MyDayAsked = StandUpAsked & {
  readonly person: Person;
  readonly queue: QueueView;
  readonly moves: MovesKnown;
  readonly evidence: EvidenceAsked;
  /** Of the LDSO, closed ones included. */
  readonly leaks: readonly LeakCase[];
  /** Messages that their authors are asked about, by id. */
  readonly held: ReadonlyMap<string, Shelf['held']>;
  readonly urlOf: (message: MessageRef) => string | undefined;
};
