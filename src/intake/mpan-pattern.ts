// An LDSO's MPAN reference pattern, taken apart so that small writing variants can be understood and spelled right.

type Part =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'digits'; readonly min: number; readonly max: number };

export type MpanPattern = {
  /** Whole-match, case-insensitive. */
  readonly exact: RegExp;
  /** Finds the reference in running text with other separators, spaces or zeros; absent when the pattern is not simple. */
  readonly loose?: RegExp;
  /** The pattern's own spelling of what `exact` or `loose` matched; undefined when the digits do not fit. */
  readonly spell: (typed: string) => string | undefined;
  /** The spelling for a bare number such as 12; undefined when the pattern has not exactly one group of digits. */
  readonly ofNumber: (digits: string) => string | undefined;
  /** How many digits a bare number may have at most; 0 when bare numbers make no reference. */
  readonly numberWidth: number;
  /** The shape with blanks for the digits, e.g. `EEN-MPAN-____`. */
  readonly blank: string;
  /** Letters before the first digits without separators, lower case, e.g. `eenmpan`. */
  readonly letters: string;
};

/** @returns undefined when the pattern is no regular expression */
export function mpanPattern(source: string): MpanPattern | undefined {
  const exact = compiled(`^(?:${source})$`);
  if (exact === undefined) return undefined;
  const parts = partsOf(source);
  if (parts === undefined) return complexPattern(source, exact);
  const groups = parts.filter(part => part.is === 'digits');
  const only = groups.length === 1 ? groups[0] : undefined;
  const spellWith = (digits: readonly string[]) => spelled(parts, digits);
  const loose = compiled(looseSource(parts), 'gi');
  return {
    exact,
    ...(loose === undefined ? {} : { loose }),
    spell: typed =>
      spellWith(typed.slice(textBeforeDigits(typed, parts)).match(/\d+/g) ?? []) ??
      (exact.test(typed) ? spelledAs(source, typed) : undefined),
    ofNumber: digits => (only === undefined ? undefined : spellWith([digits])),
    numberWidth: only?.max ?? 0,
    blank: parts.map(part => (part.is === 'text' ? part.text : '_'.repeat(part.min))).join(''),
    letters: lettersOf(parts),
  };
}

/** A pattern with choices or classes: only what matches as a whole is a reference, and it is taken as typed. */
function complexPattern(source: string, exact: RegExp): MpanPattern {
  const strict = compiled(`^(?:${source})$`, '');
  return {
    exact,
    spell: typed =>
      [typed, typed.toUpperCase(), typed.toLowerCase()].find(form => strict?.test(form)) ?? typed,
    ofNumber: () => undefined,
    numberWidth: 0,
    blank: '____',
    letters: '',
  };
}

function spelledAs(source: string, typed: string): string {
  const strict = compiled(`^(?:${source})$`, '');
  return [typed, typed.toUpperCase(), typed.toLowerCase()].find(form => strict?.test(form)) ?? typed;
}

function compiled(source: string, flags = 'i'): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Literals and groups of digits, e.g. `EEN-MPAN-\d{4}`; undefined for anything richer. */
function partsOf(source: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  const piece = /(?:\\d|\[0-9\])(?:\{(\d{1,2})(?:,(\d{1,2}))?\}|(\+))?|\\([-_./])|([A-Za-z0-9_\-/]+)/gy;
  const bare = source.replace(/^\^|\$$/g, '');
  for (let at = 0; at < bare.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const match = piece.exec(bare);
    if (match === null) return undefined;
    const text = match[4] ?? match[5];
    const last = parts.at(-1);
    if (text === undefined) {
      const min = Number(match[1] ?? 1);
      const max = match[3] === undefined ? Number(match[2] ?? min) : 8;
      if (last?.is === 'digits')
        parts.splice(-1, 1, { is: 'digits', min: last.min + min, max: last.max + max });
      else parts.push({ is: 'digits', min, max });
    } else if (last?.is === 'text') parts.splice(-1, 1, { is: 'text', text: last.text + text });
    else parts.push({ is: 'text', text });
  }
  return parts.some(part => part.is === 'digits') ? parts : undefined;
}

const SEPARATOR = '[ \\t]?[-_./]?[ \\t]?';

function looseSource(parts: readonly Part[]): string {
  const body = parts.map(part =>
    part.is === 'digits'
      ? `\\d{1,${part.max + 2}}`
      : (part.text.match(/[A-Za-z0-9]+/g) ?? []).join(SEPARATOR),
  );
  // Not inside a longer word, and not the head of a longer reference such as `…-0007-0009` or `…-0007-IMP`.
  return `(?<![A-Za-z0-9_]|[A-Za-z]-)${body.filter(text => text !== '').join(SEPARATOR)}(?![A-Za-z0-9_]|-\\d|-[A-Za-z]{1,3}(?![A-Za-z]))`;
}

/** Where the digits of the first digit group may begin: literal digits of the pattern are none of it. */
function textBeforeDigits(typed: string, parts: readonly Part[]): number {
  const first = parts[0];
  if (first?.is !== 'text') return 0;
  let at = 0;
  for (const wanted of first.text.match(/[A-Za-z0-9]/g) ?? []) {
    const found = typed.toLowerCase().indexOf(wanted.toLowerCase(), at);
    if (found < 0) return 0;
    at = found + 1;
  }
  return at;
}

function spelled(parts: readonly Part[], digits: readonly string[]): string | undefined {
  let next = 0;
  const pieces: string[] = [];
  for (const part of parts) {
    if (part.is === 'text') {
      pieces.push(part.text);
      continue;
    }
    const given = digits[next];
    next += 1;
    if (given === undefined) return undefined;
    const fits = given.length >= part.min && given.length <= part.max;
    const value = fits ? given : given.replace(/^0+(?=\d)/, '').padStart(part.min, '0');
    if (value.length > part.max) return undefined;
    pieces.push(value);
  }
  return next === digits.length ? pieces.join('') : undefined;
}

function lettersOf(parts: readonly Part[]): string {
  const first = parts[0];
  return first?.is === 'text' ? first.text.replace(/[^A-Za-z0-9]/g, '').toLowerCase() : '';
}
