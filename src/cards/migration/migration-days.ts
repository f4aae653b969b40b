// Days of a migration and their numbers in words, asked and done; those that are alike are one line.
import { daysBetween } from '../../domain/days.ts';
import type { Day } from '../../domain/events.ts';
import type { MigrationDifference } from '../../domain/migration/migration.ts';
import type { AskedBy, MigrationDay } from '../../domain/migration/migration-view.ts';
import type { NoticeSection } from '../making/notice.ts';
import { dots, md, type Plain, plain, type Shown } from '../making/shown.ts';
import { dayText } from '../making/times.ts';

/** As many lines of days as a card shows. */
export const mostDays = 15;

/** `Tue 1 Dec: 4 done of 5 asked` */
export function dayLine(each: MigrationDay): Shown {
  return md`${dayText(each.day)}: ${doneWords(each)}`;
}

export function doneWords(each: MigrationDay): Plain {
  const { asked, done } = each;
  return asked === undefined
    ? plain`${done} done, no number asked`
    : plain`${done} done of ${asked} asked${askedBy(each)}`;
}

export function askedBy({ by = 'day' }: Pick<MigrationDay, 'by'>): Plain {
  return askedByWords[by];
}

const askedByWords: Readonly<Record<AskedBy, Plain>> = {
  day: plain``,
  week: plain`, of the week’s number`,
  schedule: plain`, by the schedule`,
};

export function differences(
  all: readonly MigrationDifference[],
): Pick<NoticeSection, 'lines' | 'count' | 'see'> {
  const weeks = all.filter(({ of }) => of === 'week');
  const days = all.filter(({ of }) => of === 'day');
  return firstOf([
    ...weeks.map(each => md`Week of ${dayText(each.day)}: ${differenceWords(each)}`),
    ...stretches(days, differenceWords).map(({ days: which, words }) => md`${which}: ${words}`),
  ]);
}

/** `5 → 10` */
function differenceWords({ was, is }: MigrationDifference): Plain {
  const number = (count: number | undefined) => (count === undefined ? 'none' : String(count));
  return plain`${number(was)} → ${number(is)}`;
}

export function plannedWords(each: MigrationDay): Plain {
  const { asked = 0, done } = each;
  return dots([plain`${asked}${askedBy(each)}`, done === 0 ? undefined : plain`${done} done already`]);
}

export function firstOf(lines: readonly Shown[]): Pick<NoticeSection, 'lines' | 'count' | 'see'> {
  return { lines: lines.slice(0, mostDays), count: lines.length, see: md`of later days` };
}

/** Days one after another of which the same is said are one line: `Tue 1 Dec to Fri 4 Dec, each: 12`. */
export function stretches<Item extends { readonly day: Day }>(
  items: readonly Item[],
  wordsOf: (item: Item) => Plain,
): readonly { readonly days: Plain; readonly words: Plain }[] {
  const found: { from: Day; to: Day; words: Plain }[] = [];
  for (const item of items) {
    const words = wordsOf(item);
    const last = found.at(-1);
    if (last !== undefined && last.words === words && daysBetween(last.to, item.day) === 1)
      last.to = item.day;
    else found.push({ from: item.day, to: item.day, words });
  }
  return found.map(({ from, to, words }) => ({
    days: from === to ? plain`${dayText(from)}` : plain`${dayText(from)} to ${dayText(to)}, each`,
    words,
  }));
}
