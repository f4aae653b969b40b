// Knows the identifiers of this work that only look like an MPAN: dates, phones, DIP references, hashes, addresses of machines.
import { checkDigitFits } from '../mpan-core.ts';
import { isDigitCode, look, matchesIn, type Page } from '../page.ts';

type Stretch = { readonly start: number; readonly end: number };

const DATE_DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const DATE_MONTH = '(?:0?[1-9]|1[0-2])';

/** Shapes that a group of digit runs must not touch to be one number. Each is bounded, so each look is short. */
const SHAPES: readonly RegExp[] = [
  // 2026-01-15 and 15/01/2026, in any of the usual separators
  new RegExp(`(?<!\\d)(?:19|20)\\d{2}([-/. ])${DATE_MONTH}\\1${DATE_DAY}(?!\\d)`, 'g'),
  new RegExp(`(?<!\\d)${DATE_DAY}([-/. ])${DATE_MONTH}\\1(?:19|20)\\d{2}(?!\\d)`, 'g'),
  new RegExp(`(?<!\\d)${DATE_MONTH}([-/. ])${DATE_DAY}\\1(?:19|20)\\d{2}(?!\\d)`, 'g'),
  new RegExp(`(?<!\\d)${DATE_DAY}/${DATE_MONTH}/\\d{2}(?!\\d)`, 'g'),
  // 09:30, 09:30:15, 09:30:15,123
  /(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?![\d:])/g,
  // 10.212.33.104:8443
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?:\/\d{1,2})?(?![\d.])/g,
  // 3f2504e0-4f89-41d3-9a0c-0305e82c3301
  /(?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])/gi,
];

const PHONE = [
  // A country code and at most 12 digits in all, or with the "(0)" that people write; "q=mpan+13..." is no phone.
  /(?<![\d+])\+(?:44|353|1|33|49|31|32|34|39|4[0-8]|91|61|7) ?\(0\)(?:[ ().-]{0,2}\d){8,10}(?!\d)/g,
  /(?<![\d+])\+[1-9](?:[ ().-]{0,2}\d){7,11}(?!\d)/g,
  /(?<!\d)00(?:44|353|1|33|49)(?: ?\(0\))?(?:[ ().-]{0,2}\d){7,11}(?!\d)/g,
  /(?<![\d+])44 ?\(0\)(?:[ ().-]{0,2}\d){9,10}(?!\d)/g,
  /(?<![\d+])\(?0[1-9](?:[ ().-]{0,2}\d){8,9}(?!\d)/g,
];

const REACH = 48;

type Question = {
  readonly shapes: readonly RegExp[];
  readonly asks: (shape: Stretch, place: Stretch) => boolean;
};

/** Whether a shape near a place stands to it as asked. */
function isSomeAround(page: Page, place: Stretch, { shapes, asks }: Question): boolean {
  const from = Math.max(0, place.start - REACH);
  const text = look(page, from, place.end + REACH);
  return shapes.some(shape =>
    matchesIn(text, shape).some(({ index, 0: found }) =>
      asks({ start: from + index, end: from + index + found.length }, place),
    ),
  );
}

function overlaps(shape: Stretch, place: Stretch): boolean {
  return shape.start < place.end && shape.end > place.start;
}

function holds(shape: Stretch, place: Stretch): boolean {
  return shape.start <= place.start && shape.end >= place.end;
}

const TOUCHING: Question = { shapes: SHAPES, asks: overlaps };
const CROSSING: Question = {
  shapes: SHAPES,
  asks: (shape, place) => overlaps(shape, place) && (shape.start < place.start || shape.end > place.end),
};
const HOLDING_PHONE: Question = { shapes: PHONE, asks: holds };

/** Whether a group of digit runs touches a date, a time, an IP address, a GUID. */
export function touchesShape(page: Page, place: Stretch): boolean {
  return isSomeAround(page, place, TOUCHING);
}

/** Whether a date, a time, an IP address or a GUID begins in a group of digit runs and goes on outside, or holds it. */
export function crossesShape(page: Page, place: Stretch): boolean {
  return isSomeAround(page, place, CROSSING);
}

/** Whether the digits are no more than a phone number with its country code or leading zero. */
export function isPhone(page: Page, place: Stretch): boolean {
  return isSomeAround(page, place, HOLDING_PHONE);
}

/**
 * Whether digits are the fraction of a decimal number, as in `0.1718000000000`.
 * @param mayBeListed in chat, "1." at the head of a line may number a list
 */
export function isFraction(page: Page, start: number, mayBeListed = false): boolean {
  if (page.text.charAt(start - 1) !== '.' || !isDigitCode(page.text.charCodeAt(start - 2))) return false;
  const before = look(page, start - 16, start);
  if (mayBeListed && page.mode === 'chat' && /(?:^|\n)[1-9]\.$/.test(before)) return false;
  return /(?:^|[^\d.])\d{1,12}\.$/.test(before);
}

const MAX_HASH = 160;

/** Whether digits are part of a hexadecimal hash, key or id: 16 signs, or 24 and more. */
export function isInHash(page: Page, place: Stretch): boolean {
  const { text } = page;
  let start = place.start;
  let end = place.end;
  while (place.start - start <= MAX_HASH && isHexCode(text.charCodeAt(start - 1))) start--;
  while (end - place.end <= MAX_HASH && isHexCode(text.charCodeAt(end))) end++;
  const length = end - start;
  if (length !== 16 && length < 24) return false;
  const token = look(page, start - 1, end + 1);
  if (!/^[^0-9A-Za-z]?[0-9A-Fa-f]+[^0-9A-Za-z]?$/.test(token)) return false;
  // Letters in front and then digits alone are a word and a number: "bad" and an MPAN.
  return /[A-Fa-f]/.test(token) && !/^[^0-9A-Za-z]?[A-Fa-f]+\d+[^0-9A-Za-z]?$/.test(token);
}

function isHexCode(code: number): boolean {
  return isDigitCode(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

// Source: Elexon DIP OpenAPI 2.2.1, the formats of transaction id, sender unique reference and correlation id.
const DIP_REFERENCE =
  /(?<![A-Za-z0-9])(?:[TS]-(?:(?:IF|REP|PUB)-)?\d{3}[A-B]?-[0-9A-Za-z]{8,12}-[A-Za-z]{2,5}-\d{8}-|CI-(?:[A-Za-z]{1,4}\d{1,3}[A-Za-z]?-)?\d{8}-|\d{10,11}-\d{8}-)[0-9A-Za-z-]{1,40}/gi;

const HOLDING_DIP_REFERENCE: Question = { shapes: [DIP_REFERENCE], asks: holds };

export function isInDipReference(page: Page, place: Stretch): boolean {
  return isSomeAround(page, place, HOLDING_DIP_REFERENCE);
}

// The word that names a number, when it says that the number is something else.
const OTHER_NAME =
  /(?:^|[^A-Za-z])(?:orders?|invoices?|po|accounts?|acc|a\/c|sort ?code|iban|cards?|visa|pan|imei|iccid|uprn|mprn|run|build|job|pipeline|batch|ticket|incident|inc|req|request|bug|defect|rfc|tc|case|suite|plan|phone|tel|mobile|call|ring|fax|meeting|conference|passcode|webinar|dial ?in|ean|gtin|gln|isbn|barcodes?|upc|sku|trace|span|session|correlation|transaction|txn|message|msg|thread|chat|event|sequence|seq|offset|nonce|hash|checksum|etag|size|bytes|rows?|lines?|count|counts|counter|total|version|ticks?|dip|sender|recipient|participant|tracking|parcel|vat|company|charity|postgres|pid|tid|port|duration|elapsed|ids?)(?:[ _-]?(?:no|nr|number|num|id|ids|ref|reference|code|key|hash))?["'`\])]{0,3}[ \t]{0,2}(?:is|was|[=:#>])?[ \t"'`=:#([>]{0,4}$/i;
const OTHER_ENDING =
  /[a-z0-9_](?:Id|ID|Ids|Key|Hash|Seq|Sequence|Offset|Count|Size|Bytes|Token|Nonce|Ticks|_id|_key|_hash|_seq|_no)["'`\])]{0,3}[ \t]{0,2}[=:>]?[ \t"'`=:(>]{0,4}$/;
const METERING_WORD = /m\W?p\W?[ax]\W?n|meter|supply|msid|core/i;

/** Whether the word or key right before a number names it as something other than a meter point. */
export function hasOtherName(page: Page, start: number): boolean {
  const before = look(page, start - 40, start);
  const named = OTHER_NAME.exec(before) ?? OTHER_ENDING.exec(before);
  return named !== null && !METERING_WORD.test(before.slice(Math.max(0, named.index - 16)));
}

const BARCODE_NAME =
  /(?:ean|gtin|gln|isbn|barcode|upc|sku)(?:-?13)?[^A-Za-z0-9]{0,6}(?:(?:is|no|number|code)[^A-Za-z0-9]{0,4})?$/i;

/** Whether 13 digits are a barcode: named one and right by its own check digit, or of a country that no distributor shares. */
export function isBarcode(page: Page, start: number, digits: string): boolean {
  if (!eanCheckFits(digits)) return false;
  if (BARCODE_NAME.test(look(page, start - 24, start))) return true;
  return Number(digits.slice(0, 2)) >= 39 && !checkDigitFits(digits);
}

function eanCheckFits(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 13; i++) sum += (digits.charCodeAt(i) - 48) * (i % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

/** Whether 15 digits are the number of a telephone (IMEI), or 19 or 20 those of its card (ICCID), right by their check digit. */
export function isDeviceNumber(digits: string): boolean {
  if (!/^(?:(?:35|86)\d{13}|89\d{17,18})$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether a run of digits is a calendar stamp: yyyymmdd, and with hhmm, hhmmss or hhmmssSSS behind it. */
export function isCalendarStamp(digits: string): boolean {
  return /^(?:199|20[0-4])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d(?:\d{3})?)?)?$/.test(
    digits,
  );
}

/** Whether 8 digits are a date, with the year first or last. */
export function isCompactDate(digits: string): boolean {
  return isCalendarStamp(digits) || /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}$/.test(digits);
}

const MEETING = /(?:meeting|conference|webinar|passcode|zoom|dial[- ]?in)\b[^\n]{0,24}$/i;

/** `Meeting ID: 234 567 890 123 4` */
export function isMeetingId(page: Page, start: number): boolean {
  return MEETING.test(look(page, start - 48, start));
}

const CURRENCY = /\$\s?$|(?:GBP|EUR|USD)\s?$/;

export function isAmount(page: Page, place: Stretch): boolean {
  return (
    CURRENCY.test(look(page, place.start - 5, place.start)) ||
    /^(?:\.\d{1,4})? ?(?:kWh|MWh|GWh|Wh|kVA|kVArh|kW|MW|GBP|EUR|USD|pounds|bytes|rows)\b/i.test(
      look(page, place.end, place.end + 16),
    )
  );
}
