import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import type { Intent } from '../../src/domain/intents.ts';
import { shownOutbox } from '../../src/outbox/standing.ts';
import type { Settlement } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { een, entryFor, nine, noted, show, test40662, test40663 } from '../contracts/samples.ts';
import { newFolder, removeFolders } from './folders.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore({ dir: await newFolder(), now: () => nine });
});
afterEach(async () => {
  await store.close();
  await removeFolders();
});

const needs = () => ({ store, clock: { now: () => new Date(nine + 3600_000) }, ldsoName: () => 'Eastmere' });

async function settled(end: (id: number) => Settlement, ...intents: readonly Intent[]): Promise<void> {
  await store.perform(book => book.enqueue(intents));
  const work = await store.outbox.claim({ lanes: 'ado/', now: nine, leaseMs: 1000, limit: 10 });
  await store.outbox.settle(
    work.map(({ id }) => end(id)),
    nine,
  );
}

const why = 'write test results eastmere/QT: status 503. Azure DevOps asks to go slower';
const again = (id: number): Settlement => ({ id, is: 'again', nextAt: nine + 60_000, error: why });
const dead = (id: number): Settlement => ({ id, is: 'dead', error: 'status 403. no rights' });

describe('the answer to /outbox', () => {
  it('says when all has arrived; what is on its way to the channel is no news', async () => {
    await store.perform(book => book.enqueue([show(test40662)]));
    const { text, card } = await shownOutbox(needs(), { ldso: een });
    expect(text).toBe('Outbox of Eastmere · 0 waiting · 0 given up');
    expect(JSON.stringify(card)).toContain('Everything that is recorded has arrived.');
  });

  it('lists what waits and what was given up, of which test, since when and why', async () => {
    const defect = entryFor(test40663, '1002', { kind: 'defect_raised' });
    await store.perform(book => book.append([noted(defect)]));
    await settled(dead, { is: 'mirror-defect', ldso: een, entryId: defect.id });
    await settled(again, { is: 'mirror-test', test: test40662 });
    const { text, card } = await shownOutbox(needs(), { ldso: een, replayed: 0 });
    expect(text).toBe('Outbox of Eastmere · 1 waiting · 1 given up · 0 tried again');
    const words = JSON.stringify(card);
    expect(words).toContain(
      'Result 40662 EEN-MPAN-0007 · since Tue 24 Nov 09:00 UK · write test results eastmere/QT',
    );
    expect(words).toContain(
      'Defect FM_TS_1_TC_1 EEN-MPAN-0008 · since Tue 24 Nov 09:00 UK · status 403. no rights',
    );
    expect(words).toContain('/outbox replay');
  });
});
