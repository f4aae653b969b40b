// Answers in a thread: one for each message and matter, changed in place when there is something newer to say.
import type { NamedPerson } from '../../domain/day/cover.ts';
import type { MessageRef, PersonalChat } from '../../domain/entry.ts';
import type { Day } from '../../domain/events.ts';
import type { TestExample } from '../../domain/example.ts';
import type { Group } from '../../domain/kinds.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { Address, ChannelAddress, Chat, Outgoing } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { WorldFault } from '../../ports/world-fault.ts';
import type { AnswerNeeds } from './answers.ts';

/** What is posted in a channel of its day: each made from how things stand when it is delivered. */
export type DayPosts = Pick<AnswerNeeds, 'report' | 'queue' | 'lag' | 'migration' | 'myDay'> & {
  readonly standUp: (ldso: LdsoId, day: Day) => Promise<Outgoing>;
  readonly washUp: (ldso: LdsoId, day: Day) => Promise<Outgoing>;
  /** What those are asked who have not confirmed the plan of the day; undefined when there is nobody to ask. */
  readonly unconfirmed: (ldso: LdsoId, day: Day) => Promise<Outgoing | undefined>;
};

export type ChatNeeds = DayPosts & {
  readonly store: Store;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly ldsoName: (ldso: LdsoId) => string;
  /** A test of the LDSO's own plan; undefined while none is known. */
  readonly example: (ldso: LdsoId) => Promise<TestExample | undefined>;
  /** The group's Teams tag, where the participants file names one. */
  readonly tagId: (group: Group) => string | undefined;
  /** Whom the QT team's calls name beside the group: the test analyst, or who covers. */
  readonly firstContact: (ldso: LdsoId) => Promise<NamedPerson | undefined>;
};

export type Reply = {
  readonly to: MessageRef;
  /** What it answers, e.g. `refused/1737450060000`. */
  readonly key: string;
  readonly message: Outgoing;
};

/** The answer to a message; when it was answered so before (an edit), that answer changes instead of another being added. */
export async function answer(needs: ChatNeeds, reply: Reply): Promise<void> {
  if (await changeAnswer(needs, reply)) return;
  const { to, message } = reply;
  const key = keyOf(reply);
  const messageId = await needs.chat.reply(await placeOf(needs, to), to.thread, message);
  await needs.store.saveLink({ kind: 'reply', key, at: { messageId } });
}

/** @returns false when there is no such answer, or it is gone */
export async function changeAnswer(needs: ChatNeeds, reply: Reply): Promise<boolean> {
  const { to, message } = reply;
  const before = await needs.store.link('reply', keyOf(reply));
  if (before === undefined) return false;
  const at = { thread: to.thread, messageId: String(before.at.messageId) };
  return needs.chat.update(await placeOf(needs, to), at, message);
}

function keyOf({ to, key }: Pick<Reply, 'to' | 'key'>): string {
  return `${to.ldso}/${key}`;
}

async function placeOf(needs: ChatNeeds, to: MessageRef): Promise<Address> {
  return to.chat === undefined ? channelOf(needs, to.ldso) : addressOf(to.chat);
}

export function addressOf({ conversationId, serviceUrl, tenantId, botId }: PersonalChat): Address {
  return { channelId: conversationId, serviceUrl, tenantId, botId };
}

export async function channelOf(needs: ChatNeeds, ldso: LdsoId): Promise<ChannelAddress> {
  const channel = await needs.store.channel(ldso);
  if (channel !== undefined) return channel;
  throw new WorldFault({
    operation: 'find the channel of',
    target: ldso,
    advice: 'Teams has not named its address yet: install the app in the team, or post one message there',
  });
}

/** As the cards take it: left out where there is nobody. */
export async function firstContactIn(
  needs: ChatNeeds,
  ldso: LdsoId,
): Promise<{ readonly firstContact?: NamedPerson }> {
  const person = await needs.firstContact(ldso);
  return person === undefined ? {} : { firstContact: person };
}
