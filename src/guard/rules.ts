// What the guard looks for and what it does about it: one row a rule, with its reason.

export type FindingKind = 'mpan' | 'meter_serial' | 'device_id' | 'address' | 'postcode' | 'unscannable';
export type Outcome = 'warn' | 'reject';

type Rule = {
  readonly kind: FindingKind;
  readonly chat: Outcome;
  readonly file: Outcome;
  readonly reason: string;
};

export const RULES = {
  MPAN_VALID: {
    kind: 'mpan',
    chat: 'reject',
    file: 'reject',
    reason: 'Thirteen digits with a possible distributor and the right check digit.',
  },
  UNSCANNABLE: {
    kind: 'unscannable',
    chat: 'reject',
    file: 'reject',
    reason: 'The text could not be looked through, and what was not looked at does not pass.',
  },
} as const satisfies Record<string, Rule>;

export type RuleCode = keyof typeof RULES;
