// Tells from its neighbours whether a number of a file with a fitting check digit is a time in epoch milliseconds.
import { checkDigitFits } from '../mpan-core.ts';
import { look, matchesIn, type Page } from '../page.ts';
import { timeKey, timeWords } from './times.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EARLIEST = Date.UTC(2020, 0, 1);
/** A lone time of a record is let off by its key alone when it is no older. */
const RECENT = 2 * 365 * DAY;

type Stamp = {
  readonly run: number;
  readonly value: number;
  readonly fits: boolean;
  /** '' when no time key stands before it. */
  readonly key: string;
};

export type Series = { readonly isTime: (run: number) => boolean };

/**
 * One time in ten fits the check digit, and so would refuse every log. A column of MPANs of distributor 17 or 18 fits
 * everywhere, and its values are years apart where those of a log are minutes apart: neighbours tell them apart.
 * An MPAN that somebody put among times by mistake stands out of their order.
 */
export function seriesOf(page: Page): Series {
  let stamps: readonly Stamp[] | undefined;
  return {
    isTime(run) {
      if (page.mode !== 'file') return false;
      stamps ??= stampsOf(page);
      const at = indexOfRun(stamps, run);
      const stamp = stamps[at];
      if (!stamp) return false;
      return stamp.key === '' ? isLineOfLog(stamps, at, stamp) : isKeyedTime(page, stamps, { at, stamp });
    },
  };
}

function stampsOf(page: Page): readonly Stamp[] {
  const stamps: Stamp[] = [];
  const { runs } = page;
  for (let run = 0; run < runs.count; run++) {
    if (runs.length(run) !== 13) continue;
    const start = runs.start(run);
    const end = runs.end(run);
    const digits = page.text.slice(start, end);
    const value = Number(digits);
    if (value < EARLIEST || value > page.now + 2 * DAY) continue;
    const before = look(page, start - 40, start);
    // "updated 17..." in a log may as well name the supply that was updated: a key has a sign behind it.
    const key =
      (/[A-Za-z0-9_][ \t]*$/.test(before) ? undefined : timeKey(before)) ??
      headingOf(page, start) ??
      (timeWords(page, start, end) === 'strong' ? ' ' : '');
    stamps.push({ run, value, fits: checkDigitFits(digits), key });
  }
  return stamps;
}

/** The heading of the column in which a number stands, when it names a time: `event_ts` at the head of a sheet. */
function headingOf(page: Page, start: number): string | undefined {
  const head = /^[^\n]{1,200}/.exec(look(page, 0, 201))?.[0];
  if (head === undefined || start <= head.length || /\d{5}|[{}<>]/.test(head)) return undefined;
  const mark = [',', '\t', ';', '|'].find(each => head.includes(each));
  const line = look(page, start - 120, start);
  const cells = line.slice(line.lastIndexOf('\n') + 1).split(mark ?? '\n');
  const heading = mark === undefined ? head : (head.split(mark)[cells.length - 1] ?? '');
  return line.includes('\n') ? timeKey(heading) : undefined;
}

function indexOfRun(stamps: readonly Stamp[], run: number): number {
  let low = 0;
  let high = stamps.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = stamps[middle]?.run ?? 0;
    if (at === run) return middle;
    if (at < run) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

const NEIGHBOURS = 4;
/** Keys that other things have, too. */
const SHORT_KEY = /^(?:_|t|ms| |from|to|start|end|since|until|sent|received)$/;

function isLineOfLog(stamps: readonly Stamp[], at: number, stamp: Stamp): boolean {
  const near = neighbours(stamps, at).filter(other => other.key === '');
  if (!mostDoNotFit(stamps, at)) return false;
  if (near.length >= 3 && isInOrder(stamps, at, stamp)) return true;
  const close = near.filter(other => within(HOUR, other, stamp));
  return close.length >= Math.min(3, near.length) && close.some(other => !other.fits);
}

type Place = { readonly at: number; readonly stamp: Stamp };

function isKeyedTime(page: Page, stamps: readonly Stamp[], { at, stamp }: Place): boolean {
  if (isToldInIsoToo(page, stamp)) return true;
  // One time told many times is one.
  const near = neighbours(stamps, at).filter(other => other.key !== '' && other.value !== stamp.value);
  const isRecent = page.now - stamp.value <= RECENT;
  if (near.length === 0) return isRecent && !SHORT_KEY.test(stamp.key);
  // created, started and ended of one record
  if (near.some(other => other.key !== stamp.key && within(DAY, other, stamp))) return true;
  if (near.every(other => other.key !== stamp.key)) return isRecent && !SHORT_KEY.test(stamp.key);
  if (near.some(other => !other.fits && within(HOUR, other, stamp))) return true;
  if (!isRecent || !mostDoNotFit(stamps, at)) return false;
  return isInOrder(stamps, at, stamp) || isInRange(stamps, at, stamp);
}

function neighbours(stamps: readonly Stamp[], at: number): readonly Stamp[] {
  return [...stamps.slice(Math.max(0, at - NEIGHBOURS), at), ...stamps.slice(at + 1, at + 1 + NEIGHBOURS)];
}

function within(span: number, one: Stamp, other: Stamp): boolean {
  return Math.abs(one.value - other.value) <= span;
}

function mostDoNotFit(stamps: readonly Stamp[], at: number): boolean {
  const nearest = new Map(
    stamps.slice(Math.max(0, at - 16), at + 17).map(({ value, fits }) => [value, fits]),
  );
  return [...nearest.values()].filter(fits => fits).length * 2 <= nearest.size;
}

/** Whether a value goes on rising or falling with those of its key round it; two values have no order. */
function isInOrder(stamps: readonly Stamp[], at: number, stamp: Stamp): boolean {
  const before = stamps.slice(Math.max(0, at - 8), at).filter(other => other.key === stamp.key);
  const after = stamps.slice(at + 1, at + 9).filter(other => other.key === stamp.key);
  const values = [...before.slice(-2), stamp, ...after.slice(0, 2)].map(each => each.value);
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
  return steps.every(step => step >= 0) || steps.every(step => step <= 0);
}

/** Records in no order of time: a value that lies no further out than the others of its key are apart. */
function isInRange(stamps: readonly Stamp[], at: number, stamp: Stamp): boolean {
  const others = stamps
    .slice(Math.max(0, at - 16), at + 17)
    .filter(other => other !== stamp && other.key === stamp.key)
    .map(other => other.value);
  const low = Math.min(...others);
  const high = Math.max(...others);
  const slack = (high - low) / 2;
  return others.length >= 2 && stamp.value >= low - slack && stamp.value <= high + slack;
}

const ISO = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})/g;

function isToldInIsoToo(page: Page, stamp: Stamp): boolean {
  const start = page.runs.start(stamp.run);
  for (const match of matchesIn(look(page, start - 80, start + 93), ISO)) {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
    const told = Date.UTC(year, month - 1, day, hour, minute, second);
    if (Math.abs(told - stamp.value) <= HOUR + 60_000) return true;
  }
  return false;
}
