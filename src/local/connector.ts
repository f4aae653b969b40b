// The Bot Connector's side: what the bot posts, changes and deletes, and the members it asks for.
// Source: the Bot Connector REST reference and "status codes" of "Send and receive messages" on Microsoft Learn, read November 2026.
import { z } from 'zod';
import type { LocalBot, LocalChannel, LocalMessage, LocalPerson } from './message.ts';
import type { Posts } from './posts.ts';
import { type ConnectorAnswer, type Content, contentOf, refusal, sentOf } from './sent.ts';

export type ConnectorRequest = {
  readonly method: string;
  /** Path and query behind the service address, e.g. `/v3/conversations`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
};

/** Makes the next writing requests of the bot fail. */
export type Failure = {
  readonly status: number;
  /** How many requests; one when left out. */
  readonly times?: number;
  /** The request has its effect and only the answer is lost. */
  readonly afterApply?: boolean;
  /** Seconds in the Retry-After header; 1 for a 429 when left out. */
  readonly retryAfter?: number;
};

export type ConnectorWorld = {
  readonly posts: Posts;
  readonly channels: readonly LocalChannel[];
  readonly people: readonly LocalPerson[];
  readonly bot: LocalBot;
  readonly now: () => Date;
};

const newConversation = z.object({
  channelData: z.object({ channel: z.object({ id: z.string() }) }),
  activity: z.unknown(),
});

/** A channel, and the thread in it where the conversation id names one. */
type Conversation = { readonly channel: LocalChannel; readonly root: string | undefined };

export function connector(world: ConnectorWorld): {
  readonly handle: (request: ConnectorRequest) => ConnectorAnswer;
  readonly failNext: (failure: Failure) => void;
} {
  const failures: Failure[] = [];
  return {
    failNext: failure => {
      for (let time = 0; time < (failure.times ?? 1); time += 1) failures.push(failure);
    },
    handle: request => {
      const failure = request.method === 'GET' ? undefined : failures.shift();
      if (failure === undefined) return answer(request, world);
      if (failure.afterApply === true) answer(request, world);
      const retryAfter = failure.retryAfter ?? (failure.status === 429 ? 1 : undefined);
      return {
        ...refusal(failure.status, 'Scripted', 'made to fail'),
        ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
      };
    },
  };
}

function answer(request: ConnectorRequest, world: ConnectorWorld): ConnectorAnswer {
  const { pathname, searchParams } = new URL(request.path, 'http://connector.local');
  const [version, conversations, id, what, which, ...more] = pathname.split('/').slice(1).map(decoded);
  if (version !== 'v3' || conversations !== 'conversations' || more.length > 0)
    return refusal(404, 'NotFound', 'no such address in the connector');
  if (id === undefined) return request.method === 'POST' ? createConversation(request, world) : notAllowed;
  const conversation = conversationOf(id, world);
  if (conversation === undefined) return refusal(404, 'ConversationNotFound', 'no such conversation');
  if (request.method === 'GET') return membersOf({ what, which }, conversation, world);
  if (what !== 'activities') return notAllowed;
  const isTargeted = searchParams.get('isTargetedActivity') === 'true';
  switch (request.method) {
    case 'POST':
      return post(request.body, conversation, { world, isTargeted });
    case 'PUT':
      return update(which ?? '', request.body, { world, conversation });
    case 'DELETE':
      return remove(which ?? '', { world, conversation });
    default:
      return notAllowed;
  }
}

function createConversation({ body }: ConnectorRequest, world: ConnectorWorld): ConnectorAnswer {
  const parsed = newConversation.safeParse(body);
  if (!parsed.success)
    return refusal(
      400,
      'BadArgument',
      'a new conversation names a channel; there are no personal chats here',
    );
  const channel = world.channels.find(({ channelId }) => channelId === parsed.data.channelData.channel.id);
  if (channel === undefined) return refusal(404, 'ConversationNotFound', 'no such channel');
  const made = post(parsed.data.activity, { channel, root: undefined }, { world, isTargeted: false });
  const id = made.status === 201 ? idOf(made.body) : undefined;
  if (id === undefined) return made;
  return { status: 201, body: { id: `${channel.channelId};messageid=${id}`, activityId: id } };
}

function post(
  body: unknown,
  { channel, root }: Conversation,
  { world, isTargeted }: { readonly world: ConnectorWorld; readonly isTargeted: boolean },
): ConnectorAnswer {
  const sent = sentOf(body);
  if ('status' in sent) return sent;
  if (sent.type === 'typing') return { status: 202, body: {} };
  if (isTargeted && sent.recipient?.id === undefined)
    return refusal(400, 'BadArgument', 'a targeted message names its recipient');
  const at = world.now().getTime();
  const add = (content: Content) => {
    const id = world.posts.newId(at);
    world.posts.put({
      id,
      ldso: channel.ldso,
      root: root ?? id,
      from: { is: 'bot', id: world.bot.id, name: world.bot.name, role: 'bot' },
      at,
      ...content,
      ...(isTargeted && sent.recipient?.id !== undefined ? { onlyFor: sent.recipient.id } : {}),
    });
    return id;
  };
  const content = contentOf(sent);
  if (content.text === undefined || content.cards.length === 0)
    return { status: 201, body: { id: add(content) } };
  // Teams makes two messages of a text with a card and then names neither ("Format your bot messages", Microsoft Learn).
  const { cards, ...words } = content;
  add({ ...words, cards: [] });
  add({ cards, mentions: [] });
  return { status: 201, body: {} };
}

type InConversation = { readonly world: ConnectorWorld; readonly conversation: Conversation };

function update(id: string, body: unknown, at: InConversation): ConnectorAnswer {
  const own = ownMessage(id, at);
  if ('status' in own) return own;
  const sent = sentOf(body);
  if ('status' in sent) return sent;
  const { text: _text, summary: _summary, withheld: _withheld, ...standing } = own.message;
  at.world.posts.put({ ...standing, ...contentOf(sent), editedAt: at.world.now().getTime() });
  return { status: 200, body: { id } };
}

function remove(id: string, at: InConversation): ConnectorAnswer {
  const own = ownMessage(id, at);
  if ('status' in own) return own;
  at.world.posts.put({ ...own.message, deletedAt: at.world.now().getTime() });
  return { status: 200 };
}

function ownMessage(
  id: string,
  { world, conversation }: InConversation,
): { readonly message: LocalMessage } | ConnectorAnswer {
  const message = world.posts.find(id);
  const isHere =
    message?.ldso === conversation.channel.ldso &&
    (conversation.root === undefined || conversation.root === message.root);
  if (message === undefined || !isHere || message.deletedAt !== undefined)
    return refusal(404, 'ActivityNotFoundInConversation', 'the message is not there any more');
  if (message.from.is !== 'bot')
    return refusal(403, 'ForbiddenOperationException', 'a bot changes and deletes its own messages only');
  return { message };
}

function membersOf(
  { what, which }: { readonly what: string | undefined; readonly which: string | undefined },
  { channel }: Conversation,
  world: ConnectorWorld,
): ConnectorAnswer {
  const members = world.people
    .filter(person =>
      channel.person === undefined
        ? person.ldso === undefined || person.ldso === channel.ldso
        : person.id === channel.person,
    )
    .map(({ id, aadObjectId, name }) => ({
      id,
      name,
      objectId: aadObjectId,
      aadObjectId,
      userRole: 'user',
      tenantId: channel.tenantId,
    }));
  if (what === 'pagedmembers' && which === undefined) return { status: 200, body: { members } };
  if (what !== 'members') return notAllowed;
  if (which === undefined) return { status: 200, body: members };
  const member = members.find(({ id, aadObjectId }) => id === which || aadObjectId === which);
  return member === undefined
    ? refusal(404, 'MemberNotFoundInConversation', 'no such member in the channel')
    : { status: 200, body: member };
}

function conversationOf(id: string, { channels, posts }: ConnectorWorld): Conversation | undefined {
  const [channelId, root] = id.split(';messageid=');
  const channel = channels.find(each => each.channelId === channelId);
  if (channel === undefined) return undefined;
  if (root !== undefined && posts.find(root)?.ldso !== channel.ldso) return undefined;
  return { channel, root };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray per cent sign: as it stands, it names nothing we have.
    return part;
  }
}

function idOf(body: unknown): string | undefined {
  const id: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : undefined;
  return typeof id === 'string' ? id : undefined;
}

const notAllowed = refusal(405, 'MethodNotAllowed', 'the connector has no such method here');
