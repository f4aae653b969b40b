import { describe, expect, it } from 'vitest';
import { nameIn } from '../../../src/adapters/ado/plan/book.ts';
import { firstRow, sharedStepsIn, stepRows } from '../../../src/adapters/ado/plan/steps.ts';

const cell =
  '<parameterizedString isformatted="true">&lt;P&gt;Do &amp;amp; see&lt;/P&gt;</parameterizedString>';
const step = (id: number) => `<step id="${id}" type="ValidateStep">${cell}${cell}<description/></step>`;
const none = new Map();

describe('the steps of a test case', () => {
  it('are counted in the order of the document, whatever their ids', () => {
    const rows = stepRows(`<steps id="0" last="12">${step(2)}${step(12)}${step(5)}</steps>`, none);
    expect(rows.map(row => row.path)).toEqual(['00000002', '0000000c', '00000005']);
    expect(rows.map(row => row.identifier)).toEqual(['2', '12', '5']);
  });

  it('go on inside the element of shared steps, which are one row with rows in it', () => {
    const xml = `<steps id="0" last="9">${step(2)}<compref id="3" ref="900">${step(9)}<compref id="4" ref="901">${step(16)}</compref></compref></steps>`;
    const shared = new Map([
      [900, { revision: 4, xml: `<steps id="0" last="7">${step(1)}${step(7)}</steps>` }],
    ]);
    const rows = stepRows(xml, shared);
    expect(rows.map(row => row.path)).toEqual(['00000002', '00000003', '00000009', '00000004', '00000010']);
    expect(rows[1]).toMatchObject({
      shared: { id: 900, revision: 4 },
      inside: [
        { path: '0000000300000001', identifier: '3;1' },
        { path: '0000000300000007', identifier: '3;7' },
      ],
    });
    expect(sharedStepsIn(xml)).toEqual([900, 901]);
  });

  it('begin inside the shared steps when a test case begins with some', () => {
    const xml = `<steps id="0" last="3"><compref id="3" ref="900">${step(9)}</compref></steps>`;
    const shared = new Map([[900, { revision: 4, xml: `<steps>${step(7)}${step(1)}</steps>` }]]);
    expect(firstRow(stepRows(xml, shared))?.path).toBe('0000000300000007');
    expect(firstRow(stepRows(xml, none))?.path).toBe('00000003');
  });

  it('are none for an empty field', () => {
    expect(stepRows('', none)).toEqual([]);
    expect(firstRow([])).toBeUndefined();
  });
});

describe('the name of a test case', () => {
  it.each([
    ['FM_TS_1_TC_1_2_3_4_5_6_7 - Appoint an agent', 'FM_TS_1_TC_1_2_3_4_5_6_7'],
    ['FM_TS_2_TC_1: change of supplier', 'FM_TS_2_TC_1'],
    ['SITFTS-0240 TC 03 - Contract reference', 'SITFTS-0240 TC 03'],
    ['SITFTS-0430 TC 01', 'SITFTS-0430 TC 01'],
    ['SITNFT-T2-050 TC 01 Volume of 2 days', 'SITNFT-T2-050 TC 01'],
    ['RM_TS_1_TC_1_2 2 meters', 'RM_TS_1_TC_1_2'],
    ['OPS_TS_1_TC_1 CSS2860 received', 'OPS_TS_1_TC_1'],
    ['Change of supplier', 'Change of supplier'],
    ['  Set up the DIP  ', 'Set up the DIP'],
  ])('of "%s" is "%s"', (title, name) => {
    expect(nameIn(title)).toBe(name);
  });
});
