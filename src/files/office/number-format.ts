// Says what a number in a workbook shows: whether its number format makes it a date, and which.
// Source: ECMA-376 part 1, 18.8.30 (numFmt) and 18.17.4 (dates).

export type NumberFormat = {
  readonly shows: 'number' | 'date' | 'time' | 'date and time';
  /** Text before the digits and how many digits at least, of a format as `"EEN-"0000`. */
  readonly padding?: { readonly before: string; readonly digits: number };
};

export const GENERAL: NumberFormat = { shows: 'number' };

/** Formats that every workbook has without saying so; those from 27 on are dates in East Asian editions. */
const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47]);
const BUILT_IN_DATE_TIME = 22;

export function builtInFormat(id: number): NumberFormat {
  if (BUILT_IN_DATES.has(id)) return { shows: 'date' };
  if (BUILT_IN_TIMES.has(id)) return { shows: 'time' };
  return { shows: id === BUILT_IN_DATE_TIME ? 'date and time' : 'number' };
}

const LITERALS = /"[^"]*"|\\.|_.|\*./g;
const ELAPSED = /\[(?:h+|m+|s+)\]/gi;
const BRACKETS = /\[[^\]]*\]/g;

export function numberFormat(code: string): NumberFormat {
  const first = code.split(';', 1)[0] ?? '';
  const padded = /^(?:"([^"]*)")?(0+)$/.exec(first);
  if (padded)
    return { shows: 'number', padding: { before: padded[1] ?? '', digits: padded[2]?.length ?? 0 } };
  const bare = first.replace(LITERALS, '').replace(ELAPSED, 'h').replace(BRACKETS, '');
  if (/general|[#?]/i.test(bare)) return GENERAL;
  // An "m" is minutes beside hours or seconds, else months.
  const time = /[hs]/i.test(bare);
  const date = /[yde]/i.test(bare) || (!time && /m/i.test(bare));
  if (date) return { shows: time ? 'date and time' : 'date' };
  return { shows: time ? 'time' : 'number' };
}

const DAY_MS = 86_400_000;
/** Behind the last day of the year 9999. */
const DAYS_END = 2_958_466;
/** Excel counts a 29 February 1900 that never was, as day 60. */
const FALSE_LEAP_DAY = 60;

/**
 * @param serial days since the beginning of 1900 (or 1904), the time of day as a fraction
 * @returns local date and time without zone, as `2026-01-15T09:30:00`; undefined when it cannot be a date
 */
export function dateOfSerial(serial: number, since1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < DAYS_END)) return undefined;
  const epoch = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < FALSE_LEAP_DAY ? 31 : 30);
  // A fraction of a day has no exact double: the nearest millisecond, and seconds where that is all there is.
  const time = new Date(epoch + Math.round(serial * DAY_MS)).toISOString().slice(0, -1);
  return time.replace(/\.000$/, '');
}

/** What people see of a number, as far as that is simple: no thousands, currencies or percent signs. */
export function shownNumber(value: number, { padding }: NumberFormat): string {
  const plain = plainDigits(value);
  if (padding === undefined || value < 0) return plain;
  return padding.before + plainDigits(Math.round(value)).padStart(padding.digits, '0');
}

/** Up to 15 figures, as a spreadsheet keeps them, and never in exponent form, which would hide an identifier. */
function plainDigits(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) ? BigInt(rounded).toString() : String(rounded);
}
