// Delivers the mirror: Azure DevOps shows each test and each defect as the daybook has them.
import type { MessageRef } from '../../domain/entry.ts';
import type { Day } from '../../domain/events.ts';
import type { Intent } from '../../domain/intents.ts';
import { type LdsoId, testKeyText } from '../../domain/refs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Delivery, Settlement } from '../../ports/outbox.ts';
import type { Store } from '../../ports/store.ts';
import type { Mirrored, Tracker } from '../../ports/tracker.ts';
import { afterFault, waitMs } from '../retry.ts';
import { besideOf } from './beside.ts';
import { copyDefect } from './copy-defect.ts';
import { type Copying, copyDown, readTriage } from './copying.ts';
import { attachEvidence, type EvidenceStep } from './evidence.ts';
import { mirrorDefect } from './mirror-defect.ts';
import { mirrorTests, type Owed } from './mirror-tests.ts';

export type MirrorNeeds = {
  readonly store: Store;
  readonly tracker: Tracker;
  readonly clock: Clock;
  /** Test runs of days before this one are over: today, and tomorrow once today's wash-up was called. */
  readonly closingBefore: (ldso: LdsoId) => Promise<Day>;
  /** The last one where it is left out. */
  readonly evidenceStep?: EvidenceStep;
  /** The address that opens a message, where there is one. */
  readonly urlOf: (message: MessageRef) => string | undefined;
  /** Undefined where the programme has no organisation of its own: then nothing is copied. */
  readonly copying?: Copying | undefined;
};

/**
 * @param work of one organisation, oldest first. Tests go together, so that a burst is few calls; then defects, one by one, each
 * linked to the result that stands by then; last the closing of runs.
 */
export async function deliverMirror(
  needs: MirrorNeeds,
  work: readonly Delivery[],
): Promise<readonly Settlement[]> {
  const settle = settling(needs, work);
  const settled = new Map<number, Settlement>();
  const tests = work.flatMap(delivery =>
    delivery.intent.is === 'mirror-test'
      ? [{ delivery, test: delivery.intent.test, attempts: delivery.attempts }]
      : [],
  );
  const answers = await mirrorTests(needs, tests);
  for (const [place, { delivery }] of tests.entries()) {
    const answer = answers[place];
    if (answer !== undefined) settled.set(delivery.id, settle(delivery, answer));
  }
  const owed = new Map<string, Mirrored>();
  for (const [place, { test }] of tests.entries()) {
    const answer = answers[place];
    if (answer?.is === 'again') owed.set(testKeyText(test), answer);
  }
  for (const delivery of work) {
    const answer = await doneAlone({ ...needs, owed }, delivery, settle);
    if (answer !== undefined) settled.set(delivery.id, answer);
  }
  return work.map(({ id }) => settled.get(id) ?? { id, is: 'dead', error: 'not for Azure DevOps' });
}

/** The cards of tests that wait since now, or were given up, say so. */
export async function tellHeldBack(
  store: Store,
  work: readonly Delivery[],
  settled: readonly Settlement[],
): Promise<void> {
  const ends = new Map(settled.map(each => [each.id, each.is]));
  const held = work.flatMap(({ id, intent, attempts }): Intent[] => {
    const end = ends.get(id);
    // A card that says since when it waits has nothing new to say at the next try.
    const isNews = end === 'dead' || (end === 'again' && attempts === 0);
    return intent.is === 'mirror-test' && isNews ? [{ is: 'show-test', test: intent.test }] : [];
  });
  if (held.length > 0) await store.perform(book => book.enqueue(held));
}

/** What keeps failing while all else goes through does not mend itself. */
const triesAlone = 8;

type Settle = (delivery: Delivery, answer: Mirrored) => Settlement;

async function doneAlone(
  needs: MirrorNeeds & Owed,
  delivery: Delivery,
  settle: Settle,
): Promise<Settlement | undefined> {
  const { intent } = delivery;
  try {
    if (intent.is === 'mirror-defect') return settle(delivery, await mirrorDefect(needs, intent));
    if (intent.is === 'attach-evidence') return settle(delivery, await attachEvidence(needs, intent));
    if (intent.is === 'copy-defect') return settle(delivery, await copyDefect(needs, intent));
    if (intent.is === 'read-triage') return settle(delivery, await readTriage(needs));
    if (intent.is === 'copy-down') return settle(delivery, await copyDown(needs, intent));
    if (intent.is === 'drop-result') return settle(delivery, await dropResult(needs, intent));
    if (intent.is === 'close-runs')
      return settle(delivery, await needs.tracker.closeRuns(intent.ldso, intent.before));
    return undefined;
  } catch (error) {
    return afterFault(delivery, error, needs.clock.now().getTime());
  }
}

async function dropResult(
  { store, tracker }: MirrorNeeds,
  { test, at }: Extract<Intent, { is: 'drop-result' }>,
): Promise<Mirrored> {
  return tracker.withdrawResult(test.ldso, test, { known: at, beside: await besideOf(store, [test]) });
}

/** All that waits after one round waits equally long: then it goes together again, and stays few calls. */
function settling({ clock }: MirrorNeeds, work: readonly Delivery[]): Settle {
  const longest = waitMs(Math.max(0, ...work.map(({ attempts }) => attempts)));
  return ({ id, attempts }, answer) => {
    switch (answer.is) {
      case 'done':
      case 'newer-there':
        return { id, is: 'done' };
      case 'again': {
        if (answer.alone === true && attempts >= triesAlone) return { id, is: 'dead', error: answer.error };
        const nextAt = clock.now().getTime() + (answer.afterMs ?? longest);
        return { id, is: 'again', nextAt, error: answer.error };
      }
      case 'impossible':
        return { id, is: 'dead', error: answer.error };
    }
  };
}
