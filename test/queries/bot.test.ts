import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textsOf } from '../cards/walk.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { press, type Told } from '../told.ts';

const [asha, jo] = ['29:person-1', '29:person-7'];
const ask = '/query 40662 EEN-MPAN-0007 needs a CSS2860 first';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2026-11-24T10:00:00Z');
});
afterAll(() => bot.close());

let query: string;
beforeEach(async () => {
  bot.setTime('2026-11-24T10:00:00Z');
  query = await say(asha, ask);
});

async function say(person: string, text: string, replyTo?: string): Promise<string> {
  const { messageId } = await bot.local.teams.post({
    channel: 'EEN',
    person,
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
  });
  await bot.app.idle();
  return messageId;
}

const said = (messageId = query): Told =>
  bot.local.teams.transcript().filter(({ root, from }) => root === messageId && from.is === 'bot');

/** The query's own card in a thread. */
function cardIn(messageId = query) {
  const card = said(messageId).find(({ summary }) => summary?.startsWith('DATA QUERY'));
  if (card === undefined) throw new Error('the query has no card');
  return card;
}
const shown = (messageId = query) => cardIn(messageId).cards.flatMap(textsOf).join('\n').replaceAll('\\', '');

const callIn = (messageId = query) => said(messageId).filter(({ text }) => text?.startsWith('**DataTeam**'));

async function react(messageId: string, type: string): Promise<void> {
  await bot.local.teams.react({ messageId, person: jo, type });
  await bot.app.idle();
}

describe('a data query in the channel', () => {
  test('has a card with a button, and its group is called once', () => {
    expect(shown()).toMatch(/○ Open\n.*EEN-MPAN-0007/);
    expect(callIn()).toHaveLength(1);
  });

  test('is answered by a reply, and the card says so in place; nothing more is posted', async () => {
    const before = said().length;
    const reply = await say(jo, 'The CSS2860 went in a minute ago', query);
    expect(shown()).toContain('answered by Jo Penrose (a reply in the thread)');
    expect(said()).toHaveLength(before);
    await bot.local.teams.remove({ messageId: reply });
    await bot.app.idle();
    expect(shown()).toContain('○ Open');
  });

  test.each(['like', '2705_whiteheavycheckmark'])(
    'is answered by a %s on its card; taken back it is open',
    async type => {
      await react(cardIn().id, type);
      expect(shown()).toContain('answered by');
      await react(cardIn().id, type);
      expect(shown()).toContain('○ Open');
    },
  );

  test('is answered by a tick on the call, not by a heart, nor by a tick on another message', async () => {
    await react(callIn()[0]?.id ?? '', 'heart');
    await react(query, '2705_whiteheavycheckmark');
    expect(shown()).toContain('○ Open');
    await react(callIn()[0]?.id ?? '', '2705_whiteheavycheckmark');
    expect(shown()).toContain('✓ Answered');
  });

  test('is answered by the button, by whoever presses it, and opened again by the other', async () => {
    await press(bot, { person: 'Jo Penrose', said: [cardIn()], title: 'Answered' });
    expect(shown()).toContain('answered by Jo Penrose (said so)');
    await press(bot, { person: 'Asha Rao', said: [cardIn()], title: 'Not answered' });
    expect(shown()).toContain('Open again');
  });

  test('is over when its test is triggered, and open again when that is taken back', async () => {
    const triggered = await say(asha, '/triggered 40662 EEN-MPAN-0007');
    expect(shown()).toContain('Test went on');
    await bot.local.teams.remove({ messageId: triggered });
    await bot.app.idle();
    expect(shown()).toContain('○ Open');
  });

  test('that is taken back says so on its card', async () => {
    await bot.local.teams.remove({ messageId: query });
    await bot.app.idle();
    expect(shown()).toContain('Withdrawn');
  });

  test('stands on the card of its test with its answer, and the move is the data team’s no more', async () => {
    const asked = await say(asha, '/query 40663 EEN-MPAN-0008 which supplier?');
    const testCard = () =>
      bot.local.teams
        .transcript()
        .filter(({ cards, summary }) => cards.length > 0 && (summary ?? '').includes('EEN-MPAN-0008'))
        .filter(({ summary }) => !summary?.startsWith('DATA QUERY'))
        .flatMap(({ cards }) => cards.flatMap(textsOf))
        .join('\n');
    expect(testCard()).toMatch(/Data team/i);
    await say(jo, 'The one in the register', asked);
    expect(testCard()).toContain('answered by Jo Penrose');
    expect(testCard()).not.toMatch(/Data team/i);
  });
});

describe('a query that nobody answers', () => {
  const remindersIn = (messageId: string) =>
    said(messageId).flatMap(({ text }) => (text?.includes('no answer yet') ? [text] : []));

  async function goTo(instant: string): Promise<void> {
    bot.setTime(instant);
    await bot.app.tick();
    await bot.app.idle();
  }

  test('is asked about again in its thread, by the clock, and the last time says so', async () => {
    for (const time of ['11:59', '12:00', '12:01', '14:00', '16:00', '16:59'])
      await goTo(`2026-11-24T${time}:00Z`);
    expect(remindersIn(query)).toEqual([
      expect.stringMatching(/^\*\*DataTeam\*\*: no answer yet to the data query of Asha Rao .* reminder 1$/),
      expect.stringContaining('reminder 2'),
      expect.stringContaining('last reminder'),
    ]);
    expect(shown()).toContain('reminded 3 times');
  });

  test('is answered by a tick on the reminder', async () => {
    await goTo('2026-11-24T12:00:00Z');
    const reminder = said().find(({ text }) => text?.includes('no answer yet'));
    await react(reminder?.id ?? '', 'like');
    expect(shown()).toContain('✓ Answered');
  });

  test('in a quiet channel has no card and no reminder, but its group is called', async () => {
    await say(asha, '/quiet');
    const quiet = await say(asha, ask);
    expect(said(quiet).map(({ text, summary }) => text ?? summary)).toEqual([
      expect.stringContaining('**DataTeam**: Data query by Asha Rao'),
    ]);
    await goTo('2026-11-24T12:30:00Z');
    expect(remindersIn(quiet)).toEqual([]);
    await say(asha, '/quiet off');
  });
});
