// What every store must keep to; run once per store.
import { describe } from 'vitest';
import { entriesContract } from './entries.ts';
import { givenStore, type Place } from './given-store.ts';
import { leasesContract } from './leases.ts';
import { outboxContract } from './outbox.ts';
import { rememberedContract } from './remembered.ts';
import { standingContract } from './standing.ts';
import { worksContract } from './works.ts';

export function storeContract(name: string, findPlace: () => Promise<Place>): void {
  describe(`${name}: the daybook`, () => {
    const given = givenStore(findPlace);
    worksContract(given);
    entriesContract(given);
    rememberedContract(given);
  });
  describe(`${name}: the outbox`, () => {
    const given = givenStore(findPlace);
    outboxContract(given);
    leasesContract(given);
    standingContract(given);
  });
}
