import { describe, expect, it } from 'vitest';
import { outsideTestHours } from '../../src/rhythm/hours.ts';

const calendar = { region: 'england-and-wales', extraHolidays: [], extraWorkingDays: [] } as const;
const hours = { from: '09:00', to: '17:00', zone: 'Europe/London', calendar };
const outside = (instant: string) => outsideTestHours(Date.parse(instant), hours);

describe('outside the testing hours', () => {
  it('is before 09:00 and after 17:00, to the minute that Teams shows', () => {
    expect(outside('2026-11-24T08:59:59.999Z')).toBe(true);
    expect(outside('2026-11-24T09:00:00Z')).toBe(false);
    expect(outside('2026-11-24T13:00:00Z')).toBe(false);
    expect(outside('2026-11-24T17:00:59.999Z')).toBe(false);
    expect(outside('2026-11-24T17:01:00Z')).toBe(true);
  });

  it('is by the clock on the wall, in summer too', () => {
    expect(outside('2026-07-01T07:59:00Z')).toBe(true);
    expect(outside('2026-07-01T08:00:00Z')).toBe(false);
    expect(outside('2026-07-01T16:00:00Z')).toBe(false);
    expect(outside('2026-07-01T16:01:00Z')).toBe(true);
  });

  it('is all of a weekend and of a bank holiday of the LDSO', () => {
    expect(outside('2026-11-28T12:00:00Z')).toBe(true);
    expect(outside('2026-04-06T12:00:00Z')).toBe(true);
    const inScotland = { ...hours, calendar: { ...calendar, region: 'scotland' as const } };
    expect(outsideTestHours(Date.parse('2026-04-06T12:00:00Z'), inScotland)).toBe(false);
  });
});
