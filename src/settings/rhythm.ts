// The part of the participants file that the clock needs.

import type { LdsoId } from '../domain/refs.ts';
import type { WorkingHours } from '../rhythm/calendar.ts';
import type { Rhythm } from '../rhythm/due.ts';
import { outsideTestHours } from '../rhythm/hours.ts';
import type { ConfirmWindow } from '../rhythm/reminders/confirmations.ts';
import type { HarnessReminders } from '../rhythm/reminders/harness-reminders.ts';
import type { remindOfLeaks } from '../rhythm/reminders/leak-reminders.ts';
import type { QueryNudges } from '../rhythm/reminders/query-nudges.ts';
import type { Participants } from './participants.ts';

export function rhythmOf(participants: Participants): Rhythm {
  const { timeZone, standUp, washUp, lateWindowMinutes } = participants.programme;
  return {
    zone: timeZone,
    times: { standUp, washUp, lateWindowMinutes },
    ldsos: participants.ldsos.map(({ id, calendar }) => ({ ldso: id, calendar })),
  };
}

/** @throws for an LDSO that the file does not name */
export function hoursOf({ programme, ldsos }: Participants, ldso: LdsoId): WorkingHours {
  const calendar = ldsos.find(({ id }) => id === ldso)?.calendar;
  if (calendar === undefined) throw new Error(`${ldso} is not in the participants file`);
  return { ...programme.testingHours, zone: programme.timeZone, calendar };
}

export function harnessRemindersOf(participants: Participants): HarnessReminders {
  return {
    minutes: participants.programme.harnessLagMinutes,
    ldsos: participants.ldsos.map(({ id }) => ({ ldso: id, hours: hoursOf(participants, id) })),
  };
}

/** Of messages with personal data, and of those that may hold some. */
export function leakRemindersOf(participants: Participants): Parameters<typeof remindOfLeaks>[1] {
  return {
    minutes: participants.programme.leakReminderMinutes,
    ldsos: participants.ldsos.map(({ id }) => id),
  };
}

export function confirmWindowOf(participants: Participants): ConfirmWindow {
  const { timeZone, confirmMinutes, lateWindowMinutes } = participants.programme;
  return {
    zone: timeZone,
    minutes: confirmMinutes,
    lateMinutes: lateWindowMinutes,
    ldsos: participants.ldsos.map(({ id }) => id),
  };
}

/** Whether a moment is outside the testing hours of an LDSO's day. */
export function outsideHoursOf({ programme, ldsos }: Participants): (ldso: LdsoId, at: number) => boolean {
  const { testingHours, timeZone: zone } = programme;
  return (ldso, at) => {
    const calendar = ldsos.find(({ id }) => id === ldso)?.calendar;
    return calendar !== undefined && outsideTestHours(at, { ...testingHours, zone, calendar });
  };
}

export function queryNudgesOf({ programme, ldsos }: Participants): QueryNudges {
  const { timeZone: zone, testingHours, queryHours, nudges, lateWindowMinutes } = programme;
  return {
    afterMinutes: queryHours * 60,
    everyMinutes: nudges.everyHours * 60,
    most: nudges.most,
    lateMinutes: lateWindowMinutes,
    ldsos: ldsos.map(({ id, calendar }) => ({ ldso: id, hours: { ...testingHours, zone, calendar } })),
  };
}
