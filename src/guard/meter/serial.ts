// Finds meter serial numbers: by their shape, or because the text calls them so.
import { isCompactDate, touchesShape } from '../harmless/identifiers.ts';
import { codeAt, type Hit, isDigitCode, isLetterCode, look, matchesOf, type Page } from '../page.ts';
import { readAhead, taken } from '../reading/read-ahead.ts';

/**
 * Serial numbers by shape alone: S95A123456, E10BG12345, K09B 00012 (maker, year, owner, number) and 19P0000123
 * (year, maker, number).
 * Source: Wikipedia, "Meter serial number"; forms seen on labels of smart meters.
 */
export function meterShapeAt(page: Page, start: number, end: number): Hit | undefined {
  const length = end - start;
  if (length < 5 || length > 7 || isWordCode(codeAt(page.text, end))) return undefined;
  const before = codeAt(page.text, start - 1);
  const hangs =
    isLetterCode(before) || ((before === 32 || before === 45) && isLetterCode(codeAt(page.text, start - 2)));
  const hit = hangs ? shaped(look(page, start - 10, start), length, start) : undefined;
  return hit && { ...hit, end };
}

function isWordCode(code: number): boolean {
  return isDigitCode(code) || isLetterCode(code);
}

const CLASSIC = /(?:^|[^A-Za-z0-9#-])([A-Z]\d{2}[A-Z]{1,2})[ -]?$/;
const SMART = /(?:^|[^A-Za-z0-9#.-])([1-3]\d[A-SU-Z])$/;
const CLASSIC_LOWER = /(?:^|[^A-Za-z0-9#_-])([A-Za-z]\d{2}[A-Za-z]{1,2})$/;

function shaped(before: string, length: number, start: number): Omit<Hit, 'end'> | undefined {
  if (length === 7) {
    const smart = SMART.exec(before)?.[1];
    return smart === undefined ? undefined : { code: 'METER_SERIAL', start: start - smart.length };
  }
  const classic = CLASSIC.exec(before);
  if (classic?.[1] !== undefined) {
    const glue = before.length - (classic.index + classic[0].indexOf(classic[1]));
    return { code: 'METER_SERIAL', start: start - glue };
  }
  const lower = CLASSIC_LOWER.exec(before)?.[1];
  // All of it could be hexadecimal: then it is a piece of a hash.
  if (lower === undefined || /^[a-f0-9]+$/i.test(lower)) return undefined;
  return { code: 'METER_SERIAL_WEAK', start: start - lower.length };
}

const WORDS =
  /(?<![A-Za-z])msns?(?![A-Za-z])|meter|\bmtrs?\b|serial|\bs\/n\b|\besme|\bj0004\b|\bdi-056\b|\bcyfresol\b|\bmesurydd\b|(?<![A-Za-z])sn(?=[ :=#]{1,3}[A-Za-z0-9])/gi;

/** Says what the words from the meter word on are about. */
const FILLERS = new Set(
  (
    'id ids no nos nr num nums number numbers serial serials identifier identifiers sn msn ref is was are were be the a an its ' +
    'new old removed installed fitted exchanged replaced swapped replacement existing previous current with to and ' +
    'value code asset electricity smart import export physical now of meter mtr esme guid device correct wrong should ' +
    'as being real raw actual full shows says following namely called j for this that on site nos our their plate label sticker board box front ser currently actually reference seriel serail seriall srl s'
  ).split(' '),
);
const NAMING = new Set(
  'id ids no nos nr num number numbers serial serials seriel serail seriall srl identifier sn msn j'.split(
    ' ',
  ),
);
/** Serial numbers that the text names: `MSN 12345678`, `"meterSerialNumber": "..."`, `meter id is ...`. */
export function labelledMeters(page: Page): Hit[] {
  const hits: Hit[] = [];
  for (const match of matchesOf(page, WORDS)) {
    const end = match.index + match[0].length;
    if (isInsideWord(page.text, match.index, match[0])) continue;
    const named = spokenOf(page, end, match[0].toLowerCase());
    let at = named?.at;
    while (named && at !== undefined) {
      const token = meterToken(page, at, named.sure);
      if (token === undefined) break;
      hits.push({ code: 'METER_LABELLED', start: at, end: at + token });
      at = nextOfList(page, at + token);
    }
    const behind = namedBehind(page, match.index, end);
    if (behind) hits.push(behind);
  }
  return hits;
}

/** "parameter", "diameter", "kilometers" hold the word without meaning it; `siteMeterId` means it. */
function isInsideWord(text: string, start: number, word: string): boolean {
  const before = text.charCodeAt(start - 1);
  if (!isLetterCode(before)) return false;
  const hump = before >= 97 && word.charCodeAt(0) <= 90;
  return (
    !hump &&
    !/(?:smart|electricity|import|export|site|old|new|removed|installed)$/i.test(
      text.slice(Math.max(0, start - 12), start),
    )
  );
}

type Named = {
  readonly at: number;
  /** The words name an identifier, not only a meter. */
  readonly sure: boolean;
};

function spokenOf(page: Page, from: number, word: string): Named | undefined {
  const ahead = readAhead(page, from, FILLERS);
  if (!ahead) return undefined;
  // METER-REF-0007, MSN-REF-004: a reference hangs on the word.
  if (ahead.fillers[0] === 'ref' && /^[-_]/.test(page.text.slice(from, from + 1))) return undefined;
  if (word === 'serial' && OTHER_SERIAL.test(look(page, from - 90, from + 60))) return undefined;
  const sure =
    !/^(?:meter|mtrs?|serial|esme)$/.test(word) || ahead.fillers.some(filler => NAMING.has(filler));
  return { at: ahead.at, sure };
}

/** Certificates, zones of the name service and machines have serial numbers, too. */
const OTHER_SERIAL =
  /certificate|\bcerts?\b|issuer|fingerprint|x\.?509|\bca\b|\bsoa\b|nsname|hostmaster|disk|drive|laptop|printer|licen[cs]e/i;

const SHAPED =
  /(?:[A-Z][0-9OIl]{2}[ -]?[A-Z]{1,2}[ -]?[0-9OIlSB]{5,6}|[0-9OIl]{2}[ -]?[A-Z][ -]?[0-9OIlSB]{7})(?![A-Za-z0-9])/iy;
const TOKEN = /[A-Za-z0-9]{5,16}(?![A-Za-z0-9])/y;
const SPACED_DIGITS = /\d{2,6}(?:[ -]\d{2,6}){1,4}(?![A-Za-z0-9])/y;
/** Groups of capitals and digits, a digit in the first: `16M 5845 609`. */
const SPACED_SIGNS = /[A-Z]{0,2}\d[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{2,7}){1,3}(?![A-Za-z0-9])/y;
/** Codes of data items, flows, messages, tickets: letters and a short number, or a prefix that is known. */
const CODE =
  /^(?:[A-Z]{1,5}\d{3,4}|(?:inc|rfc|tc|bug|cr|run|req|pbi|task|def|ref|mpan|mhhs|css|ado|sit|v)[a-z]*\d+)$/i;

/** @returns the length of the serial number at an offset, or undefined when what stands there is something else */
export function meterToken(page: Page, at: number, sure: boolean): number | undefined {
  if (!holdsDigits(page.text, at)) return undefined;
  SHAPED.lastIndex = at;
  const shape = SHAPED.exec(page.text)?.[0];
  if (shape !== undefined && shape.replace(/\D/g, '').length >= 6) return shape.length;
  TOKEN.lastIndex = at;
  const token = TOKEN.exec(page.text)?.[0];
  const spaced = sure ? spacedToken(page, at) : undefined;
  if (token === undefined) return spaced;
  const digits = token.replace(/\D/g, '').length;
  if (digits === token.length && token.length < 6) return spaced;
  if (digits < 4 || CODE.test(token)) return undefined;
  if (digits === token.length && (token.length < (sure ? 6 : 7) || token.length > 12)) return undefined;
  if (digits === token.length && !sure && isCompactDate(token)) return undefined;
  if (touchesShape(page, { start: at, end: at + token.length }) || isHexPairs(page, at)) return undefined;
  if (/^ ?(?:kWh|Wh|MWh|kW|kVA)/i.test(look(page, at + token.length, at + token.length + 5)))
    return undefined;
  return token.length;
}

const LEAST_DIGITS = 4;
const LONGEST = 36;

/** The cheap question first: no serial number has fewer digits. */
function holdsDigits(text: string, from: number): boolean {
  const to = Math.min(text.length, from + LONGEST);
  let digits = 0;
  for (let at = from; at < to && digits < LEAST_DIGITS; at++) if (isDigitCode(text.charCodeAt(at))) digits++;
  return digits === LEAST_DIGITS;
}

function spacedToken(page: Page, at: number): number | undefined {
  const spaced = taken(SPACED_DIGITS, page.text, at) || taken(SPACED_SIGNS, page.text, at);
  const digits = spaced.replace(/\D/g, '').length;
  const isLong = digits >= (/[A-Z]/.test(spaced) ? 6 : 8) && digits <= 11;
  if (!isLong || CODE.test(spaced.split(/[ -]/)[0] ?? '')) return undefined;
  return touchesShape(page, { start: at, end: at + spaced.length }) ? undefined : spaced.length;
}

function isHexPairs(page: Page, at: number): boolean {
  return /^[0-9A-Fa-f]{2}[-:][0-9A-Fa-f]{2}[-:]/.test(look(page, at, at + 6));
}

const LIST =
  /[ "')\]]{0,2}(?:[,;&+/|\n]|->|=>|and\b|or\b|to\b|with\b)[ "'(\n[]{0,4}(?:(?:and|or|new|installed|fitted) )?/y;

function nextOfList(page: Page, from: number): number | undefined {
  LIST.lastIndex = from;
  const between = LIST.exec(page.text)?.[0];
  return between === undefined ? undefined : from + between.length;
}

/** `12345678 is the meter serial`, `E10... (MSN)`: the name comes after the number. */
function namedBehind(page: Page, wordStart: number, wordEnd: number): Hit | undefined {
  const last = codeAt(page.text, wordStart - 1);
  if (last !== 32 && last !== 40) return undefined;
  const before = look(page, wordStart - 40, wordStart);
  const match =
    /(?:^|[^A-Za-z0-9-])([A-Za-z0-9]{6,16})(?: ?\(| (?:is|was|as) (?:the |its |their |our |a )?(?:(?:new|old|right|wrong|correct) )?)$/.exec(
      before,
    );
  const token = match?.[1];
  if (!match || token === undefined || CODE.test(token) || isCompactDate(token)) return undefined;
  const digits = token.replace(/\D/g, '').length;
  if (digits < 4 || (digits === token.length && token.length > 12)) return undefined;
  const after = look(page, wordStart, wordEnd + 12);
  if (!/^(?:msn\b|j0004|s\/n|meter[ _-]?(?:id|serial|s\/?n|no\b|number)|serial (?:no|number))/i.test(after))
    return undefined;
  const start = wordStart - before.length + match.index + match[0].indexOf(token);
  return { code: 'METER_LABELLED', start, end: start + token.length };
}
