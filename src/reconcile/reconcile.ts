// One comparison of every LDSO: first what people changed is noted, then what is left is told, and mended when that is asked for.
import { adoTracker } from '../adapters/ado/tracker.ts';
import { type Drift, driftOf } from '../agreement/drift.ts';
import { type Mended, mend } from '../agreement/mend.ts';
import { readBack } from '../agreement/read-back.ts';
import type { Config } from '../config.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { WorldFault } from '../ports/world-fault.ts';
import { dayOf } from '../rhythm/calendar.ts';
import { adoTargets } from '../settings/ado-targets.ts';
import type { Participants } from '../settings/participants.ts';
import { sandboxUrlOf } from '../settings/sandbox-address.ts';

export type Compared =
  | { readonly is: 'unread'; readonly ldso: LdsoId; readonly why: string }
  | { readonly is: 'compared'; readonly drift: Drift; readonly mended: Mended | undefined };

export type ReconcileNeeds = {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: Pick<Config, 'secret' | 'local' | 'SANDBOX_PORT'>;
  readonly participants: Participants;
};

const quiet = { warn: () => {}, error: () => {} };

/** @param asked.ldsos all of them when empty */
export async function reconcile(
  needs: ReconcileNeeds,
  asked: { readonly fix: boolean; readonly ldsos: readonly string[] },
): Promise<readonly Compared[]> {
  const { store, clock, config, participants } = needs;
  const tracker = adoTracker({
    ldsos: adoTargets(participants, config, sandboxUrlOf(config)),
    clock,
    log: quiet,
  });
  const reading = readBack({ store, tracker, clock, wakeOutbox: () => {} });
  const zone = participants.programme.timeZone;
  const today = () => dayOf(clock.now().getTime(), zone);
  try {
    const compared: Compared[] = [];
    for (const { id } of participants.ldsos) {
      if (asked.ldsos.length > 0 && !asked.ldsos.includes(id)) continue;
      compared.push(await compare(id));
    }
    return compared;
  } finally {
    tracker.close();
  }

  async function compare(ldso: LdsoId): Promise<Compared> {
    try {
      await reading.look(ldso);
      const drift = await driftOf({ store, tracker, clock, today }, ldso);
      const mended = asked.fix ? await mend({ store, clock, today }, drift) : undefined;
      return { is: 'compared', drift, mended };
    } catch (fault) {
      if (!(fault instanceof WorldFault)) throw fault;
      // In local mode Azure DevOps is part of the bot.
      const hint = config.local && fault.status === undefined ? '; is the bot running (npm start)?' : '';
      return { is: 'unread', ldso, why: `${fault.message}${hint}` };
    }
  }
}
