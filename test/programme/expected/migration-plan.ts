// The numbers that are agreed of migration, asked of the event log anew: what each day is asked for, and what is the matter with it.
import type { Known } from './log.ts';
import { counted, nextWeekday, shortDay } from './words.ts';

type Changes = NonNullable<Known['proposed']>['parts'][number]['changes'];

export type AskedOf = { readonly count: number; readonly by: 'day' | 'week' | 'schedule' };

const dayMs = 86_400_000;
const bulkWeeks = 3;

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function mondayOf(day: string): string {
  return new Date(day).getUTCDay() === 1 ? day : mondayOf(shifted(day, -1));
}

function weekOf(monday: string): readonly string[] {
  return [0, 1, 2, 3, 4, 5, 6].map(days => shifted(monday, days));
}

/** What was said last of each day and each week. */
function saidOf(
  of: 'day' | 'week',
  changes: Changes,
): readonly Extract<Changes[number], { count: unknown }>[] {
  const own = changes.filter(change => change.of === of);
  return own.filter(
    ({ day, count }, place) => count !== 'none' && !own.some((later, n) => n > place && later.day === day),
  );
}

/** By its own number, by its part of the week's, else by the schedule. */
export function askedByDay(
  { agreed }: Known,
  scheduled: ReadonlyMap<string, number>,
): ReadonlyMap<string, AskedOf> {
  const asked = new Map<string, AskedOf>();
  for (const { day, count } of saidOf('day', agreed)) asked.set(day, { count: Number(count), by: 'day' });
  const named = new Map(asked);
  const weeks = weeksIn(agreed);
  for (const { day: monday, count, from } of weeks) {
    const own = weekOf(monday);
    const rest = count - own.reduce((sum, day) => sum + (named.get(day)?.count ?? 0), 0);
    const open = own.slice(0, 5).filter(day => day >= from && !asked.has(day));
    const isBegin = ![...asked].some(([day, each]) => day < (open[0] ?? '') && each.count > 0);
    for (const [place, number] of handedOut(Math.max(0, rest), open.length, isBegin).entries())
      asked.set(open[place]!, { count: number, by: 'week' });
  }
  for (const [day, count] of scheduled)
    if (!asked.has(day) && !weeks.some(week => week.day === mondayOf(day)))
      asked.set(day, { count, by: 'schedule' });
  return new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function weeksIn(agreed: Changes) {
  return saidOf('week', agreed)
    .map(change => ({
      day: change.day,
      count: Number(change.count),
      from: 'from' in change ? change.from : change.day,
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The first day of all has half of what the others have; one by one, beginning with the last. */
function handedOut(count: number, days: number, isBegin: boolean): readonly number[] {
  if (days < 2) return days === 0 ? [] : [count];
  const first = Math.floor(isBegin ? count / (2 * (days - 1) + 1) : count / days);
  const each = [first, ...Array.from({ length: days - 1 }, () => 0)];
  for (let left = count - first, place = days - 1; left > 0; left -= 1) {
    each[place] = (each[place] ?? 0) + 1;
    place = place === 1 ? days - 1 : place - 1;
  }
  return each;
}

export type Bulk = {
  readonly day: string;
  readonly upTo: string;
  readonly asked: ReadonlyMap<string, AskedOf>;
  /** Days of migrations that were done, one each. */
  readonly done: readonly string[];
  /** Of the bulk, until the last day that is over. */
  readonly doneUntil: number;
};

export type Limit = { readonly words: string; readonly isNear: boolean; readonly last: string };

/** Where a number was agreed; the first day that was done counts, or the first that is asked of. */
export function limitOf({ day, upTo, asked, done, doneUntil }: Bulk): Limit | undefined {
  const days = [...asked].filter(([, { count }]) => count > 0);
  const [first] = days;
  if (first === undefined || days.every(([, { by }]) => by === 'schedule')) return undefined;
  const [from = first[0]] = done.filter(each => each >= first[0]).sort();
  const last = shifted(from, bulkWeeks * 7 - 1);
  const left = days.reduce((sum, [, { count }]) => sum + count, 0) - doneUntil;
  const daysLeft = (Date.parse(last) - Date.parse(day)) / dayMs;
  let working = 0;
  for (let each = nextWeekday(upTo < from ? shifted(from, -1) : upTo); each <= last; each = nextWeekday(each))
    working += 1;
  const isNear = daysLeft <= 7;
  if (left <= 0) return { words: '', isNear, last };
  const end = `The ${bulkWeeks} weeks of a bulk`;
  const when = daysLeft > 7 ? '' : daysLeft === 0 ? ', today' : `, in ${counted(daysLeft, 'day')}`;
  const takes =
    working === 0
      ? `no working day is left for ${left}`
      : `${left} are left, which takes ${Math.ceil(left / working)} a working day`;
  const words =
    daysLeft < 0
      ? `${end} ended ${shortDay(last)}: ${left} are still to be migrated`
      : `${end} end ${shortDay(last)}${when}: ${takes}`;
  return { words, isNear, last };
}

/** A day with ten or more that is over twice the fullest of the five before it. */
export function spikes(counts: ReadonlyMap<string, number>) {
  const some = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return some.flatMap(([day, count], place) => {
    const before = some.slice(0, place).slice(-5);
    const most = Math.max(0, ...before.map(([, each]) => each));
    return count >= 10 && most > 0 && count > 2 * most ? [{ day, count, most }] : [];
  });
}

/** What is the matter with the days that are still to come. */
export function warningsOf(
  { day, asked }: Bulk,
  limit: Limit | undefined,
  { agreed }: Known,
): readonly string[] {
  const some = [...asked].filter(([, { count }]) => count > 0);
  const late = some.filter(([on, { by }]) => limit !== undefined && on > limit.last && by !== 'schedule');
  const lateCount = late.reduce((sum, [, { count }]) => sum + count, 0);
  const counts = some.map(([, { count }]) => count).sort((a, b) => a - b);
  const middle = counts[Math.floor(counts.length / 2)] ?? 0;
  const [first] = some;
  const isHigh =
    first !== undefined &&
    some.length > 1 &&
    first[0] >= day &&
    first[1].count >= 10 &&
    2 * first[1].count > middle;
  const planned = new Map(some.map(([on, { count }]) => [on, count]));
  return [
    ...(late.length === 0
      ? []
      : [
          `▲ Past limit ${lateCount} planned after ${shortDay(limit?.last ?? '')}, the end of the ${bulkWeeks} weeks of a bulk · the plan ends ${shortDay(late.at(-1)?.[0] ?? '')}`,
        ]),
    ...(isHigh
      ? [
          `▲ High start ${first[1].count} on ${shortDay(first[0])}, where a later day has ${middle} · the programme asks for a low start`,
        ]
      : []),
    ...spikes(planned)
      .filter(spike => spike.day >= day)
      .map(
        spike =>
          `▲ Spike ${spike.count} planned for ${shortDay(spike.day)} · at most ${spike.most} on a day before it`,
      ),
    ...weeksIn(agreed).flatMap(week => {
      const sum = weekOf(week.day).reduce((total, on) => total + (asked.get(on)?.count ?? 0), 0);
      if (week.day < mondayOf(day) || sum === week.count) return [];
      return [`▲ Week ${week.count} asked of the week of ${shortDay(week.day)} · its days come to ${sum}`];
    }),
  ];
}
