import { expect, test } from 'vitest';
import { inspectLong } from '../../src/scan/inspect-long.ts';
import { MPAN, now } from './scanning.ts';

test('a long text is read in pieces as it is read whole, wherever a piece ends', () => {
  const line = 'step 4 passed at 10:12, EEN-MPAN-0007\n';
  for (const shift of [0, 1, 7, 13, 19]) {
    const text = `${'x'.repeat(shift)}\n${(`${line.repeat(130)}MPAN ${MPAN} and ${MPAN}\n`).repeat(4)}`;
    expect(inspectLong(text, now, 5_000)).toEqual(inspectLong(text, now));
  }
});

test('the headings of a table count in every piece', () => {
  const text = `id,MPAN\n${'1,none\n'.repeat(2_000)}2,200000000001\n`;
  expect(
    inspectLong(text, now, 5_000).map(({ code, start }) => [code, text.slice(start, start + 4)]),
  ).toEqual([['MPAN_LABELLED_LENGTH', '2000']]);
});
