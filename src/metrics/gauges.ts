// Numbers that tell whoever watches the bot how it and Azure DevOps stand, in the form that a metrics page takes.
import type { DriftBook } from '../agreement/drift-book.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Family } from './page.ts';

/** An LDSO that was never compared has no value: nobody takes it for none. */
export function agreementGauges(needs: {
  readonly ldsos: readonly LdsoId[];
  readonly drifts: Pick<DriftBook, 'last'>;
  readonly signedOut: () => readonly { readonly ldso: string }[];
}): readonly Family[] {
  const { ldsos, drifts, signedOut } = needs;
  const out = new Set<string>(signedOut().map(({ ldso }) => ldso));
  const compared = (
    name: string,
    help: string,
    numberIn: (drift: NonNullable<ReturnType<DriftBook['last']>>) => number,
  ) => ({
    name,
    help,
    values: ldsos.flatMap(ldso => {
      const drift = drifts.last(ldso);
      return drift === undefined ? [] : [{ labels: { ldso }, value: numberIn(drift) }];
    }),
  });
  return [
    compared(
      'daybook_drift',
      'Differences between the daybook and Azure DevOps when last compared.',
      drift => drift.differences.length,
    ),
    compared(
      'daybook_left_to_persons',
      'Records left as a person has set them in Azure DevOps.',
      drift => drift.leftToPersons.length,
    ),
    compared(
      'daybook_compared_at_seconds',
      'When the daybook was last compared with Azure DevOps, in seconds since 1970.',
      drift => Math.round(drift.at / 1000),
    ),
    {
      name: 'daybook_signed_out',
      help: 'Whether the organisation does not take the sign-in.',
      values: ldsos.map(ldso => ({ labels: { ldso }, value: out.has(ldso) ? 1 : 0 })),
    },
  ];
}
