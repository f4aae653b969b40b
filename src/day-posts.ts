// The stand-up and the wash-up as they are to be posted: the book and the plan, computed, given a card.
import type { DriftBook } from './agreement/drift-book.ts';
import { unconfirmedAsked } from './cards/day-plan-words.ts';
import { standUp, washUp } from './cards/say.ts';
import { isNamed, withSwaps } from './domain/day-plan.ts';
import type { WashUpView } from './domain/day-view.ts';
import type { MessageRef, StandingEntry } from './domain/entry.ts';
import type { Day } from './domain/events.ts';
import { currentAttempt, progressByTest } from './domain/progress.ts';
import { type LdsoId, testKeyText } from './domain/refs.ts';
import { countingVersion } from './domain/schedule.ts';
import { mirrorState } from './outbox/mirror-state.ts';
import type { Participants } from './participants.ts';
import type { PlanBooks } from './plan-books.ts';
import type { Clock, Outgoing, Store } from './ports.ts';
import { standUpView } from './rhythm/stand-up.ts';
import { washUpView } from './rhythm/wash-up.ts';

export function dayPosts(needs: {
  readonly participants: Participants;
  readonly store: Store;
  readonly books: PlanBooks;
  readonly clock: Clock;
  /** The address that opens a message, where there is one. */
  readonly urlOf: (message: MessageRef) => string | undefined;
  /** How Azure DevOps compares with the daybook; undefined when it cannot be read. */
  readonly drift: DriftBook['drift'];
}): {
  readonly standUp: (ldso: LdsoId, day: Day) => Promise<Outgoing>;
  readonly washUp: (ldso: LdsoId, day: Day) => Promise<Outgoing>;
  /** What those are asked who have not confirmed the plan; undefined when there is nobody to ask. */
  readonly unconfirmed: (ldso: LdsoId, day: Day) => Promise<Outgoing | undefined>;
} {
  async function facts(ldso: LdsoId, day: Day) {
    const { participants, store, books, clock } = needs;
    const settings = participants.ldsos.find(each => each.id === ldso);
    if (settings === undefined) throw new Error(`${ldso} is not in the participants file`);
    return {
      ldso: { id: ldso, name: settings.name },
      day,
      now: clock.now().getTime(),
      calendar: settings.calendar,
      zone: participants.programme.timeZone,
      plan: (await books.bookOf(ldso)).testCases,
      entries: await store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER }),
      seen: await store.shelf('seenOutcome', ldso),
    };
  }

  async function standUpOf(ldso: LdsoId, day: Day) {
    const { store, participants } = needs;
    const known = await facts(ldso, day);
    const counting = countingVersion(
      await store.shelf('schedule-standing', ldso),
      await store.shelf('schedule', ldso),
    );
    const swaps = [...(await store.shelf('swap', ldso)).values()];
    const { testingHours, queryHours } = participants.programme;
    return standUpView({
      ...known,
      register: await store.shelf('meter-point', ldso),
      away: [...(await store.shelf('away', ldso)).values()],
      confirmed: [...(await store.shelf('confirmed', ldso)).values()],
      owners: await store.shelf('blocker-owner', ldso),
      queries: {
        afterMinutes: queryHours * 60,
        hours: { ...testingHours, zone: known.zone, calendar: known.calendar },
      },
      ...(counting === undefined
        ? {}
        : {
            schedule: {
              state: counting.state,
              version: withSwaps(
                counting.version,
                swaps.filter(({ version }) => version === counting.version.id),
              ),
            },
          }),
    });
  }

  /** Tests of this LDSO that Azure DevOps does not show yet as they stand, and work on it that was given up. */
  async function mirrorOf(ldso: LdsoId, entries: readonly StandingEntry[]) {
    const { store } = needs;
    const seen = await store.shelf('seenOutcome', ldso);
    let waiting = 0;
    for (const progress of progressByTest(entries)) {
      const attempt = currentAttempt(progress);
      if (attempt === undefined) continue;
      const result = await store.link('result', `${testKeyText(progress.key)}/${attempt.number}`);
      if (mirrorState(attempt, { result, seen: seen.get(testKeyText(progress.key)) }) === 'waiting')
        waiting += 1;
    }
    const dead = (await store.outbox.dead()).filter(({ lane }) => lane === `ado/${ldso}`);
    return { waiting, givenUp: dead.length };
  }

  async function driftIn(ldso: LdsoId): Promise<NonNullable<WashUpView['mirror']['drift']>> {
    const drift = await needs.drift(ldso);
    if (drift === undefined) return 'unread';
    return { differences: drift.differences.length, leftToPersons: drift.leftToPersons.length };
  }

  return {
    standUp: async (ldso, day) => standUp(await standUpOf(ldso, day), needs.clock.now()),
    unconfirmed: async (ldso, day) => {
      const view = await standUpOf(ldso, day);
      // Where nobody is named, one who confirms is enough; where somebody is, everybody named is asked for.
      if (view.unconfirmed.length === 0 && (view.confirmed.length > 0 || view.planned.length === 0))
        return undefined;
      const entries = await needs.store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER });
      const people = view.unconfirmed.map(name => {
        const known = entries.findLast(({ by }) => isNamed(name, by.name))?.by;
        return known === undefined ? { name } : { name: known.name, id: known.id };
      });
      return people.length === 0 && view.away.length > 0 ? undefined : unconfirmedAsked(people, day);
    },
    washUp: async (ldso, day) => {
      const known = await facts(ldso, day);
      const leaks = await needs.store.leaks(ldso);
      const view = washUpView({
        ...known,
        leaks,
        reasons: await needs.store.shelf('reason', ldso),
        remediations: [...(await needs.store.shelf('remediation', ldso)).values()],
        evidence: {
          taken: [...(await needs.store.shelf('evidence', ldso)).values()],
          exceptions: await needs.store.shelf('evidence-exception', ldso),
          firstSuccessOnly: needs.participants.programme.evidence.firstSuccessOnly,
        },
        urlOf: needs.urlOf,
        mirror: { ...(await mirrorOf(ldso, known.entries)), drift: await driftIn(ldso) },
      });
      return washUp(view, needs.clock.now());
    },
  };
}
