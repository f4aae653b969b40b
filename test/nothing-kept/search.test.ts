import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { doubtful, planted } from './planted.ts';
import { filesIn, foundIn } from './search.ts';

const values = [...planted, doubtful];
const found = (content: string) => foundIn([{ name: 'somewhere', content }], values);

describe('the search itself', () => {
  test.each(values.map(value => [value.kind, value] as const))(
    'finds a %s as it is written',
    (kind, { text }) => {
      expect(found(`{"note":"seen at ${text} today"}`)).toEqual([`${kind} in somewhere`]);
    },
  );

  test.each(planted.filter(({ digits }) => digits !== undefined).map(value => [value.kind, value] as const))(
    'finds any six digits of a %s, parted or not',
    (kind, { digits = '' }) => {
      for (let at = 0; at + 6 <= digits.length; at += 1) {
        const six = digits.slice(at, at + 6);
        for (const written of [
          six,
          [...six].join(' '),
          `${six.slice(0, 3)}-${six.slice(3)}`,
          [...six].join('\u00a0'),
        ])
          expect(found(`id ${written}.`)).toContain(`${kind} in somewhere`);
      }
    },
  );

  test('finds what is escaped, in bytes and in files of any folder', () => {
    const [{ text, kind } = { text: '', kind: '' }] = planted;
    expect(found(`\\u00${text.charCodeAt(0).toString(16)}${text.slice(1)}`)).toEqual([
      `${kind} in somewhere`,
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'qt-search-'));
    writeFileSync(join(folder, 'a.bin'), Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(text)]));
    expect(foundIn(filesIn(folder), values)).toEqual([`${kind} in a.bin`]);
    rmSync(folder, { recursive: true });
  });

  test('finds nothing where nothing stands', () => {
    expect(
      found('/passed 40662 EEN-MPAN-0007 at 2026-11-24T13:00:00.000Z, 1795525200000, [removed]'),
    ).toEqual([]);
  });
});
