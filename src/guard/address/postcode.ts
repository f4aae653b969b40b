// Finds full postcodes: an outward code of a real area and an inward code.
import { codeAt, type Hit, isDigitCode, isLetterCode, look, type Page } from '../page.ts';
import type { RuleCode } from '../rules.ts';

// Source: Royal Mail's postcode areas; the shapes are those of BS 7666.
const AREAS = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G ' +
    'GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW ' +
    'OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD ' +
    'WF WN WR WS WV YO ZE'
  ).split(' '),
);
const OUTWARD = /^(?:[A-Z]{1,2}\d{1,2}|[A-Z]\d[A-HJKPSTUW]|[A-Z]{2}\d[ABEHMNPRVWXY])$/;
const INWARD = /^\d[ABD-HJLNP-UW-Z]{2}$/;
/** M11 2nd, L3 4xx, E2 8gb: ordinals, classes of errors and units are no inward codes. */
const ORDINAL = /^(?:1st|2nd|3rd|[04-9]th|\dxx)$/i;
const UNIT = /^\d(?:gb|tb|hz|ft|px|pt|hr|yr|ds|rd|th|st|nd|ah|lb|ms|pp|up|st)$/;

const LABEL = /post(?:al)?[ _-]?code|\bp\/?code\b|\bpc\b|\bzip\b|post ?town/i;
/** `se14fy is the postcode`, `SE1 4FY (postcode)` */
const LABEL_BEHIND =
  /^["'`)]{0,2} ?(?:\(|(?:is|was|as|=|<-|-) ?)(?:the |its |their |her |his |our |a )?(?:\w{1,9} )?post ?code/i;
const ADDRESS_WORD =
  /address|\blives?\b|\bliving\b|resident|occupier|premises|property|customer|tenant|household|street|\broad\b|avenue|\blane\b|\bflat\b|\bhouse\b/i;

/** The postcode whose inward code begins with the last digit of a run. */
export function postcodeAt(page: Page, end: number): Hit | undefined {
  const { text } = page;
  if (!isLetterCode(codeAt(text, end)) || !isLetterCode(codeAt(text, end + 1))) return withLetterO(page, end);
  const after = codeAt(text, end + 2);
  return isLetterCode(after) || isDigitCode(after) ? undefined : judge(page, end - 1, end + 2);
}

/** `postcode G12 OXT`: the letter O in place of the inward code's digit, and the text calls it a postcode. */
function withLetterO(page: Page, from: number): Hit | undefined {
  if (codeAt(page.text, codeAt(page.text, from) === 32 ? from + 1 : from) !== 79) return undefined;
  const inward = /^ ?O[A-Z]{2}(?![A-Za-z0-9])/.exec(look(page, from, from + 5))?.[0];
  if (inward === undefined) return undefined;
  const before = look(page, from - 36, from);
  const outward = /(?<![A-Za-z0-9])[A-Z]{1,2}\d{1,2}$/.exec(before)?.[0];
  if (outward === undefined || !isPostcode(`${outward}0${inward.slice(-2)}`) || !LABEL.test(before))
    return undefined;
  return { code: 'POSTCODE', start: from - outward.length, end: from + inward.length };
}

type Parts = {
  readonly start: number;
  readonly outward: string;
  readonly inward: string;
  readonly gap: string;
};

function judge(page: Page, inwardStart: number, end: number): Hit | undefined {
  const parts = partsBefore(page, inwardStart, end);
  if (!parts) return undefined;
  const { start, outward, inward } = parts;
  const upper = outward.toUpperCase();
  const asWritten = isOutward(upper);
  if (!INWARD.test(inward.toUpperCase()) || !(asWritten || isOutward(withDigits(upper)))) return undefined;
  const before = look(page, start - 64, start);
  const place = { start, end };
  const named = LABEL.test(before.slice(-32)) || LABEL_BEHIND.test(look(page, end, end + 32));
  if (named) return isNoPostcode(inward, before) ? undefined : { code: 'POSTCODE', ...place };
  if (ORDINAL.test(inward) || UNIT.test(inward)) return undefined;
  const code = strength(page, parts, before);
  if (!asWritten) return code === 'POSTCODE' ? { code: 'POSTCODE_WEAK', ...place } : undefined;
  return code && { code, ...place };
}

/** `CF1O`, `LLI2`: letters that a reader of images takes for digits. */
function withDigits(outward: string): string {
  const areaLength = /^[A-Z][OIL0-9]/.test(outward) && !/^[A-Z]{2}\d/.test(outward) ? 1 : 2;
  return outward.slice(0, areaLength) + outward.slice(areaLength).replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** How surely letters and digits of the right shape are a postcode when nothing calls them one. */
function strength(page: Page, { outward, inward, gap }: Parts, before: string): RuleCode | undefined {
  const isUpper = outward.toUpperCase() === outward && inward.toUpperCase() === inward;
  const spaced = /^[ \t]{1,3}$/.test(gap);
  // What hangs on a sign is a piece of a reference, a link or a name of a file.
  const hangs = /[#_@/\\.=&-]$/.test(before);
  // In files a plus is mostly a sign of base64.
  if (gap === '+' && page.mode === 'file') return undefined;
  if (!hangs && ADDRESS_WORD.test(before) && (isUpper || spaced || gap === '')) return 'POSTCODE';
  if (spaced && isUpper) return hangs ? 'POSTCODE_WEAK' : 'POSTCODE';
  if (spaced) return hangs ? undefined : 'POSTCODE_WEAK';
  return isUpper && !/[#@/\\.=&-]$/.test(before) ? 'POSTCODE_WEAK' : undefined;
}

/** `postcode m11 2nd` may be read either way; `postcode of step S1 3rd` may not. */
function isNoPostcode(inward: string, before: string): boolean {
  return ORDINAL.test(inward) && !/post(?:al)?[ _-]?code[^A-Za-z0-9]{0,4}(?:is )?$/i.test(before);
}

/** Only in the middle of London does an outward code end in a letter: EC1A, W1A; B2B is none. */
const ENDS_IN_LETTER = /^(?:EC?|WC?|NW?|S[EW])\d[A-Z]$/;

function isOutward(upper: string): boolean {
  if (upper === 'GIR') return true;
  if (/[A-Z]$/.test(upper) && !ENDS_IN_LETTER.test(upper)) return false;
  return OUTWARD.test(upper) && AREAS.has(upper.replace(/\d.*$/, ''));
}

/** The token or two tokens that end here, parted into outward and inward code. */
function partsBefore(page: Page, inwardStart: number, end: number): Parts | undefined {
  const before = look(page, inwardStart - 10, inwardStart);
  const match =
    /(?:^|[^A-Za-z0-9])([A-Za-z]{1,2}[OIl]?\d{1,2}[A-Za-z]?|[Gg][Ii][Rr])([ \t]{0,3}|[-_.+]|\n)$/.exec(
      before,
    );
  const outward = match?.[1];
  if (!match || outward === undefined) return undefined;
  const gap = match[2] ?? '';
  const start = inwardStart - gap.length - outward.length;
  const inward = page.text.slice(inwardStart, end);
  return gap === '\n' && !LABEL.test(look(page, start - 32, start))
    ? undefined
    : { start, outward, inward, gap };
}

/** Whether a whole text is a postcode, in any case, with or without its space. */
export function isPostcode(text: string): boolean {
  const match = /^([A-Z]{1,2}\d[A-Z0-9]?) {0,2}(\d[A-Z]{2})$/.exec(text.trim().toUpperCase());
  return match !== null && isOutward(match[1] ?? '') && INWARD.test(match[2] ?? '');
}
