import { afterEach, beforeEach, expect, test } from 'vitest';
import { takesEvidence } from '../../src/evidence/take.ts';
import { chatter, clean, een, said } from '../domain/given.ts';
import { paragraph, wordDocument } from '../files/documents.ts';
import { pdf } from '../files/pdfs.ts';
import { plainPng } from '../files/pictures.ts';
import { type Channel, channelBook, openChannel } from '../given-channel.ts';

let channel: Channel;
beforeEach(async () => {
  channel = await openChannel();
  await channel.post('1', '/passed 40662 EEN-MPAN-0007');
});
afterEach(() => channel.close());

const take = takesEvidence({
  bookOf: async () => channelBook,
  naming: '{name} of {testCaseId}',
  zone: 'Europe/London',
});

/** What is answered to a file, and the names under which it goes on. */
async function answered(name: string, bytes: Uint8Array, note = '/evidence 40662 EEN-MPAN-0007') {
  const words = said(chatter, { id: '9', note: clean(note) });
  const decide = await take({ said: words, name: clean(name), bytes });
  if (decide === undefined) return undefined;
  const decision = await channel.store.perform(async book => {
    const decided = await decide(book);
    await book.append(decided.events);
    return decided;
  });
  return decision.intents.flatMap(intent => (intent.is === 'answer' ? [intent.answer] : []))[0];
}

const words = 'Step 2: IF-031 was sent and answered';
const mpan = '2000000000015';
const text = (content: string) => `BT /F1 12 Tf 10 150 Td (${content}) Tj ET`;
const note = (content: string) => [['tEXt', Buffer.from(`Comment\0${content}`)]] as const;
const small = { width: 40, height: 20 };

test.each<[string, Uint8Array, Uint8Array, string]>([
  [
    'pack.docx',
    wordDocument({ body: paragraph(words) }),
    wordDocument({ body: paragraph(mpan) }),
    'paragraph 1',
  ],
  ['payload.txt', Buffer.from(words), Buffer.from(`${words}\n${mpan}`), 'line 2'],
  ['report.pdf', pdf({ content: text(words) }), pdf({ content: text(mpan) }), 'page 1'],
  ['screen.png', plainPng(small), plainPng(small, note(mpan)), 'notes in the picture'],
])('%s is taken, and not when it holds an MPAN', async (name, harmless, leaking, place) => {
  expect(await answered(name, leaking)).toMatchObject({
    about: 'evidence-refused',
    why: {
      is: 'leaks',
      found: expect.arrayContaining([{ place: expect.stringContaining(place), kind: 'mpan' }]),
    },
  });
  expect((await channel.store.shelf('evidence', een)).size).toBe(0);
  expect(await answered(name, harmless)).toMatchObject({
    about: 'evidence-taken',
    taken: [{ title: name.replace('.', ' of 40662.') }],
  });
});

test('a file that is locked cannot be looked through, so it is not taken', async () => {
  const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]);
  expect(await answered('pack.docx', locked)).toMatchObject({
    about: 'evidence-refused',
    why: { is: 'leaks', found: [] },
  });
});

test('what may be personal data is taken when its sender has checked it', async () => {
  // A time in milliseconds, or an MPAN typed wrong.
  const doubtful = Buffer.from('1737468180123');
  expect(await answered('a.txt', doubtful)).toMatchObject({
    about: 'evidence-refused',
    why: { is: 'leaks', doubtful: true },
  });
  const checked = await answered('a.txt', doubtful, '/evidence 40662 EEN-MPAN-0007 checked');
  expect(checked).toMatchObject({ about: 'evidence-taken' });
});

test('whoever says no word of evidence sends something else, unless it can be nothing else', async () => {
  expect(await answered('notes.bin', Buffer.from('x'), 'my notes')).toBeUndefined();
  expect(await answered('plan.xlsx', Buffer.from('x'), 'my plan')).toBeUndefined();
  expect(await answered('a.txt', Buffer.from('x'), 'here')).toMatchObject({ why: { is: 'which-test' } });
});
