// What Teams sends when somebody reacts to a message of the bot, or takes a reaction back.
import type { FromPerson, Inbound } from '../../domain/inbound.ts';
import { tickOf } from '../../domain/tests/queries.ts';
import type { Activity } from './activity.ts';

/**
 * Teams tells of reactions to the bot's own messages only, with the person's ids and without a name. Of the reaction just
 * whether it is a tick goes on: its name is whatever the client sent.
 * Source: "Conversation events in your Teams bot" on Microsoft Learn, read November 2026.
 */
export function reactionIn(
  { replyToId, reactionsAdded, reactionsRemoved }: Activity,
  common: FromPerson,
): Inbound {
  const added = ticksIn(reactionsAdded);
  const removed = ticksIn(reactionsRemoved);
  if (!replyToId) return { is: 'unsupported', why: 'a reaction to no message' };
  if (added.length + removed.length === 0) return { is: 'unsupported', why: 'a reaction that is no tick' };
  const cause = [common.cause, ...added.map(tick => `+${tick}`), ...removed.map(tick => `-${tick}`)].join(
    '/',
  );
  return { is: 'reacted', ...common, cause, to: replyToId, added, removed };
}

function ticksIn(reactions: Activity['reactionsAdded']) {
  return (reactions ?? []).flatMap(({ type }) => tickOf(type) ?? []);
}
