// What the bot sends to the connector: read, measured, and refused where Teams would refuse it.
import { z } from 'zod';
import type { Card, LocalMessage } from './message.ts';

export type ConnectorAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** About 100 KB of UTF-16, pictures written into the card not counted. */
const maxCharacters = (100 * 1024) / 2;
const cardType = 'application/vnd.microsoft.card.adaptive';

const activity = z.object({
  type: z.string(),
  text: z.string().nullish(),
  summary: z.string().nullish(),
  recipient: z.object({ id: z.string() }).nullish(),
  attachments: z
    .array(z.object({ contentType: z.string(), content: z.record(z.string(), z.unknown()).nullish() }))
    .nullish(),
  entities: z
    .array(
      z.object({
        type: z.string(),
        mentioned: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
});
export type Sent = z.infer<typeof activity>;

/** What a message of the bot says, whichever request brought it. */
export type Content = Pick<LocalMessage, 'text' | 'summary' | 'cards' | 'mentions'>;

export function contentOf({ text, summary, attachments, entities }: Sent): Content {
  const cards: readonly Card[] = (attachments ?? []).flatMap(({ content }) => (content ? [content] : []));
  return {
    ...(text ? { text } : {}),
    ...(summary ? { summary } : {}),
    cards,
    mentions:
      entities?.flatMap(({ type, mentioned }) =>
        type === 'mention' && mentioned ? [{ id: mentioned.id, name: mentioned.name ?? '' }] : [],
      ) ?? [],
  };
}

/** @returns the refusal when it is nothing that Teams would take */
export function sentOf(body: unknown): Sent | ConnectorAnswer {
  const size = JSON.stringify(body ?? null).replaceAll(/data:image\/[^"]*/g, '').length;
  if (size > maxCharacters) return refusal(413, 'MessageSizeTooBig', 'a message holds about 100 KB');
  const parsed = activity.safeParse(body);
  if (!parsed.success) return refusal(400, 'BadSyntax', 'not an activity');
  const { type, text, attachments } = parsed.data;
  if (type === 'typing') return parsed.data;
  if (type !== 'message') return refusal(400, 'BadArgument', 'messages and typing only');
  if (!text && !attachments?.length)
    return refusal(400, 'BadSyntax', 'a message holds a text or an attachment');
  if (attachments?.some(({ contentType, content }) => contentType !== cardType || !content))
    return refusal(400, 'BadArgument', 'the local channel shows Adaptive Cards only');
  return parsed.data;
}

export function refusal(status: number, code: string, message: string): ConnectorAnswer {
  return { status, body: { error: { code, message } } };
}
