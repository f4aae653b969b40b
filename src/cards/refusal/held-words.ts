// What the author of a held message is told when nobody has answered for a while.
import type { Outgoing } from '../../ports/chat.ts';
import { mentionOf } from '../making/mention.ts';
import { md } from '../making/shown.ts';
import { fullTime } from '../making/times.ts';
import { personalWordsOf } from './refusal-words.ts';

/** By mention: only the author can answer. */
export function heldReminder(held: {
  readonly person: { readonly id: string; readonly name: string };
  readonly kinds: readonly string[];
  readonly since: number;
  readonly now: Date;
}): Outgoing {
  const { person, kinds, since, now } = held;
  const mention = mentionOf(person);
  const about = md`your message of ${fullTime(since, now)} UK is not recorded: it may hold ${personalWordsOf(kinds)}. Press a button on my answer in this thread, or edit or delete the message; only you can.`;
  return { text: `${mention.text}: ${about}`, mentions: mention.mentions };
}

export function heldNoMore(): Outgoing {
  return { text: md`✓ Closed: the message waits for nobody any more.` };
}
