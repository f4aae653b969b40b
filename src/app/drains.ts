// The three that empty the outbox: what people said to the bot alone, what is said in channels, Azure DevOps.

import type { Figures } from '../metrics/figures.ts';
import { deliverMirror, type MirrorNeeds, tellHeldBack } from '../outbox/ado/mirror.ts';
import { deliverChat } from '../outbox/chat/chat.ts';
import type { ChatNeeds } from '../outbox/chat/reply.ts';
import { type Drain, type DrainNeeds, drain } from '../outbox/drain.ts';
import { type AttendNeeds, attendTo } from '../personal/attend.ts';

/** A burst goes to Azure DevOps together, and a single word is not kept waiting. */
const gatherForAdo = { quietMs: 300, mostMs: 2000 };

export function openDrains(needs: {
  readonly common: Pick<DrainNeeds, 'outbox' | 'clock' | 'log'>;
  readonly chat: ChatNeeds;
  readonly mirror: MirrorNeeds;
  readonly attend: AttendNeeds;
  readonly figures: Pick<Figures, 'noteSettled'>;
  /** How many organisations there are: one that does not answer keeps none of the others waiting. */
  readonly organisations: number;
}): readonly Drain[] {
  const { common, chat, mirror, attend, organisations, figures } = needs;
  const note: DrainNeeds['onSettled'] = (work, settled) =>
    figures.noteSettled(work, settled, common.clock.now().getTime());
  const chatDrain = drain({
    ...common,
    lanes: 'chat/',
    limit: 20,
    hands: 4,
    deliver: work => deliverChat(chat, work),
    onSettled: note,
  });
  const adoDrain = drain({
    ...common,
    lanes: 'ado/',
    limit: 200,
    hands: organisations,
    gather: gatherForAdo,
    deliver: work => deliverMirror(mirror, work),
    onSettled: async (work, settled) => {
      await note(work, settled);
      await tellHeldBack(mirror.store, work, settled);
      // The cards follow the mirror.
      chatDrain.wake();
    },
  });
  const personDrain = drain({
    ...common,
    lanes: 'person/',
    limit: 1,
    hands: 2,
    deliver: work => attendTo(attend, work),
  });
  return [personDrain, chatDrain, adoDrain];
}
