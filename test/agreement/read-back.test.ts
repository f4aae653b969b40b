import { describe, expect, it } from 'vitest';
import { eachWithBot, een } from './given.ts';

const open = eachWithBot();

/** SITFTS-0010 TC 01, failed in the channel at ten. */
async function failedAtTen() {
  const given = open();
  const { messageId } = await given.post('/failed 40710 EEN-MPAN-0021 step 3 PUB-036 not received');
  given.setTime('2026-11-24T14:05:00Z');
  return { ...given, messageId };
}

describe('an outcome that a person gave in Azure DevOps', () => {
  it.each([
    ['in the result that the mirror made', false],
    ['in the grid, for the test case', true],
  ])('%s, is recorded with its source and is what the card shows', async (_where, wholeCase) => {
    const given = await failedAtTen();
    if (wholeCase) await given.setPoint(40710, { results: { outcome: 'Passed' } });
    else await given.setResult(given.results(40710)[0]!, 'Passed');
    await given.look();
    expect(await given.events()).toMatchObject([
      {
        ldso: 'EEN',
        at: Date.parse('2026-11-24T14:05:00Z'),
        seen: {
          is: 'outcome',
          testCaseId: '40710',
          mpanRef: 'EEN-MPAN-0021',
          outcome: 'Passed',
          byName: 'Nia Prosser',
          changedAt: Date.parse('2026-11-24T14:05:00Z'),
          wholeCase,
        },
      },
    ]);
    expect(given.card()).toContain('Set to Passed in Azure DevOps by Nia Prosser, Tue 24 Nov 14:05 UK');
    expect(given.card()).toContain('In this channel: ✕ Failed');
  });

  it('is noted once, however often it is looked at', async () => {
    const given = await failedAtTen();
    await given.setResult(given.results(40710)[0]!, 'Passed');
    for (const _ of [1, 2, 3]) await given.look();
    expect(await given.events()).toHaveLength(1);
  });

  it('stays there when the channel has nothing newer to say than a defect', async () => {
    const given = await failedAtTen();
    await given.setResult(given.results(40710)[0]!, 'Passed');
    await given.look();
    await given.post('/defect SITFTS-0010 TC 01 EEN-MPAN-0021 S2 P2 contract reference rejected');
    expect(given.results(40710).map(each => each.outcome)).toEqual(['Passed']);
    expect(given.point(40710).outcome).toBe('Passed');
    expect(given.bugs()).toHaveLength(1);
  });

  it('gives way to a newer notification: the mirror shows that, and the card too', async () => {
    const given = await failedAtTen();
    await given.setResult(given.results(40710)[0]!, 'Passed');
    await given.look();
    given.setTime('2026-11-24T14:30:00Z');
    await given.post('/blocked 40710 EEN-MPAN-0021 environment is down');
    expect(given.results(40710).map(each => each.outcome)).toEqual(['Passed', 'Blocked']);
    expect(given.point(40710).outcome).toBe('Blocked');
    expect(given.card()).toContain('■ Blocked');
    await given.look();
    expect(await given.events()).toHaveLength(1);
  });

  it('gives way to an edit of the message that gives another status', async () => {
    const given = await failedAtTen();
    await given.setResult(given.results(40710)[0]!, 'Passed');
    await given.look();
    given.setTime('2026-11-24T14:30:00Z');
    await given.bot.local.teams.edit({
      messageId: given.messageId,
      text: '/blocked 40710 EEN-MPAN-0021 environment is down',
    });
    await given.app.idle();
    expect(given.results(40710).map(each => each.outcome)).toEqual(['Blocked']);
    expect(given.card()).toContain('■ Blocked');
  });

  it('that says the same as the channel is nothing to tell of', async () => {
    const given = await failedAtTen();
    await given.setPoint(40710, { results: { outcome: 'Failed' } });
    await given.look();
    expect(await given.events()).toEqual([]);
  });

  it('is counted in the stand-up and the wash-up as it stands', async () => {
    const given = await failedAtTen();
    await given.setResult(given.results(40710)[0]!, 'Passed');
    await given.look();
    given.setTime('2026-11-24T17:00:30Z');
    await given.app.tick();
    await given.app.idle();
    expect(given.said().at(-1)?.summary).toContain('1 passed · 0 failed');
  });
});

describe('a test that a person set back to be run', () => {
  it('is recorded and shown as planned, and not reported again by the mirror', async () => {
    const given = await failedAtTen();
    await given.setPoint(40710, { isActive: true });
    await given.look();
    expect(await given.events()).toMatchObject([{ seen: { outcome: 'Active', byName: 'Nia Prosser' } }]);
    expect(given.card()).toContain('○ Planned');
    expect(given.card()).toContain('Set back to be run again in Azure DevOps by Nia Prosser');
    await given.post('/query 40710 EEN-MPAN-0021 which agent?');
    expect(given.point(40710).outcome).toBe('Unspecified');
    await given.post('/triggered 40710 EEN-MPAN-0021');
    expect(given.point(40710).outcome).toBe('InProgress');
    expect(given.card()).toContain('► Triggered');
  });
});

describe('a bug that a person moved', () => {
  async function withDefect() {
    const given = await failedAtTen();
    await given.post('/defect SITFTS-0010 TC 01 EEN-MPAN-0021 S2 P2 contract reference rejected');
    given.setTime('2026-11-24T15:10:00Z');
    return { ...given, bug: given.bugs()[0]!.id };
  }
  const calls = (given: Awaited<ReturnType<typeof withDefect>>) =>
    given.said().filter(message => /is ready for retest/.test(message.text ?? ''));

  it('to its retest state is told to the tester who raised it, in the thread, once', async () => {
    const given = await withDefect();
    await given.setBug(given.bug, 'Resolved');
    for (const _ of [1, 2]) await given.look();
    expect(await given.events()).toMatchObject([
      { seen: { is: 'defect', bugId: given.bug, state: 'Resolved', ready: true, byName: 'Nia Prosser' } },
    ]);
    expect(calls(given)).toHaveLength(1);
    expect(calls(given)[0]?.text).toMatch(/<at>Asha Rao<\/at> \[Bug \d+\]\(\S+\) is ready for retest/);
    expect(calls(given)[0]?.text).toContain('set to Resolved by Nia Prosser, Tue 24 Nov 15:10 UK');
    expect(given.card()).toContain('Resolved');
  });

  it.each([
    ['Closed', false],
    ['Active', true],
  ])('to %s: whether it is in the way at the next stand-up: %s', async (state, isInTheWay) => {
    const given = await withDefect();
    await given.setBug(given.bug, state);
    await given.look();
    given.setTime('2026-11-25T09:00:00Z');
    await given.app.tick();
    await given.app.idle();
    const standUp = given
      .said()
      .findLast(({ ldso, summary }) => ldso === 'EEN' && /^Stand-up/.test(summary ?? ''));
    expect(JSON.stringify(standUp?.cards).includes('■ Defect S2')).toBe(isInTheWay);
  });

  it('elsewhere is on the card and calls nobody; back in its retest state it is told again', async () => {
    const given = await withDefect();
    await given.setBug(given.bug, 'Active');
    await given.look();
    expect(calls(given)).toEqual([]);
    expect(given.card()).toContain('Active');
    for (const [time, state] of [
      ['15:20', 'Resolved'],
      ['15:30', 'Active'],
      ['15:40', 'Resolved'],
    ] as const) {
      given.setTime(`2026-11-24T${time}:00Z`);
      await given.setBug(given.bug, state);
      await given.look();
    }
    expect(calls(given)).toHaveLength(2);
  });
});

it('a look at an LDSO without entries asks nothing, at another three times', async () => {
  const given = await failedAtTen();
  await given.post('/defect SITFTS-0010 TC 01 EEN-MPAN-0021 S2 P2 contract reference rejected');
  await given.look();
  const before = await given.requestCount();
  await given.look();
  expect((await given.requestCount()) - before).toBe(3);
});

it('a fault keeps nothing from being seen at the next look', async () => {
  const given = await failedAtTen();
  await given.setResult(given.results(40710)[0]!, 'Passed');
  await given.faults('POST', [{ kind: '500' }]);
  await given.look();
  expect(await given.events()).toEqual([]);
  await given.faults('DELETE');
  await given.look();
  expect(await given.events()).toHaveLength(1);
});

it('a plan that a person put in another order is noted, and the next test follows it', async () => {
  const given = open();
  const before = (await given.app.store.plan(een))!.testCases;
  const [first, second] = before.filter(each => each.suite === before[0]!.suite);
  const suiteId = given.point(Number(first!.id)).suiteId;
  given.setTime('2026-11-24T11:00:00Z');
  await given.asNia('PATCH', `testplan/suiteentry/${suiteId}`, [
    { id: Number(first!.id), sequenceNumber: 1, suiteEntryType: 'testCase' },
    { id: Number(second!.id), sequenceNumber: 0, suiteEntryType: 'testCase' },
  ]);
  for (const _ of [1, 2]) await given.app.books.refresh();
  expect(await given.events()).toMatchObject([
    {
      ldso: 'EEN',
      seen: {
        is: 'order',
        moved: 2,
        suites: [first!.suite],
        byName: 'Nia Prosser',
        changedAt: Date.parse('2026-11-24T11:00:00Z'),
      },
    },
  ]);
  expect((await given.app.books.bookOf(een)).testCases[0]?.id).toBe(second!.id);
});
