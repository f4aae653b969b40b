import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answers.ts';
import type { Intent } from '../../src/domain/intents.ts';
import { fileIdOf } from '../../src/domain/tests/evidence.ts';
import { fetchEvidence } from '../../src/evidence/fetch.ts';
import type { Files } from '../../src/ports/files.ts';
import { een } from '../domain/given.ts';
import { type Channel, channelBook, openChannel } from '../given-channel.ts';

let channel: Channel;
beforeEach(async () => {
  channel = await openChannel();
  await channel.post('1', '/passed 40662 EEN-MPAN-0007');
  await channel.toSay();
});
afterEach(() => channel.close());

type Fetched = Awaited<ReturnType<Files['fetch']>>;
const holding = (text: string): Fetched => ({ is: 'fetched', bytes: Buffer.from(text) });

/** What is said when the link of a command has been fetched. */
async function fetched(link: string, answer: Fetched): Promise<Answer | undefined> {
  await channel.post('2', `/evidence 40662 EEN-MPAN-0007 ${link}`);
  const asked = await channel.toDo('person/');
  const files: Files = { maxBytes: 60 * 1024 * 1024, fetch: async () => answer };
  const needs = {
    store: channel.store,
    files,
    bookOf: async () => channelBook,
    naming: '{testCase} {mpanRef} {date} {name}',
    zone: 'Europe/London',
  };
  for (const intent of asked) await fetchEvidence(needs, intent as Extract<Intent, { is: 'fetch-evidence' }>);
  for (const intent of asked) await fetchEvidence(needs, intent as Extract<Intent, { is: 'fetch-evidence' }>);
  const [said, ...others] = (await channel.toSay()).flatMap(each =>
    each.is === 'answer' ? [each.answer] : [],
  );
  expect(others).toEqual([]);
  return said;
}

const link = 'https://contoso.sharepoint.com/sites/qt/answer%20one.txt?web=1';

test('a file is named by the end of its address, and kept until it is attached', async () => {
  expect(await fetched(link, holding('REJECTED'))).toMatchObject({
    about: 'evidence-taken',
    taken: [{ title: 'TC_40662 EEN-MPAN-0007 2026-11-24 answer one.txt' }],
  });
  const [evidence] = [...(await channel.store.shelf('evidence', een)).values()];
  expect(evidence).toMatchObject({ attempt: 1, sizeInBytes: 8, by: { name: 'Asha Rao' } });
  expect(Buffer.from((await channel.store.file(fileIdOf(een, evidence!.id)))!).toString()).toBe('REJECTED');
  expect((await channel.toDo('ado/')).map(({ is }) => is)).toContain('attach-evidence');
});

test.each<[string, string, Fetched, object]>([
  ['elsewhere', link, { is: 'not-fetched', why: 'place' }, { is: 'place' }],
  ['behind a sign-in', link, { is: 'not-fetched', why: 'gone' }, { is: 'gone' }],
  ['too large', link, { is: 'not-fetched', why: 'size' }, { is: 'size', mostMb: 60 }],
  [
    'with personal data',
    link,
    holding('MPAN 2000000000015'),
    { is: 'leaks', found: [{ place: 'line 1', kind: 'mpan' }], doubtful: false },
  ],
  ['of no format', 'https://contoso.sharepoint.com/answer', holding('x'), { is: 'format' }],
])('a file that is %s is refused and nothing is kept', async (_what, address, answer, why) => {
  expect(await fetched(address, answer)).toMatchObject({ about: 'evidence-refused', why });
  expect((await channel.store.shelf('evidence', een)).size).toBe(0);
  expect((await channel.toDo('ado/')).map(({ is }) => is)).not.toContain('attach-evidence');
});
