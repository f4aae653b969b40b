// The ways people write one 13-digit number in groups.

/** As printed on bills and in the industry's screens: parts between the distributor, the number and the check digit. */
const PRINTED = new Set(['2-4-4-3', '2-8-3', '2-4-4-2-1', '2-8-2-1', '1-3-3-3-3']);

/** Other even groupings that people choose to make 13 digits readable. */
const READABLE = new Set(
  ['4-4-4-1', '4-4-5', '5-4-4', '1-4-4-4', '4-3-3-3', '3-3-3-4', '3-3-3-3-1', '3-3-4-3', '2-10-1', '2-11', '2-4-7', '6-4-3', '5-5-3', '2-5-5-1'],
); // biome-ignore format: one line reads better

/** Those of them that hardly any other three or more numbers make: good enough in a file, too. */
const READABLE_IN_FILES = new Set(['4-4-4-1', '4-4-5', '5-4-4', '1-4-4-4', '3-3-3-4', '3-3-3-3-1']);

export function isReadableInFiles(lengths: readonly number[]): boolean {
  return READABLE_IN_FILES.has(lengths.join('-'));
}

export type Layout = 'printed' | 'readable' | 'single-digits' | 'other';

/** @param lengths how many digits each group has; together 13 */
export function layoutOf(lengths: readonly number[]): Layout {
  if (lengths.length === 13) return 'single-digits';
  const name = lengths.join('-');
  if (PRINTED.has(name)) return 'printed';
  return READABLE.has(name) ? 'readable' : 'other';
}

/**
 * Whether groups look like the beginning of an MPAN that lost or gained a digit: 2-4-4-2, 2-8-4, 4-4-4.
 * @param lengths groups that sum to 11 to 14 digits
 */
export function isNearlyPrinted(lengths: readonly number[]): boolean {
  const name = lengths.join('-');
  return /^(?:2-4-4-[124]|2-4-3-3|2-3-4-3|2-4-5-3|2-5-4-3|2-8-[24]|2-7-3|2-9-3|1-4-4-3|3-4-4-3|4-4-4|4-4-[346])$/.test(
    name,
  );
}

/** Groups of the printed top line that may stand before the core: profile class, MTC or SSC, line loss factor class. */
export function isTopLine(lengths: readonly number[]): boolean {
  return /^(?:2-3-3|2-4-3|2-3|2-4|8|9|5|6)$/.test(lengths.join('-'));
}
