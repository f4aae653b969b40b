// What tells of whose defect it is: the names of the LDSOs, their people, their references and their addresses.

/** All that is known to name somebody, of every LDSO: a copy says nothing of any of them. */
export type Names = {
  /** Full names of LDSOs, people, organisations, projects: each word of them tells. */
  readonly names: readonly string[];
  /** Short names, e.g. `EEN`. */
  readonly ids: readonly string[];
  /** Patterns of MPAN references. */
  readonly patterns: readonly string[];
};

/** Finds what names somebody in a text that was made `plain`. */
export type NameFinder = (text: string) => readonly { readonly at: number; readonly length: number }[];

/** Words in the names of LDSOs that tell none from another. */
const ofAnyLdso = new Set(
  'a and company connections distribution electric electricity energy for grid group limited ltd network networks of operator plc power qt services supply team test testing the uk utilities utility'.split(
    ' ',
  ),
);

const addresses: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi,
  /\bwww\.\S+/gi,
  /\S+@\S+/g,
  /@\S+/g,
  /\\\\\S+/g,
  /\b\S+\.(?:com|net|org|co|uk|io|cloud|local|energy)\b\S*/gi,
];

/** Letters as they are read: no marks, no signs that nobody sees, one form of each. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
}

/** @returns places in the text, in no order, some of them overlapping */
export function nameFinder({ names, ids, patterns }: Names): NameFinder {
  const words = [...new Set(names.flatMap(wordsOf))];
  const whole = [...new Set([...ids.map(plain), ...words.filter(word => word.length < 4)])];
  const within = words.filter(word => word.length >= 4);
  const finders = [
    ...addresses,
    ...patterns.map(pattern => new RegExp(pattern, 'gi')),
    // A reference of a form that nobody has told.
    /[\w-]*mpan[\w-]*\d[\w-]*/gi,
    ...(within.length === 0 ? [] : [new RegExp(within.map(literal).join('|'), 'gi')]),
    // Also with an ending, as in "EENs" and "EEN_TS_1".
    ...(whole.length === 0
      ? []
      : [new RegExp(`(?<!\\p{L})(?:${whole.map(literal).join('|')})(?:['’]?s)?(?!\\p{L})`, 'giu')]),
  ];
  return text =>
    finders.flatMap(finder =>
      [...text.matchAll(finder)]
        .filter(match => match[0] !== '')
        .map(match => ({ at: match.index, length: match[0].length })),
    );
}

function wordsOf(name: string): readonly string[] {
  return plain(name)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 1 && !ofAnyLdso.has(word));
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
