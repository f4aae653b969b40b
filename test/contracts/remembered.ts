// What every store must keep to with what it remembers beside the entries: events, addresses, links, files, plans.
import { describe, expect, it } from 'vitest';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { Store } from '../../src/ports/store.ts';
import type { GivenStore } from './given-store.ts';
import { addressOf, cvd, een, entryFor, mirror, nine, noted, test40662, tilda } from './samples.ts';

export function rememberedContract(given: GivenStore): void {
  describe('events', () => {
    it('numbers events in the order in which they were appended, and gives them page by page', async () => {
      const events: DaybookEvent[] = [
        noted(entryFor(test40662, '1001')),
        { type: 'stand-up-called', ldso: een, at: nine, day: '2026-11-24' },
        { type: 'wash-up-called', ldso: een, at: nine + 1, day: '2026-11-24' },
      ];
      await given.append(...events);
      const all = await given.store.events(0, 10);
      expect(all.map(({ event }) => event)).toEqual(events);
      expect(await given.store.events(0, 2)).toEqual(all.slice(0, 2));
      expect(await given.store.events(all[1]!.seq, 10)).toEqual(all.slice(2));
      expect(await given.store.events(all[2]!.seq, 10)).toEqual([]);
    });

    it('makes events of two replicas visible in the order of their numbers', async () => {
      const other = await given.another();
      const call = (at: Store, day: number) =>
        at.perform(book => book.append([{ type: 'stand-up-called', ldso: een, at: nine, day: `${day}` }]));
      const seen: number[] = [];
      const writing = Promise.all(Array.from({ length: 60 }, (_, i) => call(i % 2 ? given.store : other, i)));
      const follow = async () => {
        const page = await given.store.events(seen.at(-1) ?? 0, 1000);
        seen.push(...page.map(({ seq }) => seq));
      };
      let finished = false;
      void writing.finally(() => {
        finished = true;
      });
      while (!finished) {
        await follow();
        await new Promise(resolve => setImmediate(resolve));
      }
      await writing;
      await follow();
      expect(seen).toHaveLength(60);
    });
  });

  describe('what the bot remembers', () => {
    it('keeps the latest address of a channel', async () => {
      expect(await given.store.channel(een)).toBeUndefined();
      await given.store.perform(book => book.saveChannel(addressOf(een)));
      const moved = { ...addressOf(een), serviceUrl: 'https://smba.example/emea/' };
      await given.store.perform(book => book.saveChannel(moved));
      expect(await given.store.channel(een)).toEqual(moved);
    });

    it('keeps the latest link of a kind and key', async () => {
      expect(await given.store.link('card', 'EEN/40662/EEN-MPAN-0007')).toBeUndefined();
      await given.store.saveLink({ kind: 'card', key: 'EEN/40662/EEN-MPAN-0007', at: { messageId: '1' } });
      await given.store.saveLink({
        kind: 'result',
        key: 'EEN/40662/EEN-MPAN-0007',
        at: { run: 7, result: 1 },
      });
      const newer = {
        kind: 'card',
        key: 'EEN/40662/EEN-MPAN-0007',
        at: { messageId: '2', at: nine },
      } as const;
      await given.store.saveLink(newer);
      expect(await given.store.link('card', newer.key)).toEqual(newer);
      expect((await given.store.link('result', newer.key))?.at).toEqual({ run: 7, result: 1 });
    });

    it('lists the links of one kind that belong to an LDSO', async () => {
      const keys = ['EEN/40663/EEN-MPAN-0007/1', 'EEN/40662/EEN-MPAN-0007/1', 'CVD/40662/CVD-MPAN-007/1'];
      for (const key of keys) await given.store.saveLink({ kind: 'result', key, at: { run: 7 } });
      await given.store.saveLink({ kind: 'defect', key: 'EEN/1001/0', at: { id: 77 } });
      const found = await given.store.linksOf('result', een);
      expect(found.map(each => each.key).sort()).toEqual([keys[1], keys[0]]);
      expect(found[0]).toMatchObject({ kind: 'result', at: { run: 7 } });
      expect(await given.store.linksOf('defect', een)).toHaveLength(1);
    });

    it('keeps a file byte for byte, with what was decided with it, until it is dropped', async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, place) => (place * 31) % 256);
      await expect(
        given.store.perform(async book => {
          await book.keepFile('one', bytes);
          throw new Error('taken back');
        }),
      ).rejects.toThrow('taken back');
      expect(await given.store.file('one')).toBeUndefined();
      await given.store.perform(book => book.keepFile('one', Uint8Array.of(1)));
      await given.store.perform(book => book.keepFile('one', bytes));
      expect(Buffer.from((await given.store.file('one')) ?? []).equals(bytes)).toBe(true);
      await given.store.dropFile('one');
      expect(await given.store.file('one')).toBeUndefined();
    });

    it('keeps the latest plan of an LDSO and when it was read', async () => {
      const testCase = {
        id: test40662.testCaseId,
        name: 'FM_TS_1_TC_1_2_3_4_5_6_7',
        title: 'FM_TS_1_TC_1_2_3_4_5_6_7 Install a meter',
        suite: 'Fixing meters',
        order: 1,
        tester: tilda.name,
      };
      expect(await given.store.plan(een)).toBeUndefined();
      await given.store.savePlan(een, [testCase], nine);
      await given.store.savePlan(een, [testCase, { ...testCase, order: 2 }], nine + 1);
      expect(await given.store.plan(een)).toEqual({
        testCases: [testCase, { ...testCase, order: 2 }],
        readAt: nine + 1,
      });
      expect(await given.store.plan(cvd)).toBeUndefined();
    });
  });

  it('is all there after it was closed and opened again', async () => {
    const entry = entryFor(test40662, '1001');
    await given.store.perform(async book => {
      await book.claim('msg/1', nine);
      await book.append([noted(entry)]);
      await book.enqueue([mirror(test40662)]);
      await book.saveChannel(addressOf(een));
    });
    const again = await given.restart();
    expect(await again.causeTaken('msg/1')).toBe(true);
    expect(await again.entry(entry.id)).toEqual({ ...entry, withdrawn: false });
    expect(await again.channel(een)).toEqual(addressOf(een));
    const taken = await again.outbox.claim({ lanes: 'ado/', now: nine, leaseMs: 1000, limit: 10 });
    expect(taken.map(delivery => delivery.intent)).toEqual([mirror(test40662)]);
  });
}
