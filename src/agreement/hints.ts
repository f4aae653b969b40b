// Takes hints that a bug may have changed, each once, and has the bugs looked at soon after, many at a time.
import type { LdsoId } from '../domain/refs.ts';

export type Hint = {
  readonly organisation: string;
  /** Undefined where it was not told what changed: then everything is looked at. */
  readonly item?: { readonly id: number; readonly rev: number };
};

export type Hints = {
  /** @returns false when there are too many at present: it is to be given again later */
  take(hint: Hint): boolean;
  isFull(): boolean;
  /** @returns when what was taken has been looked at */
  idle(): Promise<void>;
  close(): void;
};

export type HintNeeds = {
  /** Organisations by name in small letters, and whose they are. */
  readonly organisations: ReadonlyMap<string, readonly LdsoId[]>;
  readonly lookAtBugs: (ldso: LdsoId, bugIds: readonly number[]) => Promise<void>;
  readonly look: (ldso: LdsoId) => Promise<void>;
  /** How long hints are gathered before they are looked at, milliseconds; one edit of many bugs is many hints. */
  readonly gatherMs?: number;
};

const usualGatherMs = 1_000;
/** Of one organisation; Azure DevOps sends later what is answered with "too many". */
const waitingAtMost = 1_000;
/** Azure DevOps sends a hint again when it is not sure that it arrived. */
const remembered = 5_000;

type Waiting = { all: boolean; readonly ids: Set<number> };

export function hints(needs: HintNeeds): Hints {
  const { organisations, gatherMs = usualGatherMs } = needs;
  const waiting = new Map<string, Waiting>();
  const taken = new Set<string>();
  const timers = new Map<string, NodeJS.Timeout>();
  const looking = new Set<Promise<void>>();
  let closed = false;

  const waitingCount = () => [...waiting.values()].reduce((sum, { ids }) => sum + ids.size, 0);

  function remember(cause: string): boolean {
    if (taken.has(cause)) return false;
    taken.add(cause);
    if (taken.size > remembered) for (const oldest of taken) return taken.delete(oldest);
    return true;
  }

  function flush(organisation: string): void {
    const { all, ids } = waiting.get(organisation) ?? { all: false, ids: new Set<number>() };
    waiting.delete(organisation);
    timers.delete(organisation);
    for (const ldso of organisations.get(organisation) ?? []) {
      const look = (all ? needs.look(ldso) : needs.lookAtBugs(ldso, [...ids])).finally(() =>
        looking.delete(look),
      );
      looking.add(look);
    }
  }

  return {
    take({ organisation: named, item }) {
      const organisation = named.toLowerCase();
      if (closed) return false;
      if (!organisations.has(organisation)) return true;
      if (item !== undefined && taken.has(`${organisation}/${item.id}/${item.rev}`)) return true;
      if (waitingCount() >= waitingAtMost) return false;
      const own = waiting.get(organisation) ?? { all: false, ids: new Set<number>() };
      if (item === undefined) own.all = true;
      else if (remember(`${organisation}/${item.id}/${item.rev}`)) own.ids.add(item.id);
      waiting.set(organisation, own);
      if (!timers.has(organisation)) timers.set(organisation, setTimeout(flush, gatherMs, organisation));
      return true;
    },
    isFull: () => closed || waitingCount() >= waitingAtMost,
    async idle() {
      for (const [organisation, timer] of timers) {
        clearTimeout(timer);
        flush(organisation);
      }
      await Promise.all(looking);
    },
    close() {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
