// Sends one activity to the bot as Teams does: wait about 15 seconds, then send the same once more.
import type { Activity } from './activity.ts';

export type BotAnswer = {
  /** HTTP status; 0 when the bot did not answer at all. */
  readonly status: number;
  /** What an invoke is answered with. */
  readonly body?: unknown;
};

export type Bot = {
  /** The bot's messages endpoint, `http://…/api/messages`. */
  readonly url: string;
  readonly waitMs: number;
};

/**
 * Source: MicrosoftDocs/msteams-docs issues 6084 and 4592: without an answer in about 15 seconds the same activity comes again.
 * @returns status 0 when it was sent twice without an answer, or when nobody listens
 */
export async function deliver(activity: Activity, bot: Bot): Promise<BotAnswer> {
  const first = await send(activity, bot);
  if (first !== 'too slow') return first;
  const second = await send(activity, bot);
  return second === 'too slow' ? { status: 0 } : second;
}

async function send(activity: Activity, bot: Bot): Promise<BotAnswer | 'too slow'> {
  try {
    const response = await fetch(bot.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(bot.waitMs),
    });
    const text = await response.text();
    const body = jsonOf(text);
    return body === undefined ? { status: response.status } : { status: response.status, body };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return 'too slow';
    // fetch says "TypeError: fetch failed" when nobody listens or the connection breaks: an answer is not there.
    if (error instanceof TypeError) return { status: 0 };
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Most answers are an empty body or a word: only an invoke is answered in JSON.
    return undefined;
  }
}
