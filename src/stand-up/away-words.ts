// Reads when somebody is away: `tomorrow am`, `Fri`, `3 Dec to 5 Dec`, `next week`.
import type { Away } from '../domain/day/day-plan.ts';
import { daysAfter } from '../domain/days.ts';
import type { Day } from '../domain/events.ts';
import { daySaid, weekdayOf } from '../sheets/days.ts';

export type AwayTime = Pick<Away, 'from' | 'to' | 'part'>;

/** @returns undefined for what is no time, one that ends before it begins, or one that is over */
export function awayTime(words: string, today: Day): AwayTime | undefined {
  const part = /\b(?:am|morning)\b/i.test(words)
    ? 'am'
    : /\b(?:pm|afternoon)\b/i.test(words)
      ? 'pm'
      : undefined;
  const rest = words
    .replace(/\b(?:am|pm|morning|afternoon|all day|whole day|off|out|on|the|in|from)\b/gi, ' ')
    .replace(/[.,]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const days = daysIn(rest, today);
  if (days === undefined || days.to < days.from || days.to < today) return undefined;
  return { ...days, ...(part === undefined ? {} : { part }) };
}

function daysIn(words: string, today: Day): { readonly from: Day; readonly to: Day } | undefined {
  if (words === '') return { from: today, to: today };
  if (/^this week$/i.test(words)) return { from: today, to: daysAfter(today, 5 - weekdayOf(today)) };
  if (/^next week$/i.test(words)) {
    const monday = daysAfter(today, 8 - weekdayOf(today));
    return { from: monday, to: daysAfter(monday, 4) };
  }
  const [first = '', last] = withMonth(words).split(/\s*(?:\bto\b|\buntil\b|\btill\b|–|\s-\s)\s*/i);
  const from = first === '' ? today : daySaid(first, today);
  if (from === undefined) return undefined;
  const to = last === undefined ? from : daySaid(last, from);
  return to === undefined ? undefined : { from, to };
}

/** `1-3 Dec` is 1 Dec to 3 Dec, `Mon-Wed` is Mon to Wed. */
function withMonth(words: string): string {
  return words
    .replace(
      /^(\d{1,2}(?:st|nd|rd|th)?)\s*(?:-|–|to|until|till)\s*(\d{1,2}(?:st|nd|rd|th)?\s+([a-z]{3,})\b.*)$/i,
      '$1 $3 to $2',
    )
    .replace(/^([a-z]{3,})-([a-z]{3,})$/i, '$1 to $2');
}
