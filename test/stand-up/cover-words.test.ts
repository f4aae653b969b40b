import { expect, test } from 'vitest';
import { coverWords } from '../../src/stand-up/cover-words.ts';

/** Tuesday. */
const today = '2026-11-24';
const mentioned = [
  { id: '29:bo', name: 'Bo Tarn' },
  { id: '29:asha', name: 'Rao, Asha (for EEN)' },
  { id: '29:data', name: 'DataTeam' },
];
const speaker = { is: 'speaker' };
const analyst = { is: 'analyst' };
const named = (name: string) => ({ is: 'named', name });
const bo = { is: 'named', name: 'Bo Tarn', id: '29:bo' };
const asha = { is: 'named', name: 'Rao, Asha (for EEN)', id: '29:asha' };
const now = { from: today, to: today };
const tomorrow = { from: '2026-11-25', to: '2026-11-25' };
const friday = { from: '2026-11-27', to: '2026-11-27' };

test.each([
  ['', speaker, analyst, now],
  ['today', speaker, analyst, now],
  ['pm', speaker, analyst, { ...now, part: 'pm' }],
  ['tomorrow am', speaker, analyst, { ...tomorrow, part: 'am' }],
  ['in the morning', speaker, analyst, { ...now, part: 'am' }],
  ['until Thursday', speaker, analyst, { from: today, to: '2026-11-26' }],
  ['1-3 Dec am', speaker, analyst, { from: '2026-12-01', to: '2026-12-03', part: 'am' }],
  ['1 to 3 Dec', speaker, analyst, { from: '2026-12-01', to: '2026-12-03' }],
  ['Thu-Fri', speaker, analyst, { from: '2026-11-26', to: '2026-11-27' }],
  ['next week', speaker, analyst, { from: '2026-11-30', to: '2026-12-04' }],
  ['for the analyst', speaker, analyst, now],
  ['for our test analyst tomorrow', speaker, analyst, tomorrow],
  ['for today', speaker, analyst, now],
  ['for Asha', speaker, named('Asha'), now],
  ['for Asha tomorrow am', speaker, named('Asha'), { ...tomorrow, part: 'am' }],
  ['for Asha on Friday', speaker, named('Asha'), friday],
  ['for Asha for tomorrow', speaker, named('Asha'), tomorrow],
  ['tomorrow for Asha', speaker, named('Asha'), tomorrow],
  ['me for Asha', speaker, named('Asha'), now],
  ['Bo', named('Bo'), analyst, now],
  ['Bo tomorrow', named('Bo'), analyst, tomorrow],
  ['Bo Tarn 2026-11-27', named('Bo Tarn'), analyst, friday],
  ['Bo for Asha Fri', named('Bo'), named('Asha'), friday],
  ["Bo O'Tarn-Lee for Asha Rao, Fri", named("Bo O'Tarn-Lee"), named('Asha Rao'), friday],
  ['Bo for me', named('Bo'), speaker, now],
  ['Bo for the QT analyst, from Thu to Mon', named('Bo'), analyst, { from: '2026-11-26', to: '2026-11-30' }],
  ['May for April tomorrow', named('May'), named('April'), tomorrow],
  ['@Bo Tarn', bo, analyst, now],
  ['@Bo Tarn tomorrow', bo, analyst, tomorrow],
  ['@Bo Tarn for @Rao, Asha (for EEN) Fri', bo, asha, friday],
  ['for @Rao, Asha (for EEN)', speaker, asha, now],
])('“%s” is cover', (words, who, covered, time) => {
  expect(coverWords(words, { mentioned, today })).toEqual({ is: 'cover', who, for: covered, time });
});

test.each([
  ['off', undefined],
  ['OFF', undefined],
  ['end', undefined],
  ['off for Asha', named('Asha')],
  ['off for the analyst', analyst],
  ['off for @Bo Tarn', bo],
])('“%s” ends it', (words, covered) => {
  expect(coverWords(words, { mentioned, today })).toEqual({
    is: 'off',
    ...(covered === undefined ? {} : { for: covered }),
  });
});

test.each([
  'for Asha for Bo',
  'tomorrow for Asha on Friday',
  '3 Nov',
  'Bo for Asha yesterday',
  'for Asha last Friday',
  'for 40715',
  'Bo for Asha 5 Dec to 3 Dec',
  'a sentence that is longer than any name of a person',
  '@DataTeam',
  'for @DataTeam tomorrow',
])('“%s” is not understood', words => {
  expect(coverWords(words, { mentioned, today })).toBeUndefined();
});
