import { afterEach, beforeEach, expect, test } from 'vitest';
import { mpanRef, testCaseId } from '../src/domain/refs.ts';
import type { CleanText } from '../src/guard/clean-text.ts';
import { asha, een } from './domain/given.ts';
import { type Channel, openChannel } from './given-channel.ts';

const leak = 'MPAN 20 0000 0000 015';
const plan = [
  { id: testCaseId('40662')!, name: 'FM_TS_1_TC_1', title: 'One', suite: 'One', order: 1 },
  { id: testCaseId('40663')!, name: 'FM_TS_2_TC_1', title: 'Two', suite: 'One', order: 2 },
];

let channel: Channel;

beforeEach(async () => {
  channel = await openChannel({ testCases: plan, mpanRefs: [] });
});
afterEach(() => channel.close());

/** What a refused message is told to write instead. */
async function toldInstead(text: string): Promise<string | undefined> {
  await channel.toSay();
  await channel.post(String(Math.random()), text);
  const answers = await channel.toSay();
  const [refused] = answers.flatMap(each => (each.is === 'say-refused' ? [each] : []));
  expect(refused).toBeDefined();
  return refused?.useInstead;
}

test('the reference to use is the only one that stands for the test case', async () => {
  await channel.post('1001', '/triggered 40662 EEN-MPAN-0007');
  expect(await toldInstead(`/passed 40662 ${leak}`)).toBe(mpanRef('EEN-MPAN-0007'));
  expect(await toldInstead(`/passed fm_ts_1_tc_1 ${leak}`)).toBe(mpanRef('EEN-MPAN-0007'));
  expect(await toldInstead(`has 40662 passed with ${leak}?`)).toBe(mpanRef('EEN-MPAN-0007'));
});

test('the one that the message names itself comes first', async () => {
  await channel.post('1001', '/triggered 40662 EEN-MPAN-0007');
  expect(await toldInstead(`/passed 40662 EEN-MPAN-0009 which is ${leak}`)).toBe('EEN-MPAN-0009');
});

test('none is named when it is not plain which', async () => {
  await channel.post('1001', '/triggered 40662 EEN-MPAN-0007');
  expect(await toldInstead(`/passed ${leak}`)).toBeUndefined();
  expect(await toldInstead(`/passed 40663 ${leak}`)).toBeUndefined();
  expect(await toldInstead(`/passed 40662 40663 ${leak}`)).toBeUndefined();
  await channel.post('1002', '/triggered 40662 EEN-MPAN-0008');
  expect(await toldInstead(`/passed 40662 ${leak}`)).toBeUndefined();
});

test('what the schedule says counts too', async () => {
  const test = { testCaseId: testCaseId('40663')!, testCaseName: 'FM_TS_2_TC_1', day: '2026-11-24' };
  const mpan = { mpanRef: mpanRef('EEN-MPAN-0013')! };
  const version = {
    ...{ id: 'file-1', fileName: 'plan.xlsx' as CleanText, sheets: [], hiddenSheets: [], columns: {} },
    ...{ bad: [], badCount: 0, dependencies: [], offeredAt: 0, by: asha, tests: [{ ...test, ...mpan }] },
  };
  await channel.store.perform(book =>
    book.append([
      { type: 'schedule-offered', ldso: een, at: 0, version, replaces: [] },
      {
        ...{ type: 'schedule-imported', ldso: een, at: 0, by: asha, state: 'final', columns: {} },
        standing: { version: 'file-1', number: 1, at: 0, byName: 'Asha Rao' },
      },
    ]),
  );
  expect(await toldInstead(`/passed 40663 ${leak}`)).toBe('EEN-MPAN-0013');
  await channel.post('1003', '/triggered 40663 EEN-MPAN-0014');
  expect(await toldInstead(`/passed 40663 ${leak}`)).toBeUndefined();
});

test('none is named where no MPAN is to be replaced by one', async () => {
  await channel.post('1001', '/triggered 40662 EEN-MPAN-0007');
  expect(await toldInstead('/passed 40662 EEN-MPAN-0007 at 17 Quill Crescent, LS1 4AP')).toBeUndefined();
});

test('a withdrawn reference stands for nothing', async () => {
  await channel.post('1001', '/triggered 40662 EEN-MPAN-0007');
  await channel.post('1002', '/triggered 40662 EEN-MPAN-0008');
  await channel.remove('1001');
  expect(await toldInstead(`/passed 40662 ${leak}`)).toBe('EEN-MPAN-0008');
});

test('the line to copy has the reference where the test case has only one', async () => {
  const lineFor = async (text: string) => {
    await channel.toSay();
    await channel.post(String(Math.random()), text);
    return (await channel.toSay()).flatMap(each => (each.is === 'say-refused' ? [each.correctedLine] : []));
  };
  await channel.post('1001', '/triggered 40662 EEN-MPAN-0007');
  expect(await lineFor('40662 passed')).toEqual(['/passed 40662 EEN-MPAN-0007']);
  expect(await lineFor('40663 passed')).toEqual(['/passed 40663 EEN-MPAN-____']);
  await channel.post('1002', '/triggered 40662 EEN-MPAN-0008');
  expect(await lineFor('40662 failed step 2')).toEqual(['/failed 40662 EEN-MPAN-____ step 2']);
});
