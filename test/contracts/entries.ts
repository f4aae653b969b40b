// What every store must keep to with what the daybook holds now: entries, the shelf, leaks.
import { describe, expect, it } from 'vitest';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { GivenStore } from './given-store.ts';
import {
  cvd,
  een,
  entryFor,
  messageIn,
  nine,
  noted,
  restored,
  test40662,
  test40663,
  testOfCvd,
  tilda,
  withdrawn,
} from './samples.ts';

export function entriesContract(given: GivenStore): void {
  describe('entries', () => {
    it('finds an entry by id, by message, by test and by time, as it was written', async () => {
      const entry = entryFor(test40662, '1001', {
        kind: 'failed',
        step: 6,
        how: 'retest',
        defect: { severity: 'S2', priority: 'P1' },
        routeTo: ['DefectTeam'],
        warnings: ['outside_test_hours'],
      });
      await given.append(noted(entry));
      const expected = { ...entry, withdrawn: false };
      expect(await given.store.entry(entry.id)).toEqual(expected);
      expect(await given.store.entriesOfTest(test40662)).toEqual([expected]);
      expect(await given.store.entriesOf(een, { from: nine, to: nine + 1 })).toEqual([expected]);
      expect(await given.store.perform(book => book.entriesOfMessage(een, '1001'))).toEqual([expected]);
      expect(await given.store.perform(book => book.entriesOfTest(test40662))).toEqual([expected]);
      expect(await given.store.entriesOfTestCase(een, test40662.testCaseId)).toEqual([expected]);
      expect(await given.store.entry('EEN/1002/0')).toBeUndefined();
    });

    it('keeps LDSOs and tests apart', async () => {
      await given.append(
        noted(entryFor(test40662, '1001')),
        noted(entryFor(test40663, '1002')),
        noted(entryFor(testOfCvd, '1001')),
      );
      expect((await given.store.entriesOfTest(testOfCvd)).map(entry => entry.id)).toEqual(['CVD/1001/0']);
      expect((await given.store.entriesOfTest(test40662)).map(entry => entry.id)).toEqual(['EEN/1001/0']);
      const ofMessage = await given.store.perform(book => book.entriesOfMessage(cvd, '1001'));
      expect(ofMessage.map(entry => entry.id)).toEqual(['CVD/1001/0']);
    });

    it('gives a window without its end, in posted order, withdrawn entries and those without a test included', async () => {
      const { testCaseId: _id, testCaseName: _name, mpanRef: _ref, ...bare } = entryFor(test40662, '1003');
      const outage = { ...bare, kind: 'env_downtime' as const, at: nine + 3 };
      const late = entryFor(test40662, '1009', { at: nine + 5 });
      const atEnd = entryFor(test40662, '1010', { at: nine + 10 });
      const twin = entryFor(test40662, '1002', { at: nine + 5, place: 1 });
      const early = entryFor(test40662, '1001', { at: nine });
      const before = entryFor(test40662, '1000', { at: nine - 1 });
      await given.append(
        ...[late, atEnd, twin, outage, early, before].map(entry => noted(entry)),
        withdrawn(early),
      );
      const found = await given.store.entriesOf(een, { from: nine, to: nine + 10 });
      expect(found.map(entry => entry.id)).toEqual(['EEN/1001/0', 'EEN/1003/0', 'EEN/1002/1', 'EEN/1009/0']);
      expect(found.map(entry => entry.withdrawn)).toEqual([true, false, false, false]);
    });

    it('strikes an entry out, restores it, and takes a corrected one as standing', async () => {
      const entry = entryFor(test40662, '1001');
      await given.append(noted(entry), withdrawn(entry));
      expect(await given.store.entry(entry.id)).toEqual({ ...entry, withdrawn: true });
      await given.append(restored(entry));
      expect(await given.store.entry(entry.id)).toEqual({ ...entry, withdrawn: false });
      await given.append(withdrawn(entry));
      const corrected = entryFor(test40663, '1001', { kind: 'passed' });
      await given.append(noted(corrected, nine + 9));
      expect(await given.store.entry(entry.id)).toEqual({ ...corrected, withdrawn: false });
      expect(await given.store.entriesOfTest(test40662)).toEqual([]);
      expect(await given.store.entriesOfTest(test40663)).toHaveLength(1);
    });

    it('refuses to strike out what was never noted, and records nothing of it', async () => {
      const struck = given.append(withdrawn(entryFor(test40662, '1001')));
      await expect(struck).rejects.toThrow('no entry EEN/1001/0');
      expect(await given.store.events(0, 10)).toEqual([]);
    });
  });

  describe('the shelf', () => {
    const turned = (ldso: typeof een, on: boolean): DaybookEvent => ({
      type: 'quiet-turned',
      ldso,
      at: nine,
      on,
      by: tilda,
    });

    it('keeps the newest value of each thing, by LDSO, and takes away what is gone', async () => {
      await given.append(turned(een, true), turned(cvd, true));
      const value = { since: nine, byName: tilda.name };
      expect([...(await given.store.shelf('quiet', een))]).toEqual([['channel', value]]);
      await given.append(turned(een, false));
      expect([...(await given.store.shelf('quiet', een))]).toEqual([]);
      expect([...(await given.store.shelf('quiet', cvd))]).toEqual([['channel', value]]);
    });

    it('shows inside a transaction what the transaction changed', async () => {
      const seen = await given.store.perform(async book => {
        await book.append([turned(een, true)]);
        return (await book.shelf('quiet', een)).size;
      });
      expect(seen).toBe(1);
    });
  });

  describe('leaks', () => {
    const message = messageIn(een, '2001');
    const leak = (at: number, kinds: readonly string[]): DaybookEvent => ({
      type: 'leak-opened',
      ldso: een,
      at,
      message,
      by: tilda,
      kinds,
    });
    const closed: DaybookEvent = { type: 'leak-closed', ldso: een, at: nine + 5, message, how: 'edited' };

    it('knows an open case until it is closed, and keeps it after', async () => {
      const open = { message, kinds: ['raw_mpan'], by: tilda, openedAt: nine };
      await given.append(leak(nine, ['raw_mpan']));
      expect(await given.store.perform(book => book.openLeak(een, '2001'))).toEqual(open);
      expect(await given.store.perform(book => book.openLeak(cvd, '2001'))).toBeUndefined();
      await given.append(closed);
      expect(await given.store.perform(book => book.openLeak(een, '2001'))).toBeUndefined();
      expect(await given.store.leaks(een)).toEqual([{ ...open, closedAt: nine + 5 }]);
      expect(await given.store.leaks(cvd)).toEqual([]);
    });

    it('opens a second case when the message leaks again, but never two at once', async () => {
      await given.append(leak(nine, ['raw_mpan']), leak(nine + 1, ['raw_mpan', 'raw_postcode']));
      await given.append(closed, leak(nine + 9, ['raw_address']));
      const cases = await given.store.leaks(een);
      expect(cases.map(each => [each.kinds, each.openedAt, each.closedAt])).toEqual([
        [['raw_mpan', 'raw_postcode'], nine, nine + 5],
        [['raw_address'], nine + 9, undefined],
      ]);
    });
  });
}
