// Tells a time in epoch milliseconds from an MPAN of distributors 17 and 18, which share their first digits.
import { checkDigitFits } from '../mpan-core.ts';
import { look, type Page } from '../page.ts';

const DAY = 86_400_000;

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
  /^(?:time|times|timestamps?|timestampms|ts|epoch|epochms|unix|unixtime|datetime|millis|milliseconds|created|createdtime|updated|modified|createdat|updatedat|iat|exp|nbf|eventtime|date|start|end|from|to|since|until|sent|received|published|expires|expiry|heartbeat|lastmodified|t|ms|_)$/i;
const STRONG_ENDING =
  /(?:[a-z0-9](?:At|On|Time|TimeStamp|Timestamp|Date|DateTime|Ts|TS|Ms|Millis|Epoch|Nanos?|Micros?)|_(?:at|on|ts|time|timestamp|date|ms|millis|epoch))$/;
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
export function timeKey(before: string): string | undefined {
  // The quotation marks of a payload inside a payload
  const plain = before.replace(/\\(?=["'])|&quot;/g, '"');
  const word =
    /(?<![A-Za-z0-9])([A-Za-z_][A-Za-z0-9_]{0,40})["'`\])]{0,3}(?:[ \t]{0,2}(?:is|was|of|=|:|=>|->|>|in ms|ms|\(ms\)))?[ \t"'`=:(>]{0,4}$/.exec(
      plain,
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
