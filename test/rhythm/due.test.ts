import { describe, expect, it } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { causeOf, due, nextDue, type Rhythm } from '../../src/rhythm/due.ts';
import { calendarOf } from './calendars.ts';

const een = ldsoId('EEN')!;
const kes = ldsoId('KES')!;
const rhythm: Rhythm = {
  times: { standUp: '09:00', washUp: '17:00', lateWindowMinutes: 120 },
  zone: 'Europe/London',
  ldsos: [
    { ldso: een, calendar: calendarOf('england-and-wales') },
    { ldso: kes, calendar: calendarOf('scotland') },
  ],
};
const dueAt = (instant: string, of: Rhythm = rhythm) => due({ ...of, now: Date.parse(instant) }).map(causeOf);
const nextAfter = (instant: string, of: Rhythm = rhythm) => {
  const next = nextDue({ ...of, now: Date.parse(instant) });
  return next === undefined ? undefined : new Date(next).toISOString().slice(0, 16);
};

describe('what is due', () => {
  it('is the stand-up from 09:00, for every LDSO whose working day it is', () => {
    expect(dueAt('2026-11-24T08:59:59.999Z')).toEqual([]);
    expect(due({ ...rhythm, now: Date.parse('2026-11-24T09:00:00Z') })).toEqual([
      { ldso: een, day: '2026-11-24', is: 'stand-up', at: Date.parse('2026-11-24T09:00:00Z') },
      { ldso: kes, day: '2026-11-24', is: 'stand-up', at: Date.parse('2026-11-24T09:00:00Z') },
    ]);
  });

  it('stays so for the late window, and is let go after it', () => {
    expect(dueAt('2026-11-24T11:00:00Z')).toEqual(['stand-up/EEN/2026-11-24', 'stand-up/KES/2026-11-24']);
    expect(dueAt('2026-11-24T11:00:00.001Z')).toEqual([]);
    expect(dueAt('2026-11-24T17:30:00Z')).toEqual(['wash-up/EEN/2026-11-24', 'wash-up/KES/2026-11-24']);
    expect(dueAt('2026-11-24T19:00:00.001Z')).toEqual([]);
  });

  it('comes at 08:00 UTC in summer', () => {
    expect(dueAt('2026-07-01T07:59Z')).toEqual([]);
    expect(dueAt('2026-07-01T08:00Z')).toHaveLength(2);
    expect(dueAt('2026-07-01T10:01Z')).toEqual([]);
  });

  it('is nothing on a weekend, and on a bank holiday only where it is none', () => {
    expect(dueAt('2026-11-28T09:00Z')).toEqual([]);
    expect(dueAt('2026-04-06T08:00Z')).toEqual(['stand-up/KES/2026-04-06']);
    expect(dueAt('2026-06-15T08:00Z')).toEqual(['stand-up/EEN/2026-06-15']);
    expect(dueAt('2026-11-30T09:00Z')).toEqual(['stand-up/EEN/2026-11-30']);
  });

  it('may be both, when the windows overlap', () => {
    const times = { standUp: '09:00', washUp: '10:00', lateWindowMinutes: 120 };
    expect(dueAt('2026-11-24T10:30Z', { ...rhythm, times })).toHaveLength(4);
  });

  it('is never of yesterday, however long the window', () => {
    const late = { ...rhythm, times: { standUp: '09:00', washUp: '22:00', lateWindowMinutes: 720 } };
    expect(dueAt('2026-11-24T23:59:59Z', late)).toEqual(['wash-up/EEN/2026-11-24', 'wash-up/KES/2026-11-24']);
    expect(dueAt('2026-11-25T00:00:00Z', late)).toEqual([]);
  });
});

describe('what is due next', () => {
  it('is the next time of a day, or the first of the next working day', () => {
    expect(nextAfter('2026-11-24T08:59:59Z')).toBe('2026-11-24T09:00');
    expect(nextAfter('2026-11-24T09:00:00Z')).toBe('2026-11-24T17:00');
    expect(nextAfter('2026-11-24T17:00:00Z')).toBe('2026-11-25T09:00');
    expect(nextAfter('2026-11-27T17:00:00Z')).toBe('2026-11-30T09:00');
    expect(nextAfter('2026-10-23T16:00:00Z')).toBe('2026-10-26T09:00');
    expect(nextAfter('2026-03-27T17:00:00Z')).toBe('2026-03-30T08:00');
  });

  it('is that of the LDSO that works first', () => {
    expect(nextAfter('2026-04-02T16:00:00Z')).toBe('2026-04-06T08:00');
    const [england] = rhythm.ldsos;
    expect(nextAfter('2026-04-02T16:00:00Z', { ...rhythm, ldsos: [england!] })).toBe('2026-04-07T08:00');
  });

  it('is nothing without LDSOs', () => {
    expect(nextAfter('2026-11-24T09:00Z', { ...rhythm, ldsos: [] })).toBeUndefined();
  });

  it('agrees with what becomes due, over a whole year', () => {
    let now = Date.parse('2026-01-01T00:00Z');
    let posts = 0;
    for (;;) {
      const next = nextDue({ ...rhythm, now })!;
      expect(due({ ...rhythm, now: next - 1 }).filter(item => item.at === next)).toEqual([]);
      const come = due({ ...rhythm, now: next }).filter(item => item.at === next);
      expect(come.length).toBeGreaterThan(0);
      if (next >= Date.parse('2027-01-01T00:00Z')) break;
      posts += come.length;
      now = next;
    }
    // 261 weekdays in 2026, 8 bank holidays in England and Wales, 10 in Scotland; two posts a day.
    expect(posts).toBe(2 * (261 - 8) + 2 * (261 - 10));
  });
});
