// Whether it is news that a meter point is migrated or legacy, and on which day it was migrated.
import type { Day } from '../domain/events.ts';
import type { MeterPoint, NamedState, StateTold } from '../domain/planning/register.ts';
import type { MpanRef } from '../domain/refs.ts';

type Now = {
  readonly ref: MpanRef;
  /** Undefined where nothing is said of it. */
  readonly state: MeterPoint['state'];
  /** Epoch milliseconds. */
  readonly at: number;
};

type Before = {
  readonly point: MeterPoint | undefined;
  readonly told: StateTold | undefined;
  readonly today: Day;
};

/** A person's word is the newest there is. Said again, a migration stays on its day; with a day of its own it moves to that. */
export function stateInLine(
  { ref, state, at }: Now,
  { point, told, today, migratedOn }: Before & { readonly migratedOn: Day | undefined },
): readonly NamedState[] {
  if (state === undefined) return [];
  const on = migratedOn ?? (point?.state === 'migrated' ? told?.on : today);
  return [named(ref, state === 'legacy' || on === undefined ? { state, at } : { state, at, on }, told)];
}

/**
 * A data sheet is a copy from some time ago: what it repeats is no news, and when it had the first migrated ones is not
 * known. Only where it says something else than the register did was it changed since.
 */
export function stateInSheet({ ref, state, at }: Now, { point, told, today }: Before): readonly NamedState[] {
  if (state === undefined || point?.state === undefined || point.state === state) return [];
  return [named(ref, state === 'legacy' ? { state, at } : { state, at, on: today }, told)];
}

function named(ref: MpanRef, told: StateTold, before: StateTold | undefined): NamedState {
  return { ref, told, ...(before?.on === undefined ? {} : { wasOn: before.on }) };
}
