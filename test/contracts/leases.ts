// What the outbox of every store must keep to when a drain is slow or gone: a lease ends, a late word counts for nothing.
import { describe, expect, it } from 'vitest';
import { again, dead, done, intentsOf, minute, outboxOf } from './given-outbox.ts';
import type { GivenStore } from './given-store.ts';
import { mirror, nine, test40662, test40663 } from './samples.ts';

export function leasesContract(given: GivenStore): void {
  const { put, settle, take } = outboxOf(given);

  describe('a lease that is renewed', () => {
    it('holds its lane longer', async () => {
      await put(mirror(test40662));
      const work = await take('ado/', { leaseMs: minute });
      given.now = nine + 50_000;
      await given.store.outbox.renew(
        work.map(({ id }) => id),
        given.now + minute,
      );
      given.now = nine + 100_000;
      const other = await given.another();
      expect(await take('ado/', { from: other })).toEqual([]);
      await settle(work, done);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    });

    it('takes nothing from whoever took the lane after it had ended', async () => {
      await put(mirror(test40662));
      const late = await take('ado/', { leaseMs: minute });
      given.now = nine + minute;
      const other = await given.another();
      await take('ado/', { from: other, leaseMs: minute });
      await given.store.outbox.renew(
        late.map(({ id }) => id),
        given.now + 10 * minute,
      );
      given.now += minute;
      expect(await take('ado/')).toHaveLength(1);
    });
  });

  describe('a lease that ends', () => {
    it('gives the lane to another, counted as tried', async () => {
      await put(mirror(test40662));
      const lost = await take('ado/', { leaseMs: minute });
      given.now += minute - 1;
      expect(await take('ado/')).toEqual([]);
      given.now += 1;
      expect(await take('ado/')).toEqual([{ ...lost[0], attempts: 1 }]);
    });

    it('is held by nobody after a restart', async () => {
      await put(mirror(test40662));
      await take('ado/');
      const restarted = await given.restart();
      given.now += minute;
      expect(intentsOf(await take('ado/', { from: restarted }))).toEqual([mirror(test40662)]);
    });

    it('leaves the next holder its right to settle when the late one speaks at the same moment', async () => {
      await put(mirror(test40662));
      const slow = await take('ado/');
      given.now += minute;
      const [quick] = await Promise.all([take('ado/'), settle(slow, dead)]);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
      await settle(quick, done);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    });

    it('takes the right to settle with it', async () => {
      const other = await given.another();
      await put(mirror(test40662), mirror(test40663));
      const slow = await take('ado/');
      given.now += minute;
      const quick = await take('ado/', { from: other });
      await settle(slow, dead);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
      expect(await take('ado/')).toEqual([]);
      await settle(quick, done, other);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
      await settle(slow, again(given.now));
      expect(await given.store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    });
  });
}
