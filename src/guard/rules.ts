// What the guard looks for and what it does about it: one row a rule, with its reason.

export type FindingKind = 'mpan' | 'meter_serial' | 'device_id' | 'address' | 'postcode' | 'unscannable';
export type Outcome = 'warn' | 'reject';

type Rule = {
  readonly kind: FindingKind;
  readonly chat: Outcome;
  readonly file: Outcome;
  /** What is let off in a file, or read more strictly there. */
  readonly inFile?: string;
  readonly reason: string;
};

function rule(kind: FindingKind, outcome: Outcome, reason: string, inFile?: string): Rule {
  return { kind, chat: outcome, file: outcome, reason, ...(inFile === undefined ? {} : { inFile }) };
}

export const RULES = {
  MPAN_VALID: rule(
    'mpan',
    'reject',
    'Thirteen digits with a possible distributor and the right check digit: one number in twenty is so by chance, and one leak harms more than a thousand refusals.',
    'not a time in milliseconds under a time key, or one that its neighbours confirm',
  ),
  MPAN_FULL: rule('mpan', 'reject', 'The full supply number of 21 or 22 digits ends in a right MPAN core.'),
  MPAN_FULL_NEAR: rule(
    'mpan',
    'reject',
    'The full supply number has a profile class and a distributor in their places: a wrong check digit is a slip of the finger.',
  ),
  MPAN_EMBEDDED: rule(
    'mpan',
    'reject',
    'A right MPAN stands at the head or tail of a longer number: a leading zero, a load class or another id glued to it.',
    'only behind a zero, behind the parts of a full supply number, or near the word',
  ),
  MPAN_SPLIT: rule(
    'mpan',
    'reject',
    'Groups that together are a right MPAN, in a layout that people write.',
    'without the word, only layouts that rows of numbers hardly make',
  ),
  MPAN_SPLIT_NEAR: rule(
    'mpan',
    'reject',
    'The printed layout 2-4-4-3 with a wrong check digit: the layout itself says what it is.',
  ),
  MPAN_SCIENTIFIC: rule(
    'mpan',
    'reject',
    'A spreadsheet turned the MPAN into a number with an exponent of 12.',
  ),
  MPAN_LOOKALIKE: rule(
    'mpan',
    'reject',
    'Letters stand for digits (O, l, S, B), and read as digits it is an MPAN.',
  ),
  MPAN_SPELT: rule('mpan', 'reject', 'An MPAN spelt out in number words.'),
  MPAN_LABELLED: rule(
    'mpan',
    'reject',
    'The word MPAN right before thirteen digits says what they are, whatever distributor or check digit.',
  ),
  MPAN_LABELLED_LENGTH: rule(
    'mpan',
    'reject',
    'Ten to fifteen digits called an MPAN: one with digits lost or added still names the supply.',
  ),
  MPAN_LABELLED_PART: rule(
    'mpan',
    'warn',
    'Part of an MPAN, or a grouping nobody uses, called an MPAN: more likely a reference, so a person decides.',
  ),
  MPAN_CONTEXT: rule(
    'mpan',
    'reject',
    'Eleven to fifteen digits in a sentence about an MPAN, with no name of their own.',
  ),
  MPAN_NEAR_MISS: rule(
    'mpan',
    'reject',
    'Thirteen digits with a possible distributor and a wrong check digit: twelve right digits still name the supply.',
  ),
  MPAN_OR_EPOCH: rule(
    'mpan',
    'warn',
    'Thirteen digits with a wrong check digit that may be a time in milliseconds or begin with a date, but nothing near says so.',
    'not in a series of times',
  ),
  METER_SERIAL: rule(
    'meter_serial',
    'reject',
    'The shape of a meter serial number, as S95A123456 or 19P0000123.',
  ),
  METER_SERIAL_WEAK: rule(
    'meter_serial',
    'warn',
    'The shape of a meter serial number in lower case, which other codes share.',
  ),
  METER_LABELLED: rule(
    'meter_serial',
    'reject',
    'Called a meter id or serial number; many are digits only, so the label carries the rule.',
  ),
  METER_DEVICE_ID: rule(
    'device_id',
    'reject',
    'Eight pairs of hexadecimal digits (EUI-64) name one smart meter.',
  ),
  METER_DEVICE_ID_WEAK: rule(
    'device_id',
    'warn',
    'Sixteen hexadecimal digits with the maker prefix of smart meters, or eight spaced pairs in a message, but nothing near says so.',
    'spaced pairs only when something calls them a device',
  ),
  POSTCODE: rule(
    'postcode',
    'reject',
    'A full postcode as it is usually written, or called a postcode: about fifteen homes.',
  ),
  POSTCODE_WEAK: rule(
    'postcode',
    'warn',
    'A full postcode in lower case, without its space or with the letter O for a zero, which other codes and words share.',
  ),
  ADDRESS_STREET: rule(
    'address',
    'reject',
    'A house or flat number with a street, a house with its street, or a place called an address.',
  ),
  ADDRESS_STREET_WEAK: rule(
    'address',
    'warn',
    'A number and words that may be a street or may be talk about tests (3 Mill View, 12 high street), or a farm, cottage or plot by its name.',
  ),
  ADDRESS_FIELD: rule('address', 'reject', 'A field of a payload that holds a line of an address.'),
  ADDRESS_PROPERTY: rule(
    'address',
    'warn',
    'A UPRN names one property; it is public, but beside a test it says whose supply it is.',
  ),
  UNSCANNABLE: rule(
    'unscannable',
    'reject',
    'The text could not be looked through, and what was not looked at does not pass.',
  ),
} as const satisfies Record<string, Rule>;

export type RuleCode = keyof typeof RULES;
