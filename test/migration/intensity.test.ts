import { describe, expect, test } from 'vitest';
import { type DayCount, highStart, spikesIn } from '../../src/migration/intensity.ts';

const rules = { bulkWeeks: 3, lowStartShare: 0.5, spikeTimes: 2, spikeFrom: 10 };

/** Of December, one day after another. */
function days(...counts: readonly number[]): readonly DayCount[] {
  return counts.map((count, place) => ({ day: `2026-12-${String(place + 1).padStart(2, '0')}`, count }));
}

describe('a spike', () => {
  test.each<[string, readonly number[], readonly number[]]>([
    ['a rise that doubles is none', [5, 10, 20, 20, 20], []],
    ['a small number is none', [1, 3, 9], []],
    ['nor is one from a small number that stays below the least', [0, 1, 9, 2, 9], []],
    ['more than twice the days before', [10, 12, 30], [30]],
    ['twice is not over twice', [10, 20, 40], []],
    ['one over twice', [10, 20, 41], [41]],
    ['a day without any changes nothing', [20, 0, 20, 0, 0, 0, 0, 0, 0, 20], []],
    ['after a long low it is one again', [40, 5, 5, 5, 5, 5, 40], [40]],
    ['a first day has none before it', [60], []],
    ['two in a row: the second is no longer over what was', [10, 50, 50], [50]],
    ['all in one go after a trial', [2, 60], [60]],
  ])('%s', (_name, counts, spikes) => {
    expect(spikesIn(days(...counts), rules).map(({ count }) => count)).toEqual(spikes);
  });

  test('says against what', () => {
    expect(spikesIn(days(10, 15, 12, 40), rules)).toEqual([
      { is: 'spike', day: '2026-12-04', count: 40, most: 15 },
    ]);
  });

  test('follows the settings', () => {
    expect(spikesIn(days(10, 20, 20), { ...rules, spikeTimes: 1.5 })).toHaveLength(1);
    expect(spikesIn(days(1, 3), { ...rules, spikeFrom: 2 })).toHaveLength(1);
  });
});

describe('a high start', () => {
  test.each<[string, readonly number[], number]>([
    ['at the full rate', [20, 20, 20, 20], 1],
    ['at half of it', [10, 20, 20, 20], 0],
    ['over half of it', [11, 20, 20, 20], 1],
    ['small numbers have no shape', [5, 5, 5], 0],
    ['a single day has none', [60], 0],
    ['falling', [60, 30, 10], 1],
    ['days without any do not count', [0, 10, 0, 20, 20], 0],
  ])('%s', (_name, counts, found) => {
    expect(highStart(days(...counts), rules)).toHaveLength(found);
  });
});
