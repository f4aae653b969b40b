// Words that Teams itself writes into an activity, and that may be repeated: everything else in it may be a person's.

const types = [
  'message',
  'messageUpdate',
  'messageDelete',
  'messageReaction',
  'invoke',
  'installationUpdate',
  'conversationUpdate',
  'typing',
  'event',
];

const events = ['editMessage', 'undeleteMessage', 'softDeleteMessage'];

type ChannelData = { readonly eventType?: string | null | undefined };

/** A word of ours for what an activity says it is: it is logged, and what was sent may hold anything. */
export function typeOf({ type }: { readonly type: string }): string {
  return types.find(known => known === type) ?? 'an activity of another type';
}

/** Part of a cause, which is kept; so only what Teams is known to write there. */
export function eventOf(activity: { readonly channelData?: ChannelData | null | undefined }): string {
  return events.find(known => known === activity.channelData?.eventType) ?? '';
}
