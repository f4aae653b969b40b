import { expect, test } from 'vitest';
import { type Cover, firstContactAt, type Presence } from '../../src/domain/day/cover.ts';
import type { Away } from '../../src/domain/day/day-plan.ts';

const day = '2026-11-24';
const jo = { name: 'Jo Penrose', id: 'jo' };
const bo = { name: 'Bo Tarn', id: 'bo' };
const cy = { name: 'Cy Lowe' };
const away = (name: string, more: Partial<Away> = {}): Away => ({
  personId: name.toLowerCase().split(' ')[0] ?? '',
  name,
  from: day,
  to: day,
  ...more,
});
const cover = (who: Cover['who'], more: Partial<Cover> = {}): Cover => ({
  who,
  from: day,
  to: day,
  at: 1,
  ...more,
});
const at = (presence: Partial<Presence>, half: 'am' | 'pm' = 'am', on = day) =>
  firstContactAt({ away: [], covers: [], analyst: jo, ...presence }, { day: on, half });

test('the test analyst is the first contact', () => {
  expect(at({})).toEqual(jo);
});

test('nobody is, where the settings name none', () => {
  expect(firstContactAt({ away: [], covers: [] }, { day, half: 'am' })).toBeUndefined();
});

test('who covers is, while it lasts, whether or not the test analyst is said to be away', () => {
  const covers = [cover(bo, { part: 'am' })];
  expect(at({ covers })).toEqual(bo);
  expect(at({ covers }, 'pm')).toEqual(jo);
  expect(at({ covers }, 'am', '2026-11-25')).toEqual(jo);
});

test('cover counts for a test analyst whom the settings do not name', () => {
  expect(firstContactAt({ away: [], covers: [cover(bo)] }, { day, half: 'am' })).toEqual(bo);
});

test('nobody is mentioned who is away', () => {
  expect(at({ away: [away('Jo Penrose')] })).toBeUndefined();
  expect(at({ away: [away('Jo Penrose', { part: 'pm' })] })).toEqual(jo);
  expect(at({ away: [away('Jo Penrose'), away('Bo Tarn')], covers: [cover(bo)] })).toBeUndefined();
});

test('of two the newer counts', () => {
  expect(at({ covers: [cover(cy, { at: 3 }), cover(bo, { at: 2 })] })).toEqual(cy);
});

test('cover for the test analyst by name is the same, and for another person is none of it', () => {
  expect(at({ covers: [cover(bo, { for: { name: 'Jo' } })] })).toEqual(bo);
  expect(at({ covers: [cover(bo, { for: cy })] })).toEqual(jo);
});
