import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrationTold } from '../../src/cards/migration/migration-words.ts';
import { queueCard } from '../../src/cards/queue/queue-facts.ts';
import { standUp, washUp } from '../../src/cards/say.ts';
import type { Blocker, StandUpView, TestLine, WashUpView } from '../../src/domain/day/day-view.ts';
import type { QueueView } from '../../src/domain/harness/queue-view.ts';
import type { MigrationView } from '../../src/domain/migration/migration-view.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import { standUpView, washUpView } from './examples/day.ts';
import { at, day, een, now } from './given.ts';
import { stringsOf } from './walk.ts';

/** Long, and most letters of it more than a byte: as they are, as Markdown escapes them, as JSON does. */
const words: Readonly<Record<string, string>> = {
  plain: 'FM_TS_1_TC_1_2_3_4_5_6_7',
  long: 'Wilhelmina Featherstonehaugh-Ottery (Eastmere Electricity Networks)',
  cyrillic: 'ж'.repeat(255),
  emoji: '🚧'.repeat(120),
  families: '👩‍👩‍👧‍👦'.repeat(60),
  signs: '[_*`\\'.repeat(50),
  quotes: '"'.repeat(255),
  stacked: `e${'\u0301'.repeat(254)}`,
};

/** How long each list is, list after list, and what every name and note in it is. */
const recipes = fc.record({
  name: fc.constantFrom(...Object.keys(words)),
  lengths: fc.array(fc.constantFrom(0, 1, 12, 60, 150), { minLength: 4, maxLength: 8 }),
});

type Recipe = typeof recipes extends fc.Arbitrary<infer One> ? One : never;

function kitchen({ name, lengths }: Recipe) {
  let list = 0;
  return {
    text: words[name] ?? '',
    many: <Item>(item: Item): readonly Item[] => {
      const length = lengths[list % lengths.length] ?? 0;
      list += 1;
      return Array.from({ length }, () => item);
    },
  };
}

const longRef = 'LONGEST-REFERENCE-OF-ANY-LDSO-0000000001';
const url = `https://teams.example/l/message/19%3A${'0'.repeat(32)}%40thread.tacv2/1?tenantId=${'0'.repeat(36)}&parentMessageId=1`;
const since = at('16:20', '2026-11-23');

function testLine(text: string): TestLine {
  const reasons = [{ is: 'not-migrated' }, { is: 'supplier', has: 'MHHS', needs: 'CIDC' }] as const;
  const many = { step: 112, attempt: 14, dueOn: '2026-11-20', reasons, isAway: true } as const;
  return {
    testCaseId: '1234567',
    testCaseName: text,
    mpanRef: longRef,
    status: 'failed',
    who: text,
    since,
    ...many,
  };
}

function blocker(text: string): Blocker {
  return {
    is: 'query',
    testCaseName: text,
    mpanRef: longRef,
    since,
    who: text,
    words: text,
    severity: 'S1',
    entryId: 'EEN/1795000000001/0',
    takenBy: text,
    query: { minutes: 12_345, nudges: 3 },
  };
}

function migration({ text, many }: ReturnType<typeof kitchen>): MigrationView {
  const days = many({ day, asked: 1234, done: 1234, by: 'week' } as const);
  const warnings = many({ is: 'past-limit', limit: day, weeks: 3, end: day, count: 1234 } as const);
  const refs = many({
    ref: longRef,
    reasons: [{ is: 'not-migrated' }, { is: 'css2860-not-received' }, { is: 'agents-not-loaded' }],
  } as const);
  return {
    ldso: een,
    ldsoName: 'Eastmere Electricity Networks',
    day,
    agreed: { proposedBy: text, agreedBy: text, agreedAt: since },
    proposal: {
      id: 'p1',
      byName: text,
      at: since,
      differences: many({ of: 'week', day, was: 1234, is: 4321 } as const),
      days,
      warnings,
    },
    today: { day, asked: 1234, done: 3 },
    before: { day: '2026-11-23', asked: 1234, done: 3 },
    days,
    weeks: many({ monday: day, said: 1234, asked: 1234, done: 1234 }),
    bulk: {
      from: '2026-11-20',
      to: '2026-12-20',
      total: 12_345,
      upTo: day,
      asked: 1234,
      done: 123,
      limit: { weeks: 3, from: '2026-11-20', last: '2026-11-26', daysLeft: 2, perDay: 1234 },
    },
    beforeBulk: 1234,
    undated: 1234,
    reversed: { today: 12, all: 123 },
    warnings,
    spikeToday: { is: 'spike', day, count: 1234, most: 12 },
    firstStep: { count: refs.length, refs },
    legacy: 1234,
  };
}

function standUpOf(recipe: Recipe): StandUpView {
  const kit = kitchen(recipe);
  const { text, many } = kit;
  const clash = { problem: 'double-booked', mpanRef: longRef, testCaseNames: many(text) } as const;
  return {
    ...standUpView,
    schedule: 'final',
    planned: many(testLine(text)),
    plannedBehind: 400,
    dataIssues: many(clash),
    allocated: many(longRef),
    harness: many(testLine(text)),
    blockers: many(blocker(text)),
    away: many({
      name: text,
      tests: 12,
      coveredBy: [{ name: text }, { name: text }],
      uncovered: 'day',
    } as const),
    covers: many({ name: text, for: text }),
    confirmed: many(text),
    unconfirmed: many(text),
    couldCome: many(testLine(text)),
    leftOver: many(testLine(text)),
    migration: migration(kit),
    bankHolidaysEnd: '2028-12-31',
  };
}

function washUpOf(recipe: Recipe): WashUpView {
  const kit = kitchen(recipe);
  const { text, many } = kit;
  const refused = many({ is: 'mirror-test', since, of: text, error: text } as const);
  return {
    ...washUpView,
    passed: many(testLine(text)),
    failed: many(testLine(text)),
    blocked: many(testLine(text)),
    open: many(testLine(text)),
    failedWithoutDefect: many(testLine(text)),
    evidenceOwed: many(testLine(text)),
    defectsToday: many({
      words: text,
      testCaseName: text,
      mpanRef: longRef,
      severity: 'S1',
      bugId: '1234567',
    }),
    openQueries: many(blocker(text)),
    queriesAnswered: many({ at: since, byName: text, minutes: 1234 }),
    blockers: many(blocker(text)),
    leaks: many({ who: text, kinds: ['raw_mpan', 'raw_address'], openedAt: since, url }),
    held: many({ who: text, kinds: ['raw_mpan', 'raw_address'], since, url }),
    remediations: many({ testCaseName: text, step: 'replace', openedAt: since, url } as const),
    next: many(testLine(text)),
    mirror: { waiting: 12, givenUp: refused.length, refused, drift: { differences: 12, leftToPersons: 3 } },
    migration: migration(kit),
    against: {
      ...washUpView.against!,
      slipping: many(testLine(text)),
      days: Array.from({ length: 12 }, (_, place) => ({
        day: `2026-11-${10 + place}`,
        planned: place * 600,
        passed: place * 500,
      })),
    },
  };
}

function queueOf(recipe: Recipe): QueueView {
  const { text, many } = kitchen(recipe);
  const ref = { testCaseId: testCaseId('40715')!, testCaseName: text, mpanRef: mpanRef(longRef)! };
  const lag = { testing: 1234, all: 12_345 };
  const step = { at: since, by: { id: 'p-1', name: text }, entryId: 'e', messageId: '1' };
  const line = { test: ref, step: 12, askedAt: since, askedBy: text, wantedAt: since, toTrigger: lag };
  const fuse = {
    test: ref,
    dipMessage: 'PUB-036',
    sent: '2026-11-20',
    lastDay: '2026-11-25',
    daysLeft: 1,
    isLastChance: true,
    stands: 'agreed',
    since,
    askedBy: text,
  } as const;
  return {
    ldso: een,
    ldsoName: 'Eastmere Electricity Networks',
    day,
    waiting: many(line),
    onTheWay: many({ ...line, triggered: step, toReceive: lag }),
    received: many({ ...line, triggered: step, received: step, toReceive: lag }),
    come: [],
    fuses: many(fuse),
  };
}

/** As the connector sends it: incoming webhooks and older ways of sending take 28 KB. */
function expectFit({ card, text, mentions = [] }: Outgoing): void {
  const content = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  const entities = mentions.map(({ name, id }) => ({ type: 'mention', text: name, mentioned: { id, name } }));
  const sent = JSON.stringify({ type: 'message', summary: text, attachments: [content], entities });
  expect(Buffer.byteLength(sent)).toBeLessThan(28 * 1024);
  // Whoever reads that there is more reads how much, and where it stands.
  const more = stringsOf(card).filter(each => /^\+\d+ more/.test(each));
  expect(more.filter(each => !/^\+\d+ more, (see|of|before) ./.test(each))).toEqual([]);
}

const migrationCard = (recipe: Recipe) =>
  migrationTold({ is: 'shown' }, migration(kitchen(recipe)), {
    ldsoName: 'Eastmere Electricity Networks',
    now,
  });

test.each<readonly [string, (recipe: Recipe) => Outgoing]>([
  ['a stand-up', recipe => standUp(standUpOf(recipe), now)],
  ['a wash-up', recipe => washUp(washUpOf(recipe), now)],
  ['the queue of the test harness', recipe => queueCard(queueOf(recipe))],
  ['the migration plan', migrationCard],
])('%s fits, whatever the day is like', (_what, make) => {
  const everything = Object.keys(words).map((name): [Recipe] => [{ name, lengths: [60] }]);
  fc.assert(
    fc.property(recipes, recipe => expectFit(make(recipe))),
    { numRuns: 10, examples: everything },
  );
});
