import { expect, test } from 'vitest';
import { marketParticipants } from '../../src/domain/market-participants.ts';
import { findParticipants } from '../../src/register/mpid.ts';

const idsOf = (asked: string) => findParticipants(asked).found.map(({ mpid, role }) => `${mpid} ${role}`);

test.each([
  ['1195000001', ['MHHS ADS']],
  ['2395000002', ['MHHX SUP']],
  ['MHHX sup', ['MHHX SUP']],
  ['incoming supplier', ['MHHX SUP']],
  ['outgoing supplier', ['MHHS SUP']],
  ['cidc', ['CIDC SUP']],
  ['reverse migration', ['CIDC SUP']],
  ['G', ['MHHS LSS', 'MHHS VAS']],
  ['Registration Service', ['MHHS REGS']],
  ['EES', ['MHHS EES']],
])('%s is found', (asked, ids) => {
  expect(idsOf(asked)).toEqual(ids);
});

test('a participant is all its roles', () => {
  expect(idsOf('MHHS')).toHaveLength(14);
  expect(idsOf('mhhx')).toHaveLength(8);
});

test('what is none of them is answered with the nearest', () => {
  expect(findParticipants('1195000009')).toMatchObject({
    found: [],
    nearest: ['1195000001', '1195000002', expect.any(String)],
  });
  expect(findParticipants('MHHY').nearest.slice(0, 2)).toEqual(['MHHS', 'MHHX']);
});

test('the list is that of the document: no DIP id stands twice, and each begins with its role’s two digits', () => {
  const ids = marketParticipants.flatMap(({ dipId }) => dipId ?? []);
  expect(new Set(ids).size).toBe(22);
  const roleOfDigits = new Map(marketParticipants.map(({ dipId, role }) => [dipId?.slice(0, 2), role]));
  expect(
    marketParticipants.filter(({ dipId, role }) => roleOfDigits.get(dipId?.slice(0, 2)) !== role),
  ).toEqual([]);
});
