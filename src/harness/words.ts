// Reads the words of a request: which tests, at what time, which message of the DIP, sent on which day.
import { daysAfter } from '../domain/days.ts';
import type { Day } from '../domain/events.ts';
import { daySaid, readTime, weekdayOf } from '../sheets/days.ts';

/** `at 14:00`, `at 2pm`, `at 9.30 tomorrow`. */
export function timeWanted(
  words: string,
  today: Day,
): { readonly day: Day; readonly time: string } | undefined {
  const [, said] = /\bat\s+(\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?)(?![\w:-])/i.exec(words) ?? [];
  const time = said === undefined ? undefined : readTime(said);
  if (time === undefined) return undefined;
  return { day: /\btomorrow\b/i.test(words) ? daysAfter(today, 1) : today, time };
}

/** What a line to copy keeps beside the references, as it was written: `PUB-036 sent Mon`, `step 4 at 14:00`. */
export function detailsIn(words: string): string {
  return [...words.matchAll(details)].map(([found]) => found.trim()).join(' ');
}

const dayWords =
  '(?:(?:mon|tue|wed|thu|fri|sat|sun)\\w*|today|yesterday|\\d{1,2} [a-z]{3,9}|\\d{4}-\\d{2}-\\d{2})';

const details = new RegExp(
  `\\b(?:step\\s*\\d{1,3}|at\\s+\\d{1,2}(?:[:.]\\d{2})?\\s*(?:am|pm)?|tomorrow|(?:PUB|IF)[- ]?\\d{2,3}|sent(?:\\s+on)?\\s+(?:last\\s+)?${dayWords}|cancel)(?![\\w:])`,
  'gi',
);

/** `PUB-036`, `pub 36` and `IF031` as the catalogue of the DIP writes them: `PUB-036`, `IF-031`. */
export function dipMessageIn(words: string): string | undefined {
  const [, kind, number] = /\b(PUB|IF)[- ]?(\d{2,3})\b/i.exec(words) ?? [];
  return kind === undefined || number === undefined
    ? undefined
    : `${kind.toUpperCase()}-${number.padStart(3, '0')}`;
}

/** Words behind `sent` that may be a day: `Mon 23 Nov 2026`. */
const mostWords = 4;

/** The day behind `sent`; without that word a day that stands alone as `yesterday` or `2026-11-23`. */
export function daySent(words: string, today: Day): Day | undefined {
  const [, behind] = /\bsent\b(?:\s+on)?\s+(.+)/is.exec(words) ?? [];
  if (behind === undefined) {
    const [alone] = /\b(?:today|yesterday|\d{4}-\d{2}-\d{2})\b/i.exec(words) ?? [];
    return alone === undefined ? undefined : dayBack(alone, today);
  }
  const parts = behind.replace(/[,;]/g, ' ').trim().split(/\s+/).slice(0, mostWords);
  for (let count = parts.length; count > 0; count -= 1) {
    const day = dayBack(parts.slice(0, count).join(' '), today);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** A day as people say it of what has been: `Mon` is the last Monday. */
function dayBack(words: string, today: Day): Day | undefined {
  const plain = words.replace(/[.!]$/, '').replace(/^last /i, '');
  if (/^yesterday$/i.test(plain)) return daysAfter(today, -1);
  const day = daySaid(plain, today);
  if (day === undefined || !/^[a-z]+$/i.test(plain) || day <= today) return day;
  // Of a weekday's name `daySaid` gives the next one.
  return weekdayOf(day) === weekdayOf(today) ? today : daysAfter(day, -7);
}
