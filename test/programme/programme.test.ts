import { expect, test } from 'vitest';
import { playProgramme } from './play.ts';

test('each number on the stand-up and the wash-up is what the event log says', async () => {
  const { differences, compared, mostBytes } = await playProgramme({ days: 4, ldsos: 2, seed: 7 });
  expect(differences).toEqual([]);
  expect(compared.size).toBe(20);
  expect(Math.min(...compared.values())).toBe(8);
  expect(mostBytes).toBeLessThan(28 * 1024);
});
