// The tracker port over Azure DevOps: one connection an LDSO, each call repeatable.
import type { Instance } from '../../domain/refs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Mirrored, Tracker } from '../../ports/tracker.ts';
import type { TrackerChanges } from '../../ports/tracker-changes.ts';
import type { TrackerCompare } from '../../ports/tracker-compare.ts';
import { connectionTo, type OnCall } from './client.ts';
import { differences } from './compare/differences.ts';
import { checkDefects, type Finding as DefectFinding } from './defects/check.ts';
import { keepCopy, refuseCopy, triaged } from './defects/copies.ts';
import { raiseDefect, withdrawDefect } from './defects/defects.ts';
import { examine, type Wanted } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { type CredentialFor, entraCredential } from './entra.ts';
import { attachEvidence } from './evidence/attach.ts';
import { type Gate, type GateState, gateTo, type Sleep } from './gate.ts';
import { plannedIn } from './plan/book.ts';
import { defectsByHand } from './reading/defects.ts';
import { outcomesByHand } from './reading/outcomes.ts';
import { showResults } from './results/show.ts';
import { withdrawResult } from './results/withdraw.ts';
import { mirroredFault, planKeeper, type Room } from './room.ts';
import { closeRuns } from './runs/close.ts';
import { dayRun } from './runs/day-run.ts';
import { signInTo } from './sign-in.ts';
import { type SignedOut, signInWatch } from './signed-out.ts';
import { type AdoTarget, addressOf, organisationName } from './target.ts';

export type AdoNeeds = {
  /** Of each LDSO, and the programme's own where there is one. */
  readonly ldsos: readonly AdoTarget[];
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** Gives the identity of Entra that the bot is; those of `@azure/identity` when left out. */
  readonly credentialFor?: CredentialFor;
  /** How long an answer may be silent, milliseconds; 20 seconds when left out. */
  readonly timeoutMs?: number;
  readonly onCall?: OnCall;
  /** How short waits are waited; by the machine's own timers when left out. */
  readonly sleep?: Sleep;
};

const usualTimeoutMs = 20_000;
const usualSleep: Sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

export type AdoTracker = Tracker &
  TrackerChanges &
  TrackerCompare & {
    /** What of the defect settings a project does not have. @throws WorldFault when that cannot be looked at */
    checkDefects(instance: Instance): Promise<readonly DefectFinding[]>;
    /** Whether requests to an organisation go through, are held back, or are not sent since it does not answer. */
    gateOf(instance: Instance): GateState;
    /** Looks whether an organisation has what the bot needs. Writes nothing. */
    examine(instance: Instance, wanted: Wanted): Promise<readonly Finding[]>;
    /** LDSOs whose organisation does not know the bot at present: their entries wait. */
    signedOut(): readonly (SignedOut & { readonly ldso: Instance })[];
    /** Ends idle connections. */
    close(): void;
  };

/** Nothing is asked of Azure DevOps before the first call. */
export function adoTracker(needs: AdoNeeds): AdoTracker {
  const gates = gatesFor(needs);
  const rooms = new Map(needs.ldsos.map(target => [target.ldso, roomFor(needs, target, gates(target))]));

  function roomOf(ldso: Instance): Room {
    const room = rooms.get(ldso);
    if (room === undefined) throw new Error(`no Azure DevOps project is set for ${ldso}`);
    return room;
  }

  /** While an organisation asks us to wait, a call is answered without one more request. */
  async function unlessQuiet(room: Room, work: () => Promise<Mirrored>): Promise<Mirrored> {
    const wait = waitIn(room);
    return wait ?? work();
  }

  return {
    async plan(ldso) {
      const room = roomOf(ldso);
      room.connection.checkQuiet();
      return plannedIn(await room.plan.read());
    },
    async showResults(ldso, wanted, beside = []) {
      const room = roomOf(ldso);
      const wait = waitIn(room);
      return wait === undefined ? showResults(room, wanted, beside) : wanted.map(() => wait);
    },
    async withdrawResult(ldso, test, left) {
      const room = roomOf(ldso);
      return unlessQuiet(room, () => withdrawResult(room, test, left));
    },
    async raiseDefect(ldso, wanted, links) {
      const room = roomOf(ldso);
      return unlessQuiet(room, () => raiseDefect(room, wanted, links));
    },
    async withdrawDefect(instance, entryId, known) {
      const room = roomOf(instance);
      return unlessQuiet(room, () => withdrawDefect(room, entryId, known));
    },
    async closeRuns(ldso, before) {
      const room = roomOf(ldso);
      return unlessQuiet(room, () => closeRuns(room, before));
    },
    async attachEvidence(ldso, wanted) {
      const room = roomOf(ldso);
      return unlessQuiet(room, () => attachEvidence(room, wanted));
    },
    async keepCopy(instance, wanted, links) {
      const room = roomOf(instance);
      return unlessQuiet(room, () => keepCopy(room, wanted, links));
    },
    async triaged(ldsos) {
      const room = roomOf('master');
      room.connection.checkQuiet();
      return triaged(room, ldsos);
    },
    async refuseCopy(bugId, why) {
      const room = roomOf('master');
      return unlessQuiet(room, () => refuseCopy(room, bugId, why));
    },
    checkDefects: ldso => checkDefects(roomOf(ldso).connection),
    async outcomesByHand(ldso, asked) {
      const room = roomOf(ldso);
      room.connection.checkQuiet();
      return outcomesByHand(room, asked);
    },
    async differences(ldso, wanted) {
      const room = roomOf(ldso);
      room.connection.checkQuiet();
      return differences(room, wanted);
    },
    async defectsByHand(ldso, asked) {
      const room = roomOf(ldso);
      room.connection.checkQuiet();
      return defectsByHand(room, asked);
    },
    gateOf: ldso => gates(roomOf(ldso).connection.target).state(),
    examine: (instance, wanted) => examine(roomOf(instance), wanted),
    signedOut: () =>
      [...rooms].flatMap(([ldso, { watch }]) => {
        const out = watch.signedOut();
        return out === undefined ? [] : [{ ldso, ...out }];
      }),
    close() {
      for (const { connection } of rooms.values()) connection.close();
    },
  };
}

/** What an organisation allows it allows to the account, whichever LDSO's work it is. */
function gatesFor({ clock, sleep = usualSleep }: AdoNeeds): (target: AdoTarget) => Gate {
  const gates = new Map<string, Gate>();
  return target => {
    const address = addressOf(target).toLowerCase();
    const gate = gates.get(address) ?? gateTo(organisationName(address), { clock, sleep });
    gates.set(address, gate);
    return gate;
  };
}

function roomFor(needs: AdoNeeds, target: AdoTarget, gate: Gate): Room {
  const { clock, log, onCall, credentialFor = entraCredential, timeoutMs = usualTimeoutMs } = needs;
  const signIn = signInTo(target, clock, credentialFor);
  const watch = signInWatch(target.ldso, { clock, log });
  const connection = connectionTo(target, { signIn, watch, gate, onCall, timeoutMs });
  return {
    connection,
    clock,
    log,
    watch,
    plan: planKeeper(connection, clock),
    dayRun: dayRun(connection, clock),
  };
}

function waitIn(room: Room): Mirrored | undefined {
  try {
    room.connection.checkQuiet();
    return undefined;
  } catch (fault) {
    return mirroredFault(fault);
  }
}
