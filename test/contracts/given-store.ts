// The store that each test of a contract begins with: new, empty, and closed behind it.
import { afterEach, beforeEach } from 'vitest';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { Store } from '../../src/ports/store.ts';
import { nine } from './samples.ts';

/** Somewhere a daybook can be kept, empty at first; it may be opened more than once, also at the same time. */
export type Place = {
  open(now: () => number): Promise<Store>;
  leave(): Promise<void>;
};

export type GivenStore = {
  readonly store: Store;
  /** What the store's clock says; a test moves it. */
  now: number;
  /** A replica: opened in the same place. */
  readonly another: () => Promise<Store>;
  /** Closes the store and opens its place again. */
  readonly restart: () => Promise<Store>;
  readonly append: (...events: readonly DaybookEvent[]) => Promise<void>;
};

/** Call it where the tests are described: it opens before each of them. */
export function givenStore(findPlace: () => Promise<Place>): GivenStore {
  let place: Place;
  let store: Store | undefined;
  const opened: Store[] = [];
  const given: GivenStore = {
    get store() {
      if (store === undefined) throw new Error('There is a store in a test alone: ask for it there.');
      return store;
    },
    now: nine,
    another: async () => {
      const replica = await place.open(() => given.now);
      opened.push(replica);
      return replica;
    },
    restart: async () => {
      await given.store.close();
      return given.another();
    },
    append: (...events) => given.store.perform(book => book.append(events)),
  };
  beforeEach(async () => {
    given.now = nine;
    place = await findPlace();
    store = await given.another();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(each => each.close()));
    await place.leave();
  });
  return given;
}
