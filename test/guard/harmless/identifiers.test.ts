import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/guard/inspect.ts';
import { digitsOf } from '../given.ts';

const now = new Date('2026-03-12T12:00:00Z');
const SEED = 20_260_312;

const rejected = (texts: readonly string[], mode: 'chat' | 'file') =>
  texts.filter(text => inspect(text, { mode, now }).decision === 'reject').length / texts.length;
const held = (texts: readonly string[], mode: 'chat' | 'file') =>
  texts.filter(text => inspect(text, { mode, now }).decision !== 'pass').length / texts.length;

const int = (min: number, max: number) => fc.integer({ min, max });
const two = (min: number, max: number) => int(min, max).map(value => String(value).padStart(2, '0'));
const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map(all => all.join(''));
const listOf = <T>(each: fc.Arbitrary<T>, count: number) =>
  fc.array(each, { minLength: count, maxLength: count });
/** Text with arbitraries in its gaps. */
const line = (parts: TemplateStringsArray, ...gaps: fc.Arbitrary<string | number>[]) =>
  fc.tuple(...gaps).map(values => String.raw({ raw: parts }, ...values));

const dip = line`${fc.constantFrom(10, 11, 12, 14, 15, 16, 17, 18, 19, 21, 22, 23, 25, 26)}${digitsOf(8)}`;
const year = int(2024, 2027);
const date = line`${two(1, 28)}/${two(1, 12)}/${year}`;
const day = line`${year}${two(1, 12)}${two(1, 28)}`;
const clock = line`${two(0, 23)}:${two(0, 59)}:${two(0, 59)}`;
const testCase = int(40_000, 41_999);
const word = fc.constantFrom(200, 201, 202, 400, 404, 500);

/** Not one of these may be refused or held, in a message or in a file. */
const families: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'DIP ids': dip,
  'DIP ids with a status': line`${dip} ${word}`,
  'DIP ids in columns': listOf(line`${dip},${word},${int(0, 9999)}`, 8).map(all => all.join('\n')),
  'DIP ids in payloads': line`{"senderID":"${dip}","recipientID":"${dip}","status":${word}}`,
  'transaction ids': line`T-IF-0${two(1, 50)}-${dip}-LDSO-${day}-${hex(16)}`,
  'sender references': line`S-IF-0${two(1, 50)}-${dip}-SUP-${day}-${hex(16)}`,
  'correlation ids': line`CI-${day}-${hex(20)}`,
  'MPAN references': line`${testCase} EEN-MPAN-${digitsOf(4)} ${fc.constantFrom('passed', 'failed step 3')}`,
  'harness references': line`MPAN${digitsOf(6)} MPAN-REF-${digitsOf(4)}`,
  'references beside DIP ids': line`MPAN-REF-${digitsOf(4)} ${dip}`,
  'test cases in rows': listOf(testCase, 5).map(all => all.join(' ')),
  'test cases with dates': line`${testCase} ${date} ${clock}`,
  GUIDs: fc.uuid(),
  'GUIDs without hyphens': hex(32),
  hashes: fc.oneof(hex(40), hex(64)),
  'trace ids': line`00-${hex(32)}-${hex(16)}-01`,
  'times of the calendar': fc.oneof(
    line`${date} ${clock}`,
    line`${year}-${two(1, 12)}-${two(1, 28)}T${clock}.${digitsOf(3)}Z`,
    line`${day}${two(0, 23)}${two(0, 59)}${two(0, 59)}`,
    line`${day}${two(0, 23)}${two(0, 59)}${two(0, 59)}${digitsOf(3)}`,
    line`${day} ${digitsOf(5)}`,
  ),
  'epoch seconds': int(1_700_000_000, 1_800_000_000).map(String),
  phones: fc.oneof(
    line`07700 900${digitsOf(3)}`,
    line`07700900${digitsOf(3)}`,
    line`+44 7700 900${digitsOf(3)}`,
    line`+447700900${digitsOf(3)}`,
    line`020 7946 0${digitsOf(3)}`,
    line`+44 (0)20 7946 0${digitsOf(3)}`,
    line`0044 1632 960${digitsOf(3)}`,
    line`(01632) 960${digitsOf(3)}`,
    line`0161-496-0${digitsOf(3)}`,
    line`01632.960.${digitsOf(3)}`,
  ),
  'machine addresses': line`${int(1, 255)}.${int(0, 255)}.${int(0, 255)}.${int(0, 255)}:${int(1, 65_535)}`,
  'bank details': line`sort code ${digitsOf(2)}-${digitsOf(2)}-${digitsOf(2)} account ${digitsOf(8)}`,
  'amounts in kWh': line`${int(0, 99_999)}.${digitsOf(3)} kWh`,
  'half hours with decimals': listOf(line`${int(0, 9)}.${digitsOf(3)}`, 48).map(all => all.join(',')),
  'half hours': listOf(int(0, 4999), 48).map(all => all.join(',')),
  flags: listOf(int(0, 1), 48).map(all => all.join(',')),
  'register reads': line`R1 ${digitsOf(5)} R2 ${digitsOf(5)}`,
  versions: line`v${int(1, 30)}.${int(0, 30)}.${int(0, 9999)}-${day}.${int(1, 99)}`,
  'interface names': line`IF-0${two(1, 50)} PUB-0${two(1, 50)} REP-00${int(1, 9)}A`,
  'links to Azure DevOps': line`https://dev.azure.com/een/LDSO%20QT/_workitems/edit/${testCase}?runId=10${digitsOf(5)}&resultId=100${digitsOf(3)}`,
  'runs and results': line`run 10${digitsOf(5)} result 100${digitsOf(3)}, bug ${int(10_000, 99_999)}`,
  'incidents and orders': line`INC${digitsOf(9)} CHG${digitsOf(7)} order ${digitsOf(10)}`,
  'lines of logs': line`${year}-${two(1, 12)}-${two(1, 28)} ${clock},${digitsOf(3)} INFO [exec-${int(1, 40)}] ${dip} status=${word} in ${int(0, 9999)}ms`,
  'lines of servers': line`10.${int(0, 255)}.${int(0, 255)}.${int(0, 255)} - - [12/Mar/2026:${clock} +0000] "GET /x HTTP/1.1" ${word} ${int(0, 99_999)}`,
};

describe('harmless identifiers pass', () => {
  test.each(Object.entries(families))('%s', (_, family) => {
    const texts = fc.sample(family, { numRuns: 300, seed: SEED });
    expect(held(texts, 'chat')).toBe(0);
    expect(held(texts, 'file')).toBe(0);
  });
});

/** Numbers that happen to look like an MPAN: how many may be refused, in a message and in a file. */
const bounded: Readonly<Record<string, { chat: number; file: number; family: fc.Arbitrary<string> }>> = {
  'lists of whole numbers': {
    chat: 0.005,
    file: 0.003,
    family: listOf(int(0, 9999), 8).map(all => all.join(' ')),
  },
  'numbers with many decimals': {
    chat: 0.022,
    file: 0,
    family: fc.double({ min: 1, max: 999, noNaN: true }).map(value => value.toFixed(13)),
  },
  'telephones by their IMEI': { chat: 0.14, file: 0.001, family: line`35${digitsOf(13)}` },
  'long ids': { chat: 0.06, file: 0.001, family: digitsOf(20) },
  microseconds: {
    chat: 0.08,
    file: 0,
    family: int(1_760_000, 1_773_000).map(k => `${k}${k % 1000}123456`.slice(0, 16)),
  },
  'any thirteen digits': { chat: 0.55, file: 0.55, family: line`${int(1, 9)}${digitsOf(12)}` },
};

describe('numbers that look like an MPAN by chance', () => {
  test.each(Object.entries(bounded))('%s', (_, { chat, file, family }) => {
    const texts = fc.sample(family, { numRuns: 800, seed: SEED });
    expect(rejected(texts, 'chat')).toBeLessThanOrEqual(chat);
    expect(rejected(texts, 'file')).toBeLessThanOrEqual(file);
  });
});

test('a payload of this work with all its ids passes as a file', () => {
  const message = fc
    .record({
      senderUniqueReference: line`S-IF-031-${dip}-SUP-${day}-${hex(16)}`,
      transactionID: line`T-IF-036-${dip}-REGS-${day}-${hex(16)}`,
      senderID: dip,
      messageCreationTimestamp: line`2026-0${int(1, 3)}-${two(1, 28)}T${clock}.${digitsOf(3)}Z`,
      createdAt: int(1_764_000_000, 1_773_000_000).map(seconds => seconds * 1000 + (seconds % 1000)),
      mpanRef: line`EEN-MPAN-${digitsOf(4)}`,
      reads: listOf(int(0, 4999), 6),
      ratio: fc.double({ min: 0, max: 1, noNaN: true }),
      run: int(1_000_000, 1_099_999),
      durationMs: int(0, 9_999_999),
      id: fc.uuid(),
    })
    .map(fields => JSON.stringify(fields, null, 1));
  expect(held(fc.sample(message, { numRuns: 400, seed: SEED }), 'file')).toBe(0);
});
