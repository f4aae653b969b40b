import { expect, test } from 'vitest';
import { awayTime } from '../../src/stand-up/away-words.ts';

/** Tuesday. */
const today = '2026-11-24';

test.each([
  ['', { from: today, to: today }],
  ['today pm', { from: today, to: today, part: 'pm' }],
  ['tomorrow am', { from: '2026-11-25', to: '2026-11-25', part: 'am' }],
  ['tomorrow morning', { from: '2026-11-25', to: '2026-11-25', part: 'am' }],
  ['on Friday', { from: '2026-11-27', to: '2026-11-27' }],
  ['Tue', { from: today, to: today }],
  ['mon', { from: '2026-11-30', to: '2026-11-30' }],
  ['3 Dec to 5 Dec', { from: '2026-12-03', to: '2026-12-05' }],
  ['until Thursday', { from: today, to: '2026-11-26' }],
  ['from Thu to Mon', { from: '2026-11-26', to: '2026-11-30' }],
  ['this week', { from: today, to: '2026-11-27' }],
  ['next week', { from: '2026-11-30', to: '2026-12-04' }],
  ['2026-12-24', { from: '2026-12-24', to: '2026-12-24' }],
  ['2026-11-24 pm', { from: today, to: today, part: 'pm' }],
  ['1-3 Dec am', { from: '2026-12-01', to: '2026-12-03', part: 'am' }],
  ['1st to 3rd Dec', { from: '2026-12-01', to: '2026-12-03' }],
  ['Thu-Fri', { from: '2026-11-26', to: '2026-11-27' }],
])('“%s” is a time', (words, time) => {
  expect(awayTime(words, today)).toEqual(time);
});

test.each(['for a while', '5 Dec to 3 Dec', 'soon', '3 Nov'])('“%s” is none', words => {
  expect(awayTime(words, today)).toBeUndefined();
});
