import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { copyOf, testCaseIn } from '../../../src/domain/copies/copy.ts';
import { type Names, nameFinder } from '../../../src/domain/copies/names.ts';
import { namesSomebody, unnamed } from '../../../src/domain/copies/unnamed.ts';
import { ldsoId, mpanRef, testCaseId } from '../../../src/domain/refs.ts';
import { clean } from '../given.ts';

const known: Names = {
  names: ['Eastmere Electricity Networks', 'Asha Rao', 'Bo Tarn', 'eastmere-qt', 'Kestrel Networks (IDNO)'],
  ids: ['EEN', 'KES'],
  patterns: ['EEN-MPAN-\\d{4}', 'KES_MPAN_\\d{2}'],
};
const find = nameFinder(known);

describe('in the words of a copy', () => {
  test.each([
    ['contract reference rejected after PUB-036', 'contract reference rejected after PUB-036'],
    ['Contract reference rejected, HTTP 500 after 30s', 'Contract reference rejected, HTTP 500 after 30s'],
    ['Asha says the Eastmere adapter rejects IF-031', '[…] says the […] adapter rejects IF-031'],
    ['asha.rao@eastmere.example saw it', '[…] saw it'],
    ['see https://dev.azure.com/eastmere-qt/_workitems/edit/40715 please', 'see […] please'],
    ['EENs gateway, een-gw01 and KES_MPAN_08', '[…] gateway, […] and […]'],
    ['@Gaz could you look? Gaz knows the system', '[…] could you look? […] knows the system'],
    ['E​E​N rejects it', '[…] rejects it'],
    ['ЕEN rejects it', '[…] rejects it'],
    ['Élodie at Eastmère rejects it', '[…] at […] rejects it'],
    ['test case 40715, bug 90713, at 10:42', 'test case […] bug […] at 10:42'],
    ['reference DVD-MPAN-0007 of somebody', 'reference […] of somebody'],
    ['eastmere', '[…]'],
  ])('%j is %j', (said, told) => {
    expect(unnamed(said, find)).toBe(told);
  });

  it('nothing names somebody once it is told', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...known.names, ...known.ids), fc.string())), parts => {
        expect(namesSomebody(unnamed(parts.join(' '), find), find)).toBe(false);
      }),
    );
  });
});

const syllables = fc.constantFrom('Zor', 'Quax', 'Vimp', 'Xyl', 'Jubb', 'Wex', 'Kroz', 'Fyx');
const word = fc
  .array(syllables, { minLength: 2, maxLength: 3 })
  .map(parts => parts[0] + parts.slice(1).join('').toLowerCase());
const short = fc.constantFrom('ZQ', 'XJW', 'VKX9', 'QZX');
const party = fc.record({
  id: short,
  company: word.map(name => `${name} Electricity Networks`),
  tester: fc.tuple(word, word).map(names => names.join(' ')),
  organisation: word.map(name => `${name.toLowerCase()}-qt`),
});
type Party = {
  readonly id: string;
  readonly company: string;
  readonly tester: string;
  readonly organisation: string;
};

const told = fc.constantFrom(
  'contract reference rejected',
  'PUB-036 not received',
  'the registration record has another date than the message',
  'No answer within 30s, then HTTP 500.',
);
/** A note in which somebody or something of the LDSO is named in one of the ways in which people do it. */
const note = (own: Party) =>
  fc
    .tuple(
      told,
      fc.constantFrom(
        own.company,
        own.company.split(' ')[0]!,
        own.company.toUpperCase(),
        own.company.split(' ')[0]!.toLowerCase(),
        `${own.id}'s`,
        `${own.id}s`,
        own.id.toLowerCase(),
        `@${own.tester}`,
        own.tester.split(' ')[0]!.toLowerCase(),
        own.tester.replace(' ', '.').toLowerCase(),
        `${own.tester.replace(' ', '.')}@${own.organisation}.example`,
        `https://dev.azure.com/${own.organisation}/_workitems/edit/90713`,
        `https://teams.microsoft.com/l/message/19%3A${own.organisation}/1`,
        `\\\\${own.organisation}\\share\\log`,
        `${own.id}-MPAN-0007`,
        `${own.id}_GW_01`,
        [...own.company.split(' ')[0]!].join('\u200b'),
        own.company.split(' ')[0]!.replace(/[a-z]/, letter => `${letter}\u0301`),
      ),
      fc.constantFrom(' ', ', ', '\n', ' - ', ' / '),
      told,
    )
    .map(([before, name, between, after]) => `${before}${between}${name}${between}${after}`);

it('whoever raised it and whatever they wrote: nothing of a copy tells of whose defect it is', () => {
  const given = party.chain(own => fc.tuple(fc.constant(own), note(own), party, fc.boolean()));
  fc.assert(
    fc.property(given, ([own, words, other, isNamedInTest]) => {
      const all = [own, other];
      const finder = nameFinder({
        names: all.flatMap(each => [each.company, each.tester, each.organisation]),
        ids: all.map(each => each.id),
        patterns: all.map(each => `${each.id}-MPAN-\\d{4}`),
      });
      const copy = copyOf(
        {
          id: `${own.id}/1001/0`,
          kind: 'defect_raised',
          message: {
            ldso: ldsoId('ZQ')!,
            thread: `19:${own.organisation}@thread.tacv2;messageid=1`,
            messageId: '1',
          },
          testCaseId: testCaseId('40715')!,
          testCaseName: isNamedInTest ? `${own.id}_TS_1_TC_2` : 'FM_TS_1_TC_2',
          mpanRef: mpanRef(`${own.id}-MPAN-0007`)!,
          step: 6,
          defect: { severity: 'S2', priority: 'P1' },
          routeTo: [],
          warnings: [],
          note: clean(words),
          by: { id: 'p', name: own.tester },
          at: Date.parse('2026-11-24T10:00:00Z'),
        },
        words,
        finder,
      );
      const body = JSON.stringify(copy).toLowerCase();
      const parts = [
        own.company.split(' ')[0]!,
        ...own.tester.split(' '),
        own.organisation,
        '40715',
        'mpan-',
      ];
      for (const part of parts) expect(body).not.toContain(part.toLowerCase());
      expect(body).not.toMatch(new RegExp(`(?<![a-z])${own.id.toLowerCase()}`));
      expect(body.includes('fm_ts_1_tc_2')).toBe(!isNamedInTest);
      // And it is worth having: what happened is told.
      expect(copy.words).toMatch(/contract reference rejected|PUB-036|registration record|HTTP 500/);
    }),
    { numRuns: 400 },
  );
});

it('a copy is of the test case that its title begins with', () => {
  const planned = (name: string) => ({ id: testCaseId('1')!, name, title: name, suite: 'S', order: 1 });
  const plan = ['SITFTS-0240 TC 03', 'SITFTS-0240', 'FM_TS_1'].map(planned);
  expect(testCaseIn('SITFTS-0240 TC 03, step 6: contract reference rejected', plan)?.name).toBe(
    'SITFTS-0240 TC 03',
  );
  expect(testCaseIn('FM_TS_1: none', plan)?.name).toBe('FM_TS_1');
  expect(testCaseIn('FM_TS_10: none', plan)).toBeUndefined();
  expect(testCaseIn('step 6: contract reference rejected', plan)).toBeUndefined();
});
