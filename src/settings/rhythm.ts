// The part of the participants file that the clock needs.

import type { ConfirmWindow } from '../rhythm/confirmations.ts';
import type { Rhythm } from '../rhythm/due.ts';
import type { remindOfLeaks } from '../rhythm/leak-reminders.ts';
import type { Participants } from './participants.ts';

export function rhythmOf(participants: Participants): Rhythm {
  const { timeZone, standUp, washUp, lateWindowMinutes } = participants.programme;
  return {
    zone: timeZone,
    times: { standUp, washUp, lateWindowMinutes },
    ldsos: participants.ldsos.map(({ id, calendar }) => ({ ldso: id, calendar })),
  };
}

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
