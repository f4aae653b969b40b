import { expect, test } from 'vitest';
import { marketParticipants } from '../../src/domain/planning/market-participants.ts';
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

test('each line of the document’s table is there as it stands', () => {
  // MHHS-DEL3226, "LDSO QT Test Harness": id, role code, DIP id, role, effective from.
  const document = `
    MHHS O 1195000001 ADS 2024-09-01 | MHHS L 2695000001 EES 2024-09-01 | MHHS R 2595000001 LDSO 2024-09-01
    MHHS G 1995000001 LSS 2024-09-01 | MHHS - 1595000001 MDR 2024-09-01 | MHHS - 1895000001 MDS 2024-09-01
    MHHS T 1095000001 MSA 2024-09-01 | MHHS S 1295000001 MSS 2024-09-01 | MHHS P 2295000001 REGS 2024-09-01
    MHHS N 1495000001 SDS 2024-09-01 | MHHS Q 1795000001 UMSDS 2024-09-01 | MHHS 3 1695000001 UMSO 2024-09-01
    MHHS G 2195000001 VAS 2024-09-01 | MHHS X 2395000001 SUP 2024-01-01
    MHHX O 1195000002 ADS 2024-09-01 | MHHX - 1595000002 MDR 2024-09-01 | MHHX - 1895000002 MDS 2024-09-01
    MHHX T 1095000002 MSA 2024-09-01 | MHHX S 1295000002 MSS 2024-09-01 | MHHX N 1495000002 SDS 2024-09-01
    MHHX Q 1795000002 UMSDS 2024-09-01 | MHHX X 2395000002 SUP 2024-01-01`;
  const lines = document.split(/[|\n]/).map(line => line.trim());
  expect(
    marketParticipants
      .filter(({ dipId }) => dipId !== undefined)
      .map(({ mpid, roleCode = '-', dipId, role, from }) => `${mpid} ${roleCode} ${dipId} ${role} ${from}`),
  ).toEqual(lines.filter(line => line !== ''));
});

test('the list is that of the document: no DIP id stands twice, and each begins with its role’s two digits', () => {
  const ids = marketParticipants.flatMap(({ dipId }) => dipId ?? []);
  expect(new Set(ids).size).toBe(22);
  const roleOfDigits = new Map(marketParticipants.map(({ dipId, role }) => [dipId?.slice(0, 2), role]));
  expect(
    marketParticipants.filter(({ dipId, role }) => roleOfDigits.get(dipId?.slice(0, 2)) !== role),
  ).toEqual([]);
});
