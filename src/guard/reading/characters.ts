// Reads one character the way a person would: every digit, letter, space and dash of Unicode as its plain ASCII twin.

/** Stands for a character that is neither letter nor digit and has no ASCII twin: a bullet, an arrow, an emoji. */
const OTHER_SIGN = '\u00b7';
/** Stands for a letter without an ASCII twin. */
const OTHER_LETTER = '\u00fe';

const known = new Map<number, string>();

// Digits in circles that Unicode's own compatibility mapping leaves alone: first code point of a row 1..9.
const CIRCLED_FROM_ONE = [0x24f5, 0x2776, 0x2780, 0x278a];
const CIRCLED_ZERO = [0x24ff, 0x1f10b, 0x1f10c];

// Cyrillic and Greek letters that look like Latin ones, so that a disguised "MPAN" is still the word.
const TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АAВBЕEКKМMНHОOРPСCТTХXаaеeоoрpсcхxуyІIіiЅSѕsΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΧXοo'].flatMap((c, i, all) =>
    i % 2 === 0 ? [[c, all[i + 1] ?? '']] : [],
  ),
);

/**
 * @returns the ASCII text a code point reads as: usually one character, '' for what cannot be seen (zero-width,
 *   soft hyphen, bidi and keycap marks, accents), two for a circled 10 to 20
 */
export function readCharacter(codePoint: number): string {
  const seen = known.get(codePoint);
  if (seen !== undefined) return seen;
  const read = work(codePoint);
  known.set(codePoint, read);
  return read;
}

function work(codePoint: number): string {
  if (codePoint < 0x80) return codePoint === 0 ? '' : controlsAsSpace(codePoint);
  const char = String.fromCodePoint(codePoint);
  if (/[\u115f\u1160\u3164\uffa0]|\p{M}|\p{Cf}/u.test(char)) return '';
  if (/\u2028|\u2029|\u0085/.test(char)) return '\n';
  if (/\p{Z}|\p{Cc}/u.test(char)) return ' ';
  if (/\p{Pd}|[\u2212\u2043\u02d7]/u.test(char)) return '-';
  if (/[\u2018\u2019\u201b\u02bc\u2032]/.test(char)) return "'";
  if (/\p{Sc}/u.test(char)) return '$';
  if (/\p{Nd}/u.test(char)) return String(decimalValue(codePoint));
  if (CIRCLED_ZERO.includes(codePoint)) return '0';
  for (const first of CIRCLED_FROM_ONE) {
    if (codePoint >= first && codePoint < first + 9) return String(codePoint - first + 1);
  }
  if (codePoint === 0x1f51f) return '10';
  return TWINS[char] ?? compatible(char);
}

/** The digit value: Unicode keeps every set of decimal digits as ten in a row, and sets may follow one another. */
function decimalValue(codePoint: number): number {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before++;
  return before % 10;
}

function compatible(char: string): string {
  const plain = char.normalize('NFKD');
  const digits = plain.replace(/[^0-9]/g, '');
  // A superscript or a digit in a circle, in brackets or with a full stop; not a fraction such as one half.
  if (digits.length > 0) return digits.length <= 2 && !/[\u2044/]/.test(plain) ? digits : OTHER_SIGN;
  const first = plain.charAt(0);
  if (/[!-~]/.test(first)) return first;
  return /\p{L}/u.test(char) ? OTHER_LETTER : OTHER_SIGN;
}

function controlsAsSpace(codePoint: number): string {
  const keep = codePoint >= 0x20 || codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d;
  return keep && codePoint !== 0x7f ? String.fromCharCode(codePoint) : ' ';
}
