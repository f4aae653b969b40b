import { expect, test } from 'vitest';
import { saidOfPoints } from '../../src/register/said.ts';
import { book } from '../schedule/given.ts';

const said = (text: string) => saidOfPoints(text, { ...book, mpanRefs: [] });

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
