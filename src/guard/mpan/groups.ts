// Weighs numbers parted into groups: is it one MPAN, written the way people write it?

import {
  crossesShape,
  hasOtherName,
  isAmount,
  isCalendarStamp,
  isInHash,
  isMeetingId,
  isPhone,
  touchesShape,
} from '../harmless/identifiers.ts';
import { checkDigitFits, isDistributor, isDistributorId, weightOf } from '../mpan-core.ts';
import { type Hit, isLetterCode, type Page } from '../page.ts';
import type { RuleCode } from '../rules.ts';
import { type Cluster, signBehind } from './clusters.ts';
import { isReadableInFiles, isTopLine, type Layout, layoutOf } from './layouts.ts';
import type { NearMpanWord } from './run.ts';

/** Marks that part the columns of data rather than the groups of a number. */
const COLUMN_MARKS = new Set([',', ';', '|', '\t', '\n', '","', '"', '],[']);
/** A row of more than this many numbers is data: there, four of them make the printed layout by chance. */
const LONG_ROW = 9;

export function groupedMpans(page: Page, cluster: Cluster, nearMpanWord: NearMpanWord): Hit[] {
  const { runs } = page;
  const all = cluster.last - cluster.first + 1;
  // In a long row, chance finds a printed layout now and then; a row of MPANs is full of them.
  const needed = all > LONG_ROW ? all / 2 : 0;
  const hits: Hit[] = [];
  let covered = 0;
  let next = cluster.first;
  let sum = 0;
  for (let first = cluster.first; first < cluster.last; first++) {
    if (covered + cluster.last + 1 - first < needed) return [];
    while (next <= cluster.last && sum < 13) sum += runs.length(next++);
    const last = next - 1;
    const code =
      sum === 13 && last > first && couldBeMpan(page, { first, last })
        ? grouped(page, cluster, { first, last }, nearMpanWord)
        : undefined;
    if (code) {
      hits.push({ code, start: runs.start(first), end: runs.end(last) });
      covered += last - first + 1;
      first = last;
      sum = runs.length(last);
    }
    sum -= runs.length(first);
  }
  return covered >= needed ? hits : [];
}

type Window = { readonly first: number; readonly last: number };

/** The cheap question before the dear ones: a possible distributor, and the check digit or the layout of bills. */
function couldBeMpan({ runs, text }: Page, { first, last }: Window): boolean {
  const tens = text.charCodeAt(runs.start(first));
  const units = text.charCodeAt(runs.length(first) > 1 ? runs.start(first) + 1 : runs.start(first + 1));
  if (!isDistributorId((tens - 48) * 10 + units - 48)) return false;
  let sum = 0;
  let check = 0;
  let place = 0;
  for (let run = first; run <= last; run++) {
    const end = runs.end(run);
    for (let at = runs.start(run); at < end; at++) {
      check = text.charCodeAt(at) - 48;
      sum += check * weightOf(place++);
    }
  }
  return (sum % 11) % 10 === check || isLayoutOfBills(runs, { first, last });
}

function isLayoutOfBills(runs: Page['runs'], { first, last }: Window): boolean {
  if (last - first !== 3 || runs.length(first) !== 2) return false;
  return runs.length(first + 1) === 4 && runs.length(first + 2) === 4;
}

function grouped(
  page: Page,
  cluster: Cluster,
  window: Window,
  nearMpanWord: NearMpanWord,
): RuleCode | undefined {
  const groups = groupsOf(page, cluster, window);
  if (!isDistributor(groups.digits)) return undefined;
  const topLine = hasTopLine(page, cluster, window.first);
  if (!checkDigitFits(groups.digits)) return nearMiss(page, cluster, groups, topLine);
  const { place } = groups;
  const isPrinted = groups.layout === 'printed';
  const accepted = isPrinted
    ? isPrintedMpan(page, groups)
    : topLine || nearMpanWord(place.start, place.end) || isChosenGrouping(page, groups);
  if (!accepted || isPhone(page, place)) return undefined;
  if (isPrinted ? crossesShape(page, place) : touchesShape(page, place)) return undefined;
  // The end of a hash and what follows it
  if (isInHash(page, { start: place.start, end: place.start + (groups.lengths[0] ?? 0) })) return undefined;
  return 'MPAN_SPLIT';
}

type Groups = {
  readonly digits: string;
  readonly lengths: readonly number[];
  readonly layout: Layout;
  /** The sign between them, when it is the same everywhere. */
  readonly sign: string | undefined;
  /** No digits beside them that the same sign parts. */
  readonly alone: boolean;
  /** Nothing but these groups stands together. */
  readonly whole: boolean;
  readonly place: { readonly start: number; readonly end: number };
};

function groupsOf(page: Page, cluster: Cluster, window: Window): Groups {
  const { runs } = page;
  const { first, last } = window;
  const lengths: number[] = [];
  let digits = '';
  for (let run = first; run <= last; run++) {
    lengths.push(runs.length(run));
    digits += page.text.slice(runs.start(run), runs.end(run));
  }
  const signs: (string | undefined)[] = [];
  for (let run = first; run < last; run++) signs.push(signBehind(page, run));
  return {
    digits,
    lengths,
    layout: layoutOf(lengths),
    sign: signs.every(other => other === signs[0]) ? signs[0] : undefined,
    ...standing(page, cluster, window),
    place: { start: runs.start(first), end: runs.end(last) },
  };
}

/** The check digit is wrong: only the layout of bills, by itself or behind its top line. */
function nearMiss(
  page: Page,
  cluster: Cluster,
  { lengths, sign, alone, place }: Groups,
  topLine: boolean,
): RuleCode | undefined {
  if (lengths.join('-') !== '2-4-4-3' || touchesShape(page, place)) return undefined;
  if (topLine) return 'MPAN_SPLIT_NEAR';
  if (isGlued(page, place)) return undefined;
  const isPlain = sign !== undefined && /^[ .\-_/]$/.test(sign) && cluster.last - cluster.first < LONG_ROW;
  return isPlain && alone && !hasOtherName(page, place.start) ? 'MPAN_SPLIT_NEAR' : undefined;
}

/** Whether the groups right before are those of the printed top line, as `01 801 100`. */
function hasTopLine({ runs, text }: Page, cluster: Cluster, first: number): boolean {
  const lengths: number[] = [];
  for (let run = first - 1; run >= cluster.first && lengths.length < 3; run--) {
    lengths.unshift(runs.length(run));
    const start = runs.start(run);
    const mayBegin = text.charCodeAt(start) === 48 && lengths.length !== 2;
    if (mayBegin && /[0-8]/.test(text.charAt(start + 1)) && isTopLine(lengths)) return true;
  }
  return false;
}

/**
 * Whether the runs on both sides are parted from these by another sign (alone), or there are none (whole). The digits
 * of a reference, a date or a numbered thing (IF-031, 09:15, TC 40662) are no neighbours.
 */
function standing(page: Page, cluster: Cluster, { first, last }: Window): Pick<Groups, 'alone' | 'whole'> {
  const { runs, text } = page;
  const inner = signBehind(page, first);
  const sides: (string | undefined)[] = [];
  if (first > cluster.first) {
    const start = runs.start(first - 1);
    const hangs = /[A-Za-z]$|[A-Za-z0-9][-_#:/.]$/.test(text.slice(Math.max(0, start - 2), start));
    if (!hangs && !hasOtherName(page, start)) sides.push(signBehind(page, first - 1));
  }
  if (last < cluster.last) {
    const end = runs.end(last + 1);
    const hangs = /^(?:[A-Za-z]|[-_:/.][A-Za-z0-9])/.test(text.slice(end, end + 2));
    if (!hangs) sides.push(signBehind(page, last));
  }
  return { alone: !sides.includes(inner), whole: sides.length === 0 };
}

function isPrintedMpan(page: Page, { digits, lengths, sign, alone }: Groups): boolean {
  if (lengths[0] === 1) return alone && sign !== undefined;
  const column = sign !== undefined && COLUMN_MARKS.has(sign);
  if (lengths[1] === 8 && isCalendarStamp(digits.slice(2, 10)) && (column || page.mode === 'file'))
    return false;
  return !column || alone || page.mode === 'chat';
}

/** A grouping of somebody's own choice, without a word that says what it is: only by itself, and in files seldom. */
function isChosenGrouping(page: Page, chosen: Groups): boolean {
  const { layout, sign, alone, place } = chosen;
  if (!alone || sign === undefined || hasOtherName(page, place.start)) return false;
  if (layout === 'single-digits') return isSpacedOut(page, chosen, sign);
  return !isOtherGrouping(page, chosen) && isPartedBySign(page, chosen, sign);
}

/** Digit by digit; but not a row of flags, and not the numbered parts of a test case (TC_1_2_3). */
function isSpacedOut(page: Page, { digits, place }: Groups, sign: string): boolean {
  if (/^[01]*$/.test(digits) || page.text.charAt(place.start - 1) === '_') return false;
  return page.mode === 'chat' || !COLUMN_MARKS.has(sign);
}

function isOtherGrouping(page: Page, { lengths, digits, place, whole, sign }: Groups): boolean {
  // fe80:4606:1972:6927:bc27, and a run of tests with its result
  if (sign === ':' && isGlued(page, place)) return true;
  if (lengths.join('-') === '7-6' && digits.startsWith('100', 7)) return true;
  if (lengths.length > 6 || Number(digits.slice(0, 2)) > 39) return true;
  if (page.mode === 'file' && !(whole && isReadableInFiles(lengths))) return true;
  if (isMeetingId(page, place.start) || isAmount(page, place)) return true;
  if (lengths.includes(10) && lengths.length === 2) return true;
  return lengths.some((length, i) => length === 8 && isCalendarStamp(groupAt(digits, lengths, i)));
}

function isPartedBySign(page: Page, chosen: Groups, sign: string): boolean {
  const { layout, lengths, whole } = chosen;
  if (sign === ' ' || sign === '-') return true;
  if (isBrokenLine(page, chosen)) return true;
  if (page.mode === 'file' || layout !== 'readable' || lengths.length === 2) return false;
  return /^[./_]$/.test(sign) || (whole && !lengths.includes(10));
}

function isGlued({ text }: Page, { start, end }: Groups['place']): boolean {
  return isLetterCode(text.charCodeAt(start - 1)) || isLetterCode(text.charCodeAt(end));
}

/** One number over two lines. A test case's id and a date under it have 5 and 8 digits, a DIP id and a status 10 and 3. */
function isBrokenLine(page: Page, { lengths, sign, place }: Groups): boolean {
  if (page.mode === 'file' || sign !== '\n') return false;
  if (lengths.length !== 2 || lengths.includes(10)) return false;
  if (!lengths.includes(8)) return true;
  const before = page.text.charAt(place.start - 1);
  const after = page.text.charAt(place.end);
  return /^\n?$/.test(before) && /^\n?$/.test(after);
}

function groupAt(digits: string, lengths: readonly number[], index: number): string {
  const start = lengths.slice(0, index).reduce((sum, length) => sum + length, 0);
  return digits.slice(start, start + (lengths[index] ?? 0));
}
