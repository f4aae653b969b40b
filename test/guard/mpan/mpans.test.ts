import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/guard/inspect.ts';
import {
  digitFamily,
  digitsOf,
  grouped,
  inFamily,
  mpan,
  mpanOf,
  named,
  plainSign,
  printed,
  readable,
  sign,
  strewn,
  unnamed,
  unseen,
} from '../given.ts';

const now = new Date('2026-03-12T12:00:00Z');
const mode = fc.constantFrom('chat' as const, 'file' as const);
const decide = (text: string, in_: 'chat' | 'file') => inspect(text, { mode: in_, now }).decision;
const places = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 });

/** What is written like a date is read as one: `10 20260312 00 6`. */
const isDate = (digits: string) => /^(?:199|20[0-4])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits);

describe('a true MPAN', () => {
  test('is refused wherever it stands, and nothing of it is left', () => {
    fc.assert(
      fc.property(mpan, unnamed, mode, (core, around, in_) => {
        const verdict = inspect(around(core), { mode: in_, now });
        expect(verdict.decision).toBe('reject');
        expect(verdict.redacted).not.toContain(core.slice(0, 6));
        expect(verdict.redacted).not.toContain(core.slice(7));
      }),
      { numRuns: 500 },
    );
  });

  test('is refused in the groups of bills, whatever sign parts them', () => {
    fc.assert(
      fc.property(mpan, printed, sign, unnamed, mode, (core, layout, by, around, in_) => {
        fc.pre(!isDate(core.slice(2, 10)));
        expect(decide(around(grouped(core, layout, by)), in_)).toBe('reject');
      }),
      { numRuns: 1500 },
    );
  });

  test('is refused in other readable groups by themselves', () => {
    const nextToNone = fc.constantFrom<(text: string) => string>(
      text => text,
      text => `passed ${text} ok`,
      text => `IF-031 ${text} at noon`,
    );
    fc.assert(
      fc.property(mpan, readable, plainSign, nextToNone, mode, (core, layout, by, around, in_) => {
        fc.pre(Number(core.slice(0, 2)) < 40);
        expect(decide(around(grouped(core, layout, by)), in_)).toBe('reject');
      }),
      { numRuns: 600 },
    );
  });

  test('is refused in the digits of any script', () => {
    fc.assert(
      fc.property(mpan, digitFamily, unnamed, mode, (core, zero, around, in_) => {
        expect(decide(around(inFamily(core, zero)), in_)).toBe('reject');
      }),
      { numRuns: 400 },
    );
  });

  test('is refused with signs that cannot be seen or tags that do not part strewn into it', () => {
    fc.assert(
      fc.property(mpan, unseen, places, unnamed, mode, (core, between, at, around, in_) => {
        expect(decide(around(strewn(core, between, at)), in_)).toBe('reject');
      }),
      { numRuns: 1000 },
    );
  });

  test('is refused digit by digit', () => {
    fc.assert(
      fc.property(mpan, plainSign, mode, (core, by, in_) => {
        expect(decide([...core].join(by), in_)).toBe('reject');
      }),
    );
  });

  // Test cases' ids and dates have 5 and 8 digits, DIP ids and status codes 10 and 3: those stay harmless.
  test('is refused when a line breaks once in it', () => {
    const broken = fc.constantFrom(1, 2, 4, 6, 7, 9, 11, 12);
    const lineBreak = fc.constantFrom('\n', '\r\n', '<br>', '<br/>', '</p><p>', '</div><div>');
    fc.assert(
      fc.property(mpan, broken, lineBreak, (core, at, by) => {
        fc.pre(Number(core.slice(0, 2)) < 40 && !(at === 7 && core.startsWith('100', 7)));
        expect(decide(`passed ${core.slice(0, at)}${by}${core.slice(at)} ok`, 'chat')).toBe('reject');
      }),
      { numRuns: 400 },
    );
  });

  test('is refused in the forms that spreadsheets give it', () => {
    const thousands = (core: string, by: string) => core.replace(/\B(?=(\d{3})+$)/g, by);
    const forms: readonly ((core: string) => string)[] = [
      core => `="${core}"`,
      core => `'${core}`,
      core => `${core}.0`,
      core => `${core}.00`,
      core => `0${core}`,
      core => `'0${core}`,
      core => `${core[0]}.${core.slice(1)}E+12`,
      core => `${core[0]}.${core.slice(1)}e12`,
      core => `${core[0]},${core.slice(1)}E+12`,
      core => `${core[0]}.${core.slice(1)}000E12`,
      core => thousands(core, ','),
      core => thousands(core, ' '),
      core => `=VLOOKUP(${core},A:B,2,0)`,
      core => `<c r="A2"><v>${core}</v></c>`,
    ];
    fc.assert(
      fc.property(mpan, fc.constantFrom(...forms), mode, (core, form, in_) => {
        expect(decide(form(core), in_)).toBe('reject');
      }),
      { numRuns: 600 },
    );
  });

  test('is refused in names of files, links and inputs of cards', () => {
    const forms: readonly ((core: string) => string)[] = [
      core => `${core}.txt`,
      core => `evidence_${core}_step6.png`,
      core => `TC40662-${core}(1).docx`,
      core => `IF-031_${core}_20260312091522.json`,
      core => `https://uit.example.org/mpan/${core}/history`,
      core => `{"verb":"retest","data":{"note":"${core}"}}`,
      core => `{"facts":[{"title":"Supply","value":"${core}"}]}`,
      core => `{"body":"{\\"mpanCore\\":\\"${core}\\"}"}`,
    ];
    fc.assert(
      fc.property(mpan, fc.constantFrom(...forms), mode, (core, form, in_) => {
        expect(decide(form(core), in_)).toBe('reject');
      }),
      { numRuns: 300 },
    );
  });

  test('is refused beside GUIDs, references, meter serials and other MPANs', () => {
    fc.assert(
      fc.property(mpan, mpan, fc.uuid(), mode, (core, other, id, in_) => {
        expect(decide(`${id} ${core}`, in_)).toBe('reject');
        expect(decide(`EEN-MPAN-0007 ${core} S95A123456`, in_)).toBe('reject');
        const two = inspect(`${core} ${other}`, { mode: in_, now });
        expect(two.redacted.replace(/\D/g, '')).toBe('');
      }),
    );
  });
});

describe('the full supply number', () => {
  const full = fc
    .tuple(
      fc.constantFrom('00', '01', '03', '08'),
      fc.oneof(digitsOf(3), digitsOf(4)),
      fc.constantFrom('100', 'H01', 'N10', '2A4', 'X07'),
      mpan,
    )
    .map(parts => [...parts]);

  test('of 21 and 22 signs is refused, with letters in its load class, in one piece or in its parts', () => {
    fc.assert(
      fc.property(full, fc.constantFrom('', ' ', '-', '/', '|', '\n'), mode, (parts, by, in_) => {
        expect(decide(parts.join(by), in_)).toBe('reject');
        const [profile, time, load, core = ''] = parts;
        expect(decide(`${profile} ${time} ${load}\n${grouped(core, '2-4-4-3', ' ')}`, in_)).toBe('reject');
      }),
      { numRuns: 400 },
    );
  });
});

describe('beside the word', () => {
  const slip = fc
    .tuple(
      fc.constantFrom('mistyped', 'missing', 'added', 'swapped'),
      fc.integer({ min: 2, max: 11 }),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([kind, at, by]) => (core: string): string => {
      if (kind === 'missing') return core.slice(0, at) + core.slice(at + 1);
      if (kind === 'added') return core.slice(0, at) + by + core.slice(at);
      if (kind === 'swapped') return core.slice(0, at) + core[at + 1] + core[at] + core.slice(at + 2);
      return core.slice(0, at) + ((Number(core[at]) + by) % 10) + core.slice(at + 1);
    });

  test('an MPAN with a digit mistyped, missing, added or swapped is caught', () => {
    fc.assert(
      fc.property(mpan, slip, named, mode, (core, slipped, says, in_) => {
        fc.pre(!isDate(slipped(core)));
        expect(decide(says(slipped(core)), in_)).not.toBe('pass');
      }),
      { numRuns: 1500 },
    );
  });

  test('an MPAN in any grouping is caught', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(mpan, lengths, plainSign, mode, (core, cuts, by, in_) => {
        const at = cuts.map((_, i) => cuts.slice(0, i + 1).reduce((sum, cut) => sum + cut, 0));
        const written = strewn(core, by, at);
        fc.pre(!/(?<!\d)(?:19|20)\d\d(?!\d)/.test(written));
        expect(decide(`MPAN ${written}`, in_)).not.toBe('pass');
      }),
      { numRuns: 600 },
    );
  });

  test('an MPAN with letters for digits, or spelt out, is refused', () => {
    const letters: readonly [RegExp, string][] = [
      [/0/g, 'O'],
      [/1/g, 'l'],
      [/1/g, 'I'],
      [/5/g, 'S'],
      [/8/g, 'B'],
    ];
    const words = 'zero one two three four five six seven eight nine'.split(' ');
    fc.assert(
      fc.property(mpan, fc.constantFrom(...letters), mode, (core, [digit, letter], in_) => {
        // Hardly a digit is left: nobody reads a number in it.
        fc.pre(core.replace(digit, '').replace(/\D/g, '').length >= 3);
        expect(decide(`MPAN ${core.replace(digit, letter)}`, in_)).toBe('reject');
        expect(decide(`MPAN ${[...core].map(each => words[Number(each)]).join(' ')}`, in_)).toBe('reject');
      }),
      { examples: [['1811161106511', [/1/g, 'l'], 'chat']] },
    );
  });

  test('letters of other scripts do not hide the word', () => {
    fc.assert(
      fc.property(
        digitsOf(10),
        fc.constantFrom('МРАN', 'ＭＰＡＮ', 'M\u200bPAN', 'MP\u00adAN', '𝗠𝗣𝗔𝗡'),
        (body, word) => {
          const core = mpanOf(20, body);
          const wrong = core.slice(0, 12) + ((Number(core[12]) + 3) % 10);
          expect(decide(`${word} ${wrong}`, 'chat')).toBe('reject');
        },
      ),
    );
  });
});
