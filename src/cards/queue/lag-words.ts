// How long something took or waits, as people say it.
import type { Lag } from '../../domain/harness/queue-view.ts';
import { type Plain, plain } from '../making/shown.ts';

/** `35 min`; over night `1 h 5 min of testing hours, 17 h 5 min in all`. */
export function lagText({ testing, all }: Lag): Plain {
  return testing === all
    ? plain`${minutesText(all)}`
    : plain`${minutesText(testing)} of testing hours, ${minutesText(all)} in all`;
}

function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** `4 days left`, `LAST DAY`; on a Friday before a Saturday `LAST WORKING DAY`. */
export function daysLeftText(days: number, isLastChance = days === 0): Plain {
  if (days < 0) return plain`time ran out`;
  if (days === 0) return plain`LAST DAY`;
  if (isLastChance) return plain`LAST WORKING DAY`;
  return plain`${days} ${days === 1 ? 'day' : 'days'} left`;
}
