// What the outbox of every store must keep to: lanes, order, one piece of work a key.
import { describe, expect, it } from 'vitest';
import { again, dead, done, intentsOf, minute, outboxOf } from './given-outbox.ts';
import type { GivenStore } from './given-store.ts';
import { cvd, een, keyOf, mirror, nine, refused, show, test40662, test40663, testOfCvd } from './samples.ts';

export function outboxContract(given: GivenStore): void {
  const { put, settle, take } = outboxOf(given);

  describe('taking', () => {
    it('gives the work of one lane in the order in which it was put there, up to the limit', async () => {
      const tests = ['0001', '0002', '0003'].map(end => keyOf(een, '40662', `EEN-MPAN-${end}`));
      await put(mirror(tests[0]!), mirror(tests[1]!));
      await put(mirror(tests[2]!), mirror(testOfCvd));
      const work = await take('ado/EEN', { limit: 2 });
      expect(work).toEqual([
        { id: work[0]!.id, lane: 'ado/EEN', intent: mirror(tests[0]!), attempts: 0, enqueuedAt: nine },
        { id: work[1]!.id, lane: 'ado/EEN', intent: mirror(tests[1]!), attempts: 0, enqueuedAt: nine },
      ]);
      expect(await take('ado/EEN')).toEqual([]);
      await settle(work, done);
      expect(intentsOf(await take('ado/EEN'))).toEqual([mirror(tests[2]!)]);
    });

    it('gives only lanes that start with what is asked for', async () => {
      await put(show(test40662), mirror(testOfCvd));
      expect(await take('ado/EEN')).toEqual([]);
      expect(await take('chat/CVD')).toEqual([]);
      expect(intentsOf(await take('chat/'))).toEqual([show(test40662)]);
      expect(intentsOf(await take(''))).toEqual([mirror(testOfCvd)]);
    });

    it('takes the lane first that has been due longest', async () => {
      await put(mirror(testOfCvd));
      given.now += minute;
      await put(mirror(test40662));
      expect((await take('ado/'))[0]?.lane).toBe('ado/CVD');
      expect((await take('ado/'))[0]?.lane).toBe('ado/EEN');
      expect(await take('ado/')).toEqual([]);
    });

    it('gives nothing that was enqueued by a work that threw', async () => {
      const work = given.store.perform(async book => {
        await book.enqueue([mirror(test40662)]);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await take('ado/')).toEqual([]);
      expect(await given.store.outbox.nextDue('ado/')).toBeUndefined();
    });

    it('gives each lane to one of two replicas', async () => {
      const tests = Array.from({ length: 24 }, (_, i) => keyOf(een, `${40700 + i}`, 'EEN-MPAN-0001'));
      await put(...tests.map(show));
      const other = await given.another();
      const taken = await Promise.all(
        tests.flatMap(() => [take('chat/', { from: given.store }), take('chat/', { from: other })]),
      );
      const lanes = taken.flat().map(delivery => delivery.lane);
      expect(lanes).toHaveLength(24);
      expect(new Set(lanes).size).toBe(24);
    });
  });

  describe('one key', () => {
    it('is one piece of work while it waits: newer facts, old place', async () => {
      await put(refused('3001', 'EEN-MPAN-0001'));
      given.now += minute;
      await put(refused('3001', 'EEN-MPAN-0002'), show(test40662), refused('3001', 'EEN-MPAN-0003'));
      const work = await take('chat/EEN/3001');
      expect(intentsOf(work)).toEqual([refused('3001', 'EEN-MPAN-0003')]);
      expect(work[0]?.enqueuedAt).toBe(nine);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
    });

    it('waits anew behind work with the same key that is being delivered', async () => {
      await put(mirror(test40662));
      const first = await take('ado/');
      await put(mirror(test40663), mirror(test40662));
      await put(mirror(test40662));
      expect(await given.store.outbox.counts()).toEqual({ waiting: 3, dead: 0 });
      expect(await take('ado/')).toEqual([]);
      await settle(first, done);
      expect(intentsOf(await take('ado/'))).toEqual([mirror(test40663), mirror(test40662)]);
    });

    it('takes the newer facts along when the delivery has to be tried again', async () => {
      await put(refused('3001', 'EEN-MPAN-0001'));
      const first = await take('chat/');
      await put(refused('3001', 'EEN-MPAN-0002'));
      await settle(first, again(given.now + minute));
      expect(await given.store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
      given.now += minute;
      const second = await take('chat/');
      expect(second).toEqual([{ ...first[0], intent: refused('3001', 'EEN-MPAN-0002'), attempts: 1 }]);
    });

    it('takes newer facts while work before it in the lane is being delivered', async () => {
      await put(mirror(test40662), mirror(test40663));
      await take('ado/', { limit: 1 });
      await put(mirror(test40663));
      expect(await given.store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
    });

    it('is never given out twice in one claim, the older facts first', async () => {
      await put(refused('3001', 'EEN-MPAN-0001'));
      await take('chat/', { leaseMs: 1000 });
      await put(refused('3001', 'EEN-MPAN-0002'));
      given.now += minute;
      const older = await take('chat/');
      expect(intentsOf(older)).toEqual([refused('3001', 'EEN-MPAN-0001')]);
      await settle(older, done);
      expect(intentsOf(await take('chat/'))).toEqual([refused('3001', 'EEN-MPAN-0002')]);
    });

    it('does not lose newer facts to a delivery whose lease has ended but which was settled', async () => {
      await put(refused('3001', 'EEN-MPAN-0001'));
      const slow = await take('chat/', { leaseMs: 1000 });
      given.now += minute;
      await put(refused('3001', 'EEN-MPAN-0002'));
      await settle(slow, done);
      expect(intentsOf(await take('chat/'))).toEqual([refused('3001', 'EEN-MPAN-0002')]);
    });
  });

  describe('settling', () => {
    it('forgets what is done', async () => {
      await put(mirror(test40662));
      await settle(await take('ado/'), done);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
      expect(await given.store.outbox.nextDue('ado/')).toBeUndefined();
    });

    it('lets what comes behind wait for what is to be tried again, and keeps the order', async () => {
      await put(mirror(test40662), mirror(test40663));
      const [head] = await take('ado/', { limit: 1 });
      await settle([head!], again(given.now + 5 * minute));
      await put(mirror(keyOf(een, '40664', 'EEN-MPAN-0009')));
      expect(await take('ado/')).toEqual([]);
      expect(await given.store.outbox.nextDue('ado/')).toBe(given.now + 5 * minute);
      given.now += 5 * minute;
      const work = await take('ado/');
      expect(intentsOf(work).slice(0, 2)).toEqual([mirror(test40662), mirror(test40663)]);
      expect(work.map(delivery => delivery.attempts)).toEqual([1, 0, 0]);
    });

    it('stops in the lane at the first that is not due yet', async () => {
      await put(mirror(test40662), mirror(test40663));
      const work = await take('ado/');
      await settle(work, delivery =>
        again(given.now + (delivery.id === work[0]!.id ? 1 : 3) * minute)(delivery),
      );
      given.now += minute;
      const first = await take('ado/');
      expect(intentsOf(first)).toEqual([mirror(test40662)]);
      await settle(first, done);
      expect(await given.store.outbox.nextDue('ado/')).toBe(nine + 3 * minute);
    });

    it('settles each piece of one claim in its own way', async () => {
      const tests = ['0001', '0002', '0003', '0004'].map(end => keyOf(een, '40662', `EEN-MPAN-${end}`));
      await put(...tests.map(mirror));
      const work = await take('ado/');
      const [one, two, three] = work;
      await given.store.outbox.settle([done(one!), dead(two!), again(given.now)(three!)], given.now);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 2, dead: 1 });
      const rest = await take('ado/');
      expect(intentsOf(rest)).toEqual([mirror(tests[2]!), mirror(tests[3]!)]);
      // The fourth was handed back untried.
      expect(rest.map(delivery => delivery.attempts)).toEqual([1, 0]);
    });

    it('does not let other lanes wait', async () => {
      await put(mirror(test40662), mirror(testOfCvd));
      const first = await take('ado/EEN');
      await settle(first, again(given.now + minute));
      expect(intentsOf(await take('ado/'))).toEqual([mirror(testOfCvd)]);
    });

    it('takes no notice of work that it never gave out', async () => {
      await put(mirror(test40662));
      await given.store.outbox.settle([{ id: 1, is: 'done' }], given.now);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
    });
  });

  it('has the same key in two lanes as two pieces of work', async () => {
    const inThread = { is: 'say-noted', to: refusedTo('3001'), entryId: 'EEN/3001/0' } as const;
    await put(inThread, { ...inThread, test: test40662 });
    expect((await take('chat/'))[0]?.intent).toBeDefined();
    expect((await take('chat/'))[0]?.intent).toBeDefined();
    expect(await given.store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
  });

  it('says when the next work is due, lane by lane', async () => {
    await put(mirror(test40662), mirror(testOfCvd));
    expect(await given.store.outbox.nextDue('ado/')).toBe(nine);
    await settle(await take('ado/'), again(given.now + 2 * minute));
    await settle(await take('ado/'), again(given.now + 3 * minute));
    expect(await given.store.outbox.nextDue('ado/')).toBe(nine + 2 * minute);
    expect(await given.store.outbox.nextDue(`ado/${een}`)).not.toBe(
      await given.store.outbox.nextDue(`ado/${cvd}`),
    );
    expect(await given.store.outbox.nextDue('chat/')).toBeUndefined();
    expect(await given.store.outbox.nextDue('')).toBe(nine + 2 * minute);
  });
}

function refusedTo(messageId: string) {
  const intent = refused(messageId, 'EEN-MPAN-0001');
  if (intent.is !== 'say-refused') throw new Error('refused() makes a refusal');
  return intent.to;
}
