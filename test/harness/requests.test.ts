import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HarnessWord } from '../../src/domain/harness/harness.ts';
import type { HarnessTold } from '../../src/domain/harness/harness-told.ts';
import type { Intent } from '../../src/domain/intents.ts';
import { testCaseId } from '../../src/domain/refs.ts';
import { whoseMove } from '../../src/domain/tests/whose-move.ts';
import { een, key } from '../domain/given.ts';
import { type Channel, openChannel } from '../given-channel.ts';

let channel: Channel;
beforeEach(async () => {
  channel = await openChannel({
    mpanRefs: [],
    testCases: ['40662', '40663'].map((id, place) => ({
      id: testCaseId(id)!,
      name: `TC_${id}`,
      title: 'A test',
      suite: 'One',
      order: place + 1,
    })),
  });
});
afterEach(() => channel.close());

/** `asked 40662 EEN-MPAN-0007 10:00`, oldest first; withdrawn words are left out. */
async function queue(): Promise<readonly string[]> {
  const words = [...(await channel.store.shelf('harness', een)).values()];
  return words
    .filter(({ withdrawn }) => withdrawn !== true)
    .sort((a, b) => a.at - b.at || a.id.localeCompare(b.id))
    .map(wordText);
}

function wordText({
  says,
  test: { testCaseId: id, mpanRef },
  at,
  step,
  dueAt,
  ...more
}: HarnessWord): string {
  return [
    says,
    id,
    mpanRef,
    clock(at),
    step === undefined ? undefined : `step ${step}`,
    dueAt === undefined ? undefined : `for ${new Date(dueAt).toISOString().slice(0, 16)}`,
    more.dipMessage,
    more.sent,
  ]
    .filter(part => part !== undefined)
    .join(' ');
}

const clock = (at: number) => new Date(at).toISOString().slice(11, 16);

async function move(): Promise<string | undefined> {
  const found = whoseMove(key(), {
    entries: await channel.store.entriesOfTest(key()),
    words: (await channel.store.shelf('harness', een)).values(),
    today: '2026-11-24',
  });
  return found === undefined ? undefined : `${found.of} ${found.to} ${clock(found.since)}`;
}

const tolds = (intents: readonly Intent[]): readonly HarnessTold[] =>
  intents.flatMap(intent =>
    intent.is === 'answer' && intent.answer.about === 'harness' ? intent.answer.told : [],
  );
const callsIn = (intents: readonly Intent[]) =>
  intents.flatMap(intent =>
    intent.is === 'call-harness' ? [`${intent.why} ${intent.wordIds.join(' ')}`] : [],
  );

test('a trigger that is asked for waits for the QT team, who is called; its card and the stand-up show it', async () => {
  await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007 step 4 at 14:00');
  expect(await queue()).toEqual(['asked 40662 EEN-MPAN-0007 10:00 step 4 for 2026-11-24T14:00']);
  const said = await channel.toSay();
  expect(callsIn(said)).toEqual(['asked 1/0']);
  expect(said.map(({ is }) => is).sort()).toEqual(['call-harness', 'show-stand-up', 'show-test']);
  expect(await channel.store.entriesOfTest(key())).toEqual([]);
});

test.each([
  'trigger request 40662 EEN-MPAN-0007',
  'Trigger-request: TC_40662 EEN-MPAN-0007',
  '!trigger-request 40662 EEN-MPAN-0007',
  '/trigger-request\n40662 EEN-MPAN-0007',
])('%j is no trigger, it asks for one', async text => {
  await channel.post('1', text);
  expect(await queue()).toEqual(['asked 40662 EEN-MPAN-0007 10:00']);
  expect(await channel.store.entriesOfTest(key())).toEqual([]);
});

test('several tests stand in one line, as in a notification', async () => {
  await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007, 40663 EEN-MPAN-0008');
  expect(await queue()).toEqual(['asked 40662 EEN-MPAN-0007 10:00', 'asked 40663 EEN-MPAN-0008 10:00']);
});

test('what is missing or unknown is refused in the words of a notification, and nothing waits', async () => {
  const missing = await channel.post('1', '/trigger-request 40662');
  expect(missing).toMatchObject({ decision: 'reject', rejectReasons: ['missing_mpan_ref'] });
  const [refused] = await channel.toSay();
  expect(refused).toMatchObject({
    is: 'say-refused',
    correctedLine: '/trigger-request 40662 EEN-MPAN-____',
  });
  const unknown = await channel.post('2', '/received TC 49999 CVD-MPAN-001');
  expect(unknown.rejectReasons).toContain('unknown_tc');
  expect(await queue()).toEqual([]);
});

test.each([
  ['/trigger-request 40711 EEN-MPAN-0007', '40711'],
  ['/trigger-request 40662 EEN-MPAN-0007 40711 EEN-MPAN-0013 at 2pm', '40711'],
  ['/trigger-request 40662 EEN-MPAN-0007, 40711, EEN-MPAN-0013', '40711'],
  ['/received 40711', '40711'],
])(
  '%j names a test case that the plan does not have: said so, and no other test is lent its reference',
  async (text, typed) => {
    const outcome = await channel.post('1', text);
    expect(outcome.rejectReasons).toContain('unknown_tc');
    const [refused] = await channel.toSay();
    expect(refused).toMatchObject({ problems: expect.arrayContaining([expect.objectContaining({ typed })]) });
    expect(await queue()).toEqual([]);
  },
);

test.each([
  '/trigger-request 40662 EEN-MPAN-0007 at 1400',
  '/trigger-request 40662 with EEN-MPAN-0007, bug 50001',
  '/trigger-request 40662 EEN-MPAN-0007 #50001',
])('%j names no other test case', async text => {
  await channel.post('1', text);
  expect((await queue()).length).toBe(1);
});

test.each([
  ['/replay-request 40662 PUB-036 sent Mon', '/replay-request 40662 EEN-MPAN-____ PUB-036 sent Mon'],
  ['/replay-request 40662 sent 23 Nov, PUB-036', '/replay-request 40662 EEN-MPAN-____ sent 23 Nov PUB-036'],
  [
    '/trigger-request EEN-MPAN-0007 step 4 at 2pm',
    '/trigger-request <test case> EEN-MPAN-0007 step 4 at 2pm',
  ],
])('the line to copy for %j keeps what was understood', async (text, correctedLine) => {
  await channel.post('1', text);
  expect((await channel.toSay())[0]).toMatchObject({ is: 'say-refused', correctedLine });
});

test('personal data in it is refused, and nothing waits', async () => {
  const outcome = await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007 for 2000000000008');
  expect(outcome.decision).toBe('reject');
  expect(await queue()).toEqual([]);
});

test('asked twice it is one request, called to once; when the first is deleted the second stands', async () => {
  await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007', '09:10');
  await channel.toSay();
  await channel.post('2', '/trigger-request 40662 EEN-MPAN-0007', '09:20');
  const said = await channel.toSay();
  expect(callsIn(said)).toEqual([]);
  expect(tolds(said)).toMatchObject([{ is: 'asked-already', byName: 'Asha Rao' }]);
  expect(await move()).toBe('QualificationTeam trigger 09:10');
  await channel.remove('1');
  expect(await move()).toBe('QualificationTeam trigger 09:20');
});

test('asked, triggered, received: each moves it on, and the receipt says how long it took', async () => {
  await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007', '09:10');
  await channel.post('2', '/triggered 40662 EEN-MPAN-0007', '09:30');
  expect(await move()).toBe('ldso receive 09:30');
  await channel.toSay();
  await channel.post('3', '/received 40662 EEN-MPAN-0007', '09:35');
  expect(await move()).toBe('ldso go-on 09:35');
  const [told] = tolds(await channel.toSay());
  expect(told).toMatchObject({ is: 'received' });
  expect(
    told?.is === 'received' && [told.askedAt, told.triggeredAt, told.at].map(each => clock(each ?? 0)),
  ).toEqual(['09:10', '09:30', '09:35']);
});

test('a trigger of the next step of a running test is no repeat where it was asked for', async () => {
  await channel.post('1', '/triggered 40662 EEN-MPAN-0007', '09:10');
  await channel.post('2', '/trigger-request 40662 EEN-MPAN-0007 step 4', '09:20');
  expect((await channel.post('3', '/triggered 40662 EEN-MPAN-0007 step 4', '09:30')).warnings).toEqual([]);
  expect((await channel.post('4', '/triggered 40662 EEN-MPAN-0007', '09:40')).warnings).toEqual([
    'duplicate_trigger',
  ]);
});

test('it is taken back by its own word, by withdrawing, and by deleting its message', async () => {
  const ask = (id: string, time: string) => channel.post(id, '/trigger-request 40662 EEN-MPAN-0007', time);
  await ask('1', '09:00');
  await channel.post('2', '/trigger-request 40662 EEN-MPAN-0007 cancel', '09:05');
  expect(await move()).toBeUndefined();
  await ask('3', '09:10');
  expect((await channel.post('4', '/withdraw 40662 EEN-MPAN-0007', '09:15')).decision).toBe('accept');
  expect(await move()).toBeUndefined();
  await ask('5', '09:20');
  expect(await move()).toBe('QualificationTeam trigger 09:20');
  await channel.remove('5');
  expect(await move()).toBeUndefined();
});

test('what is withdrawn is what was said last: the trigger before the request that it answered', async () => {
  await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007', '09:00');
  await channel.post('2', '/triggered 40662 EEN-MPAN-0007', '09:10');
  await channel.post('3', '/withdraw 40662 EEN-MPAN-0007', '09:15');
  expect(await move()).toBe('QualificationTeam trigger 09:00');
});

test('an edit asks for the other test instead, and keeps its time; into talk it asks for nothing', async () => {
  await channel.post('1', '/trigger-request 40663 EEN-MPAN-0007', '09:00');
  await channel.edit('1', '/trigger-request 40662 EEN-MPAN-0007 step 2', '09:30');
  expect(await queue()).toEqual(['asked 40662 EEN-MPAN-0007 09:00 step 2']);
  await channel.edit('1', '/trigger-request 40662', '09:40');
  expect(await queue()).toEqual(['asked 40662 EEN-MPAN-0007 09:00 step 2']);
  await channel.edit('1', 'never mind', '09:50');
  expect(await queue()).toEqual([]);
});

test('a notification that becomes a request is no notification any more, and the other way round', async () => {
  await channel.post('1', '/triggered 40662 EEN-MPAN-0007', '09:00');
  await channel.edit('1', '/trigger-request 40662 EEN-MPAN-0007', '09:01');
  expect(await move()).toBe('QualificationTeam trigger 09:01');
  await channel.edit('1', '/triggered 40662 EEN-MPAN-0007', '09:02');
  expect(await queue()).toEqual([]);
  expect(await move()).toBe('ldso go-on 09:00');
});

test('received twice, the second is told by whom and when it was; after another trigger it is received again', async () => {
  await channel.post('1', '/triggered 40662 EEN-MPAN-0007', '09:30');
  await channel.post('2', '/received 40662 EEN-MPAN-0007', '09:35');
  await channel.toSay();
  await channel.post('3', '/received 40662 EEN-MPAN-0007', '09:50');
  const [again] = tolds(await channel.toSay());
  expect(again).toMatchObject({ is: 'received-already', byName: 'Asha Rao' });
  expect(again?.is === 'received-already' && clock(again.at)).toBe('09:35');
  await channel.post('4', '/triggered 40662 EEN-MPAN-0007', '10:00');
  await channel.post('5', '/received 40662 EEN-MPAN-0007', '10:05');
  expect(tolds(await channel.toSay())).toMatchObject([{ is: 'received' }]);
});

test('nothing is received or taken back where nothing is open', async () => {
  await channel.post('1', '/received 40662 EEN-MPAN-0007');
  await channel.post('2', '/trigger-request 40662 EEN-MPAN-0007 no longer needed');
  const said = tolds(await channel.toSay());
  expect(said.map(told => told.is === 'nothing-open' && told.says)).toEqual(['received', 'cancelled']);
  expect(await queue()).toEqual([]);
});

test('the same message twice asks once', async () => {
  await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007');
  const again = await channel.post('1', '/trigger-request 40662 EEN-MPAN-0007');
  expect(again.warnings).toEqual(['redelivery']);
  expect(await queue()).toHaveLength(1);
});

test.each([
  ['sent 2026-11-23', '2026-11-23'],
  ['sent on Mon 23 Nov by the registration service', '2026-11-23'],
  ['sent yesterday', '2026-11-23'],
  ['sent Friday', '2026-11-20'],
  ['sent Tue', '2026-11-24'],
  ['23/11: nothing; sent 19 Nov', '2026-11-19'],
])('a replay %s', async (words, day) => {
  await channel.post('1', `/replay-request 40662 EEN-MPAN-0007 PUB-036 ${words}`);
  expect(await queue()).toEqual([`replay-asked 40662 EEN-MPAN-0007 10:00 PUB-036 ${day}`]);
});

test('a replay says until when it can be: the sixth day counted from the day that the message was sent on', async () => {
  await channel.post('1', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent 2026-11-19');
  const said = await channel.toSay();
  expect(tolds(said)).toMatchObject([{ is: 'replay', lastDay: '2026-11-24', daysLeft: 0 }]);
  expect(callsIn(said)).toEqual(['replay-asked 1/0']);
});

test('too late, or sent on no day that is known, it is said at once and nothing waits', async () => {
  await channel.post('1', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent 2026-11-18');
  await channel.post('2', '/replay-request 40662 EEN-MPAN-0007 PUB-036');
  await channel.post('3', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent 25 Nov');
  const said = await channel.toSay();
  expect(tolds(said).map(({ is }) => is)).toEqual([
    'replay-too-late',
    'replay-sent-when',
    'replay-sent-when',
  ]);
  expect(callsIn(said)).toEqual([]);
  expect(await queue()).toEqual([]);
});

test('asked, agreed, replayed, received: each moves a replay on', async () => {
  await channel.post('1', '/triggered 40662 EEN-MPAN-0007', '09:00');
  await channel.post('2', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent yesterday', '10:00');
  expect(await move()).toBe('QualificationTeam agree-replay 10:00');
  await channel.post('3', '/replay-agreed 40662 EEN-MPAN-0007', '10:10');
  expect(await move()).toBe('ldso replay 10:10');
  await channel.post('4', '/replayed 40662 EEN-MPAN-0007', '10:20');
  expect(await move()).toBe('ldso receive 10:20');
  await channel.post('5', '/received 40662 EEN-MPAN-0007', '10:30');
  expect(await move()).toBe('ldso go-on 10:30');
});

test('a message that has come was replayed, whoever forgot to say so', async () => {
  await channel.post('1', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent yesterday', '10:00');
  await channel.post('2', '/received 40662 EEN-MPAN-0007', '10:30');
  expect(await move()).toBe('ldso go-on 10:30');
});

test('when the time of a replay has run out, the same message is asked for anew, and the QT team is called', async () => {
  await channel.post('1', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent 2026-11-23');
  const [word] = [...(await channel.store.shelf('harness', een)).values()];
  const earlier = { ...word!, at: Date.parse('2026-11-16T10:00Z'), sent: '2026-11-16' };
  await channel.store.perform(book =>
    book.append([{ type: 'harness-said', ldso: een, at: earlier.at, by: earlier.by, word: earlier }]),
  );
  await channel.toSay();
  await channel.post('2', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent yesterday', '10:30');
  const said = await channel.toSay();
  expect(callsIn(said)).toEqual(['replay-asked 2/0']);
  expect(tolds(said)).toMatchObject([{ lastDay: '2026-11-28', isAskedAlready: false }]);
  expect(await move()).toBe('QualificationTeam agree-replay 10:30');
  await channel.post('3', '/replay-agreed 40662 EEN-MPAN-0007 PUB-036', '10:40');
  expect(tolds(await channel.toSay())).toMatchObject([{ says: 'replay-agreed', lastDay: '2026-11-28' }]);
});

test('an edit that makes a replay too late takes it back', async () => {
  await channel.post('1', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent yesterday');
  await channel.edit('1', '/replay-request 40662 EEN-MPAN-0007 PUB-036 sent 2026-11-01');
  expect(await queue()).toEqual([]);
});
