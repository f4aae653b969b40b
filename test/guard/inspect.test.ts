import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { mpanCheckDigit } from '../../src/guard/mpan-core.ts';

const now = new Date('2026-03-03T10:00:00Z');
const decide = (text: string, mode: 'chat' | 'file' = 'chat') => inspect(text, { mode, now }).decision;

/** A true MPAN of one of the fourteen networks, made up, with its right check digit. */
const mpan = fc
  .tuple(fc.integer({ min: 10, max: 23 }), fc.integer({ min: 0, max: 9_999_999_999 }))
  .map(([distributor, body]) => {
    const twelve = `${distributor}${String(body).padStart(10, '0')}`;
    return `${twelve}${mpanCheckDigit(twelve)}`;
  });
const separators = ['', ' ', '-', '.', '/', '\u00a0', '\u200b', '\u00ad', ' - '];
const grouped = (core: string, by: string) =>
  [core.slice(0, 2), core.slice(2, 6), core.slice(6, 10), core.slice(10)].join(by);

describe('a true MPAN', () => {
  test('is refused however its groups are parted, wherever it stands', () => {
    const around = fc.constantFrom<(text: string) => string>(
      text => text,
      text => `waiting on PUB-036 for ${text}`,
      text => `{"MPANCore":"${text}"}`,
      text => `<p>passed 40662 <b>${text}</b></p>`,
      text => `/passed 40662 EEN-MPAN-0007 ${text}`,
    );
    fc.assert(
      fc.property(mpan, fc.constantFrom(...separators), around, (core, by, wrap) => {
        const verdict = inspect(wrap(grouped(core, by)), { mode: 'chat', now });
        expect(verdict.decision).toBe('reject');
        expect(verdict.redacted.replace(/\D/g, '')).not.toContain(core);
        expect(inspect(verdict.redacted, { mode: 'chat', now }).decision).not.toBe('reject');
      }),
      { numRuns: 600 },
    );
  });

  test('is refused in full-width digits and between zero-width signs', () => {
    const wide = (core: string) =>
      [...core].map(digit => String.fromCharCode(0xff10 + Number(digit))).join('');
    fc.assert(
      fc.property(mpan, core => {
        expect(decide(wide(core))).toBe('reject');
        expect(decide([...core].join('\u200b'))).toBe('reject');
      }),
    );
  });

  test('is refused beside the word with one digit mistyped', () => {
    fc.assert(
      fc.property(mpan, fc.nat(12), fc.integer({ min: 1, max: 9 }), (core, place, by) => {
        const digit = (Number(core[place]) + by) % 10;
        expect(decide(`MPAN ${core.slice(0, place)}${digit}${core.slice(place + 1)}`)).toBe('reject');
      }),
    );
  });
});

describe('harmless identifiers', () => {
  test.each([
    'EEN-MPAN-0007',
    'harness ref MPAN000123',
    'KES_MPAN_05 and CVD-MPAN-012',
    'MHHS (2395000001)',
    'transaction T-IF-036-2295000001-REGS-20250121-568DECECF1F64EF4',
    'FM_TS_1_TC_1_2_3_4_5_6_7',
    'M11 2nd cohort, S1 3rd defect, BP3 1st step',
    'call 020 7946 0123 or 07700 900123',
    'run 1012345, bug 41877, https://dev.azure.com/een/LDSO%20QT/_workitems/edit/40662',
    '3f0c5a52-0d61-4b52-9a5e-7c1f4e9d2a01',
    '2026-03-03 10:12:09,331 ERROR REGS timeout',
    'R8.4.1 goes to UIT on Tuesday 10:00 to 11:30',
    'step 4 on 12 test cases, 10 days to go',
  ])('pass: %s', text => {
    expect(decide(text)).toBe('pass');
  });

  test('any short number passes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), number => {
        expect(decide(`run ${number} is done`)).toBe('pass');
      }),
    );
  });
});

describe('other personal data', () => {
  test.each([
    ['meter_serial', 'MSN E10BG12345 does not match'],
    ['device_id', 'device 00-1A-2B-3C-4D-5E-6F-70'],
    ['postcode', 'the postcode is CF1 1AA'],
    ['address', 'Flat 3, 27 High Street, Localton'],
  ])('%s is refused', (kind, text) => {
    const verdict = inspect(text, { mode: 'chat', now });
    expect(verdict.decision).toBe('reject');
    expect(verdict.findings.map(finding => finding.kind)).toContain(kind);
  });
});

test('whatever the text, the answer comes, and what is left of it is never refused again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
      const verdict = inspect(text, { mode: 'chat', now });
      expect(inspect(verdict.redacted, { mode: 'chat', now }).decision).not.toBe('reject');
    }),
  );
});
