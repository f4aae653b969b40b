// The stand-up and the wash-up of any day as figures and lines: everything that is kept of an LDSO, looked up and computed.
import type { DriftBook } from './agreement/drift-book.ts';
import { withSwaps } from './domain/day/day-plan.ts';
import type { StandUpView, WashUpView } from './domain/day/day-view.ts';
import type { MessageRef, StandingEntry } from './domain/entry.ts';
import type { Day } from './domain/events.ts';
import type { QueueView } from './domain/harness/queue-view.ts';
import type { MigrationView } from './domain/migration/migration-view.ts';
import type { Register } from './domain/planning/readiness.ts';
import type { Schedule, ScheduleState } from './domain/planning/schedule.ts';
import { type LdsoId, testKeyText } from './domain/refs.ts';
import { currentAttempt, progressByTest } from './domain/tests/progress.ts';
import { registerNow } from './migration/done.ts';
import { keptOfMigration } from './migration/look-up.ts';
import { migrationView } from './migration/view.ts';
import { mirrorState } from './outbox/ado/mirror-state.ts';
import { undelivered } from './outbox/standing.ts';
import type { PlanBooks } from './plan/books.ts';
import type { Clock } from './ports/clock.ts';
import type { Store } from './ports/store.ts';
import { presenceIn } from './presence.ts';
import { boundsOf, dayOf } from './rhythm/calendar.ts';
import { type OpenDefect, openDefects } from './rhythm/day/defects.ts';
import type { EvidenceAsked } from './rhythm/day/evidence.ts';
import { harnessQueue } from './rhythm/day/harness-queue.ts';
import type { MovesKnown } from './rhythm/day/moves.ts';
import { type StandUpAsked, standUpView } from './rhythm/day/stand-up.ts';
import { standingOn } from './rhythm/day/standing.ts';
import { washUpView } from './rhythm/day/wash-up.ts';
import { countingSchedule } from './schedule/counting.ts';
import type { Participants } from './settings/participants.ts';
import { hoursOf } from './settings/rhythm.ts';

export type DayViewNeeds = {
  readonly participants: Participants;
  readonly store: Store;
  readonly books: Pick<PlanBooks, 'bookOf'>;
  readonly clock: Clock;
  /** The address that opens a message, where there is one. */
  readonly urlOf: (message: MessageRef) => string | undefined;
  /** How Azure DevOps compares with the daybook, undefined when it cannot be read; left out where it is not compared. */
  readonly drift?: DriftBook['drift'];
};

type DayFacts = StandUpAsked & { readonly queue: QueueView; readonly moves: MovesKnown };

export type DayViews = {
  /** What the stand-up of a day is computed from. */
  readonly standUpAsked: (ldso: LdsoId, day: Day) => Promise<DayFacts>;
  /** What evidence has come, and what need not. */
  readonly evidence: (ldso: LdsoId) => Promise<EvidenceAsked>;
  readonly standUp: (ldso: LdsoId, day: Day) => Promise<StandUpView>;
  readonly washUp: (ldso: LdsoId, day: Day) => Promise<WashUpView>;
  /** What waits for the test harness, and the replays. */
  readonly queue: (ldso: LdsoId, day: Day) => Promise<QueueView>;
  /** Migration as it stands now, where there is any; and the data register with what migration tests have shown. */
  readonly migration: (
    ldso: LdsoId,
  ) => Promise<{ readonly migration?: MigrationView; readonly register: Register }>;
  /** Those that are open at the end of the day. */
  readonly defects: (ldso: LdsoId, day: Day) => Promise<readonly OpenDefect[]>;
};

export function dayViews(needs: DayViewNeeds): DayViews {
  async function facts(ldso: LdsoId, day: Day) {
    const { participants, store, books, clock } = needs;
    const settings = participants.ldsos.find(each => each.id === ldso);
    if (settings === undefined) throw new Error(`${ldso} is not in the participants file`);
    const schedule = await scheduleOf(store, ldso);
    const seen = await store.shelf('seenOutcome', ldso);
    // An earlier day is told as it was: what a person has changed since belongs to a later one.
    const { queryHours, timeZone: zone } = participants.programme;
    const { to } = boundsOf(day, zone);
    return {
      ldso: { id: ldso, name: settings.name },
      day,
      now: clock.now().getTime(),
      calendar: settings.calendar,
      zone,
      queries: {
        afterMinutes: queryHours * 60,
        hours: hoursOf(participants, ldso),
        marks: await store.shelf('query', ldso),
      },
      plan: (await books.bookOf(ldso)).testCases,
      entries: await store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER }),
      seen: until(to, seen),
      moved: until(to, await store.shelf('seenDefect', ldso)),
      ...(schedule === undefined ? {} : { schedule }),
    };
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
    const { dead } = await store.outbox.standing(ldso);
    const forAdo = dead.filter(({ lane }) => lane === `ado/${ldso}`);
    const refused = await Promise.all(forAdo.map(each => undelivered({ store }, each)));
    return { waiting, givenUp: forAdo.length, refused };
  }

  async function driftIn(ldso: LdsoId): Promise<Pick<WashUpView['mirror'], 'drift'>> {
    if (needs.drift === undefined) return {};
    const drift = await needs.drift(ldso);
    if (drift === undefined) return { drift: 'unread' };
    return { drift: { differences: drift.differences.length, leftToPersons: drift.leftToPersons.length } };
  }

  /** The register counts what passed migration tests have shown. @param isOver the day itself is over */
  async function migrationIn(known: Awaited<ReturnType<typeof facts>>, isOver: boolean) {
    const { store, participants } = needs;
    const kept = await keptOfMigration(store, known.ldso.id);
    const standing = standingOn(known);
    const { schedule: counting, ...more } = known;
    const schedule = counting === undefined ? {} : { schedule: counting.version };
    const rules = participants.programme.migration;
    const migration = migrationView({ ...more, ...kept, ...schedule, standing, rules, isOver });
    const register = {
      points: registerNow(kept.register, standing),
      isLoaded: kept.register.isLoaded,
    };
    return { register, ...(migration === undefined ? {} : { migration }) };
  }

  async function standUpAsked(ldso: LdsoId, day: Day): Promise<DayFacts> {
    const { store } = needs;
    const known = await facts(ldso, day);
    const { queue, moves } = await harnessIn(known);
    return {
      ...known,
      ...(await migrationIn(known, false)),
      queue,
      moves,
      presence: await presenceIn(needs, ldso),
      confirmed: [...(await store.shelf('confirmed', ldso)).values()],
      owners: moves.owners,
    };
  }

  async function evidenceIn(ldso: LdsoId): Promise<EvidenceAsked> {
    const { store, participants } = needs;
    return {
      taken: [...(await store.shelf('evidence', ldso)).values()],
      exceptions: await store.shelf('evidence-exception', ldso),
      firstSuccessOnly: participants.programme.evidence.firstSuccessOnly,
    };
  }

  /** The queue of the test harness, and what tells whose move it is. */
  async function harnessIn(known: Awaited<ReturnType<typeof facts>>) {
    const { store, participants } = needs;
    const { id } = known.ldso;
    const words = [...(await store.shelf('harness', id)).values()];
    const moves: MovesKnown = {
      words,
      defects: known.moved,
      reasons: await store.shelf('reason', id),
      owners: await store.shelf('blocker-owner', id),
      queries: known.queries.marks,
    };
    return { queue: harnessQueue({ ...known, hours: hoursOf(participants, id), words }), moves };
  }

  return {
    migration: async ldso => {
      const { store, clock, participants } = needs;
      const day = dayOf(clock.now().getTime(), participants.programme.timeZone);
      const isOver = (await store.shelf('wash-up', ldso)).has(day);
      return migrationIn(await facts(ldso, day), isOver);
    },
    standUpAsked,
    evidence: evidenceIn,
    standUp: async (ldso, day) => standUpView(await standUpAsked(ldso, day)),
    queue: async (ldso, day) => {
      const { queue } = await harnessIn(await facts(ldso, day));
      return queue;
    },
    defects: async (ldso, day) => {
      const { store } = needs;
      const bugs = (await store.linksOf('defect', ldso)).flatMap(({ key, at }) =>
        at.id === undefined ? [] : [[key, String(at.id)] as const],
      );
      return openDefects({
        ...(await facts(ldso, day)),
        bugs: new Map(bugs),
      });
    },
    washUp: async (ldso, day) => {
      const { store } = needs;
      const known = await facts(ldso, day);
      const { migration } = await migrationIn(known, true);
      const { queue, moves } = await harnessIn(known);
      return washUpView({
        ...known,
        ...(migration === undefined ? {} : { migration }),
        queue: { ...queue, fuses: queue.fuses.filter(({ stands }) => stands !== 'run-out') },
        moves,
        leaks: await store.leaks(ldso),
        held: await store.shelf('held', ldso),
        reasons: moves.reasons,
        remediations: [...(await store.shelf('remediation', ldso)).values()],
        evidence: await evidenceIn(ldso),
        urlOf: needs.urlOf,
        mirror: { ...(await mirrorOf(ldso, known.entries)), ...(await driftIn(ldso)) },
      });
    },
  };
}

/** What people had done in Azure DevOps before an instant, epoch milliseconds. */
function until<Seen extends { readonly changedAt: number }>(
  instant: number,
  seen: ReadonlyMap<string, Seen>,
): ReadonlyMap<string, Seen> {
  return new Map([...seen].filter(([, { changedAt }]) => changedAt < instant));
}

/** The version that counts, with the tests that were swapped in it. */
async function scheduleOf(
  store: Store,
  ldso: LdsoId,
): Promise<{ readonly state: ScheduleState; readonly version: Schedule } | undefined> {
  const counting = await countingSchedule(store, ldso);
  if (counting === undefined) return undefined;
  const { state, version } = counting;
  const swaps = [...(await store.shelf('swap', ldso)).values()].filter(swap => swap.version === version.id);
  return { state, version: withSwaps(version, swaps) };
}
