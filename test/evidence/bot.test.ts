import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, openBot } from '../given-bot.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await openBot('2026-11-24T10:00:00Z');
});
afterEach(() => bot.close());

const tester = 'Tomos Reed';
const file = (name: string, text = 'the payload that was sent') => ({ name, bytes: Buffer.from(text) });
const words = (said: Awaited<ReturnType<Bot['confide']>>) => said.map(({ text, summary }) => text ?? summary);
const cvd = () => bot.local.sandboxState().organisations.cvd!.projects[0]!;
const results = () => cvd().runs.flatMap(run => run.results);
const attachments = () => results().flatMap(result => result.attachments);

async function post(text: string, person = tester): Promise<string> {
  const { teams } = bot.local;
  const { messageId } = await teams.post({
    channel: 'CVD',
    person: teams.people.find(({ name }) => name === person)!.id,
    text,
  });
  await bot.app.idle();
  const said = teams.transcript().findLast(({ from, root }) => from.is === 'bot' && root === messageId);
  return said?.text ?? said?.summary ?? '';
}

async function washUp(): Promise<string> {
  bot.setTime('2026-11-24T17:00:10Z');
  await bot.app.tick();
  await bot.app.idle();
  const card = bot.local.teams
    .transcript()
    .findLast(({ ldso, summary }) => ldso === 'CVD' && summary?.startsWith('Wash-up') === true);
  return JSON.stringify(card?.cards);
}

describe('a file that is sent to the bot alone', () => {
  beforeEach(() => post('/passed 40715 CVD-MPAN-012'));

  it('is attached to the last step of its test, under a name of the programme’s, and its sender is told', async () => {
    const said = await bot.confide(tester, '/evidence 40715 CVD-MPAN-012', [file('Payload sent.TXT')]);
    expect(words(said)).toEqual([
      expect.stringContaining('taken as evidence of SITFTS-0240 TC 03 · CVD-MPAN-012'),
    ]);
    expect(attachments()).toMatchObject([
      {
        fileName: 'SITFTS-0240 TC 03 CVD-MPAN-012 2026-11-24 Payload sent.txt',
        comment: expect.stringMatching(/sent by Tomos Reed \[k:[0-9a-f]{12}\]$/),
        text: 'the payload that was sent',
        iterationId: 1,
      },
    ]);
    expect(attachments()[0]!.actionPath).not.toBe('');
    const card = bot.local.teams
      .transcript()
      .findLast(
        ({ ldso, cards }) =>
          ldso === 'CVD' && cards.length > 0 && JSON.stringify(cards).includes('CVD-MPAN-012'),
      );
    expect(JSON.stringify(card?.cards)).toContain('1 file of evidence attached');
    // What is in Azure DevOps is not kept here.
    const { evidence } = { evidence: [...(await bot.app.store.shelf('evidence', 'CVD' as never)).keys()] };
    expect(evidence).toHaveLength(1);
    expect(await bot.app.store.file(`evidence/CVD/${evidence[0]}`)).toBeUndefined();
  });

  it('may name its test in its own name', async () => {
    await bot.confide(tester, 'here you are', [file('40715_CVD-MPAN-012 answer.txt')]);
    expect(attachments()).toHaveLength(1);
  });

  it('is attached once, however often it is sent', async () => {
    await bot.confide(tester, '/evidence 40715 CVD-MPAN-012', [file('a.txt')]);
    const again = await bot.confide(tester, '/evidence 40715 CVD-MPAN-012', [file('b.txt')]);
    expect(words(again)).toEqual([expect.stringContaining('I have this file already')]);
    await bot.confide(tester, '/evidence 40715 CVD-MPAN-012', [file('b.txt', 'another answer')]);
    expect(attachments()).toHaveLength(2);
  });

  it('waits while Azure DevOps is away, and is attached once when it is back', async () => {
    const rules = [
      { kind: '503', path: '/cvd/', times: 3 },
      { kind: 'dropAfterApply', method: 'POST', path: '/attachments', times: 1 },
    ];
    await fetch(`${bot.local.sandboxUrl}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rules }),
    });
    await bot.confide(tester, '/evidence 40715 CVD-MPAN-012', [file('a.txt')]);
    expect(attachments().length).toBeLessThan(2);
    for (const minute of ['05', '10', '20', '40']) {
      bot.setTime(`2026-11-24T10:${minute}:00Z`);
      await bot.app.tick();
      await bot.app.idle();
    }
    expect(attachments()).toHaveLength(1);
    expect(await bot.app.store.outbox.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('that holds personal data is refused by kind and place, and nothing of it is kept', async () => {
    const mpan = '2000000000015';
    const said = await bot.confide(tester, '/evidence 40715 CVD-MPAN-012', [
      file('a.txt', `line one\nMPAN ${mpan}\n`),
    ]);
    expect(words(said)).toEqual([expect.stringMatching(/a full MPAN: line 2.*Nothing of it was kept/)]);
    expect(JSON.stringify(said)).not.toContain(mpan);
    expect(attachments()).toEqual([]);
    expect((await bot.app.store.shelf('evidence', 'CVD' as never)).size).toBe(0);
  });

  it.each([
    ['of which nothing tells the test', '', file('screen.txt'), 'Which test is it evidence of?'],
    [
      'of another format',
      '/evidence 40715 CVD-MPAN-012',
      file('a.zip'),
      'is a .docx, .txt, .png or .pdf file',
    ],
    [
      'of a test of which nothing was posted',
      '/evidence 40710 CVD-MPAN-012',
      file('a.txt'),
      'nothing has been posted of it yet',
    ],
  ])('%s is not taken, and why is said', async (_what, text, sent, why) => {
    expect(words(await bot.confide(tester, text, [sent]))).toEqual([expect.stringContaining(why)]);
    expect(attachments()).toEqual([]);
  });
});

describe('evidence that is named by its address', () => {
  it.each([
    ['https://example.org/a.txt', 'the programme’s own places only'],
    ['http://contoso.sharepoint.com/a.txt', 'the programme’s own places only'],
    ['https://contoso.sharepoint.com.example.org/a.txt', 'the programme’s own places only'],
  ])('is not fetched from %s', async (link, why) => {
    await post('/passed 40715 CVD-MPAN-012');
    expect(await post(`/evidence 40715 CVD-MPAN-012 ${link}`)).toContain(why);
    expect(attachments()).toEqual([]);
  });

  it('without an address is answered with what is missing', async () => {
    expect(await post('/evidence 40715 CVD-MPAN-012')).toContain('There is no link in it.');
  });
});

describe('what is owed at the end of the day', () => {
  it('is the evidence of every result, until it comes or the QT Manager grants an exception', async () => {
    await post('/passed 40715 CVD-MPAN-012');
    await post('/failed 40710 CVD-MPAN-013, no defect: typed wrong');
    await post('/passed 40720 CVD-MPAN-014, evidence uploaded');
    await post('/passed 40662 CVD-MPAN-015');
    await post('/triggered 40663 CVD-MPAN-016');
    await bot.confide(tester, '/evidence 40715 CVD-MPAN-012', [file('a.txt')]);
    expect(await post('/evidence-exception 40710 CVD-MPAN-013 tomorrow', tester)).toContain(
      'QT Manager alone',
    );
    expect(await washUp()).toContain('Evidence owed: 2');
    expect(await post('/evidence-exception 40710 CVD-MPAN-013 tomorrow', 'Nadia Holt')).toContain('not owed');
    await bot.app.store.perform(book =>
      book.enqueue([{ is: 'post-wash-up', ldso: 'CVD' as never, day: '2026-11-24' }]),
    );
    expect(await washUp()).toContain('Evidence owed: 1');
  });
});
