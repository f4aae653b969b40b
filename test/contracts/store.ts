// What every store must keep to: the daybook itself. The outbox has a contract of its own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { ChannelAddress } from '../../src/ports/chat.ts';
import type { Book, Store } from '../../src/ports/store.ts';
import { outboxContract } from './outbox.ts';
import {
  cvd,
  een,
  entryFor,
  messageIn,
  mirror,
  nine,
  noted,
  restored,
  show,
  test40662,
  test40663,
  testOfCvd,
  tilda,
  withdrawn,
} from './samples.ts';

/** Somewhere a daybook can be kept, empty at first; it may be opened more than once, also at the same time. */
export type Place = {
  open(now: () => number): Promise<Store>;
  leave(): Promise<void>;
};

export function storeContract(name: string, findPlace: () => Promise<Place>): void {
  describe(`${name}: the daybook`, () => {
    let place: Place;
    let store: Store;
    const opened: Store[] = [];

    async function open(): Promise<Store> {
      const another = await place.open(() => nine);
      opened.push(another);
      return another;
    }

    beforeEach(async () => {
      place = await findPlace();
      store = await open();
    });

    afterEach(async () => {
      await Promise.all(opened.splice(0).map(each => each.close()));
      await place.leave();
    });

    function append(...events: readonly DaybookEvent[]): Promise<void> {
      return store.perform(book => book.append(events));
    }

    describe('causes', () => {
      it('gives a cause to one of many that ask at the same time', async () => {
        const answers = await Promise.all(
          Array.from({ length: 50 }, () => store.perform(book => book.claim('msg/1', nine))),
        );
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(await store.causeTaken('msg/1')).toBe(true);
        expect(await store.causeTaken('msg/2')).toBe(false);
      });

      it('gives a cause to one of two replicas', async () => {
        const other = await open();
        const causes = Array.from({ length: 40 }, (_, i) => `msg/${i}`);
        const claimIn = (at: Store) =>
          Promise.all(causes.map(cause => at.perform(book => book.claim(cause, nine))));
        const [here, there] = await Promise.all([claimIn(store), claimIn(other)]);
        expect(here.map((won, i) => won !== there[i])).toEqual(causes.map(() => true));
      });

      it('leaves a cause free when the work that took it throws', async () => {
        const work = store.perform(async book => {
          await book.claim('msg/1', nine);
          throw new Error('not today');
        });
        await expect(work).rejects.toThrow('not today');
        expect(await store.perform(book => book.claim('msg/1', nine))).toBe(true);
      });
    });

    describe('works', () => {
      it('gives back what the work gives', async () => {
        expect(await store.perform(async () => 'recorded')).toBe('recorded');
      });

      it('lets a work see what it wrote itself and what came before it', async () => {
        const first = entryFor(test40662, '1001');
        const second = entryFor(test40662, '1002', { kind: 'passed', at: nine + 60_000 });
        const seen = await Promise.all([
          store.perform(book => book.append([noted(first)])),
          store.perform(async book => {
            await book.append([noted(second)]);
            return (await book.entriesOfTest(test40662)).map(entry => entry.id);
          }),
        ]);
        expect(seen[1]).toEqual([first.id, second.id]);
      });

      it('takes back all of a work that throws and nothing of its neighbours', async () => {
        const fails = async (book: Book) => {
          await book.claim('bad', nine);
          await book.append([noted(entryFor(test40663, '666'))]);
          await book.enqueue([show(test40663)]);
          await book.saveChannel(addressOf(cvd));
          throw new Error('changed my mind');
        };
        const good = (cause: string) => async (book: Book) => {
          await book.claim(cause, nine);
          await book.append([noted(entryFor(test40662, cause))]);
          await book.enqueue([mirror(test40662)]);
        };
        const results = await Promise.allSettled([
          store.perform(good('1001')),
          store.perform(fails),
          store.perform(good('1002')),
        ]);
        expect(results.map(result => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(await store.causeTaken('bad')).toBe(false);
        expect(await store.entriesOfTest(test40663)).toEqual([]);
        expect(await store.channel(cvd)).toBeUndefined();
        expect(await store.outbox.nextDue('chat/')).toBeUndefined();
        expect((await store.entriesOfTest(test40662)).map(entry => entry.message.messageId)).toEqual([
          '1001',
          '1002',
        ]);
        expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
        expect((await store.events(0, 10)).map(({ event }) => event.type)).toEqual([
          'entry-noted',
          'entry-noted',
        ]);
      });

      it('lets two replicas take turns, also when a work is slow', async () => {
        const other = await open();
        const slow = store.perform(async book => {
          await book.claim('slow', nine);
          for (let i = 0; i < 5; i += 1) await new Promise(resolve => setImmediate(resolve));
          await book.append([noted(entryFor(test40662, '1001'))]);
        });
        const quick = other.perform(book => book.claim('quick', nine));
        await Promise.all([slow, quick]);
        expect(await store.causeTaken('slow')).toBe(true);
        expect(await store.causeTaken('quick')).toBe(true);
      });

      it('refuses a work that asks the store for more work, which would wait for itself', async () => {
        const work = store.perform(() => store.perform(book => book.claim('inner', nine)));
        await expect(work).rejects.toThrow('nothing but the book');
        expect(await store.perform(book => book.claim('outer', nine))).toBe(true);
      });

      it('finishes what was asked before it closes, and refuses what comes later', async () => {
        const other = await open();
        const work = other.perform(book => book.claim('last words', nine));
        await other.close();
        expect(await work).toBe(true);
        expect(await store.causeTaken('last words')).toBe(true);
        await expect(other.perform(book => book.claim('too late', nine))).rejects.toThrow('closed');
        await other.close();
      });
    });

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
        await append(noted(entry));
        const expected = { ...entry, withdrawn: false };
        expect(await store.entry(entry.id)).toEqual(expected);
        expect(await store.entriesOfTest(test40662)).toEqual([expected]);
        expect(await store.entriesOf(een, { from: nine, to: nine + 1 })).toEqual([expected]);
        expect(await store.perform(book => book.entriesOfMessage(een, '1001'))).toEqual([expected]);
        expect(await store.perform(book => book.entriesOfTest(test40662))).toEqual([expected]);
        expect(await store.entriesOfTestCase(een, test40662.testCaseId)).toEqual([expected]);
        expect(await store.entry('EEN/1002/0')).toBeUndefined();
      });

      it('keeps LDSOs and tests apart', async () => {
        await append(
          noted(entryFor(test40662, '1001')),
          noted(entryFor(test40663, '1002')),
          noted(entryFor(testOfCvd, '1001')),
        );
        expect((await store.entriesOfTest(testOfCvd)).map(entry => entry.id)).toEqual(['CVD/1001/0']);
        expect((await store.entriesOfTest(test40662)).map(entry => entry.id)).toEqual(['EEN/1001/0']);
        const ofMessage = await store.perform(book => book.entriesOfMessage(cvd, '1001'));
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
        await append(
          ...[late, atEnd, twin, outage, early, before].map(entry => noted(entry)),
          withdrawn(early),
        );
        const found = await store.entriesOf(een, { from: nine, to: nine + 10 });
        expect(found.map(entry => entry.id)).toEqual([
          'EEN/1001/0',
          'EEN/1003/0',
          'EEN/1002/1',
          'EEN/1009/0',
        ]);
        expect(found.map(entry => entry.withdrawn)).toEqual([true, false, false, false]);
      });

      it('strikes an entry out, restores it, and takes a corrected one as standing', async () => {
        const entry = entryFor(test40662, '1001');
        await append(noted(entry), withdrawn(entry));
        expect(await store.entry(entry.id)).toEqual({ ...entry, withdrawn: true });
        await append(restored(entry));
        expect(await store.entry(entry.id)).toEqual({ ...entry, withdrawn: false });
        await append(withdrawn(entry));
        const corrected = entryFor(test40663, '1001', { kind: 'passed' });
        await append(noted(corrected, nine + 9));
        expect(await store.entry(entry.id)).toEqual({ ...corrected, withdrawn: false });
        expect(await store.entriesOfTest(test40662)).toEqual([]);
        expect(await store.entriesOfTest(test40663)).toHaveLength(1);
      });

      it('refuses to strike out what was never noted, and records nothing of it', async () => {
        const struck = append(withdrawn(entryFor(test40662, '1001')));
        await expect(struck).rejects.toThrow('no entry EEN/1001/0');
        expect(await store.events(0, 10)).toEqual([]);
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
        await append(turned(een, true), turned(cvd, true));
        const value = { since: nine, byName: tilda.name };
        expect([...(await store.shelf('quiet', een))]).toEqual([['channel', value]]);
        await append(turned(een, false));
        expect([...(await store.shelf('quiet', een))]).toEqual([]);
        expect([...(await store.shelf('quiet', cvd))]).toEqual([['channel', value]]);
      });

      it('shows inside a transaction what the transaction changed', async () => {
        const seen = await store.perform(async book => {
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
        await append(leak(nine, ['raw_mpan']));
        expect(await store.perform(book => book.openLeak(een, '2001'))).toEqual(open);
        expect(await store.perform(book => book.openLeak(cvd, '2001'))).toBeUndefined();
        await append(closed);
        expect(await store.perform(book => book.openLeak(een, '2001'))).toBeUndefined();
        expect(await store.leaks(een)).toEqual([{ ...open, closedAt: nine + 5 }]);
        expect(await store.leaks(cvd)).toEqual([]);
      });

      it('opens a second case when the message leaks again, but never two at once', async () => {
        await append(leak(nine, ['raw_mpan']), leak(nine + 1, ['raw_mpan', 'raw_postcode']));
        await append(closed, leak(nine + 9, ['raw_address']));
        const cases = await store.leaks(een);
        expect(cases.map(each => [each.kinds, each.openedAt, each.closedAt])).toEqual([
          [['raw_mpan', 'raw_postcode'], nine, nine + 5],
          [['raw_address'], nine + 9, undefined],
        ]);
      });
    });

    describe('events', () => {
      it('numbers events in the order in which they were appended, and gives them page by page', async () => {
        const events: DaybookEvent[] = [
          noted(entryFor(test40662, '1001')),
          { type: 'stand-up-called', ldso: een, at: nine, day: '2026-11-24' },
          { type: 'wash-up-called', ldso: een, at: nine + 1, day: '2026-11-24' },
        ];
        await append(...events);
        const all = await store.events(0, 10);
        expect(all.map(({ event }) => event)).toEqual(events);
        expect(await store.events(0, 2)).toEqual(all.slice(0, 2));
        expect(await store.events(all[1]!.seq, 10)).toEqual(all.slice(2));
        expect(await store.events(all[2]!.seq, 10)).toEqual([]);
      });

      it('makes events of two replicas visible in the order of their numbers', async () => {
        const other = await open();
        const call = (at: Store, day: number) =>
          at.perform(book => book.append([{ type: 'stand-up-called', ldso: een, at: nine, day: `${day}` }]));
        const seen: number[] = [];
        const writing = Promise.all(Array.from({ length: 60 }, (_, i) => call(i % 2 ? store : other, i)));
        const follow = async () => {
          const page = await store.events(seen.at(-1) ?? 0, 1000);
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
        expect(await store.channel(een)).toBeUndefined();
        await store.perform(book => book.saveChannel(addressOf(een)));
        const moved = { ...addressOf(een), serviceUrl: 'https://smba.example/emea/' };
        await store.perform(book => book.saveChannel(moved));
        expect(await store.channel(een)).toEqual(moved);
      });

      it('keeps the latest link of a kind and key', async () => {
        expect(await store.link('card', 'EEN/40662/EEN-MPAN-0007')).toBeUndefined();
        await store.saveLink({ kind: 'card', key: 'EEN/40662/EEN-MPAN-0007', at: { messageId: '1' } });
        await store.saveLink({ kind: 'result', key: 'EEN/40662/EEN-MPAN-0007', at: { run: 7, result: 1 } });
        const newer = {
          kind: 'card',
          key: 'EEN/40662/EEN-MPAN-0007',
          at: { messageId: '2', at: nine },
        } as const;
        await store.saveLink(newer);
        expect(await store.link('card', newer.key)).toEqual(newer);
        expect((await store.link('result', newer.key))?.at).toEqual({ run: 7, result: 1 });
      });

      it('lists the links of one kind that belong to an LDSO', async () => {
        const keys = ['EEN/40663/EEN-MPAN-0007/1', 'EEN/40662/EEN-MPAN-0007/1', 'CVD/40662/CVD-MPAN-007/1'];
        for (const key of keys) await store.saveLink({ kind: 'result', key, at: { run: 7 } });
        await store.saveLink({ kind: 'defect', key: 'EEN/1001/0', at: { id: 77 } });
        const found = await store.linksOf('result', een);
        expect(found.map(each => each.key).sort()).toEqual([keys[1], keys[0]]);
        expect(found[0]).toMatchObject({ kind: 'result', at: { run: 7 } });
        expect(await store.linksOf('defect', een)).toHaveLength(1);
      });

      it('keeps a file byte for byte, with what was decided with it, until it is dropped', async () => {
        const bytes = Uint8Array.from({ length: 70_000 }, (_, place) => (place * 31) % 256);
        await expect(
          store.perform(async book => {
            await book.keepFile('one', bytes);
            throw new Error('taken back');
          }),
        ).rejects.toThrow('taken back');
        expect(await store.file('one')).toBeUndefined();
        await store.perform(book => book.keepFile('one', Uint8Array.of(1)));
        await store.perform(book => book.keepFile('one', bytes));
        expect(Buffer.from((await store.file('one')) ?? []).equals(bytes)).toBe(true);
        await store.dropFile('one');
        expect(await store.file('one')).toBeUndefined();
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
        expect(await store.plan(een)).toBeUndefined();
        await store.savePlan(een, [testCase], nine);
        await store.savePlan(een, [testCase, { ...testCase, order: 2 }], nine + 1);
        expect(await store.plan(een)).toEqual({
          testCases: [testCase, { ...testCase, order: 2 }],
          readAt: nine + 1,
        });
        expect(await store.plan(cvd)).toBeUndefined();
      });
    });

    it('is all there after it was closed and opened again', async () => {
      const entry = entryFor(test40662, '1001');
      await store.perform(async book => {
        await book.claim('msg/1', nine);
        await book.append([noted(entry)]);
        await book.enqueue([mirror(test40662)]);
        await book.saveChannel(addressOf(een));
      });
      await store.close();
      opened.length = 0;
      const again = await open();
      expect(await again.causeTaken('msg/1')).toBe(true);
      expect(await again.entry(entry.id)).toEqual({ ...entry, withdrawn: false });
      expect(await again.channel(een)).toEqual(addressOf(een));
      const taken = await again.outbox.claim({ lanes: 'ado/', now: nine, leaseMs: 1000, limit: 10 });
      expect(taken.map(delivery => delivery.intent)).toEqual([mirror(test40662)]);
    });
  });

  outboxContract(name, findPlace);
}

function addressOf(ldso: ChannelAddress['ldso']): ChannelAddress {
  return {
    ldso,
    channelId: `19:${ldso.toLowerCase()}@thread.tacv2`,
    serviceUrl: 'https://smba.example/uk/',
    tenantId: '7e000000-0000-4000-8000-00000000000a',
    botId: '28:daybook',
  };
}
