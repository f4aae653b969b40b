import { describe, expect, it } from 'vitest';
import { decideDefect, decideOutcome } from '../../src/agreement/decide-seen.ts';
import type { Entry, StandingEntry } from '../../src/domain/entry.ts';
import { progressOf } from '../../src/domain/tests/progress.ts';
import type { SeenOutcome } from '../../src/domain/tests/seen.ts';
import { attemptSeen, countingSeen } from '../../src/domain/tests/seen.ts';
import type { OutcomeFound } from '../../src/ports/tracker-changes.ts';
import { asha, at, clean, een, item, key } from '../domain/given.ts';

const test = key();

function entry(
  id: string,
  kind: Entry['kind'],
  time: string,
  more: Partial<StandingEntry> = {},
): StandingEntry {
  return {
    id: `EEN/${id}/0`,
    kind,
    message: { ldso: een, thread: `19:een@thread.tacv2;messageid=${id}`, messageId: id },
    ...item(),
    routeTo: [],
    warnings: [],
    note: clean('PUB-036 not received'),
    by: asha,
    at: at(time),
    withdrawn: false,
    ...more,
  };
}

const triggered = entry('1', 'triggered', '09:00');
const failed = entry('2', 'failed', '10:00');
const found = (more: Partial<OutcomeFound> = {}): OutcomeFound => ({
  testCaseId: test.testCaseId,
  mpanRef: test.mpanRef,
  attempt: 1,
  outcome: 'Passed',
  byName: 'Nia Bowen <nia.bowen@example.org>',
  changedAt: at('14:05'),
  ...more,
});
const decided = (entries: readonly StandingEntry[], what: OutcomeFound, before?: SeenOutcome) =>
  decideOutcome(test, { entries, before }, { found: what, at: at('14:06') });

describe('a person’s outcome', () => {
  it('is recorded with who, when and what it is newer than, and shown; a mail address is not kept', () => {
    expect(decided([triggered, failed], found())).toEqual({
      events: [
        {
          type: 'seen-in-tracker',
          ldso: een,
          at: at('14:06'),
          seen: {
            is: 'outcome',
            testCaseId: test.testCaseId,
            mpanRef: test.mpanRef,
            outcome: 'Passed',
            byName: 'Nia Bowen',
            changedAt: at('14:05'),
            wholeCase: false,
            over: 'EEN/2/0/failed',
            overAt: at('10:00'),
          },
        },
      ],
      intents: [{ is: 'show-test', test }],
    });
  });

  it.each<[string, readonly StandingEntry[], Partial<OutcomeFound>]>([
    ['the channel has said something since', [failed], { changedAt: at('09:30') }],
    ['it says the same as the channel', [failed], { outcome: 'Failed' }],
    ['it is about an attempt that another has followed', [failed, entry('3', 'triggered', '11:00')], {}],
    ['nothing stands about the test', [{ ...failed, withdrawn: true }], {}],
  ])('is nothing when %s', (_when, entries, more) => {
    expect(decided(entries, found(more))).toEqual({ events: [], intents: [] });
  });

  it('that goes back to what the channel said is recorded too', () => {
    const before = seenOf(decided([failed], found()));
    const back = decided([failed], found({ outcome: 'Failed', changedAt: at('15:00') }), before);
    expect(back.events).toHaveLength(1);
    expect(decided([failed], found({ changedAt: at('15:00') }), before).events).toEqual([]);
  });
});

function seenOf({ events }: ReturnType<typeof decideOutcome>): SeenOutcome {
  const [event] = events;
  if (event?.type !== 'seen-in-tracker' || event.seen.is !== 'outcome')
    throw new Error('an outcome was seen');
  return event.seen;
}

describe('a person’s outcome counts', () => {
  const seen = seenOf(decided([triggered, failed], found()));
  const latest = (...entries: readonly StandingEntry[]) => progressOf(test, entries)?.attempts.at(-1);

  it.each<[string, boolean, readonly StandingEntry[]]>([
    ['while the channel says what it said', true, [triggered, failed]],
    ['not when something newer was posted', false, [triggered, failed, entry('3', 'blocked', '14:30')]],
    ['not when its message was edited to another status', false, [triggered, { ...failed, kind: 'blocked' }]],
    ['when the message was taken back, and an earlier word is on top again', true, [triggered]],
    // Teams' clock and that of Azure DevOps differ.
    [
      'not when something was posted in the same minute',
      false,
      [triggered, failed, entry('3', 'blocked', '14:05')],
    ],
  ])('%s', (_when, counts, entries) => {
    expect(countingSeen(seen, latest(...entries)) !== undefined).toBe(counts);
  });

  it('in place of the channel’s: the status, who and when are those of Azure DevOps', () => {
    expect(attemptSeen(latest(triggered, failed)!, seen)).toMatchObject({
      number: 1,
      status: 'passed',
      by: { name: 'Nia Bowen' },
      finishedAt: at('14:05'),
    });
    expect(attemptSeen(latest(failed)!, { ...seen, outcome: 'Active' })).toBeUndefined();
  });
});

describe('a bug that a person moved', () => {
  const raised = entry('4', 'defect_raised', '10:05');
  const moved = {
    bugId: 77,
    state: 'Ready for Retest',
    ready: true,
    byName: 'nia.bowen@example.org',
    changedAt: at('15:10'),
  };
  const at1511 = { found: moved, at: at('15:11') };

  it('to its retest state is recorded, shown, and told to who raised it', () => {
    const { events, intents } = decideDefect(een, { entry: raised, before: undefined }, at1511);
    expect(events).toMatchObject([
      { seen: { is: 'defect', entryId: 'EEN/4/0', bugId: 77, byName: 'nia.bowen' } },
    ]);
    expect(intents).toEqual([
      { is: 'show-test', test },
      { is: 'say-ready', to: raised.message, entryId: 'EEN/4/0', changedAt: at('15:10') },
    ]);
  });

  it('is nothing when the defect was taken back, or when it is known', () => {
    const gone = { ...raised, withdrawn: true };
    expect(decideDefect(een, { entry: gone, before: undefined }, at1511).events).toEqual([]);
    expect(decideDefect(een, { entry: raised, before: moved }, at1511).events).toEqual([]);
  });
});
