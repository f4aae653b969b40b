// The address that opens a message in Teams.
import type { MessageRef } from '../../domain/entry.ts';
import type { LdsoId } from '../../domain/refs.ts';

type Channels = readonly { readonly id: LdsoId; readonly channelId: string; readonly tenantId: string }[];

/**
 * Source: "Deep link to a message in a channel", Microsoft Learn. `groupId` is left out: nothing that Teams sends with a
 * message names it, and Teams finds the team by the channel.
 */
export function messageUrl(channels: Channels): (message: MessageRef) => string | undefined {
  return ({ ldso, thread, messageId }) => {
    const channel = channels.find(({ id }) => id === ldso);
    if (channel === undefined) return undefined;
    const root = thread.split(';messageid=')[1] ?? messageId;
    const asked = new URLSearchParams({ tenantId: channel.tenantId, parentMessageId: root });
    return `https://teams.microsoft.com/l/message/${encodeURIComponent(channel.channelId)}/${encodeURIComponent(messageId)}?${asked}`;
  };
}
