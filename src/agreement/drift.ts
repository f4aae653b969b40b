// Drift: where Azure DevOps does not stand as the daybook has it, neither on the way there nor left so to a person.
import type { Day } from '../domain/events.ts';
import { type LdsoId, testKeyText } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Difference, TrackerCompare } from '../ports/tracker-compare.ts';
import { type WantedThere, wantedThere } from './wanted.ts';

export type Drift = {
  readonly ldso: LdsoId;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly attempts: number;
  readonly defects: number;
  readonly differences: readonly Difference[];
  /** What the outbox still holds. */
  readonly onTheWay: readonly Difference[];
  /** A person's newer word there, which counts. */
  readonly leftToPersons: readonly Difference[];
};

export type DriftNeeds = {
  readonly store: Store;
  readonly tracker: TrackerCompare;
  readonly clock: Clock;
  /** Runs of earlier days are over. */
  readonly today: () => Day;
};

/** Reads the whole record of an LDSO: about one request a day of testing, and some more. @throws WorldFault */
export async function driftOf(needs: DriftNeeds, ldso: LdsoId): Promise<Drift> {
  const { store, tracker, clock, today } = needs;
  const at = clock.now().getTime();
  const wanted = await wantedThere(store, ldso);
  const { attempts, defects } = wanted;
  const read = await tracker.differences(ldso, {
    attempts,
    defects,
    closingBefore: today(),
  });
  const found = read.map(each => leftAsItIs(wanted, each));
  // What was delivered while Azure DevOps was read is no difference: it counts as on the way.
  const after = found.length === 0 ? wanted : await wantedThere(store, ldso);
  const isWaiting = (difference: Difference) =>
    isOnTheWay(wanted, difference) || isOnTheWay(after, difference) || hasMoved(wanted, after, difference);
  const isPersons = ({ byPerson }: Difference) => byPerson !== undefined;
  return {
    ldso,
    at,
    attempts: attempts.length,
    defects: defects.length,
    differences: found.filter(each => !isPersons(each) && !isWaiting(each)),
    onTheWay: found.filter(each => !isPersons(each) && isWaiting(each)),
    leftToPersons: found.filter(isPersons),
  };
}

function isOnTheWay({ onTheWay }: WantedThere, { test, attempt, entryId }: Difference): boolean {
  if (entryId !== undefined) return onTheWay.has(entryId);
  if (test === undefined) return false;
  const key = testKeyText(test);
  if (attempt !== undefined) return onTheWay.has(`${key}/${attempt}`);
  // The grid follows whatever is written of the test case.
  const ofCase = `${test.ldso}/${test.testCaseId}/`;
  return [...onTheWay].some(each => each.startsWith(ofCase));
}

function hasMoved(before: WantedThere, after: WantedThere, difference: Difference): boolean {
  return aboutOf(before, difference) !== aboutOf(after, difference);
}

/** All that the daybook has about what a difference is about. */
function aboutOf({ attempts, defects }: WantedThere, { test, entryId }: Difference): string {
  return JSON.stringify([
    attempts.filter(each => each.test.testCaseId === test?.testCaseId),
    defects.filter(each => each.entryId === entryId),
  ]);
}

/** A run that a person has deleted leaves no result that could name them: what was seen of the test does. */
function leftAsItIs({ leftTo }: WantedThere, difference: Difference): Difference {
  const { test, byPerson } = difference;
  const person = byPerson ?? (test && leftTo.get(testKeyText(test)));
  return person === undefined ? difference : { ...difference, byPerson: person };
}
