// What the outbox of every store must keep to: lanes, leases, order, and nothing lost.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/intents.ts';
import type { Delivery, Settlement } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { cvd, een, keyOf, mirror, nine, refused, show, test40662, test40663, testOfCvd } from './samples.ts';
import type { Place } from './store.ts';

const minute = 60_000;

export function outboxContract(name: string, findPlace: () => Promise<Place>): void {
  describe(`${name}: the outbox`, () => {
    let place: Place;
    let store: Store;
    let now: number;
    const opened: Store[] = [];

    async function open(): Promise<Store> {
      const another = await place.open(() => now);
      opened.push(another);
      return another;
    }

    beforeEach(async () => {
      now = nine;
      place = await findPlace();
      store = await open();
    });

    afterEach(async () => {
      await Promise.all(opened.splice(0).map(each => each.close()));
      await place.leave();
    });

    function put(...intents: readonly Intent[]): Promise<void> {
      return store.perform(book => book.enqueue(intents));
    }

    function take(
      lanes: string,
      more: { limit?: number; leaseMs?: number; from?: Store } = {},
    ): Promise<readonly Delivery[]> {
      const { limit = 10, leaseMs = minute, from = store } = more;
      return from.outbox.claim({ lanes, now, leaseMs, limit });
    }

    function settle(
      work: readonly Delivery[],
      how: (delivery: Delivery) => Settlement,
      at: Store = store,
    ): Promise<void> {
      return at.outbox.settle(work.map(how), now);
    }

    const done = ({ id }: Delivery): Settlement => ({ id, is: 'done' });
    const dead = ({ id }: Delivery): Settlement => ({ id, is: 'dead', error: 'status 403' });
    const again =
      (nextAt: number) =>
      ({ id }: Delivery): Settlement => ({ id, is: 'again', nextAt, error: 'status 503' });
    const intentsOf = (work: readonly Delivery[]) => work.map(delivery => delivery.intent);

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
        now += minute;
        await put(mirror(test40662));
        expect((await take('ado/'))[0]?.lane).toBe('ado/CVD');
        expect((await take('ado/'))[0]?.lane).toBe('ado/EEN');
        expect(await take('ado/')).toEqual([]);
      });

      it('gives nothing that was enqueued by a work that threw', async () => {
        const work = store.perform(async book => {
          await book.enqueue([mirror(test40662)]);
          throw new Error('no');
        });
        await expect(work).rejects.toThrow('no');
        expect(await take('ado/')).toEqual([]);
        expect(await store.outbox.nextDue('ado/')).toBeUndefined();
      });

      it('gives each lane to one of two replicas', async () => {
        const tests = Array.from({ length: 24 }, (_, i) => keyOf(een, `${40700 + i}`, 'EEN-MPAN-0001'));
        await put(...tests.map(show));
        const other = await open();
        const taken = await Promise.all(
          tests.flatMap(() => [take('chat/', { from: store }), take('chat/', { from: other })]),
        );
        const lanes = taken.flat().map(delivery => delivery.lane);
        expect(lanes).toHaveLength(24);
        expect(new Set(lanes).size).toBe(24);
      });
    });

    describe('one key', () => {
      it('is one piece of work while it waits: newer facts, old place', async () => {
        await put(refused('3001', 'EEN-MPAN-0001'));
        now += minute;
        await put(refused('3001', 'EEN-MPAN-0002'), show(test40662), refused('3001', 'EEN-MPAN-0003'));
        const work = await take('chat/EEN/3001');
        expect(intentsOf(work)).toEqual([refused('3001', 'EEN-MPAN-0003')]);
        expect(work[0]?.enqueuedAt).toBe(nine);
        expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
      });

      it('waits anew behind work with the same key that is being delivered', async () => {
        await put(mirror(test40662));
        const first = await take('ado/');
        await put(mirror(test40663), mirror(test40662));
        await put(mirror(test40662));
        expect(await store.outbox.counts()).toEqual({ waiting: 3, dead: 0 });
        expect(await take('ado/')).toEqual([]);
        await settle(first, done);
        expect(intentsOf(await take('ado/'))).toEqual([mirror(test40663), mirror(test40662)]);
      });

      it('takes the newer facts along when the delivery has to be tried again', async () => {
        await put(refused('3001', 'EEN-MPAN-0001'));
        const first = await take('chat/');
        await put(refused('3001', 'EEN-MPAN-0002'));
        await settle(first, again(now + minute));
        expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
        now += minute;
        const second = await take('chat/');
        expect(second).toEqual([{ ...first[0], intent: refused('3001', 'EEN-MPAN-0002'), attempts: 1 }]);
      });

      it('takes newer facts while work before it in the lane is being delivered', async () => {
        await put(mirror(test40662), mirror(test40663));
        await take('ado/', { limit: 1 });
        await put(mirror(test40663));
        expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
      });

      it('is never given out twice in one claim, the older facts first', async () => {
        await put(refused('3001', 'EEN-MPAN-0001'));
        await take('chat/', { leaseMs: 1000 });
        await put(refused('3001', 'EEN-MPAN-0002'));
        now += minute;
        const older = await take('chat/');
        expect(intentsOf(older)).toEqual([refused('3001', 'EEN-MPAN-0001')]);
        await settle(older, done);
        expect(intentsOf(await take('chat/'))).toEqual([refused('3001', 'EEN-MPAN-0002')]);
      });

      it('does not lose newer facts to a delivery whose lease has ended but which was settled', async () => {
        await put(refused('3001', 'EEN-MPAN-0001'));
        const slow = await take('chat/', { leaseMs: 1000 });
        now += minute;
        await put(refused('3001', 'EEN-MPAN-0002'));
        await settle(slow, done);
        expect(intentsOf(await take('chat/'))).toEqual([refused('3001', 'EEN-MPAN-0002')]);
      });
    });

    describe('settling', () => {
      it('forgets what is done', async () => {
        await put(mirror(test40662));
        await settle(await take('ado/'), done);
        expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
        expect(await store.outbox.nextDue('ado/')).toBeUndefined();
      });

      it('lets what comes behind wait for what is to be tried again, and keeps the order', async () => {
        await put(mirror(test40662), mirror(test40663));
        const [head] = await take('ado/', { limit: 1 });
        await settle([head!], again(now + 5 * minute));
        await put(mirror(keyOf(een, '40664', 'EEN-MPAN-0009')));
        expect(await take('ado/')).toEqual([]);
        expect(await store.outbox.nextDue('ado/')).toBe(now + 5 * minute);
        now += 5 * minute;
        const work = await take('ado/');
        expect(intentsOf(work).slice(0, 2)).toEqual([mirror(test40662), mirror(test40663)]);
        expect(work.map(delivery => delivery.attempts)).toEqual([1, 0, 0]);
      });

      it('stops in the lane at the first that is not due yet', async () => {
        await put(mirror(test40662), mirror(test40663));
        const work = await take('ado/');
        await settle(work, delivery => again(now + (delivery.id === work[0]!.id ? 1 : 3) * minute)(delivery));
        now += minute;
        const first = await take('ado/');
        expect(intentsOf(first)).toEqual([mirror(test40662)]);
        await settle(first, done);
        expect(await store.outbox.nextDue('ado/')).toBe(nine + 3 * minute);
      });

      it('settles each piece of one claim in its own way', async () => {
        const tests = ['0001', '0002', '0003', '0004'].map(end => keyOf(een, '40662', `EEN-MPAN-${end}`));
        await put(...tests.map(mirror));
        const work = await take('ado/');
        const [one, two, three] = work;
        await store.outbox.settle([done(one!), dead(two!), again(now)(three!)], now);
        expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 1 });
        const rest = await take('ado/');
        expect(intentsOf(rest)).toEqual([mirror(tests[2]!), mirror(tests[3]!)]);
        // The fourth was handed back untried.
        expect(rest.map(delivery => delivery.attempts)).toEqual([1, 0]);
      });

      it('does not let other lanes wait', async () => {
        await put(mirror(test40662), mirror(testOfCvd));
        const first = await take('ado/EEN');
        await settle(first, again(now + minute));
        expect(intentsOf(await take('ado/'))).toEqual([mirror(testOfCvd)]);
      });

      it('takes no notice of work that it never gave out', async () => {
        await put(mirror(test40662));
        await store.outbox.settle([{ id: 1, is: 'done' }], now);
        expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
      });
    });

    describe('what stands in it', () => {
      it('is told by LDSO: what waits, why it waits again, and what was given up', async () => {
        await put(mirror(test40662), mirror(test40663), mirror(testOfCvd), show(test40662));
        await settle(await take('ado/EEN', { limit: 1 }), again(now + minute));
        now += minute;
        await settle(await take('ado/EEN', { limit: 1 }), dead);
        await put(mirror(test40662));
        const { waiting, dead: given } = await store.outbox.standing(een);
        expect(waiting.map(({ intent, error }) => [intent, error])).toEqual([
          [mirror(test40663), undefined],
          [show(test40662), undefined],
          [mirror(test40662), undefined],
        ]);
        expect(given).toMatchObject([{ intent: mirror(test40662), error: 'status 403', diedAt: now }]);
        const figures = await store.outbox.figures();
        expect(figures.find(({ lane }) => lane === 'ado/EEN')).toEqual({
          lane: 'ado/EEN',
          waiting: 2,
          dead: 1,
          oldest: nine,
        });
      });

      it('is told of one piece of work', async () => {
        expect(await store.outbox.where(mirror(test40662))).toBeUndefined();
        await put(mirror(test40662));
        expect(await store.outbox.where(mirror(test40662))).toEqual({ is: 'waiting', since: nine });
        await settle(await take('ado/'), again(now + minute));
        expect(await store.outbox.where(mirror(test40662))).toMatchObject({ error: 'status 503' });
        now += minute;
        await settle(await take('ado/'), dead);
        expect(await store.outbox.where(mirror(test40662))).toEqual({
          is: 'given-up',
          since: nine,
          error: 'status 403',
        });
      });

      it('is put back for one LDSO alone, once', async () => {
        await put(mirror(test40662), mirror(testOfCvd));
        for (const lane of ['ado/EEN', 'ado/CVD']) await settle(await take(lane), dead);
        expect(await store.perform(book => book.replay(een))).toBe(1);
        expect(await store.perform(book => book.replay(een))).toBe(0);
        expect(intentsOf(await take('ado/'))).toEqual([mirror(test40662)]);
        expect(await store.outbox.dead()).toMatchObject([{ intent: mirror(testOfCvd) }]);
      });
    });

    describe('a lease that is renewed', () => {
      it('holds its lane longer', async () => {
        await put(mirror(test40662));
        const work = await take('ado/', { leaseMs: minute });
        now = nine + 50_000;
        await store.outbox.renew(
          work.map(({ id }) => id),
          now + minute,
        );
        now = nine + 100_000;
        const other = await open();
        expect(await take('ado/', { from: other })).toEqual([]);
        await settle(work, done);
        expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
      });

      it('takes nothing from whoever took the lane after it had ended', async () => {
        await put(mirror(test40662));
        const late = await take('ado/', { leaseMs: minute });
        now = nine + minute;
        const other = await open();
        await take('ado/', { from: other, leaseMs: minute });
        await store.outbox.renew(
          late.map(({ id }) => id),
          now + 10 * minute,
        );
        now += minute;
        expect(await take('ado/')).toHaveLength(1);
      });
    });

    describe('a lease that ends', () => {
      it('gives the lane to another, counted as tried', async () => {
        await put(mirror(test40662));
        const lost = await take('ado/', { leaseMs: minute });
        now += minute - 1;
        expect(await take('ado/')).toEqual([]);
        now += 1;
        expect(await take('ado/')).toEqual([{ ...lost[0], attempts: 1 }]);
      });

      it('is held by nobody after a restart', async () => {
        await put(mirror(test40662));
        await take('ado/');
        await store.close();
        opened.length = 0;
        const restarted = await open();
        now += minute;
        expect(intentsOf(await take('ado/', { from: restarted }))).toEqual([mirror(test40662)]);
      });

      it('leaves the next holder its right to settle when the late one speaks at the same moment', async () => {
        await put(mirror(test40662));
        const slow = await take('ado/');
        now += minute;
        const [quick] = await Promise.all([take('ado/'), settle(slow, dead)]);
        expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
        await settle(quick, done);
        expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
      });

      it('takes the right to settle with it', async () => {
        const other = await open();
        await put(mirror(test40662), mirror(test40663));
        const slow = await take('ado/');
        now += minute;
        const quick = await take('ado/', { from: other });
        await settle(slow, dead);
        expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
        expect(await take('ado/')).toEqual([]);
        await settle(quick, done, other);
        expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
        await settle(slow, again(now));
        expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
      });
    });

    describe('what was given up', () => {
      it('stands aside with its error while the lane goes on', async () => {
        await put(mirror(test40662), mirror(test40663));
        const [head] = await take('ado/', { limit: 1 });
        await settle([head!], dead);
        expect(await store.outbox.dead()).toEqual([{ ...head, attempts: 1, error: 'status 403' }]);
        expect(intentsOf(await take('ado/'))).toEqual([mirror(test40663)]);
      });

      it('is due at once when it is put back, and counts as new', async () => {
        await put(mirror(test40662), mirror(testOfCvd));
        await settle(await take('ado/'), dead);
        await settle(await take('ado/'), dead);
        const given = await store.outbox.dead();
        now += minute;
        expect(await store.outbox.replay([given[1]!.id, 999_999], now)).toBe(1);
        const work = await take('ado/');
        expect(intentsOf(work)).toEqual([given[1]!.intent]);
        expect(work[0]).toMatchObject({ attempts: 0, enqueuedAt: now });
        expect(await store.outbox.dead()).toEqual([given[0]]);
        expect(await store.outbox.replay([], now)).toBe(0);
      });

      it('does not put old facts over newer ones that wait', async () => {
        await put(refused('3001', 'EEN-MPAN-0001'));
        await settle(await take('chat/'), dead);
        await put(refused('3001', 'EEN-MPAN-0002'));
        const [given] = await store.outbox.dead();
        expect(await store.outbox.replay([given!.id], now)).toBe(1);
        expect(intentsOf(await take('chat/'))).toEqual([refused('3001', 'EEN-MPAN-0002')]);
        expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
      });

      it('is kept once for each key, with the newest facts and error', async () => {
        await put(refused('3001', 'EEN-MPAN-0001'));
        await settle(await take('chat/'), dead);
        await put(refused('3001', 'EEN-MPAN-0002'));
        await settle(await take('chat/'), ({ id }) => ({ id, is: 'dead', error: 'status 404' }));
        const given = await store.outbox.dead();
        expect(given.map(each => [each.intent, each.error])).toEqual([
          [refused('3001', 'EEN-MPAN-0002'), 'status 404'],
        ]);
      });

      it('is given up no longer once the same was achieved', async () => {
        await put(mirror(test40662), mirror(test40663));
        await settle(await take('ado/'), dead);
        await put(mirror(test40662));
        await settle(await take('ado/'), done);
        expect(intentsOf(await store.outbox.dead())).toEqual([mirror(test40663)]);
      });
    });

    it('has the same key in two lanes as two pieces of work', async () => {
      const inThread = { is: 'say-noted', to: refusedTo('3001'), entryId: 'EEN/3001/0' } as const;
      await put(inThread, { ...inThread, test: test40662 });
      expect((await take('chat/'))[0]?.intent).toBeDefined();
      expect((await take('chat/'))[0]?.intent).toBeDefined();
      expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 });
    });

    it('says when the next work is due, lane by lane', async () => {
      await put(mirror(test40662), mirror(testOfCvd));
      expect(await store.outbox.nextDue('ado/')).toBe(nine);
      await settle(await take('ado/'), again(now + 2 * minute));
      await settle(await take('ado/'), again(now + 3 * minute));
      expect(await store.outbox.nextDue('ado/')).toBe(nine + 2 * minute);
      expect(await store.outbox.nextDue(`ado/${een}`)).not.toBe(await store.outbox.nextDue(`ado/${cvd}`));
      expect(await store.outbox.nextDue('chat/')).toBeUndefined();
      expect(await store.outbox.nextDue('')).toBe(nine + 2 * minute);
    });
  });
}

function refusedTo(messageId: string) {
  const intent = refused(messageId, 'EEN-MPAN-0001');
  if (intent.is !== 'say-refused') throw new Error('refused() makes a refusal');
  return intent.to;
}
