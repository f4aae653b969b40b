import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ldsoId } from '../src/domain/refs.ts';
import { ofType } from './cards/walk.ts';
import { type Bot, openBot } from './given-bot.ts';

// A number and words that may be a street or talk about tests: the guard is not sure.
const doubtful = 'step 6 seen near 3 Quill View';
const line = `/failed 40662 EEN-MPAN-0007 ${doubtful}`;
const een = ldsoId('EEN')!;
const [asha, ruth] = ['29:person-1', '29:person-2'];

let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2026-11-24T13:00:00Z');
});
afterAll(() => bot.close());

const wordsTo = (messageId: string) =>
  bot.answersTo(messageId).map(({ text, summary }) => text ?? summary ?? '');

type Action = {
  readonly title: string;
  readonly verb?: string;
  readonly data?: object;
  readonly card?: unknown;
};

function buttonsOn(messageId: string): readonly Action[] {
  const sets = bot
    .answersTo(messageId)
    .flatMap(({ cards }) => cards.flatMap(card => ofType(card, 'ActionSet')));
  return sets.flatMap(({ actions }) => actions as readonly Action[]);
}

/** @returns what the one who pressed is told */
async function press(
  messageId: string,
  title: string,
  more: { readonly person?: string; readonly text?: string } = {},
): Promise<string> {
  const shown = buttonsOn(messageId).find(each => each.title === title);
  if (shown === undefined) throw new Error(`there is no button ${title}`);
  const inner = (shown.card as { readonly actions?: readonly Action[] } | undefined)?.actions?.[0];
  const action = inner ?? shown;
  const { answer } = await bot.local.teams.submit({
    cardMessageId: bot.answersTo(messageId)[0]?.id ?? '',
    person: more.person ?? asha,
    data: { ...action.data },
    ...(more.text === undefined ? {} : { inputs: { text: more.text } }),
    verb: action.verb ?? '',
    type: 'Action.Execute',
  });
  await bot.app.idle();
  return String((answer as { readonly value?: unknown })?.value);
}

const entriesOf = async (messageId: string) =>
  (await bot.app.store.entriesOf(een, { from: 0, to: Number.MAX_SAFE_INTEGER }))
    .filter(({ message }) => message.messageId === messageId)
    .map(({ kind, note, withdrawn }) => ({ kind, note: String(note), withdrawn }));

/** What has happened to a message. */
const happenedTo = async (messageId: string) =>
  (await bot.app.store.events(0, 1_000))
    .map(({ event }) => event)
    .filter(event => JSON.stringify(event).includes(messageId));

describe('a message of which the guard is not sure', () => {
  test('is held: nothing of it is kept but who wrote it and what it may be', async () => {
    const id = await bot.post(line);
    expect(wordsTo(id)).toEqual([expect.stringContaining('Not recorded yet')]);
    expect(buttonsOn(id).map(({ title }) => title)).toEqual(['Send without it', 'It is not customer data']);
    expect(await entriesOf(id)).toEqual([]);
    expect(await happenedTo(id)).toMatchObject([{ type: 'message-held', kinds: ['raw_address'] }]);
    expect(JSON.stringify(await happenedTo(id))).not.toMatch(/Quill|step/);
  });

  test('is sent without it: recorded as that message, with what was doubtful removed', async () => {
    const id = await bot.post(line);
    expect(await press(id, 'Send without it')).toBe('Noted.');
    expect(await entriesOf(id)).toMatchObject([{ kind: 'failed', withdrawn: false }]);
    expect((await entriesOf(id))[0]?.note).toContain('[removed]');
    expect((await entriesOf(id))[0]?.note).not.toContain('Quill');
    expect(await happenedTo(id)).toMatchObject([
      { type: 'message-held' },
      { type: 'hold-ended', how: 'sent-without', by: { name: 'Asha Rao' } },
      { type: 'entry-noted' },
    ]);
    expect(wordsTo(id)[0]).toContain('Recorded: Failed');
    expect(buttonsOn(id).some(({ title }) => title === 'Send without it')).toBe(false);
  });

  test('is no customer data, says its author: it is recorded as it is written again, and who said so', async () => {
    const id = await bot.post(line);
    expect(await press(id, 'It is not customer data', { text: line })).toBe('Noted.');
    expect(await entriesOf(id)).toMatchObject([{ kind: 'failed', note: line }]);
    expect(await happenedTo(id)).toMatchObject([
      { type: 'message-held' },
      { type: 'hold-ended', how: 'vouched', kinds: ['raw_address'], by: { name: 'Asha Rao' } },
      { type: 'entry-noted' },
    ]);
  });

  test('that was vouched for can be edited: the same kind passes, another does not', async () => {
    const id = await bot.post(line);
    await press(id, 'It is not customer data', { text: line });
    await bot.edit(id, `${line} again`);
    expect(await entriesOf(id)).toMatchObject([{ note: `${line} again`, withdrawn: false }]);
    await bot.edit(id, '/failed 40662 EEN-MPAN-0007 step 6 at ls1 4ap');
    expect(wordsTo(id)[0]).toContain('Not recorded');
    expect(await entriesOf(id)).toMatchObject([{ note: `${line} again` }]);
  });

  test('is answered by its author alone, and once', async () => {
    const id = await bot.post(line);
    expect(await press(id, 'Send without it', { person: ruth })).toContain('Only the author');
    expect(await entriesOf(id)).toEqual([]);
    const card = bot.answersTo(id)[0]?.id ?? '';
    const { data = {} } = buttonsOn(id)[0] ?? {};
    await press(id, 'Send without it');
    const late = await bot.local.teams.submit({
      cardMessageId: card,
      person: asha,
      data: { ...data },
      verb: 'held',
    });
    expect(JSON.stringify(late.answer)).toContain('answered already');
    expect(await entriesOf(id)).toHaveLength(1);
  });

  test('is not recorded on its author’s word where what is written again is rejected', async () => {
    const id = await bot.post(line);
    const worse = '/failed 40662 EEN-MPAN-0007 step 6 MPAN 20 0000 0000 015';
    expect(await press(id, 'It is not customer data', { text: worse })).toContain('Not recorded');
    expect(await entriesOf(id)).toEqual([]);
    expect(await happenedTo(id)).toMatchObject([{ type: 'message-held' }]);
  });

  test('cannot be sent without it where that says too little', async () => {
    const id = await bot.post(`/failed 40662 ${doubtful}`);
    expect(buttonsOn(id).map(({ title }) => title)).toEqual(['It is not customer data']);
  });

  test('that is talk needs no more than its author’s word', async () => {
    const id = await bot.post(`we are ${doubtful}`);
    expect(await press(id, 'It is not customer data')).toBe('Noted.');
    expect(wordsTo(id)).toEqual([expect.stringContaining('Asha Rao says that it is no customer data')]);
    await bot.edit(id, `they are ${doubtful}`);
    expect(await happenedTo(id)).toMatchObject([
      { type: 'message-held' },
      { type: 'hold-ended', how: 'vouched' },
    ]);
  });

  test.each([
    ['edited', '/failed 40662 EEN-MPAN-0007 step 6', ['message-held', 'hold-ended', 'entry-noted']],
    ['edited', 'never mind', ['message-held', 'hold-ended']],
    ['edited', 'MPAN 20 0000 0000 015', ['message-held', 'hold-ended', 'leak-opened']],
  ])('is held no longer when it is %s into %s', async (how, text, types) => {
    const id = await bot.post(line);
    await bot.edit(id, text);
    const events = await happenedTo(id);
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events[1]).toMatchObject({ how });
    expect((await bot.app.store.shelf('held', een)).has(id)).toBe(false);
  });

  test('is held no longer when it is deleted', async () => {
    const id = await bot.post(line);
    await bot.local.teams.remove({ messageId: id });
    await bot.app.idle();
    expect(await happenedTo(id)).toMatchObject([
      { type: 'message-held' },
      { type: 'hold-ended', how: 'deleted' },
    ]);
    expect(wordsTo(id)).toEqual([expect.stringContaining('deleted')]);
  });
});

describe('a message that nobody answers for', () => {
  const washUp = async () => {
    await bot.app.store.perform(book => book.enqueue([{ is: 'post-wash-up', ldso: een, day: '2026-11-24' }]));
    await bot.app.idle();
    const post = bot.local.teams.transcript().findLast(({ summary }) => summary?.startsWith('Wash-up'));
    return JSON.stringify(post?.cards);
  };
  const heldIn = (card: string) => Number(/(\d+) messages? that may hold/.exec(card)?.[1] ?? 0);
  const remindersTo = (id: string) => wordsTo(id).filter(text => text.startsWith('<at>Asha Rao</at>'));

  test('is listed in the wash-up without its words; its author is reminded once, and it is closed with it', async () => {
    const before = heldIn(await washUp());
    const id = await bot.post(line);
    bot.setTime('2026-11-24T13:14:00Z');
    await bot.app.tick();
    await bot.app.idle();
    expect(remindersTo(id)).toEqual([]);
    for (const time of ['13:15', '13:16', '14:00']) {
      bot.setTime(`2026-11-24T${time}:00Z`);
      await bot.app.tick();
      await bot.app.idle();
    }
    expect(remindersTo(id)).toEqual([expect.stringContaining('is not recorded: it may hold')]);
    expect(heldIn(await washUp())).toBe(before + 1);
    expect(await washUp()).not.toContain('Quill');
    await press(id, 'Send without it');
    expect(remindersTo(id)).toEqual([]);
    expect(wordsTo(id)).toContainEqual(expect.stringContaining('waits for nobody any more'));
    expect(heldIn(await washUp())).toBe(before);
    bot.setTime('2026-11-24T13:00:00Z');
  });
});

test('of which the guard is sure has no button at all', async () => {
  const id = await bot.post('/failed 40662 EEN-MPAN-0007 step 6 MPAN 20 0000 0000 015');
  expect(buttonsOn(id)).toEqual([]);
});

test('what is typed into a card is refused without a case that nobody could close', async () => {
  const id = await bot.post('/triggered 40662 EEN-MPAN-0007');
  const card = bot.answersTo(id)[0];
  await bot.local.teams.submit({
    cardMessageId: card?.id ?? '',
    person: asha,
    data: { act: 'status', kind: 'failed', testCaseId: '40662', mpanRef: 'EEN-MPAN-0007' },
    inputs: { step: '6', note: 'at MPAN 20 0000 0000 015' },
    verb: 'status',
  });
  await bot.app.idle();
  expect(wordsTo(id).at(-1)).toContain('what you typed on the card');
  expect((await bot.app.store.leaks(een)).filter(({ message }) => message.thread.endsWith(id))).toEqual([]);
  expect((await happenedTo(id)).map(({ type }) => type)).toEqual(['entry-noted']);
});
