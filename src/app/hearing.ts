// Hears what Teams sends: makes of it what the daybook knows, has it recorded, and answers whoever pressed a button.
import { fromTeams, type Served } from '../adapters/teams/activity.ts';
import { toldToPresser } from '../cards/pressed-words.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Outcome } from '../domain/said.ts';
import type { Notify } from '../notify.ts';
import type { ChannelAddress } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Participants } from '../settings/participants.ts';

type Needs = {
  readonly participants: Participants;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly notify: Notify;
  /** Told of each answer, with the cause it answers. */
  readonly onOutcome: ((cause: string, outcome: Outcome) => void) | undefined;
};

type Answered = { readonly said?: string };

/** @returns what hears an activity as it came from Teams; it throws when it could not be recorded: Teams sends it again */
export function hearing(needs: Needs): (activity: unknown) => Promise<Answered> {
  const { store, clock, log, notify } = needs;
  const served = servedBy(needs.participants);
  const addresses = new Map<LdsoId, ChannelAddress>();

  /** Teams may move a channel to another service address; the newest one is the one to use. */
  async function meet(address: ChannelAddress): Promise<void> {
    const known = addresses.get(address.ldso) ?? (await store.channel(address.ldso));
    addresses.set(address.ldso, address);
    if (known?.serviceUrl === address.serviceUrl && known.botId === address.botId) return;
    await store.perform(book => book.saveChannel(address));
  }

  return async activity => {
    const { inbound, addresses: named } = fromTeams(activity, served, clock.now().getTime());
    for (const address of named) await meet(address);
    if (inbound.is === 'unsupported') {
      log.info({ why: inbound.why }, 'activity left alone');
      return {};
    }
    const outcome = await notify(inbound);
    needs.onOutcome?.(inbound.cause, outcome);
    const said = toldToPresser(outcome);
    return said === undefined ? {} : { said };
  };
}

function servedBy(participants: Participants): Served {
  return new Map(
    participants.ldsos.map(({ channelId, id, tenantId, teamId }) => [
      channelId,
      { ldso: id, tenantId, teamId },
    ]),
  );
}
