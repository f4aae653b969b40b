// Whether something was said outside the testing hours.
import { dayOf, isWorkingDay, timeOf, type WorkingHours } from './calendar.ts';

/**
 * Inside is a working day from 09:00 to 17:00, both ends included, to the minute: what Teams shows as 17:00 is inside.
 * @param instant epoch milliseconds
 */
export function outsideTestHours(instant: number, hours: WorkingHours): boolean {
  if (!isWorkingDay(dayOf(instant, hours.zone), hours.calendar)) return true;
  const time = timeOf(instant, hours.zone);
  return time < hours.from || time > hours.to;
}
