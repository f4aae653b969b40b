// Which days an LDSO works.
import type { Day } from '../events.ts';

export type WorkingCalendar = {
  /** Whose bank holidays. */
  readonly region: 'england-and-wales' | 'scotland';
  readonly extraHolidays: readonly Day[];
  /** Weekend days or holidays that are worked. A day that is named here and as a holiday is worked. */
  readonly extraWorkingDays: readonly Day[];
};
