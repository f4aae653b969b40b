import { expect, test } from 'vitest';
import { letterKey, numbersOf } from '../../src/domain/letter-key.ts';
import { inspect } from '../../src/guard/inspect.ts';

test('messages have keys of their own, which the guard lets pass whatever their time was', () => {
  const ids = Array.from({ length: 500 }, (_, place) => `${1_764_000_000_000 + place * 7_919}/${place % 3}`);
  expect(new Set(ids.map(letterKey)).size).toBe(500);
  const lines = ids.map(id => `/data confirm ${letterKey(id)}`);
  const now = new Date('2026-11-24T09:00:00Z');
  expect(lines.filter(line => inspect(line, { mode: 'chat', now }).decision !== 'pass')).toEqual([]);
});

test('a key tells the numbers it was made of', () => {
  expect(numbersOf(letterKey('1764000000000/2'))).toEqual(['1764000000000', '2']);
  expect(numbersOf('what is this?')).toEqual([]);
});
