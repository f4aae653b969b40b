// The posts of a day in its channel: each stands once, and is changed where it stands.
import type { Day } from '../../domain/events.ts';
import type { LdsoId } from '../../domain/refs.ts';
import { type ChatNeeds, channelOf } from './reply.ts';

/** Only where it stands already: before its time, and on days without one, nothing is posted. */
export async function showStandUp(needs: ChatNeeds, of: OfDay): Promise<void> {
  const posted = await needs.store.link('stand-up', `${of.ldso}/${of.day}`);
  if (posted !== undefined) await postOnce(needs, { kind: 'stand-up', ...of });
}

/** In the thread of the stand-up, once. */
export async function askUnconfirmed(needs: ChatNeeds, { ldso, day }: OfDay): Promise<void> {
  const key = `${ldso}/unconfirmed/${day}`;
  const posted = await needs.store.link('stand-up', `${ldso}/${day}`);
  if (posted === undefined || (await needs.store.link('reply', key)) !== undefined) return;
  const message = await needs.unconfirmed(ldso, day);
  if (message === undefined) return;
  const channel = await channelOf(needs, ldso);
  const thread = `${channel.channelId};messageid=${String(posted.at.messageId)}`;
  const messageId = await needs.chat.reply(channel, thread, message);
  await needs.store.saveLink({ kind: 'reply', key, at: { messageId } });
}

type OfDay = { readonly ldso: LdsoId; readonly day: Day };

/** The stand-up or wash-up of a day stands once in a channel; posted again, it is changed. */
export async function postOnce(
  needs: ChatNeeds,
  post: { readonly kind: 'stand-up' | 'wash-up'; readonly ldso: LdsoId; readonly day: Day },
): Promise<void> {
  const { kind, ldso, day } = post;
  const key = `${ldso}/${day}`;
  const message = kind === 'stand-up' ? await needs.standUp(ldso, day) : await needs.washUp(ldso, day);
  const channel = await channelOf(needs, ldso);
  const before = await needs.store.link(kind, key);
  if (before !== undefined) {
    const messageId = String(before.at.messageId);
    const thread = `${channel.channelId};messageid=${messageId}`;
    if (await needs.chat.update(channel, { thread, messageId }, message)) return;
  }
  const messageId = await needs.chat.post(channel, message);
  await needs.store.saveLink({ kind, key, at: { messageId } });
}
