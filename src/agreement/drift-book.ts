// Keeps how each LDSO's Azure DevOps last compared with the daybook, for the wash-up and for whoever watches the bot.
import type { LdsoId } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import { WorldFault } from '../ports/world-fault.ts';
import type { Drift } from './drift.ts';

export type DriftBook = {
  /** As it is now, or was a few minutes ago. @returns undefined when Azure DevOps cannot be read, or not in time */
  drift(ldso: LdsoId): Promise<Drift | undefined>;
  /** As last compared; undefined before the first time. */
  last(ldso: LdsoId): Drift | undefined;
};

/** A comparison reads the whole record: one this young is good enough. */
const youngMs = 5 * 60_000;
/** Who posts a wash-up does not wait longer: it says then that nothing could be compared. */
const patienceMs = 20_000;

export function driftBook(needs: {
  readonly clock: Clock;
  readonly compare: (ldso: LdsoId) => Promise<Drift>;
  readonly log: { readonly warn: (facts: object, message: string) => void };
}): DriftBook {
  const { clock, compare, log } = needs;
  const known = new Map<LdsoId, Drift>();
  const comparing = new Map<LdsoId, Promise<Drift | undefined>>();

  async function compareNow(ldso: LdsoId): Promise<Drift | undefined> {
    try {
      const drift = await compare(ldso);
      known.set(ldso, drift);
      return drift;
    } catch (fault) {
      if (!(fault instanceof WorldFault)) throw fault;
      log.warn({ ldso, fault: fault.message }, 'Azure DevOps could not be compared with the daybook');
      return undefined;
    } finally {
      comparing.delete(ldso);
    }
  }

  return {
    async drift(ldso) {
      const last = known.get(ldso);
      if (last !== undefined && clock.now().getTime() - last.at < youngMs) return last;
      const now = comparing.get(ldso) ?? compareNow(ldso);
      comparing.set(ldso, now);
      return within(patienceMs, now);
    },
    last: ldso => known.get(ldso),
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
