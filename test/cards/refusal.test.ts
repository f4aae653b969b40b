import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Refused } from '../../src/cards/refusal/refusal-facts.ts';
import { refusal } from '../../src/cards/say.ts';
import { kinds } from '../../src/domain/kinds.ts';
import type { RefusalReason } from '../../src/domain/reading.ts';
import type { CleanText } from '../../src/guard/clean-text.ts';
import { asha } from './given.ts';
import { seen } from './markdown.ts';
import { ofType, stringsOf, textsOf } from './walk.ts';

const personalData: readonly RefusalReason[] = [
  'raw_mpan',
  'raw_meter_serial',
  'raw_device_id',
  'raw_address',
  'raw_postcode',
  'unscannable',
];
const form: readonly RefusalReason[] = [
  'missing_mpan_ref',
  'missing_tc_ref',
  'unknown_tc',
  'unknown_mpan_ref',
  'mpan_ref_of_other_ldso',
];

function refused(more: Partial<Refused>): ReturnType<typeof refusal> {
  return refusal({
    person: asha,
    ldsoName: 'Eastmere Electricity Networks',
    kind: 'passed',
    doubtful: false,
    messageId: '1001',
    problems: [],
    ...more,
  });
}

const said = (more: Partial<Refused>) => textsOf(refused(more).card).map(seen);

describe('the answer to a message that is not recorded', () => {
  test.each([...personalData, ...form].map(reason => [reason]))(
    'every reason says what is wrong: %s',
    reason => {
      const answer = refused({ problems: [{ reason }] });
      expect(answer.text).toMatch(/^Not recorded · .{20,}/);
      expect(textsOf(answer.card).length).toBeGreaterThan(2);
    },
  );

  test('each reason has words of its own', () => {
    const all = [...personalData, ...form].map(reason => said({ problems: [{ reason }] }).join('\n'));
    expect(new Set(all).size).toBe(all.length);
  });

  test('an unknown reference is named with the nearest ones', () => {
    const lines = said({
      problems: [{ reason: 'unknown_tc', typed: 'FM_TS_9', nearest: ['FM_TS_1_TC_1', 'FM_TS_2_TC_1'] }],
    });
    expect(lines).toContain(
      '• “FM_TS_9” is not in this LDSO’s plan. Did you mean FM_TS_1_TC_1 or FM_TS_2_TC_1?',
    );
  });

  test('the corrected line stands alone, to copy, as it must be sent', () => {
    const { card } = refused({
      problems: [{ reason: 'missing_mpan_ref' }],
      correctedLine: '/passed FM_TS_2_TC_1 EEN-MPAN-____\n/passed 40662 EEN-MPAN-____',
    });
    const copy = ofType(card, 'TextBlock').filter(block => block.fontType === 'Monospace');
    expect(copy.map(block => seen(String(block.text)))).toEqual([
      '/passed FM_TS_2_TC_1 EEN-MPAN-____',
      '/passed 40662 EEN-MPAN-____',
    ]);
    expect(textsOf(card)).toContain('Fill in the gap and send:');
  });

  test('nothing that was typed stands in the preview', () => {
    const { text } = refused({ problems: [{ reason: 'unknown_mpan_ref', typed: 'EEN-MPAN-9' }] });
    expect(text).toBe('Not recorded · Passed · the MPAN reference is not known');
  });
});

describe('the answer to personal data', () => {
  test('no digit of the message comes back, whatever else is wrong with it', () => {
    const digits = fc.stringMatching(/^\d{2,21}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...personalData),
        fc.constantFrom(...form),
        fc.constantFrom(undefined, ...kinds),
        digits,
        fc.boolean(),
        (reason, other, kind, typed, doubtful) => {
          const answer = refused({
            kind,
            doubtful,
            problems: [{ reason }, { reason: other, typed, nearest: [typed] }],
            correctedLine: `/passed ${typed}`,
          });
          const told = [answer.text, ...textsOf(answer.card), String(answer.card?.fallbackText)];
          expect(told.join('\n')).not.toMatch(/\d/);
          expect(stringsOf(answer).join('\n')).not.toContain(typed.length > 3 ? typed : `/passed ${typed}`);
        },
      ),
    );
  });

  test('the author is told that nothing was recorded, what to write, and that the bot cannot delete it', () => {
    const lines = said({ problems: [{ reason: 'raw_mpan' }], useInstead: 'EEN-MPAN-0011' });
    expect(lines).toEqual([
      '▲ Please edit or delete your message',
      'Asha Renn, nothing of it was recorded: it holds a full MPAN.',
      'Edit it: write the MPAN reference instead. It is then read again by itself.',
      'Or delete it. The bot cannot do that for you.',
      'The reference to write:',
      'EEN-MPAN-0011',
      'If Teams lets you do neither, say so here: the QT team is told when it stands for a while.',
    ]);
  });

  test('what was typed on a card is not asked to be deleted: it stands nowhere', () => {
    const lines = said({ problems: [{ reason: 'raw_mpan' }], onCard: true }).join('\n');
    expect(lines).toContain('there is nothing to delete');
    expect(lines).not.toMatch(/delete it|edit/i);
  });

  test.each([
    ['talk', undefined, undefined, ['It is not customer data']],
    ['a notification', 'passed', undefined, ['It is not customer data']],
    [
      'one that is complete without it',
      'passed',
      '/passed 40715 EEN-MPAN-0011',
      ['Send without it', 'It is not customer data'],
    ],
  ] as const)(
    'when the guard is not sure the author of %s can answer by button',
    (_what, kind, line, titles) => {
      const without = line === undefined ? {} : { without: line as CleanText };
      const { card } = refused({ problems: [{ reason: 'raw_address' }], doubtful: true, kind, ...without });
      expect(ofType(card, 'ActionSet').flatMap(({ actions }) => actions)).toMatchObject(
        titles.map(title => ({ title })),
      );
      // No mercy where the guard is sure.
      expect(ofType(refused({ problems: [{ reason: 'raw_mpan' }], kind }).card, 'ActionSet')).toEqual([]);
    },
  );

  test('when the guard is not sure it asks and does not accuse', () => {
    const lines = said({ problems: [{ reason: 'raw_postcode' }], doubtful: true }).join('\n');
    expect(lines).toContain('it may hold a postcode');
    expect(lines).not.toContain('it holds');
  });
});
