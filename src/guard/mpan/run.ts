// Weighs one unbroken run of digits: is it an MPAN, or holds it one?
import {
  hasOtherName,
  isBarcode,
  isCalendarStamp,
  isDeviceNumber,
  isFraction,
  isInDipReference,
  isInHash,
  isPhone,
  touchesShape,
} from '../harmless/identifiers.ts';
import { type TeamsLinks, teamsLinks } from '../harmless/teams-links.ts';
import { type Series, seriesOf } from '../harmless/time-series.ts';
import { isRecentMoment, isToldAsTime, timeWords } from '../harmless/times.ts';
import { checkDigitFits, isDistributor } from '../mpan-core.ts';
import { isLetterCode, look, type Page } from '../page.ts';
import type { RuleCode } from '../rules.ts';

/** Knows whether an MPAN word stands near a place: what a number without its own label is weighed by. */
export type NearMpanWord = (start: number, end: number) => boolean;

type Known = { readonly series: Series; readonly links: TeamsLinks; readonly nearMpanWord: NearMpanWord };

/** @returns a function that gives the rule that one run of 11 to 22 digits falls under, if any */
export function runWeigher(page: Page, nearMpanWord: NearMpanWord): (run: number) => RuleCode | undefined {
  const known: Known = { series: seriesOf(page), links: teamsLinks(page), nearMpanWord };
  return run => {
    const length = page.runs.length(run);
    if (length < 11 || length > 22) return undefined;
    if (length === 13) return thirteen(page, run, known);
    const start = page.runs.start(run);
    const end = page.runs.end(run);
    const inside = length >= 14 ? embedded(page, { start, end }, nearMpanWord) : undefined;
    if (inside || length > 15) return inside;
    return nearMpanWord(start, end) && !isOtherNumber(page, start, end) ? 'MPAN_CONTEXT' : undefined;
  };
}

function thirteen(page: Page, run: number, known: Known): RuleCode | undefined {
  const start = page.runs.start(run);
  const end = page.runs.end(run);
  const digits = page.text.slice(start, end);
  if (!isDistributor(digits)) return inContext(page, start, end, known);
  const fits = checkDigitFits(digits);
  if (isOtherThing(page, start, end, fits) || known.links.isMessageId(start, end)) return undefined;
  if (isBarcode(page, start, digits) && !known.nearMpanWord(start, end)) return undefined;
  if (fits) return known.series.isTime(run) ? undefined : 'MPAN_VALID';
  return inContext(page, start, end, known) ?? nearMiss(page, run, known);
}

function inContext(page: Page, start: number, end: number, { nearMpanWord }: Known): RuleCode | undefined {
  if (!nearMpanWord(start, end) || hasOtherName(page, start)) return undefined;
  return timeWords(page, start, end) === 'strong' ? undefined : 'MPAN_CONTEXT';
}

/** The check digit is wrong: weaker evidence, not innocence. */
function nearMiss(page: Page, run: number, { series }: Known): RuleCode | undefined {
  const start = page.runs.start(run);
  const end = page.runs.end(run);
  if (isToldAsTime(page, start, end) || isGlued(page, start, end) || hasOtherName(page, start))
    return undefined;
  const digits = page.text.slice(start, end);
  if (!isRecentMoment(page, digits) && !isOldMoment(page, digits) && !isCalendarStamp(digits.slice(0, 8)))
    return 'MPAN_NEAR_MISS';
  return series.isTime(run) ? undefined : 'MPAN_OR_EPOCH';
}

/** An earlier time on the second: as an MPAN it would end in three zeros, and its check digit is wrong besides. */
function isOldMoment(page: Page, digits: string): boolean {
  return digits.endsWith('000') && Number(digits) > Date.UTC(2001, 8, 9) && Number(digits) < page.now;
}

function isOtherThing(page: Page, start: number, end: number, fits: boolean): boolean {
  const place = { start, end };
  // 1000000000000 is a round number.
  if (!fits && /0{9}$/.test(page.text.slice(end - 9, end))) return true;
  if (isFraction(page, start, fits) || isPhone(page, place) || isInHash(page, place)) return true;
  return (!fits || isGlued(page, start, end)) && isInDipReference(page, place);
}

/** Whether 11 to 15 digits near an MPAN word are plainly something else. */
function isOtherNumber(page: Page, start: number, end: number): boolean {
  const place = { start, end };
  const digits = page.text.slice(start, end);
  return (
    isCalendarStamp(digits) ||
    isPhone(page, place) ||
    isInHash(page, place) ||
    isInDipReference(page, place) ||
    isFraction(page, start) ||
    hasOtherName(page, start) ||
    touchesShape(page, place) ||
    timeWords(page, start, end) === 'strong'
  );
}

function isGlued(page: Page, start: number, end: number): boolean {
  return isLetterCode(page.text.charCodeAt(start - 1)) || isLetterCode(page.text.charCodeAt(end));
}

/** An MPAN inside a longer run: the full form of 21 or 22 digits, a digit too many, a glued load class. */
function embedded(page: Page, place: Place, near: NearMpanWord): RuleCode | undefined {
  const { start, end } = place;
  const digits = page.text.slice(start, end);
  const last = digits.slice(-13);
  const fits = isDistributor(last) && checkDigitFits(last);
  const isFull = digits.length >= 21 && /^0[0-8]/.test(digits) && isDistributor(last);
  if (!fits && !isFull && digits.length > 16) return undefined;
  if (isInHash(page, place) || isInDipReference(page, place)) return undefined;
  if (isFraction(page, start)) return undefined;
  if (isFull) return fits ? 'MPAN_FULL' : 'MPAN_FULL_NEAR';
  if (isOtherLongNumber(page, place, digits)) return undefined;
  const counts = page.mode === 'chat' || isWellPlaced(page, digits, start) || near(start, end);
  if (fits) return counts ? 'MPAN_EMBEDDED' : undefined;
  const first = digits.slice(0, 13);
  const isHead = page.mode === 'chat' && !isFineMoment(page, digits);
  return isHead && isDistributor(first) && checkDigitFits(first) ? 'MPAN_EMBEDDED' : undefined;
}

type Place = { readonly start: number; readonly end: number };

function isOtherLongNumber(page: Page, place: Place, digits: string): boolean {
  const { start, end } = place;
  if (isCalendarStamp(digits) || isPhone(page, place) || hasOtherName(page, start)) return true;
  if (isDeviceNumber(digits)) return true;
  // Behind three digits of a load class may stand a core; ticks and nanoseconds have no such reading.
  const isTold = digits.length !== 16 || page.mode === 'file' || timeWords(page, start, end) !== undefined;
  if (isTold && isFineMoment(page, digits)) return true;
  // GB33BUKB20201555555555: a bank account number with its country, check digits and bank in front
  return /[A-Z]{2}\d{2}[A-Z]{4}$/.test(look(page, start - 8, start));
}

/** Profile class, time switch or settlement class, and a load class with a letter in it: 03801H01, 0008012A4. */
const TOP_LINE = /(?:^|[^A-Za-z0-9])0[0-8]\d{3,4}(?=[0-9A-Z]{0,2}[A-Z])[0-9A-Z]{3}$/;

/** In a file, long numbers are mostly other systems' ids: there a tail counts only behind what belongs before a core. */
function isWellPlaced(page: Page, digits: string, start: number): boolean {
  const before = digits.length - 13;
  if (TOP_LINE.test(look(page, start + before - 10, start + before))) return true;
  if (before === 1) return digits.startsWith('0');
  return before === 2 && isLetterCode(page.text.charCodeAt(start - 1));
}

/** Microseconds, ticks or nanoseconds of these years. */
function isFineMoment(page: Page, digits: string): boolean {
  const perMilli = { 16: 1e3, 18: 1e4, 19: 1e6 }[digits.length];
  if (perMilli === undefined) return false;
  const ticks = digits.length === 18 ? 62_135_596_800_000 : 0;
  const milli = Number(digits) / perMilli - ticks;
  return milli > Date.UTC(2001, 0, 1) && milli < page.now + 5 * 365 * 86_400_000;
}
