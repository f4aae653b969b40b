// The part of the participants file that the clock needs.
import type { Participants } from './participants.ts';
import type { Rhythm } from './rhythm/due.ts';

export function rhythmOf(participants: Participants): Rhythm {
  const { timeZone, standUp, washUp, lateWindowMinutes } = participants.programme;
  return {
    zone: timeZone,
    times: { standUp, washUp, lateWindowMinutes },
    ldsos: participants.ldsos.map(({ id, calendar }) => ({ ldso: id, calendar })),
  };
}
