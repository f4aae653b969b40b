// Examples of what is said where a notification is refused or held.
import { refusal } from '../../../src/cards/say.ts';
import { inspect } from '../../../src/guard/inspect.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { asha, eastmere, now } from '../given.ts';

const refused = { person: asha, ldsoName: eastmere, doubtful: false, messageId: '1795000000001' } as const;

export const refusalExamples: Readonly<Record<string, () => Outgoing>> = {
  'refusal-missing': () =>
    refusal({
      ...refused,
      kind: 'passed',
      problems: [{ reason: 'missing_mpan_ref' }],
      correctedLine: '/passed 40715 EEN-MPAN-____',
    }),
  'refusal-unknown': () =>
    refusal({
      ...refused,
      kind: 'failed',
      problems: [
        {
          reason: 'unknown_tc',
          typed: 'SITFTS-0420 TC 03',
          nearest: ['SITFTS-0240 TC 03', 'SITFTS-0430 TC 01'],
        },
        { reason: 'mpan_ref_of_other_ldso', typed: 'CVD-MPAN-012' },
      ],
      correctedLine: '/failed SITFTS-0240 TC 03 EEN-MPAN-____ step 6 PUB-036 not received',
    }),
  'refusal-personal-data': () =>
    refusal({
      ...refused,
      kind: 'passed',
      problems: [{ reason: 'raw_mpan' }, { reason: 'raw_postcode' }],
      useInstead: 'EEN-MPAN-0011',
    }),
  'refusal-doubtful': () =>
    refusal({ ...refused, kind: undefined, doubtful: true, problems: [{ reason: 'raw_mpan' }] }),
  'refusal-held': () =>
    refusal({
      ...refused,
      kind: 'failed',
      doubtful: true,
      problems: [{ reason: 'raw_address' }],
      without: inspect('/failed 40715 EEN-MPAN-0011 step 6 seen at [removed]', { mode: 'chat', now })
        .redacted,
    }),
  'refusal-on-card': () =>
    refusal({ ...refused, kind: 'failed', onCard: true, problems: [{ reason: 'raw_mpan' }] }),
};
