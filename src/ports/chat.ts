// What the bot asks of Teams: posts, replies and updates.
import type { LdsoId } from '../domain/refs.ts';

/** Where and how to reach a conversation, learnt from what Teams sends. */
export type Address = {
  /** The conversation's id without a thread, `19:…@thread.tacv2`. */
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The bot's own account in the conversation, `28:…`. */
  readonly botId: string;
  /** Whose channel it is; undefined where nobody is served. */
  readonly ldso?: LdsoId;
};

/** The channel of an LDSO. */
export type ChannelAddress = Address & { readonly ldso: LdsoId };

/** A message of ours. `text` is the whole meaning for a notification preview and for clients without cards. */
export type Outgoing = {
  readonly text: string;
  readonly card?: Readonly<Record<string, unknown>>;
  /** Users or tags named in `text` as `<at>name</at>`. */
  readonly mentions?: readonly {
    readonly name: string;
    readonly id: string;
    readonly is: 'person' | 'tag';
  }[];
};

export type Chat = {
  /** Starts a new post in the channel. @returns the id of the message, which is also the root of its thread */
  post(channel: ChannelAddress, message: Outgoing): Promise<string>;
  /** @param thread with its `;messageid=` */
  reply(channel: Address, thread: string, message: Outgoing): Promise<string>;
  /** @returns whether the person may read and write in the channel, as Teams has it now */
  isMember(channel: ChannelAddress, personId: string): Promise<boolean>;
  /** @returns false when the message is gone (deleted, or the channel was) */
  update(
    channel: Address,
    at: { readonly thread: string; readonly messageId: string },
    message: Outgoing,
  ): Promise<boolean>;
};
