// What the outbox of every store must keep to with what it tells of itself: what waits, what was given up.
import { describe, expect, it } from 'vitest';
import { again, dead, done, intentsOf, minute, outboxOf } from './given-outbox.ts';
import type { GivenStore } from './given-store.ts';
import { een, mirror, nine, refused, show, test40662, test40663, testOfCvd } from './samples.ts';

export function standingContract(given: GivenStore): void {
  const { put, settle, take } = outboxOf(given);

  describe('what stands in it', () => {
    it('is told by LDSO: what waits, why it waits again, and what was given up', async () => {
      await put(mirror(test40662), mirror(test40663), mirror(testOfCvd), show(test40662));
      await settle(await take('ado/EEN', { limit: 1 }), again(given.now + minute));
      given.now += minute;
      await settle(await take('ado/EEN', { limit: 1 }), dead);
      await put(mirror(test40662));
      const { waiting, dead: givenUp } = await given.store.outbox.standing(een);
      expect(waiting.map(({ intent, error }) => [intent, error])).toEqual([
        [mirror(test40663), undefined],
        [show(test40662), undefined],
        [mirror(test40662), undefined],
      ]);
      expect(givenUp).toMatchObject([{ intent: mirror(test40662), error: 'status 403', diedAt: given.now }]);
      const figures = await given.store.outbox.figures();
      expect(figures.find(({ lane }) => lane === 'ado/EEN')).toEqual({
        lane: 'ado/EEN',
        waiting: 2,
        dead: 1,
        oldest: nine,
      });
    });

    it('is told of one piece of work', async () => {
      expect(await given.store.outbox.where(mirror(test40662))).toBeUndefined();
      await put(mirror(test40662));
      expect(await given.store.outbox.where(mirror(test40662))).toEqual({ is: 'waiting', since: nine });
      await settle(await take('ado/'), again(given.now + minute));
      expect(await given.store.outbox.where(mirror(test40662))).toMatchObject({ error: 'status 503' });
      given.now += minute;
      await settle(await take('ado/'), dead);
      expect(await given.store.outbox.where(mirror(test40662))).toEqual({
        is: 'given-up',
        since: nine,
        error: 'status 403',
      });
    });

    it('is put back for one LDSO alone, once', async () => {
      await put(mirror(test40662), mirror(testOfCvd));
      for (const lane of ['ado/EEN', 'ado/CVD']) await settle(await take(lane), dead);
      expect(await given.store.perform(book => book.replay(een))).toBe(1);
      expect(await given.store.perform(book => book.replay(een))).toBe(0);
      expect(intentsOf(await take('ado/'))).toEqual([mirror(test40662)]);
      expect(await given.store.outbox.dead()).toMatchObject([{ intent: mirror(testOfCvd) }]);
    });
  });

  describe('what was given up', () => {
    it('stands aside with its error while the lane goes on', async () => {
      await put(mirror(test40662), mirror(test40663));
      const [head] = await take('ado/', { limit: 1 });
      await settle([head!], dead);
      expect(await given.store.outbox.dead()).toEqual([{ ...head, attempts: 1, error: 'status 403' }]);
      expect(intentsOf(await take('ado/'))).toEqual([mirror(test40663)]);
    });

    it('is due at once when it is put back, and counts as new', async () => {
      await put(mirror(test40662), mirror(testOfCvd));
      await settle(await take('ado/'), dead);
      await settle(await take('ado/'), dead);
      const givenUp = await given.store.outbox.dead();
      given.now += minute;
      expect(await given.store.outbox.replay([givenUp[1]!.id, 999_999], given.now)).toBe(1);
      const work = await take('ado/');
      expect(intentsOf(work)).toEqual([givenUp[1]!.intent]);
      expect(work[0]).toMatchObject({ attempts: 0, enqueuedAt: given.now });
      expect(await given.store.outbox.dead()).toEqual([givenUp[0]]);
      expect(await given.store.outbox.replay([], given.now)).toBe(0);
    });

    it('does not put old facts over newer ones that wait', async () => {
      await put(refused('3001', 'EEN-MPAN-0001'));
      await settle(await take('chat/'), dead);
      await put(refused('3001', 'EEN-MPAN-0002'));
      const [givenUp] = await given.store.outbox.dead();
      expect(await given.store.outbox.replay([givenUp!.id], given.now)).toBe(1);
      expect(intentsOf(await take('chat/'))).toEqual([refused('3001', 'EEN-MPAN-0002')]);
      expect(await given.store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
    });

    it('is kept once for each key, with the newest facts and error', async () => {
      await put(refused('3001', 'EEN-MPAN-0001'));
      await settle(await take('chat/'), dead);
      await put(refused('3001', 'EEN-MPAN-0002'));
      await settle(await take('chat/'), ({ id }) => ({ id, is: 'dead', error: 'status 404' }));
      const givenUp = await given.store.outbox.dead();
      expect(givenUp.map(each => [each.intent, each.error])).toEqual([
        [refused('3001', 'EEN-MPAN-0002'), 'status 404'],
      ]);
    });

    it('is given up no longer once the same was achieved', async () => {
      await put(mirror(test40662), mirror(test40663));
      await settle(await take('ado/'), dead);
      await put(mirror(test40662));
      await settle(await take('ado/'), done);
      expect(intentsOf(await given.store.outbox.dead())).toEqual([mirror(test40663)]);
    });
  });
}
