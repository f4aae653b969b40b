// A Teams activity becomes one member of the closed union of what can come in.
import { z } from 'zod';
import type { Person } from '../../domain/entry.ts';
import type { Inbound, RawText } from '../../domain/inbound.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { ChannelAddress } from '../../ports/chat.ts';
import { confided } from './personal.ts';
import { reactionIn } from './reaction.ts';
import { eventOf, typeOf } from './teams-words.ts';

/** Which channels the bot serves: by channel id, with the team they are in and the tenant they must come from. */
export type Served = ReadonlyMap<
  string,
  { readonly ldso: LdsoId; readonly tenantId: string; readonly teamId: string }
>;

export type FromTeams = {
  readonly inbound: Inbound;
  /** How to reach the channels that the bot serves where it came from: the one, or all of a team. */
  readonly addresses: readonly ChannelAddress[];
};

const text = z.string().nullish();
const reactions = z.array(z.object({ type: z.string() })).nullish();

/** Just the fields that are read; Teams sends many more, and all the others fall away here. */
const schema = z.object({
  type: z.string(),
  id: text,
  name: text,
  timestamp: z.coerce.date().optional().catch(undefined),
  serviceUrl: text,
  action: text,
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  replyToId: text,
  reactionsAdded: reactions,
  reactionsRemoved: reactions,
  text,
  value: z.unknown().optional(),
  from: z.object({ id: z.string(), name: text, aadObjectId: text }).optional(),
  recipient: z.object({ id: z.string() }).optional(),
  conversation: z.object({ id: z.string(), conversationType: text, tenantId: text }).optional(),
  entities: z
    .array(
      z.object({
        type: z.string(),
        mentioned: z.object({ id: z.string(), name: text, aadObjectId: text }).optional().catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
  attachments: z
    .array(z.object({ contentType: z.string(), name: text, content: z.unknown().optional() }))
    .nullish(),
  channelData: z
    .object({
      eventType: text,
      channel: z.object({ id: z.string() }).nullish(),
      teamsChannelId: text,
      team: z.object({ id: z.string().nullish() }).nullish(),
      tenant: z.object({ id: z.string() }).nullish(),
    })
    .nullish(),
});

export type Activity = z.infer<typeof schema>;

/**
 * Never throws: what cannot be understood is `unsupported`, with a reason that holds nothing of its content.
 * @param received when the request came, epoch milliseconds, for an activity that has no time of its own
 */
export function fromTeams(activity: unknown, served: Served, received: number): FromTeams {
  const parsed = schema.safeParse(activity);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.map(String).join('.') ?? 'activity';
    return unsupported(`activity has no usable ${field}`);
  }
  const it = parsed.data;
  const { from, recipient, conversation } = it;
  if (from === undefined || recipient === undefined || conversation === undefined)
    return unsupported(`${typeOf(it)} without sender, recipient or conversation`);
  if (from.id === recipient.id || from.id.startsWith('28:')) return unsupported('a post of a bot');
  const tenantId = it.channelData?.tenant?.id ?? conversation.tenantId ?? '';
  if (conversation.conversationType === 'personal') {
    const isServed = [...served.values()].some(channel => channel.tenantId === tenantId);
    const said = { tenantId, received, raw: rawOf(it), values: valuesOf(it) };
    if (isServed) return { inbound: confided(it, said), addresses: [] };
  }
  if (isInstalled(it, recipient.id)) return installed(it, { served, tenantId, received });
  const channelId = channelOf(it) ?? '';
  const known = served.get(channelId);
  if (known === undefined || known.tenantId !== tenantId) {
    if (it.type !== 'message') return unsupported(`${typeOf(it)} from a conversation that is not served`);
    const why = whyElsewhere(it, known !== undefined);
    return { inbound: elsewhere(it, { why, tenantId, received }), addresses: [] };
  }
  const serviceUrl = it.serviceUrl ?? '';
  const address: ChannelAddress = { ldso: known.ldso, channelId, serviceUrl, tenantId, botId: recipient.id };
  const inbound = isSpoken(it.type)
    ? spoken(it, { address, received })
    : ({ is: 'unsupported', why: typeOf(it) } as const);
  return { inbound, addresses: serviceUrl === '' ? [] : [address] };
}

/** Teams tells of it in two ways, of which one or both come. */
function isInstalled(it: Activity, botId: string): boolean {
  if (it.type === 'installationUpdate') return it.action === 'add';
  return it.type === 'conversationUpdate' && (it.membersAdded?.some(({ id }) => id === botId) ?? false);
}

/** The app is installed in a team, and so in every standard channel of it. */
function installed(
  it: Activity,
  at: { readonly served: Served; readonly tenantId: string; readonly received: number },
): FromTeams {
  const { tenantId } = at;
  const teamId = it.channelData?.team?.id ?? '';
  const here = [...at.served].filter(
    ([channelId, channel]) =>
      channel.tenantId === tenantId && (channel.teamId === teamId || channelId === channelOf(it)),
  );
  const serviceUrl = it.serviceUrl ?? '';
  const botId = it.recipient?.id ?? '';
  if (here.length === 0 || serviceUrl === '') return unsupported('installed where nobody is served');
  const addresses = here.map(([channelId, { ldso }]) => ({ ldso, channelId, serviceUrl, tenantId, botId }));
  const ldsos = addresses.map(({ ldso }) => ldso);
  return { inbound: { is: 'installed', cause: `installed/${teamId}`, ldsos, at: at.received }, addresses };
}

function isSpoken(type: string): boolean {
  return ['message', 'messageUpdate', 'messageDelete', 'messageReaction', 'invoke'].includes(type);
}

function whyElsewhere(it: Activity, isKnownChannel: boolean): 'tenant' | 'channel' | 'chat' {
  if (isKnownChannel) return 'tenant';
  return it.conversation?.conversationType === 'channel' ? 'channel' : 'chat';
}

function spoken(it: Activity, at: { readonly address: ChannelAddress; readonly received: number }): Inbound {
  const { address, received } = at;
  const { from, conversation, id } = it;
  if (from === undefined || conversation === undefined || !id)
    return { is: 'unsupported', why: `${typeOf(it)} without an id` };
  const event = eventOf(it);
  // An edit keeps the message's id, and a reaction may bring it, so its time tells one edit from the next, and from the same one sent again.
  const hasOwnId = it.type !== 'messageUpdate' && it.type !== 'messageReaction';
  const time = hasOwnId ? '' : `/${it.timestamp?.getTime() ?? ''}`;
  const root = conversation.id.includes(';messageid=')
    ? conversation.id
    : `${conversation.id};messageid=${id}`;
  const common = {
    cause: `teams/${address.channelId}/${id}/${it.type}/${event}${time}`,
    message: { ldso: address.ldso, thread: root, messageId: id },
    by: { id: from.aadObjectId ?? from.id, name: from.name ?? 'somebody' },
    at: it.timestamp?.getTime() ?? received,
  };
  if (it.type === 'messageReaction') return reactionIn(it, common);
  if (it.type === 'messageDelete') return { is: 'deleted', ...common };
  const values = valuesOf(it);
  if (values !== undefined) return { is: 'submitted', values, ...common };
  if (it.type === 'invoke') return { is: 'unsupported', why: 'an invoke that is no button of ours' };
  const raw = { ...rawOf(it), ...besideOf(it) };
  if (it.type === 'message') return { is: 'posted', raw, ...common };
  if (event === 'undeleteMessage') return { is: 'undeleted', raw, ...common };
  return { is: 'edited', raw, ...common };
}

/** A card's button: an Action.Submit comes as a message with a value, an Action.Execute as an invoke. */
function valuesOf(it: Activity): Readonly<Record<string, unknown>> | undefined {
  if (it.type === 'message' && !it.text?.trim() && isRecord(it.value)) return it.value;
  if (it.type !== 'invoke' || it.name !== 'adaptiveCard/action' || !isRecord(it.value)) return undefined;
  const { action } = it.value;
  return isRecord(action) && isRecord(action.data) ? action.data : undefined;
}

/** Files in a channel come without their bytes, but where Teams names one, people have named it. */
function besideOf(it: Activity): Pick<RawText, 'beside'> {
  const others = it.attachments?.filter(({ contentType }) => contentType !== 'text/html') ?? [];
  const beside = others.flatMap(({ name, content }) =>
    [name, content].filter(each => typeof each === 'string'),
  );
  return beside.length === 0 ? {} : { beside };
}

function rawOf(it: Activity): RawText {
  const html = htmlOf(it);
  const mentioned = mentionedIn(it);
  return {
    text: it.text ?? '',
    ...(html === undefined ? {} : { html }),
    ...(mentioned.length === 0 ? {} : { mentioned }),
  };
}

/** The bot itself is spoken to, not of. */
function mentionedIn({ entities, recipient }: Activity): readonly Person[] {
  return (entities ?? []).flatMap(({ type, mentioned }) => {
    if (type !== 'mention' || mentioned === undefined || mentioned.id === recipient?.id) return [];
    const { id, name, aadObjectId } = mentioned;
    return name == null || name === '' ? [] : [{ id: aadObjectId ?? id, name }];
  });
}

function htmlOf(it: Activity): string | undefined {
  const html = it.attachments?.find(attachment => attachment.contentType === 'text/html')?.content;
  return typeof html === 'string' ? html : undefined;
}

function channelOf(it: Activity): string | undefined {
  if (it.conversation?.conversationType !== undefined && it.conversation.conversationType !== 'channel')
    return undefined;
  return it.channelData?.channel?.id ?? it.channelData?.teamsChannelId ?? it.conversation?.id.split(';')[0];
}

function elsewhere(
  it: Activity,
  about: {
    readonly why: 'channel' | 'tenant' | 'chat';
    readonly tenantId: string;
    readonly received: number;
  },
): Inbound {
  const place = (it.conversation?.id ?? '').split(';')[0] ?? '';
  return {
    is: 'elsewhere',
    cause: `elsewhere/${place}`,
    at: about.received,
    why: about.why,
    conversationId: it.conversation?.id ?? '',
    serviceUrl: it.serviceUrl ?? '',
    tenantId: about.tenantId,
    botId: it.recipient?.id ?? '',
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unsupported(why: string): FromTeams {
  return { inbound: { is: 'unsupported', why }, addresses: [] };
}
