// The arithmetic of an MPAN core: 13 digits, the first two the distributor, the last a check digit.

const WEIGHTS = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43] as const;

/**
 * The check digit that belongs to the first 12 digits of an MPAN core.
 * Weights are the primes from 3 to 43 without 11; the sum modulo 11, modulo 10.
 * @param twelve a text whose first 12 characters are ASCII digits
 * Source: the algorithm every settlement system uses (MRA agreed procedure; Wikipedia, "Meter Point Administration Number").
 */
export function mpanCheckDigit(twelve: string): number {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += weightOf(i) * (twelve.charCodeAt(i) - 48);
  return (sum % 11) % 10;
}

/** What the digit at a place of the core counts for; the check digit itself counts for nothing. */
export function weightOf(place: number): number {
  return WEIGHTS[place] ?? 0;
}

/** Whether 13 ASCII digits carry the check digit that belongs to them. */
export function checkDigitFits(core: string): boolean {
  return core.charCodeAt(12) - 48 === mpanCheckDigit(core);
}

/**
 * Whether a number can be a distributor's.
 * 10 to 23 are the regional networks, 24 upwards the independent ones, a list that grows every year: a list
 * of today's would let tomorrow's through, so everything to 49 counts. 88 and 99 are virtual distributors.
 */
export function isDistributorId(id: number): boolean {
  return (id >= 10 && id <= 49) || id === 88 || id === 99;
}

/** Whether the first two of a text's digits can be a distributor's. */
export function isDistributor(core: string): boolean {
  return isDistributorId((core.charCodeAt(0) - 48) * 10 + core.charCodeAt(1) - 48);
}

/** Whether a text is exactly 13 ASCII digits with a possible distributor and the right check digit. */
export function isMpan(text: string): boolean {
  return /^\d{13}$/.test(text) && isDistributor(text) && checkDigitFits(text);
}
