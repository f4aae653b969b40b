import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQueries, queryStates, stateOf } from '../../src/domain/tests/queries.ts';
import { asha, at, een } from '../domain/given.ts';
import { bo, type Channel, openChannel } from '../given-channel.ts';

let channel: Channel;
beforeEach(async () => {
  channel = await openChannel();
});
afterEach(() => channel.close());

const cy = { id: 'cy', name: 'Cy Orme' };
const ask = (id = '1001', time = '10:00') =>
  channel.post(id, '/query 40662 EEN-MPAN-0007 needs a CSS2860 first', time);

const statesNow = async () => queryStates(await channel.store.shelf('query', een), Number.MAX_SAFE_INTEGER);

/** Ids of the messages whose queries are open. */
async function open(): Promise<readonly string[]> {
  const entries = await channel.store.entriesOf(een, { from: 0, to: Number.MAX_SAFE_INTEGER });
  const standing = entries.filter(({ withdrawn }) => !withdrawn);
  return openQueries(standing, await statesNow()).map(({ message }) => message.messageId);
}

/** Who answered the query, how and when. */
async function answerTo(messageId = '1001') {
  const { answer } = stateOf(await statesNow(), { messageId });
  return answer && { by: answer.by.name, how: answer.how, at: answer.at };
}

const types = async () =>
  (await channel.store.events(0, 100))
    .map(({ event }) => event.type)
    .filter(type => type.startsWith('query-'));

describe('given a data query, when somebody replies in its thread', () => {
  beforeEach(() => ask());

  test('an answer of somebody else closes it; of the words nothing is kept', async () => {
    expect(await open()).toEqual(['1001']);
    await channel.reply({ id: '1002', to: '1001', text: 'The CSS2860 went in a minute ago', time: '10:20' });
    expect(await open()).toEqual([]);
    expect(await answerTo()).toEqual({ by: 'Bo Tarn', how: 'reply', at: at('10:20') });
    expect(JSON.stringify(await channel.store.events(0, 100))).not.toContain('went in');
  });

  test.each([
    ['a follow-up of the one who asked', 'it is for the gain test', asha],
    ['a question back', 'Which MPAN reference do you mean?', bo],
    ['a question back with a greeting', 'Hi Asha, which reference do you mean? Thanks', bo],
    ['a word that somebody is looking', "I'll check and get back to you", bo],
    ['a call to another group', '@NFTTeam please take this one', bo],
    ['a name alone', '@Cy Orme', bo],
    ['another kind of notification', '/defect 40662 EEN-MPAN-0007 S3 P3 wrong reading', bo],
    ['a command', '/mpid 1195000001', bo],
    ['what the guard refuses', 'it is MPAN 20 0000 0000 015', bo],
    ['what the guard is not sure of', 'we saw it near 3 Quill View', bo],
  ])('%s does not', async (_what, text, by) => {
    await channel.reply({ id: '1002', to: '1001', text, by });
    expect(await open()).toEqual(['1001']);
  });

  test.each([
    ['a question after an answer', 'It is loaded now. Can you try again?'],
    ['a tick as a word', '✅'],
    ['an answer that names a group too', 'Loaded. @DefectTeam please note'],
  ])('%s is an answer', async (_what, text) => {
    await channel.reply({ id: '1002', to: '1001', text });
    expect(await open()).toEqual([]);
  });

  test('a refused reply counts once it is mended', async () => {
    await channel.reply({ id: '1002', to: '1001', text: 'loaded for MPAN 20 0000 0000 015', time: '10:20' });
    expect(await open()).toEqual(['1001']);
    await channel.editReply({ id: '1002', to: '1001', text: 'loaded for EEN-MPAN-0007', time: '10:25' });
    expect(await answerTo()).toMatchObject({ by: 'Bo Tarn', at: at('10:25') });
  });

  test('an answer that is edited into a command answers no more', async () => {
    await channel.reply({ id: '1002', to: '1001', text: 'It is loaded', time: '10:20' });
    await channel.editReply({ id: '1002', to: '1001', text: '/mpid 1195000001', time: '10:25' });
    expect(await open()).toEqual(['1001']);
  });

  test('in another thread says nothing of it', async () => {
    await channel.post('1500', 'good morning');
    await channel.reply({ id: '1501', to: '1500', text: 'The CSS2860 went in' });
    expect(await open()).toEqual(['1001']);
  });

  test('and deletes the reply, or changes it into a question, it is open again', async () => {
    await channel.reply({ id: '1002', to: '1001', text: 'It is loaded' });
    await channel.removeReply({ id: '1002', to: '1001', time: '10:40' });
    expect(await open()).toEqual(['1001']);
    await channel.reply({ id: '1003', to: '1001', text: 'It is loaded', time: '10:45' });
    await channel.editReply({ id: '1003', to: '1001', text: 'Is it loaded?', time: '10:50' });
    expect(await open()).toEqual(['1001']);
    await channel.editReply({ id: '1003', to: '1001', text: 'Yes, it is loaded', time: '10:55' });
    expect(await answerTo()).toMatchObject({ at: at('10:55') });
  });

  test('a second answer keeps it closed when the first is deleted', async () => {
    await channel.reply({ id: '1002', to: '1001', text: 'It is loaded' });
    await channel.reply({ id: '1003', to: '1001', text: 'And checked', by: cy, time: '10:35' });
    await channel.removeReply({ id: '1002', to: '1001', time: '10:40' });
    expect(await answerTo()).toMatchObject({ by: 'Cy Orme' });
  });

  test('the reply is for the newest query of the thread that somebody else asked', async () => {
    await channel.reply({
      id: '1002',
      to: '1001',
      text: '/query 40662 EEN-MPAN-0007 and the dummy agent?',
      by: cy,
      time: '10:10',
    });
    await channel.reply({ id: '1003', to: '1001', text: 'It is loaded', time: '10:20' });
    expect(await open()).toEqual(['1001']);
    await channel.reply({ id: '1004', to: '1001', text: 'Mine went in yesterday', by: cy, time: '10:25' });
    expect(await open()).toEqual([]);
  });

  test('what comes twice counts once', async () => {
    await channel.reply({ id: '1002', to: '1001', text: 'It is loaded' });
    await channel.reply({ id: '1002', to: '1001', text: 'It is loaded' });
    expect(await types()).toEqual(['query-answered']);
  });
});

describe('given a data query, when somebody ticks what the bot said of it', () => {
  beforeEach(() => ask());

  test('it is answered, and open again when the tick is taken back', async () => {
    await channel.react({ to: '1001', added: ['2705'], time: '10:20' });
    expect(await answerTo()).toEqual({ by: 'Bo Tarn', how: 'tick', at: at('10:20') });
    await channel.react({ to: '1001', removed: ['2705'], time: '10:21' });
    expect(await open()).toEqual(['1001']);
  });

  test('somebody else’s tick still counts', async () => {
    await channel.react({ to: '1001', added: ['2705'] });
    await channel.react({ to: '1001', added: ['like'], by: asha, time: '10:31' });
    await channel.react({ to: '1001', removed: ['2705'], time: '10:32' });
    expect(await answerTo()).toMatchObject({ by: 'Asha Rao' });
  });

  test('on something else of the bot, nothing follows', async () => {
    await channel.react({ to: '999', added: ['2705'] });
    expect(await open()).toEqual(['1001']);
    expect(await types()).toEqual([]);
  });
});

describe('given a data query, when somebody says how it stands', () => {
  beforeEach(() => ask());

  const said = async () =>
    (await channel.toSay()).flatMap(intent =>
      intent.is === 'answer' && intent.answer.about === 'query' ? [intent.answer.told] : [],
    );

  test('/answered in its thread closes it, and its card says so', async () => {
    await channel.toSay();
    await channel.reply({ id: '1002', to: '1001', text: '/answered', by: asha });
    expect(await open()).toEqual([]);
    expect((await channel.toSay()).map(({ is }) => is)).toEqual(
      expect.not.arrayContaining(['answer', 'call-groups']),
    );
  });

  test('/answered with the test closes it from anywhere, and is answered there', async () => {
    await channel.post('1500', '/answered 40662 EEN-MPAN-0007', '10:30');
    expect(await answerTo()).toMatchObject({ by: 'Asha Rao', how: 'said' });
    expect(await said()).toEqual([{ is: 'answered', name: 'Asha Rao', about: ['TC_40662 EEN-MPAN-0007'] }]);
  });

  test.each(['/reopen', '/not-answered', '/unanswered'])(
    '%s opens it again, whatever closed it',
    async line => {
      await channel.reply({ id: '1002', to: '1001', text: 'It is loaded' });
      await channel.reply({ id: '1003', to: '1001', text: line, by: asha, time: '10:40' });
      expect(await open()).toEqual(['1001']);
      await channel.reply({ id: '1004', to: '1001', text: 'Now it is', time: '10:50' });
      expect(await answerTo()).toMatchObject({ at: at('10:50') });
    },
  );

  test('a test that was run since closes it; /reopen asks all the same', async () => {
    await channel.post('1002', '/triggered 40662 EEN-MPAN-0007', '10:10');
    expect(await open()).toEqual([]);
    await channel.reply({ id: '1003', to: '1001', text: '/reopen', by: asha, time: '10:20' });
    expect(await open()).toEqual(['1001']);
  });

  test('what is so already is said, and what is not there', async () => {
    await channel.reply({ id: '1002', to: '1001', text: 'It is loaded', time: '10:20' });
    await channel.reply({ id: '1003', to: '1001', text: '/answered', by: asha, time: '10:40' });
    await channel.post('1500', '/answered', '10:41');
    await channel.post('1501', '/reopen 40662 EEN-MPAN-0007', '10:42');
    await channel.post('1502', '/reopen 40662 EEN-MPAN-0007', '10:43');
    expect(await said()).toEqual([
      { is: 'already', open: false, name: 'Bo Tarn', at: at('10:20') },
      { is: 'none' },
      { is: 'reopened', name: 'Asha Rao', about: ['TC_40662 EEN-MPAN-0007'] },
      { is: 'already', open: true },
    ]);
  });

  test('of several in one thread the test must be named', async () => {
    await channel.reply({ id: '1002', to: '1001', text: '/query 40662 EEN-MPAN-0007 and the agent', by: cy });
    await channel.reply({ id: '1003', to: '1001', text: '/answered', time: '10:40' });
    expect(await open()).toEqual(['1001', '1002']);
    expect(await said()).toMatchObject([{ is: 'which' }]);
  });
});

test('a query that is withdrawn, or changed into something else, is none any more', async () => {
  await ask();
  await channel.edit('1001', '/passed 40662 EEN-MPAN-0007');
  expect(await open()).toEqual([]);
  await ask('1010', '11:00');
  await channel.remove('1010', '11:05');
  expect(await open()).toEqual([]);
  await channel.reply({ id: '1011', to: '1010', text: 'It is loaded', time: '11:06' });
  expect(await types()).toEqual([]);
});
