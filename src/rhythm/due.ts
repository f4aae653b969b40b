// Which posts are due: the stand-up and the wash-up of each LDSO's working days.
import type { Day } from '../domain/events.ts';
import type { LdsoId } from '../domain/refs.ts';
import { dayOf, instantAt, isWorkingDay, nextWorkingDay, type WorkingCalendar } from './calendar.ts';

export type Rhythm = {
  readonly times: {
    /** `HH:mm` */
    readonly standUp: string;
    readonly washUp: string;
    /** How long after its time a post that was missed still helps. */
    readonly lateWindowMinutes: number;
  };
  readonly zone: string;
  readonly ldsos: readonly { readonly ldso: LdsoId; readonly calendar: WorkingCalendar }[];
};

export type DueItem = {
  readonly ldso: LdsoId;
  readonly day: Day;
  readonly is: 'stand-up' | 'wash-up';
  /** When its time came, epoch milliseconds. */
  readonly at: number;
};

/**
 * Everything of today whose time has come, as long as it is not more than the late window ago. What was posted
 * already is due all the same: its cause tells. A post of yesterday is never due, however long the window.
 */
export function due(asked: Rhythm & { readonly now: number }): readonly DueItem[] {
  const today = dayOf(asked.now, asked.zone);
  const working = asked.ldsos.filter(({ calendar }) => isWorkingDay(today, calendar));
  if (working.length === 0) return [];
  const late = asked.times.lateWindowMinutes * 60_000;
  const come = timesOf(today, asked).filter(({ at }) => at <= asked.now && asked.now <= at + late);
  return working.flatMap(({ ldso }) => come.map(time => ({ ldso, day: today, ...time })));
}

/** The next instant after `now` at which something becomes due, epoch milliseconds; undefined without LDSOs. */
export function nextDue(asked: Rhythm & { readonly now: number }): number | undefined {
  const today = dayOf(asked.now, asked.zone);
  const comes = asked.ldsos.flatMap(({ calendar }) => {
    const days = isWorkingDay(today, calendar)
      ? [today, nextWorkingDay(today, calendar)]
      : [nextWorkingDay(today, calendar)];
    return days.flatMap(day => timesOf(day, asked).map(({ at }) => at));
  });
  const ahead = comes.filter(at => at > asked.now);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

/** One cause for one post, whoever thinks of it: `stand-up/EEN/2026-11-24`. */
export function causeOf(item: Pick<DueItem, 'is' | 'ldso' | 'day'>): string {
  return `${item.is}/${item.ldso}/${item.day}`;
}

function timesOf(day: Day, { times, zone }: Rhythm): readonly Pick<DueItem, 'is' | 'at'>[] {
  return [
    { is: 'stand-up', at: instantAt(day, times.standUp, zone) },
    { is: 'wash-up', at: instantAt(day, times.washUp, zone) },
  ];
}
