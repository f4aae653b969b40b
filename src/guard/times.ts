// Tells a time in epoch milliseconds from an MPAN of distributors 17 and 18, which share their first digits.
import { checkDigitFits } from './mpan.ts';
import { look, type Page } from './page.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Measured on lists of MPANs: one hour lets almost none through that was keyed as a time by mistake. */
const SAME_TIME = HOUR;

/** Whether 13 digits, read as epoch milliseconds, are a moment that people here may be talking about. */
export function isRecentMoment(page: Page, digits: string): boolean {
  const value = Number(digits);
  return value >= page.now - 3 * 365 * DAY && value <= page.now + 2 * DAY;
}

/** Whether 13 digits are any moment of this computing age: enough when a time key says that it is a time. */
function isAnyMoment(page: Page, digits: string): boolean {
  const value = Number(digits);
  return value >= 1_000_000_000_000 && value <= page.now + 5 * 365 * DAY;
}

const STRONG_WORD =
  /^(?:time|times|timestamps?|timestampms|ts|epoch|epochms|unix|unixtime|datetime|millis|milliseconds|created|createdtime|updated|modified|createdat|updatedat|iat|exp|nbf|eventtime|t|ms|_)$/i;
const STRONG_ENDING =
  /(?:[a-z0-9](?:At|On|Time|TimeStamp|Timestamp|Date|DateTime|Ts|TS|Ms|Millis|Epoch)|_(?:at|on|ts|time|timestamp|date|ms|millis|epoch))$/;
const WEAK_WORD =
  /(?:^|[^A-Za-z])(?:time|times|timed|timestamps?|clock|ts|epoch|unix|start|starts|started|starting|begin|began|begins|end|ends|ended|ending|finish(?:ed)?|stop(?:s|ped)?|at|since|until|till|before|after|between|from|created|updated|received|recd|sent|fired|logged|log|seen|stamp(?:ed)?|expir(?:y|es|ed)|deadline|window|due|when|schedul(?:e|ed)|moment|instant|date)(?![A-Za-z])/i;
const TIME_AFTER =
  /^["'`)\]]{0,3}[ \t]{0,3}(?:[([]?(?:ms|msecs?|millis|milliseconds?|epoch|unix|utc)\b|[[(]?(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|NOTICE)\b)/i;

/** How surely the words round a number say that it is a time: a key or a unit is strong, a word nearby is weak. */
export function timeWords(page: Page, start: number, end: number): 'strong' | 'weak' | undefined {
  if (TIME_AFTER.test(look(page, end, end + 24))) return 'strong';
  const before = look(page, start - 40, start);
  if (timeKey(before) !== undefined) return 'strong';
  const sentence = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('; ')) + 1);
  // "failed at" does not count: what follows may as well be the meter point at which the test failed.
  return WEAK_WORD.test(sentence.replace(/\b(?:fail(?:ed|s|ing)?|stuck) at\b/gi, ' ')) ? 'weak' : undefined;
}

/** The key or word right before a number when it names a time, as `timestamp` in `"timestamp": 17...`. */
function timeKey(before: string): string | undefined {
  const word =
    /([A-Za-z_][A-Za-z0-9_]{0,30})["'`\])]{0,3}(?:[ \t]{0,2}(?:is|was|of|=|:|=>|->|>|in ms|ms|\(ms\)))?[ \t"'`=:(>]{0,4}$/.exec(
      before,
    )?.[1];
  if (word === undefined) return undefined;
  return STRONG_WORD.test(word) || STRONG_ENDING.test(word) ? word.toLowerCase() : undefined;
}

/** Whether 13 digits with a wrong check digit may pass as a time. */
export function isToldAsTime(page: Page, start: number, end: number): boolean {
  const digits = page.text.slice(start, end);
  const words = timeWords(page, start, end);
  if (words === 'strong') return isAnyMoment(page, digits);
  if (!isRecentMoment(page, digits)) return false;
  return words === 'weak' || isStampOfFileName(page, start, end) || followsTime(page, start);
}

/** `Screenshot_1766114241317.png`, `run-1734883374896.log` */
function isStampOfFileName(page: Page, start: number, end: number): boolean {
  return (
    /[A-Za-z][-_.]$/.test(look(page, start - 2, start)) &&
    /^(?:[-_][A-Za-z0-9]{1,12})?\.[A-Za-z][A-Za-z0-9]{1,4}(?![A-Za-z0-9])/.test(look(page, end, end + 20))
  );
}

/** The second of two times: `1737467880000 - 1737467940000`, `1737467880000 to 1737467940000`. */
function followsTime(page: Page, start: number): boolean {
  const match =
    /(?<!\d)(\d{13})[^A-Za-z0-9\n]{0,4}(?:(?:to|and|until|till)[ "]{1,2})?[^A-Za-z0-9\n]{0,2}$/.exec(
      look(page, start - 30, start),
    );
  const other = match?.[1];
  return other !== undefined && isRecentMoment(page, other) && !checkDigitFits(other);
}

type Stamp = {
  readonly run: number;
  readonly value: number;
  readonly fits: boolean;
  /** '' when no time key stands before it. */
  readonly key: string;
};

/** The times that a file tells in epoch milliseconds, so that one with a fitting check digit can be weighed. */
export type Series = { readonly isTime: (run: number) => boolean };

/**
 * In a file, a number with a fitting check digit is a time only when its neighbours agree, and fewer need to when its
 * key says so: a column of MPANs fits everywhere, a column of times in one of ten.
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
      return (stamp.key !== '' && isToldInIsoToo(page, stamp)) || agreesWithNeighbours(stamps, at, stamp);
    },
  };
}

const EARLIEST = Date.UTC(2020, 0, 1);

function stampsOf(page: Page): readonly Stamp[] {
  const stamps: Stamp[] = [];
  const { runs } = page;
  for (let run = 0; run < runs.count; run++) {
    if (runs.length(run) !== 13) continue;
    const digits = page.text.slice(runs.start(run), runs.end(run));
    const value = Number(digits);
    if (value < EARLIEST || value > page.now + 2 * DAY) continue;
    const key = timeKey(look(page, runs.start(run) - 40, runs.start(run))) ?? '';
    stamps.push({ run, value, fits: checkDigitFits(digits), key });
  }
  return stamps;
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

function agreesWithNeighbours(stamps: readonly Stamp[], at: number, stamp: Stamp): boolean {
  const kin = (other: Stamp) => (stamp.key === '') === (other.key === '');
  const wanted = 3;
  let close = 0;
  let plain = 0;
  for (const other of stamps.slice(Math.max(0, at - 4), at + 5)) {
    if (other === stamp || !kin(other) || Math.abs(other.value - stamp.value) > SAME_TIME) continue;
    close++;
    if (!other.fits) plain++;
  }
  // Two times of one record (created, updated) are enough when the other cannot be an MPAN.
  if (close < wanted && !(stamp.key !== '' && plain > 0)) return false;
  const nearest = stamps.slice(Math.max(0, at - 16), at + 17);
  return nearest.filter(other => other.fits).length * 2 <= nearest.length;
}

const ISO = /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})/g;

function isToldInIsoToo(page: Page, stamp: Stamp): boolean {
  const start = page.runs.start(stamp.run);
  for (const match of look(page, start - 80, start + 93).matchAll(ISO)) {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
    const told = Date.UTC(year, month - 1, day, hour, minute, second);
    if (Math.abs(told - stamp.value) <= SAME_TIME + 60_000) return true;
  }
  return false;
}
