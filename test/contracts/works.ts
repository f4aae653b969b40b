// What every store must keep to when it is given work: once a cause, all of it or nothing, one after the other.
import { describe, expect, it } from 'vitest';
import type { Book, Store } from '../../src/ports/store.ts';
import type { GivenStore } from './given-store.ts';
import { addressOf, cvd, entryFor, mirror, nine, noted, show, test40662, test40663 } from './samples.ts';

export function worksContract(given: GivenStore): void {
  describe('causes', () => {
    it('gives a cause to one of many that ask at the same time', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => given.store.perform(book => book.claim('msg/1', nine))),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await given.store.causeTaken('msg/1')).toBe(true);
      expect(await given.store.causeTaken('msg/2')).toBe(false);
    });

    it('gives a cause to one of two replicas', async () => {
      const other = await given.another();
      const causes = Array.from({ length: 40 }, (_, i) => `msg/${i}`);
      const claimIn = (at: Store) =>
        Promise.all(causes.map(cause => at.perform(book => book.claim(cause, nine))));
      const [here, there] = await Promise.all([claimIn(given.store), claimIn(other)]);
      expect(here.map((won, i) => won !== there[i])).toEqual(causes.map(() => true));
    });

    it('leaves a cause free when the work that took it throws', async () => {
      const work = given.store.perform(async book => {
        await book.claim('msg/1', nine);
        throw new Error('not today');
      });
      await expect(work).rejects.toThrow('not today');
      expect(await given.store.perform(book => book.claim('msg/1', nine))).toBe(true);
    });
  });

  describe('works', () => {
    it('gives back what the work gives', async () => {
      expect(await given.store.perform(async () => 'recorded')).toBe('recorded');
    });

    it('lets a work see what it wrote itself and what came before it', async () => {
      const first = entryFor(test40662, '1001');
      const second = entryFor(test40662, '1002', { kind: 'passed', at: nine + 60_000 });
      const seen = await Promise.all([
        given.store.perform(book => book.append([noted(first)])),
        given.store.perform(async book => {
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
        given.store.perform(good('1001')),
        given.store.perform(fails),
        given.store.perform(good('1002')),
      ]);
      expect(results.map(result => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await given.store.causeTaken('bad')).toBe(false);
      expect(await given.store.entriesOfTest(test40663)).toEqual([]);
      expect(await given.store.channel(cvd)).toBeUndefined();
      expect(await given.store.outbox.nextDue('chat/')).toBeUndefined();
      expect((await given.store.entriesOfTest(test40662)).map(entry => entry.message.messageId)).toEqual([
        '1001',
        '1002',
      ]);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
      expect((await given.store.events(0, 10)).map(({ event }) => event.type)).toEqual([
        'entry-noted',
        'entry-noted',
      ]);
    });

    it('lets two replicas take turns, also when a work is slow', async () => {
      const other = await given.another();
      const slow = given.store.perform(async book => {
        await book.claim('slow', nine);
        for (let i = 0; i < 5; i += 1) await new Promise(resolve => setImmediate(resolve));
        await book.append([noted(entryFor(test40662, '1001'))]);
      });
      const quick = other.perform(book => book.claim('quick', nine));
      await Promise.all([slow, quick]);
      expect(await given.store.causeTaken('slow')).toBe(true);
      expect(await given.store.causeTaken('quick')).toBe(true);
    });

    it('refuses a work that asks the store for more work, which would wait for itself', async () => {
      const work = given.store.perform(() => given.store.perform(book => book.claim('inner', nine)));
      await expect(work).rejects.toThrow('nothing but the book');
      expect(await given.store.perform(book => book.claim('outer', nine))).toBe(true);
    });

    it('finishes what was asked before it closes, and refuses what comes later', async () => {
      const other = await given.another();
      const work = other.perform(book => book.claim('last words', nine));
      await other.close();
      expect(await work).toBe(true);
      expect(await given.store.causeTaken('last words')).toBe(true);
      await expect(other.perform(book => book.claim('too late', nine))).rejects.toThrow('closed');
      await other.close();
    });
  });
}
