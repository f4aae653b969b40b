import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { stepsOf } from './steps.ts';

const now = new Date('2026-03-03T10:00:00Z');

/** Teams takes no longer message. */
const CEILING = 28_000;
const MOST_STEPS_A_CHARACTER = 600;
/** Twice the text may take twice the steps, and a little for what a text costs at all. */
const MOST_FOR_TWICE = 2.12;

function stepsFor(text: string): number {
  return stepsOf(() => {
    inspect(text, { mode: 'chat', now });
    inspect(text, { mode: 'file', now });
  });
}

function expectLinear(textOf: (length: number) => string, length: number): void {
  const once = stepsFor(textOf(length));
  const twice = stepsFor(textOf(2 * length));
  expect(twice / once, textOf(40)).toBeLessThan(MOST_FOR_TWICE);
  expect(twice / (4 * length), textOf(40)).toBeLessThan(MOST_STEPS_A_CHARACTER);
}

const repeated = (unit: string) => (length: number) => unit.repeat(Math.ceil(length / unit.length));

/** Texts that ask the same question again and again: each is the begin of something that a rule looks for. */
const HOSTILE = [
  ...[
    '0',
    '2',
    '7 ',
    '12 ',
    '12-',
    '1.2.3.4.',
    '2000 0000 015',
    '20-0000-0000-015 ',
    '01 801 100 20 ',
    '1 2 3\n',
  ],
  ...[
    '20000000000',
    '1768471800000\n',
    '{"timestamp":1768471800000},',
    'ts=1768471800000 ',
    '1768471800000,17,',
  ],
  ...[
    '+44 7700 ',
    '00-00-00-',
    'ab:cd:',
    'ab cd ',
    '90B3D5',
    'abcdef0123456789',
    '0x',
    'CI-20260115-',
    'T-IF-036-',
  ],
  ...[
    '1.5E12 ',
    '2,000,',
    'O0l1',
    '20OO',
    '2x*?#',
    '(0)',
    '00',
    '19:a@thread.v2/',
    'https://teams.microsoft.com/l/message/19:',
  ],
  ...[
    'mpan ',
    'MPAN:',
    'MPAN-REF-',
    'mpan is the ',
    'mpan,',
    'MPAN 20 ',
    'm p a n ',
    'supply number ',
    's no ',
    'MPANCore',
  ],
  ...[
    'meter ',
    'msn ',
    'meter id is the new ',
    'serial number and ',
    'S95A ',
    'S95A12345 ',
    '19P',
    'sn: ',
    'meter|',
  ],
  ...[
    'one two ',
    'double ',
    'oh ',
    'mpan one two ',
    'four-',
    'address ',
    'address line 1 ',
    'address: ',
    'lives at ',
  ],
  ...[
    '1 High ',
    '1 a ',
    '12 The Old ',
    'The Old ',
    'Rose Cottage, ',
    'Aa Bb Cc, ',
    'Mill Lane ',
    'Flat 1, ',
    "O'",
    'a. ',
    'Heol y ',
  ],
  ...['SW1A ', '1AA ', 'AB1 2CD', 'GIR ', 'postcode ', 'post code is the ', 'a1', 'A1 ', '1a ', '-1-a'],
  ...[
    '<',
    '</',
    '<a ',
    '<b>1</b>',
    '<td>1</td>',
    '<tr>',
    '<table><tr>',
    '<p> ',
    '&',
    '&#',
    '&#50;',
    '&nbsp;',
    '%',
    '%32',
    '%e2%80',
  ],
  ...[
    '\\',
    '\\u',
    '\\u0032',
    '\\\\',
    '\\n',
    '"',
    "'",
    ' ',
    '\n',
    '\t',
    ',',
    ';',
    '|',
    '-',
    '(',
    '.',
    ': ',
    '= ',
    '#',
  ],
  ...[
    'mpan,msn\n1,2\n',
    'mpan\tpost code\n',
    'meter id|address\n1|2\n',
    'mpan;',
    'a',
    'A',
    'é',
    '\u200b',
    '\u0301',
    '２',
    '\u{1f51f}',
  ],
];

describe('twice the text takes twice the steps, and no more', () => {
  test.each(HOSTILE.map(unit => [unit]))('when a text repeats %j', unit => {
    expectLinear(repeated(unit), 1_500);
  });

  test('when it repeats anything that pieces of those make', () => {
    const unit = fc
      .array(fc.constantFrom(...HOSTILE), { minLength: 2, maxLength: 5 })
      .map(parts => parts.join(''));
    const around = fc.constantFrom('', 'MPAN ', 'meter id ', 'address: ', '"mpan":"', 'x', '<p>', '\n');
    fc.assert(
      fc.property(around, unit, around, (head, each, tail) => {
        expectLinear(length => head + repeated(each)(length) + tail, 2_000);
      }),
      { numRuns: 60 },
    );
  });

  test('when it is as long as Teams lets it be', () => {
    for (const unit of ['20 0000 0000 015 ', 'mpan 7 ', '{"timestamp":1768471800000},', '<td>1</td>']) {
      expect(stepsFor(repeated(unit)(CEILING)) / (2 * CEILING)).toBeLessThan(MOST_STEPS_A_CHARACTER);
    }
  });
});

describe('what throws in the scanner', () => {
  test('is rejected, and nothing of the text is left', () => {
    const verdict = inspect({ length: 5 } as unknown as string, { mode: 'chat', now });
    expect(verdict.decision).toBe('reject');
    expect(verdict.findings).toEqual([{ kind: 'unscannable', code: 'UNSCANNABLE', start: 0, end: 5 }]);
    expect(verdict.redacted).toBe('[removed]');
  });
});
