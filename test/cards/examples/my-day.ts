// A person's day: of a tester, of a test analyst of several LDSOs, and one that is fuller than a card can be.
import { myDayCard, myDayInChat } from '../../../src/cards/day/my-day-facts.ts';
import type { NamedTest } from '../../../src/domain/commands.ts';
import type { TestLine } from '../../../src/domain/day/day-view.ts';
import type { MyDayPart, MyTest, Owed } from '../../../src/domain/day/my-day.ts';
import type { FuseLine, QueueLine } from '../../../src/domain/harness/queue-view.ts';
import { type LdsoId, ldsoId, mpanRef, testCaseId } from '../../../src/domain/refs.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';

const day = '2026-11-24';
const now = new Date('2026-11-24T12:30:00Z');
const at = (time: string, on = day) => Date.parse(`${on}T${time}:00Z`);
const url = 'https://teams.example/message';

function test(place: number, more: Partial<TestLine> = {}): TestLine {
  return {
    testCaseId: String(40_700 + place),
    testCaseName: `SITFTS-0${200 + place} TC 0${1 + (place % 9)}`,
    mpanRef: `EEN-MPAN-${String(place).padStart(4, '0')}`,
    status: 'planned',
    ...more,
  };
}

const tests: readonly MyTest[] = [
  {
    line: test(1, { status: 'triggered', since: at('11:40'), who: 'Asha Renn', time: '11:30' }),
    move: { of: 'ldso', to: 'go-on', since: at('11:40') },
  },
  {
    line: test(2, { status: 'failed', since: at('10:05'), step: 6, attempt: 2, who: 'Asha Renn' }),
    move: { of: 'DefectTeam', to: 'triage', since: at('10:20') },
  },
  { line: test(3, { reasons: [{ is: 'not-migrated' }], time: '14:00' }) },
  {
    line: test(4, { who: 'Bo Tarn' }),
    for: 'Bo Tarn',
    move: { of: 'QualificationTeam', to: 'trigger', since: at('12:02') },
  },
  { line: test(5, { dueOn: '2026-11-20', reasons: [] }) },
];

const owed: readonly Owed[] = [
  { is: 'leak', since: at('12:10'), kinds: ['raw_mpan'], url },
  { is: 'held', since: at('12:15'), kinds: ['raw_address'], url },
  { is: 'no-defect', line: test(8, { status: 'failed', since: at('09:40') }) },
  {
    is: 'retest',
    since: at('12:20'),
    words: 'contract reference rejected',
    testCaseName: 'SITFTS-0240 TC 03',
    mpanRef: 'EEN-MPAN-0011',
  },
  { is: 'query', since: at('16:10', '2026-11-23'), words: 'which supplier?', mpanRef: 'EEN-MPAN-0012' },
  {
    is: 'answered',
    since: at('12:05'),
    words: 'is it migrated?',
    byName: 'Kit Larne',
    mpanRef: 'EEN-MPAN-0014',
  },
  { is: 'evidence', line: test(9, { status: 'passed', since: at('11:05') }) },
];

function queued(place: number, time: string): QueueLine {
  return {
    test: named(place),
    askedAt: at(time),
    askedBy: 'Iwo Pell',
    toTrigger: { testing: 40, all: 40 },
  };
}

function fuse(place: number): FuseLine {
  return {
    test: named(place),
    dipMessage: 'PUB-036',
    sent: '2026-11-23',
    lastDay: '2026-11-28',
    daysLeft: 4,
    isLastChance: false,
    stands: 'asked',
    since: at('12:05'),
    askedBy: 'Iwo Pell',
  };
}

function named(place: number): NamedTest {
  return {
    testCaseId: testCaseId(String(40_700 + place))!,
    testCaseName: `SITFTS-0${200 + place} TC 02`,
    mpanRef: mpanRef(`EEN-MPAN-${String(place).padStart(4, '0')}`)!,
  };
}

const blocker = {
  is: 'downtime' as const,
  since: at('10:50'),
  who: 'Iwo Pell',
  words: 'UIT: DIP not answering',
  entryId: 'EEN/1/0',
  takenBy: 'Asha Renn',
};

const een: MyDayPart = {
  ldso: ldsoId('EEN')!,
  ldsoName: 'Eastmere Electricity Networks',
  schedule: 'final',
  tests,
  passed: 2,
  owed,
  taken: [blocker],
  away: [{ name: 'Bo Tarn', tests: 4, coveredBy: [{ name: 'Asha Renn' }] }],
  covers: [{ name: 'Kit Larne', for: 'Jo Penrose', isAnalyst: true, part: 'pm' }],
};

const ofAnalyst: MyDayPart = {
  ...een,
  tests: [],
  passed: 0,
  owed: [],
  taken: [],
  team: {
    triggers: [
      queued(12, '11:50'),
      { ...queued(14, '12:00'), wantedAt: at('14:00'), toTrigger: { testing: 0, all: 0 } },
    ],
    replays: [fuse(13)],
    moves: [
      {
        line: test(11, { status: 'blocked', since: at('09:15'), who: 'Iwo Pell' }),
        move: { of: 'QualificationTeam', to: 'unblock', since: at('09:15') },
      },
    ],
    queries: [{ ...blocker, is: 'query', words: 'needs a CSS2860 first' }],
    leaks: [{ who: 'Iwo Pell', kinds: ['raw_mpan'], since: at('12:10'), url }],
  },
};

/** @param count of tests, of each list */
function full(ldso: LdsoId, count: number): MyDayPart {
  const many = <Item>(make: (place: number) => Item) =>
    Array.from({ length: count }, (_, place) => make(place));
  return {
    ...een,
    ldso,
    tests: many(place => ({
      line: test(place, {
        status: 'failed',
        since: at('10:05'),
        step: 12,
        attempt: 3,
        reasons: [{ is: 'not-migrated' }],
      }),
      move: { of: 'DefectTeam', to: 'triage', since: at('10:20') },
      for: 'Bartholomew Tarnsworth-Lee',
    })),
    owed: many((place): Owed => ({ is: 'query', since: at('10:00'), words: 'x'.repeat(80), ...test(place) })),
    taken: many(() => ({ ...blocker, words: 'y'.repeat(80) })),
    away: many(() => ({ name: 'Bartholomew Tarnsworth-Lee', tests: 4, coveredBy: [{ name: 'Asha Renn' }] })),
    team: {
      triggers: many(place => queued(place, '11:50')),
      replays: many(fuse),
      moves: many(place => ({
        line: test(place),
        move: { of: 'QualificationTeam', to: 'unblock', since: at('12:05') },
      })),
      queries: many(() => ({ ...blocker, is: 'query' as const, words: 'z'.repeat(80) })),
      leaks: many(() => ({ who: 'Iwo Pell', kinds: ['raw_mpan'], since: at('12:10'), url })),
    },
  };
}

const person = { name: 'Asha Renn' };
const several = ['EEN', 'CVD', 'KES', 'AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF', 'GGG', 'HHH', 'III'];

const fullMyDay = (ldsos: number) => ({
  person,
  day,
  parts: several
    .slice(0, ldsos)
    .flatMap(id => ldsoId(id) ?? [])
    .map(id => full(id, 60)),
});

export const myDayExamples: Readonly<Record<string, () => Outgoing>> = {
  'my-day': () => myDayCard({ person, day, parts: [een] }, now),
  'my-day-free': () =>
    myDayCard(
      { person, day, parts: [{ ...een, tests: [], passed: 0, owed: [], taken: [], away: [], covers: [] }] },
      now,
    ),
  'my-day-analyst': () =>
    myDayCard(
      {
        person: { name: 'Jo Penrose' },
        day,
        parts: [
          ofAnalyst,
          { ...ofAnalyst, ldso: ldsoId('KES')!, ldsoName: 'Kestrel Networks (IDNO)', covers: [], away: [] },
        ],
      },
      now,
    ),
  'my-day-full': () => myDayCard(fullMyDay(1), now),
  'my-day-too-full': () => myDayCard(fullMyDay(12), now),
  'my-day-in-chat': () => myDayInChat(),
};
