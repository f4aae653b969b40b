import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { playProgramme } from './play.ts';

test('each number on the stand-up and the wash-up is what the event log says', async () => {
  const { differences, compared, mostBytes } = await playProgramme({ days: 4, ldsos: 2, seed: 7 });
  expect(differences).toEqual([]);
  expect(compared.size).toBeGreaterThan(50);
  expect(Math.min(...compared.values())).toBeGreaterThan(5);
  expect(mostBytes).toBeLessThan(28 * 1024);
});

test('what the cards must say is found without the product’s own computations: of it only types are used', () => {
  const here = new URL('./expected/', import.meta.url);
  const sources = [
    ...readdirSync(here).map(name => readFileSync(new URL(name, here), 'utf8')),
    readFileSync(new URL('../rhythm/oracle.ts', import.meta.url), 'utf8'),
  ];
  const imports = sources.flatMap(source => source.match(/^import [^;]*;/gm) ?? []);
  expect(imports.length).toBeGreaterThan(10);
  expect(imports.filter(line => line.includes('/src/') && !line.startsWith('import type '))).toEqual([]);
});

const block = (text: string) => ({ type: 'TextBlock', text });
const card = {
  text: '2 planned',
  card: { body: [block('2 planned'), { type: 'Container', items: [block('Open: 1')] }] },
};
const said = { text: '2 planned', blocks: { planned: '2 planned', open: 'Open: 1' }, lists: {} };

test.each([
  ['nothing', said, []],
  [
    'a number that is another',
    { ...said, blocks: { ...said.blocks, open: 'Open: 2' } },
    ['open', 'no other number'],
  ],
  ['a number that was not asked for', { ...said, blocks: { planned: '2 planned' } }, ['no other number']],
  ['a number that is missing', { ...said, blocks: { ...said.blocks, late: 'Late: 3' } }, ['late']],
  ['what must not stand there', { ...said, blocks: { ...said.blocks, none: 'nothing of Open' } }, ['none']],
  ['another preview', { ...said, text: '3 planned' }, ['preview']],
])('the comparison sees %s', (_what, expected, numbers) => {
  expect(compare(card, expected).differences.map(({ number }) => number)).toEqual(numbers);
});
