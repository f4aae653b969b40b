import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalMessage } from '../../src/local/message.ts';
import type { Asked, Told } from './bot.ts';
import { doubtful, type Planted, planted } from './planted.ts';
import { type Channel, plantsOf, type Request, vouching } from './plants.ts';
import { type Watched, watch } from './process.ts';
import { foundIn, type Place } from './search.ts';

const everything = [...planted, doubtful];
const asha = '29:person-1';

let bot: Watched;
let up: Extract<Told, { is: 'up' }>;
/** What each request was answered. */
let answers: readonly Place[];
/** Everything that can be looked at from outside, while the bot runs and after it has stopped. */
let written: readonly Place[];
let says: readonly LocalMessage[];
let dead: readonly unknown[];

beforeAll(async () => {
  bot = watch('test/nothing-kept/bot.ts');
  up = (await told()) as typeof up;
  const channel = await aChannelWithTrouble();
  // One after another for each value, since an edit has an order; the values side by side.
  const asked = await Promise.all(
    everything.map((value, place) => bring(value, plantsOf(value.text, place, channel))),
  );
  answers = asked.flat();
  for (const { text } of everything) await inTheLocalChannel(text);
  const settled = (await ask('settle')) as Extract<Told, { is: 'settled' }>;
  says = settled.says as typeof says;
  dead = settled.dead as typeof dead;
  written = [
    ...['says', 'dead', 'events'].map(name => ({
      name,
      content: JSON.stringify(Reflect.get(settled, name)),
    })),
    ...(await pages()),
    ...bot.places(),
  ];
  bot.child.send({ do: 'stop' } satisfies Asked);
  await bot.ended;
  written = [...written, ...bot.places().map(place => ({ ...place, name: `${place.name}, after the end` }))];
}, 120_000);

afterAll(() => bot.leave());

async function told(): Promise<Told> {
  const [message] = await once(bot.child, 'message');
  return message;
}

async function ask(what: Asked['do']): Promise<Told> {
  bot.child.send({ do: what } satisfies Asked);
  return told();
}

async function send(path: string, body: object): Promise<{ readonly messageId?: string }> {
  const response = await fetch(`${up.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { readonly messageId?: string };
}

/** With one message that is recorded and one that is held; and what is to be delivered fails in every way. */
async function aChannelWithTrouble(): Promise<Channel> {
  const post = async (text: string) =>
    (await send('/local/post', { channel: 'EEN', person: asha, text })).messageId ?? '';
  const recorded = await post('/triggered 40662 EEN-MPAN-0007');
  const held = await post('/failed 40710 EEN-MPAN-0009 step 2 at 9 Brackenmoor View');
  await ask('settle');
  await ask('fail');
  await fetch(`${up.sandboxUrl}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      rules: ['500', 'dropAfterApply', '203', '503'].map(kind => ({ kind, times: 3 })),
    }),
  });
  return { ...up.channel, serviceUrl: `${up.url}/connector`, recorded, held };
}

async function bring(value: Planted, plants: readonly Request[]): Promise<readonly Place[]> {
  const asked: Place[] = [];
  for (const request of plants) {
    if (value === doubtful && request.how === vouching) continue;
    asked.push({ name: `the answer to ${request.how}`, content: await answerTo(request) });
  }
  return asked;
}

async function answerTo({ method, path, type = 'application/json', body }: Request): Promise<string> {
  const response = await fetch(`${up.url}${path}`, {
    method,
    headers: { 'content-type': type },
    ...(body === undefined ? {} : { body }),
  }).catch(() => undefined);
  if (response === undefined) return 'no answer';
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return [String(response.status), ...headers, await response.text()].join('\n');
}

/** The stand-in for Teams shows what people post, as Teams does: only what it keeps and what the bot says in it is looked at. */
async function inTheLocalChannel(text: string): Promise<void> {
  const line = `/passed 40715 EEN-MPAN-0011 at ${text}`;
  const { messageId } = await send('/local/post', { channel: 'EEN', person: asha, text: line });
  await send('/local/edit', { messageId, person: asha, text: `${line} again` });
  await send('/local/redeliver', { messageId });
  await send('/local/remove', { messageId, person: asha });
  await send('/local/undelete', { messageId, person: asha });
}

function pages(): Promise<readonly Place[]> {
  const urls = [
    ...['/healthz', '/readyz', '/metrics'].map(path => `${up.url}${path}`),
    ...['/_sandbox/state', '/_sandbox/requests?last=1000', '/', '/een'].map(
      path => `${up.sandboxUrl}${path}`,
    ),
  ];
  return Promise.all(urls.map(async url => ({ name: url, content: await (await fetch(url)).text() })));
}

test('what was planted reached the bot, which had trouble with it', () => {
  const refusals = says.filter(({ summary }) => summary?.startsWith('Not recorded'));
  expect(refusals.length).toBeGreaterThan(everything.length * 10);
  expect(dead).not.toEqual([]);
  const names = written.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['data/daybook.sqlite', 'data/local-channel.json']));
  expect(written.find(({ name }) => name === 'what it prints')?.content).toMatch(/"level":50|"level":40/);
});

test('no answer to a request repeats a piece of what was in it', () => {
  expect(foundIn(answers, everything)).toEqual([]);
});

test('nothing that the process writes holds a piece of it', () => {
  expect(foundIn(written, everything)).toEqual([]);
});
