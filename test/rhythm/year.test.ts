// A year of two replicas that look at the clock, go down and come back: what is posted, and when.
import { describe, expect, it } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { causeOf, due, type Rhythm } from '../../src/rhythm/due.ts';
import { calendarOf, chance } from './calendars.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const lateWindow = 120 * minute;

const rhythm: Rhythm = {
  times: { standUp: '09:00', washUp: '17:00', lateWindowMinutes: 120 },
  zone: 'Europe/London',
  ldsos: [
    { ldso: ldsoId('EEN')!, calendar: calendarOf('england-and-wales') },
    { ldso: ldsoId('KES')!, calendar: calendarOf('scotland') },
  ],
};

// Written out again, so that a slip in the table or in the zone shows: instants in UTC, days off by LDSO.
const summerTime: Readonly<Record<number, readonly [string, string]>> = {
  2024: ['2024-03-31T01:00Z', '2024-10-27T01:00Z'],
  2026: ['2026-03-29T01:00Z', '2026-10-25T01:00Z'],
};
const daysOff: Readonly<Record<number, Readonly<Record<string, readonly string[]>>>> = {
  2024: {
    EEN: ['Jan 1', 'Mar 29', 'Apr 1', 'May 6', 'May 27', 'Aug 26', 'Dec 25', 'Dec 26'],
    KES: ['Jan 1', 'Jan 2', 'Mar 29', 'May 6', 'May 27', 'Aug 5', 'Dec 2', 'Dec 25', 'Dec 26'],
  },
  2026: {
    EEN: ['Jan 1', 'Apr 3', 'Apr 6', 'May 4', 'May 25', 'Aug 31', 'Dec 25', 'Dec 28'],
    KES: ['Jan 1', 'Jan 2', 'Apr 3', 'May 4', 'May 25', 'Jun 15', 'Aug 3', 'Nov 30', 'Dec 25', 'Dec 28'],
  },
};

describe('a year', () => {
  for (const year of [2024, 2026]) {
    for (const seed of [1, 2]) {
      it(`has each post once and at its time, through restarts and outages: ${year}, seed ${seed}`, () => {
        const looks = [
          ...looksOf(year, chance(seed * 1000 + year)),
          ...looksOf(year, chance(seed * 7000 + year)),
        ].sort((a, b) => a - b);
        const posted = run(looks);
        const { expected, missed } = hoped(year, looks);
        expect(posted).toEqual(expected);
        expect(posted.size).toBeGreaterThan(950);
        // A window in which nobody looked must have come up, or the test has not tried what it says.
        expect(missed).toBeGreaterThan(0);
      });
    }
  }

  it('misses nothing while one replica looks every few minutes', () => {
    const steady = Array.from(
      { length: (366 * day) / (7 * minute) },
      (_, n) => Date.UTC(2024, 0, 1) + n * 7 * minute,
    );
    expect(hoped(2024, steady).missed).toBe(0);
    expect(run(steady)).toEqual(hoped(2024, steady).expected);
    // 262 weekdays in 2024, two posts each.
    expect(run(steady).size).toBe(2 * (262 - 8) + 2 * (262 - 9));
  });
});

/** @returns when each cause was posted; the first to look takes it, as the store lets only one */
function run(looks: readonly number[]): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const now of looks) {
    for (const item of due({ ...rhythm, now })) {
      const cause = causeOf(item);
      if (!taken.has(cause)) taken.set(cause, now);
    }
  }
  return new Map([...taken].sort());
}

/** One replica: it looks every few minutes, is restarted often, is down for hours now and then, for days rarely. */
function looksOf(year: number, next: () => number): readonly number[] {
  const looks: number[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let now = Date.UTC(year, 0, 1); now < end; ) {
    looks.push(now);
    const fate = next();
    if (fate < 0.0008) now += next() * 3 * day;
    else if (fate < 0.006) now += next() * 6 * hour;
    else if (fate < 0.02) now += next() * 40 * minute;
    else now += minute + next() * 14 * minute;
    now = Math.round(now);
  }
  return looks;
}

/** What a person with a calendar on the wall would say: at the first look in the two hours from 09:00 and from 17:00. */
function hoped(
  year: number,
  looks: readonly number[],
): { readonly expected: ReadonlyMap<string, number>; readonly missed: number } {
  const expected = new Map<string, number>();
  let missed = 0;
  const [spring, autumn] = summerTime[year]!.map(change => Date.parse(change));
  for (let midnight = Date.UTC(year, 0, 1); midnight < Date.UTC(year + 1, 0, 1); midnight += day) {
    const date = new Date(midnight);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    const name = date.toLocaleDateString('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric' });
    for (const [ldso, off] of Object.entries(daysOff[year]!)) {
      if (off.includes(name)) continue;
      for (const [is, oClock] of [
        ['stand-up', 9],
        ['wash-up', 17],
      ] as const) {
        const isSummer = midnight + 9 * hour > spring! && midnight + 9 * hour < autumn!;
        const at = midnight + (oClock - (isSummer ? 1 : 0)) * hour;
        const first = firstAtOrAfter(looks, at);
        if (first !== undefined && first <= at + lateWindow)
          expected.set(`${is}/${ldso}/${date.toISOString().slice(0, 10)}`, first);
        else missed += 1;
      }
    }
  }
  return { expected: new Map([...expected].sort()), missed };
}

function firstAtOrAfter(looks: readonly number[], at: number): number | undefined {
  let low = 0;
  let high = looks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (looks[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return looks[low];
}
