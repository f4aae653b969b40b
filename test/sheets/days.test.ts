import { expect, test } from 'vitest';
import { dayOfDate, readDay, readTime } from '../../src/sheets/days.ts';

const near = '2026-11-24';

test.each([
  ['2026-12-01', '2026-12-01'],
  ['2026-12-01T00:00:00Z', '2026-12-01', '00:00'],
  ['01/12/2026', '2026-12-01'],
  ['1/12/26', '2026-12-01'],
  ['1.12.2026', '2026-12-01'],
  ['1-Dec-26', '2026-12-01'],
  ['Tue 1 Dec', '2026-12-01'],
  ['Tuesday, 1st December 2026', '2026-12-01'],
  ['Dec 1, 2026', '2026-12-01'],
  ['1 December', '2026-12-01'],
  ['Tue  01/12/2026 09:30', '2026-12-01', '09:30'],
  ['1 Dec 2026 2:15 pm', '2026-12-01', '14:15'],
  ['29/02/2028', '2028-02-29'],
])('%s is a day', (text, day, time?: string) => {
  expect(readDay(text, { near })).toEqual({ day, ...(time === undefined ? {} : { time }) });
});

test.each(['31/11/2026', '12/31/2026', '29 Feb 2027', 'Mon 1 Dec 2026', 'TBC', 'week 3', '40715', '1/2', ''])(
  '%s is none, or not for certain',
  text => {
    if (text === '1/2') expect(readDay(text, { near })?.day).toBe('2027-02-01');
    else expect(readDay(text, { near })).toBeUndefined();
  },
);

test('a day without a year is the nearest one, on its weekday where one is named', () => {
  expect(readDay('5 Jan', { near })?.day).toBe('2027-01-05');
  expect(readDay('5 Oct', { near })?.day).toBe('2026-10-05');
  expect(readDay('Sun 5 Oct', { near: '2026-06-01' })?.day).toBe('2025-10-05');
});

test('a date of a workbook has a time where it is not midnight', () => {
  expect(dayOfDate('2026-12-01T00:00:00')).toEqual({ day: '2026-12-01' });
  expect(dayOfDate('2026-12-01T09:30:00')).toEqual({ day: '2026-12-01', time: '09:30' });
});

test.each([
  ['09:30', '09:30'],
  ['9.30 am', '09:30'],
  ['2pm', '14:00'],
  ['12am', '00:00'],
])('%s is a time', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each(['am', '25:00', '9', 'morning'])('%s is none', text => {
  expect(readTime(text)).toBeUndefined();
});
