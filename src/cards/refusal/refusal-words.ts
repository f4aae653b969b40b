// Every sentence that tells an author why a message was not recorded, by reason.
import type { Problem, RefusalReason } from '../../domain/reading.ts';
import { md, type Shown, sentences, shorten } from '../making/shown.ts';

export type PersonalData = Extract<RefusalReason, `raw_${string}` | 'unscannable'>;
type Form = Exclude<RefusalReason, PersonalData>;

/** What stands in the message, after "it holds" or "it may hold", and what to do instead. Never the value. */
export const personalWords: Readonly<
  Record<PersonalData, { readonly what: string; readonly instead: string }>
> = {
  raw_mpan: { what: 'a full MPAN', instead: 'write the MPAN reference instead' },
  raw_meter_serial: { what: 'a meter serial number', instead: 'leave the serial number out' },
  raw_device_id: { what: 'the id of a meter or device', instead: 'leave the id out' },
  raw_address: { what: 'a customer’s address', instead: 'leave the address out' },
  raw_postcode: { what: 'a postcode', instead: 'leave the postcode out' },
  unscannable: {
    what: 'text that cannot be checked for personal data',
    instead: 'write it as short, plain text',
  },
};

/** The short form is for the preview, which stands on lock screens: what is wrong, nothing that was typed. */
const formWords: Readonly<
  Record<Form, { readonly short: string; readonly says: (problem: Problem, ldsoName: string) => Shown }>
> = {
  missing_mpan_ref: {
    short: 'the MPAN reference is missing',
    says: () => md`The MPAN reference is missing.`,
  },
  missing_tc_ref: {
    short: 'the test case is missing',
    says: () => md`The test case is missing: its reference, or its number in Azure DevOps.`,
  },
  unknown_tc: {
    short: 'the test case is not in the plan',
    says: ({ typed }) => md`${quoted('The test case', typed)} is not in this LDSO’s plan.`,
  },
  unknown_mpan_ref: {
    short: 'the MPAN reference is not known',
    says: ({ typed }, ldsoName) =>
      md`${quoted('The reference', typed)} is not an MPAN reference of ${ldsoName}.`,
  },
  mpan_ref_of_other_ldso: {
    short: 'the MPAN reference is another LDSO’s',
    says: ({ typed }) => md`${quoted('The reference', typed)} belongs to another LDSO.`,
  },
};

export function isPersonal(reason: string): reason is PersonalData {
  return Object.hasOwn(personalWords, reason);
}

/** @returns e.g. `a full MPAN, an address and a postcode` */
export function personalWordsOf(reasons: readonly string[]): string {
  const words = [...new Set(reasons)].flatMap(reason =>
    isPersonal(reason) ? [personalWords[reason].what] : [],
  );
  return listOf(words);
}

export function listOf(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(words);
}

/** @param problem without `typed` and `nearest` nothing of the message is repeated */
export function sentenceOf(problem: Problem, ldsoName: string): Shown {
  const { reason, nearest = [] } = problem;
  if (isPersonal(reason)) return md`It holds ${personalWords[reason].what}.`;
  const near = nearest.slice(0, 3).join(' or ');
  return sentences([
    formWords[reason].says(problem, ldsoName),
    ...(near === '' ? [] : [md`Did you mean ${near}?`]),
  ]);
}

export function inShort(reason: RefusalReason): string {
  return isPersonal(reason) ? 'it holds what must not be in Teams' : formWords[reason].short;
}

function quoted(name: string, typed: string | undefined): string {
  return typed === undefined ? name : `“${shorten(typed, 60)}”`;
}
