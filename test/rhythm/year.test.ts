// A year of two replicas that look at the clock, go down and come back: what is posted, and when.
import { describe, expect, it } from 'vitest';
import { causeOf, due } from '../../src/rhythm/due.ts';
import { chance, twoLdsos as rhythm } from './calendars.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const lateWindow = 120 * minute;

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
    it(`has each post once and at its time, through restarts and outages: ${year}`, () => {
      const looks = [...looksOf(year, chance(year)), ...looksOf(year, chance(-year))].sort((a, b) => a - b);
      const posted = run(looks);
      const { expected, missed } = hoped(year, looks);
      expect(posted).toEqual(expected);
      expect(posted.length).toBeGreaterThan(950);
      // A window in which nobody looked must have come up, or the test has not tried what it says.
      expect(missed).toBeGreaterThan(0);
    });
  }

  it('misses nothing while one replica looks every half hour', () => {
    const steady = Array.from({ length: 366 * 48 }, (_, n) => Date.UTC(2024, 0, 1) + n * 30 * minute);
    const { expected, missed } = hoped(2024, steady);
    const posted = run(steady);
    expect(missed).toBe(0);
    expect(posted).toEqual(expected);
    // 262 weekdays in 2024, two posts each.
    expect(posted.length).toBe(2 * (262 - 8) + 2 * (262 - 9));
  });
});

/** @returns when each cause was posted; the first to look takes it, as the store lets only one */
function run(looks: readonly number[]) {
  const taken = new Map<string, number>();
  for (const now of looks) {
    for (const item of due({ ...rhythm, now })) {
      const cause = causeOf(item);
      if (!taken.has(cause)) taken.set(cause, now);
    }
  }
  return inOrder(taken);
}

/** One replica: it looks once or more in an hour, is restarted often, is down for hours now and then, for days rarely. */
function looksOf(year: number, next: () => number): readonly number[] {
  const looks: number[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let now = Date.UTC(year, 0, 1); now < end; ) {
    looks.push(now);
    const fate = next();
    if (fate < 0.0008) now += next() * 3 * day;
    else if (fate < 0.006) now += next() * 6 * hour;
    else if (fate < 0.02) now += next() * 40 * minute;
    else now += minute + next() * (isNight(now) ? 3 * hour : 40 * minute);
    now = Math.round(now);
  }
  return looks;
}

/** Then nothing is due, summer or winter: a look now and then is enough to see that nothing comes. */
function isNight(instant: number): boolean {
  const oClock = new Date(instant).getUTCHours();
  return oClock < 4 || oClock > 19;
}

/** What a person with a calendar on the wall would say: at the first look in the two hours from 09:00 and from 17:00. */
function hoped(year: number, looks: readonly number[]) {
  const expected = new Map<string, number>();
  let missed = 0;
  for (const { cause, at } of timetableOf(year)) {
    const first = firstAtOrAfter(looks, at);
    if (first !== undefined && first <= at + lateWindow) expected.set(cause, first);
    else missed += 1;
  }
  return { expected: inOrder(expected), missed };
}

function timetableOf(year: number): readonly { readonly cause: string; readonly at: number }[] {
  const [spring, autumn] = summerTime[year]!.map(change => Date.parse(change));
  return weekdaysOf(year).flatMap(midnight => {
    const isSummer = midnight + 9 * hour > spring! && midnight + 9 * hour < autumn!;
    const nine = midnight + (isSummer ? 8 : 9) * hour;
    const date = new Date(midnight).toISOString().slice(0, 10);
    return Object.entries(daysOff[year]!)
      .filter(([, off]) => !off.includes(shortName(midnight)))
      .flatMap(([ldso]) => [
        { cause: `stand-up/${ldso}/${date}`, at: nine },
        { cause: `wash-up/${ldso}/${date}`, at: nine + 8 * hour },
      ]);
  });
}

function weekdaysOf(year: number): readonly number[] {
  const start = Date.UTC(year, 0, 1);
  const length = (Date.UTC(year + 1, 0, 1) - start) / day;
  const midnights = Array.from({ length }, (_, n) => start + n * day);
  return midnights.filter(midnight => ![0, 6].includes(new Date(midnight).getUTCDay()));
}

/** `Aug 31` */
function shortName(midnight: number): string {
  // Made from `Mon, 31 Aug 2026 …`: a formatter of dates for each of them would take seconds.
  const [, date, month] = new Date(midnight).toUTCString().split(' ');
  return `${month} ${Number(date)}`;
}

/** As lines to compare: `stand-up/EEN/2026-11-24 at 2026-11-24T09:03:00.000Z`. */
function inOrder(posts: ReadonlyMap<string, number>): readonly string[] {
  return [...posts].map(([cause, at]) => `${cause} at ${new Date(at).toISOString()}`).sort();
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
