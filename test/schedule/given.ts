// A made-up plan of EEN, and files read as its schedule.
import type { LdsoBook } from '../../src/domain/planning/plan.ts';
import { testCaseId } from '../../src/domain/refs.ts';
import { type ReadFile, readScheduleFile } from '../../src/schedule/read-file.ts';
import type { ReadWith } from '../../src/schedule/tables.ts';
import { clean, een } from '../domain/given.ts';
import { type Sheet, workbookOf } from '../sheets/given.ts';

const cases = [
  ['40662', 'FM_TS_1_TC_1_2_3_4_5_6_7', 'Forward migration', 'Migration'],
  ['40663', 'FM_TS_2_TC_1', 'Forward migration with a change', 'Migration'],
  ['40664', 'RM_TS_1_TC_1_2', 'Reverse migration', 'Migration'],
  ['40715', 'SITFTS-0240 TC 03', 'Change of supplier', 'Functional'],
  ['40716', 'SITFTS-0240 TC 04', 'Change of agent', 'Functional'],
] as const;

export const book: LdsoBook = {
  id: een,
  testCases: cases.map(([id, name, title, suite], place) => ({
    id: testCaseId(id)!,
    name,
    title: `${name} - ${title}`,
    suite,
    order: place + 1,
  })),
  mpanRefPattern: 'EEN-MPAN-\\d{4}',
  mpanRefs: [],
  harnessRefs: { MPAN000123: 'EEN-MPAN-0013' },
  otherPatterns: ['CVD-MPAN-\\d{3}'],
  needs: {},
};

export const now = new Date('2026-11-24T08:00:00Z');
const given = { book, now, columns: {} };

export function readFile(name: string, bytes: Uint8Array, more: Partial<ReadWith> = {}) {
  return readScheduleFile({ name: clean(name), bytes }, { ...given, ...more });
}

export function readSheets(...sheets: readonly Sheet[]): Promise<ReadFile | undefined> {
  return readFile('plan.xlsx', workbookOf(...sheets));
}

export async function scheduleIn(...sheets: readonly Sheet[]) {
  const read = await readSheets(...sheets);
  if (read?.is !== 'schedule') throw new Error(`it was read as ${JSON.stringify(read)}`);
  return read.file;
}
