import { expect, test } from 'vitest';
import { saidOfPoints } from '../../src/register/said.ts';
import { book } from '../schedule/given.ts';

const said = (text: string) => saidOfPoints(text, { ...book, mpanRefs: [] }, '2026-11-26');

test.each([
  ['EEN-MPAN-0007 migrated', { state: 'migrated' }],
  ['EEN-MPAN-0007 is not migrated', { state: 'legacy' }],
  ['EEN-MPAN-0007 legacy', { state: 'legacy' }],
  ['EEN-MPAN-0007 css2860 received', { cssReceived: true }],
  ['EEN-MPAN-0007 CSS 2860 sent and received', { cssReceived: true }],
  ['EEN-MPAN-0007 css2860 sent', { cssSent: true }],
  ['EEN-MPAN-0007 css2860 not received', { cssReceived: false }],
  ['EEN-MPAN-0007 css2860 missing', { cssSent: false, cssReceived: false }],
  ['EEN-MPAN-0007 supplier mhhx', { supplier: 'MHHX' }],
  ['EEN-MPAN-0007 agents not loaded', { agentsLoaded: false }],
  ['EEN-MPAN-0007 dummy agents loaded', { agentsLoaded: true }],
  ['EEN-MPAN-0007 agent MHHS export', { agent: 'MHHS', direction: 'export' }],
  ['EEN-MPAN-0007 harness ref MPAN000123', { harnessRef: 'MPAN000123' }],
  [
    'EEN-MPAN-0007, migrated and css2860 received, supplier is MHHS',
    { state: 'migrated', cssReceived: true, supplier: 'MHHS' },
  ],
])('%s', (text, change) => {
  expect(said(text)).toEqual({ refs: ['EEN-MPAN-0007'], change, unknownRefs: [], unclear: [] });
});

test('several meter points are spoken of at once, and a short form of a reference is one too', () => {
  expect(said('EEN-MPAN-0007 and EEN MPAN 8 migrated')).toMatchObject({
    refs: ['EEN-MPAN-0007', 'EEN-MPAN-0008'],
    unclear: [],
  });
});

test('what is not understood is named, and another LDSO’s reference is none', () => {
  expect(said('EEN-MPAN-0007 migrated on tuesday')).toMatchObject({ unclear: ['on', 'tuesday'] });
  expect(said('CVD-MPAN-012 migrated')).toMatchObject({ refs: [], unknownRefs: ['CVD-MPAN-012'] });
});

test.each([
  ['EEN-MPAN-0007 migrated', undefined],
  ['EEN-MPAN-0007 migrated on 24 Nov', '2026-11-24'],
  ['EEN-MPAN-0007 migrated Tue 24 Nov css2860 received', '2026-11-24'],
  ['EEN-MPAN-0007 migrated 24/11/2026', '2026-11-24'],
  ['EEN-MPAN-0007 migrated yesterday', '2026-11-25'],
  ['EEN-MPAN-0007 migrated today', '2026-11-26'],
])('the day of a migration may be said: %s', (text, day) => {
  const { migratedOn, change, unclear, refs } = said(text);
  expect(migratedOn).toBe(day);
  expect({ state: change.state, unclear, refs }).toEqual({
    state: 'migrated',
    unclear: [],
    refs: ['EEN-MPAN-0007'],
  });
});

test('nothing was migrated on a day that is still to come', () => {
  expect(said('EEN-MPAN-0007 migrated on 3 Dec')).toMatchObject({ unclear: ['on', '3', 'Dec'] });
});
