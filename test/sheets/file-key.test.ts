import { expect, test } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { fileKey } from '../../src/sheets/file-key.ts';

test('messages have keys of their own, which the guard lets pass whatever their time was', () => {
  const ids = Array.from({ length: 500 }, (_, place) => `${1_764_000_000_000 + place * 7_919}/${place % 3}`);
  expect(new Set(ids.map(fileKey)).size).toBe(500);
  const lines = ids.map(id => `/data confirm ${fileKey(id)}`);
  const now = new Date('2026-11-24T09:00:00Z');
  expect(lines.filter(line => inspect(line, { mode: 'chat', now }).decision !== 'pass')).toEqual([]);
});
