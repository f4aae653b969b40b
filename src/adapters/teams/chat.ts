// The Chat port over the Bot Connector: new posts, replies in a thread, updates of our own messages.
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, ConversationReference } from 'botbuilder';
import { ConnectorClient } from 'botframework-connector';
import type { Address, Chat, Outgoing } from '../../ports/chat.ts';
import { WorldFault } from '../../ports/world-fault.ts';

export function teamsChat(adapter: TeamsAdapter, appId: string | undefined): Chat {
  async function call<T>(address: Address, operation: string, work: (client: ConnectorClient) => Promise<T>) {
    const target = address.ldso ?? 'a conversation that is not served';
    let answer: { readonly value: T } | { readonly refused: unknown } | undefined;
    try {
      await adapter.continueConversationAsync(appId ?? '', referenceTo(address), async context => {
        const client = context.turnState.get(context.adapter.ConnectorClientKey);
        if (!(client instanceof ConnectorClient)) throw new Error('the adapter gave no connector client');
        sendOnce(client);
        // What is thrown in a turn goes to the adapter's onTurnError, which tells nobody what it was.
        answer = await work(client).then(
          value => ({ value }),
          (refused: unknown) => ({ refused }),
        );
      });
    } catch (error) {
      throw faultOf(error, operation, target);
    }
    if (answer === undefined) throw new Error(`${operation}: the adapter did not run the turn`);
    if ('refused' in answer) throw faultOf(answer.refused, operation, target);
    return answer.value;
  }

  return {
    post: (address, message) =>
      call(address, 'post to the channel of', async client => {
        const made = await client.conversations.createConversation({
          isGroup: true,
          bot: { id: address.botId, name: '' },
          channelData: { channel: { id: address.channelId } },
          activity: activityOf(message) as Activity,
        });
        // Teams answers `19:…;messageid=N`; N is the message, needed to change it later.
        return made.activityId ?? made.id?.split(';messageid=')[1] ?? '';
      }),
    reply: (address, thread, message) =>
      call(address, 'reply in the channel of', async client => {
        const sent = await client.conversations.sendToConversation(thread, activityOf(message));
        return sent.id ?? '';
      }),
    isMember: async (address, personId) => {
      try {
        await call(address, 'look for a member in the channel of', client =>
          client.conversations.getConversationMember(address.channelId, personId),
        );
        return true;
      } catch (error) {
        // Teams answers 404 for somebody who is not in the roster; 400 for an id that nobody of the tenant has.
        if (error instanceof WorldFault && (error.status === 404 || error.status === 400)) return false;
        throw error;
      }
    },
    update: async (address, at, message) => {
      try {
        await call(address, 'change a message in the channel of', client =>
          client.conversations.updateActivity(at.thread, at.messageId, activityOf(message)),
        );
        return true;
      } catch (error) {
        if (error instanceof WorldFault && error.status === 404) return false;
        throw error;
      }
    },
  };
}

function referenceTo(address: Address): Partial<ConversationReference> {
  return {
    bot: { id: address.botId, name: '' },
    channelId: 'msteams',
    serviceUrl: address.serviceUrl,
    conversation: {
      id: address.channelId,
      isGroup: true,
      conversationType: 'channel',
      tenantId: address.tenantId,
      name: '',
    },
  };
}

/** A card goes alone, with the text as its preview: Teams splits text and card into two messages and then names neither. */
function activityOf(message: Outgoing): Partial<Activity> {
  const entities = message.mentions?.map(mention => ({
    type: 'mention',
    text: `<at>${mention.name}</at>`,
    // `type: 'tag'` makes Teams call the tag; without it the id is taken for a user's.
    mentioned: { id: mention.id, name: mention.name, ...(mention.is === 'tag' ? { type: 'tag' } : {}) },
  }));
  const named = entities === undefined || entities.length === 0 ? {} : { entities };
  if (message.card === undefined)
    return { type: 'message', text: message.text, textFormat: 'markdown', ...named };
  return {
    type: 'message',
    summary: message.text,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
    ...named,
  };
}

/**
 * The connector repeats a POST by itself on 500 to 504 and a lost connection (botframework-connector 4.23.3), which may post
 * twice, and its switches for that do nothing. The outbox repeats, once, with what it knows.
 */
function sendOnce(client: ConnectorClient): void {
  const inner: unknown = Reflect.get(client, 'client');
  const pipeline: unknown =
    typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'pipeline') : undefined;
  if (!hasRemovePolicy(pipeline))
    throw new Error('the connector client has no pipeline to take its retry from');
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
}

function hasRemovePolicy(value: unknown): value is { removePolicy(policy: { name: string }): unknown } {
  return typeof value === 'object' && value !== null && 'removePolicy' in value;
}

function faultOf(error: unknown, operation: string, target: string): Error {
  if (!(error instanceof Error)) return new WorldFault({ operation, target });
  const status: unknown = Reflect.get(error, 'statusCode');
  if (typeof status !== 'number') {
    const code: unknown = Reflect.get(error, 'code');
    return new WorldFault({ operation, target, ...(typeof code === 'string' ? { advice: code } : {}) });
  }
  const retryAfterMs = retryAfterOf(error);
  return new WorldFault({
    operation,
    target,
    status,
    permanent: status === 400 || status === 403 || status === 404 || status === 413,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(adviceFor(status) === undefined ? {} : { advice: adviceFor(status) ?? '' }),
  });
}

function adviceFor(status: number): string | undefined {
  switch (status) {
    case 401:
      return 'The app id or its secret is not accepted';
    case 403:
      return 'The app is not installed in the team, or is blocked by its administrator';
    case 404:
      return 'The channel or the message is gone';
    case 413:
      return 'The card is too large';
    default:
      return undefined;
  }
}

function retryAfterOf(error: Error): number | undefined {
  const response: unknown = Reflect.get(error, 'response');
  if (typeof response !== 'object' || response === null) return undefined;
  const headers: unknown = Reflect.get(response, 'headers');
  if (typeof headers !== 'object' || headers === null || !('get' in headers)) return undefined;
  const get: unknown = headers.get;
  if (typeof get !== 'function') return undefined;
  const seconds = Number(get.call(headers, 'retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
