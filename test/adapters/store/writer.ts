// A process that writes into a daybook until it is told to stop or killed, and prints what was acknowledged.
import { openStore } from '../../../src/adapters/store/open.ts';
import type { Store } from '../../../src/ports/store.ts';
import { een, entryFor, keyOf, mirror, nine, noted } from '../../contracts/samples.ts';

const [job = '', dir = '', name = ''] = process.argv.slice(2);
const store = await openStore({ dir, now: () => nine });
say('ready');
if (job === 'write') await writeForEver(store);
if (job === 'share') await claimAll(store);
if (job === 'deliver') await deliverAll(store);
await store.close();

/** One line; a pipe takes it at once, so it is out before the next work begins. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function writeForEver(to: Store): Promise<void> {
  for (let round = 0; ; round += 1) {
    await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const messageId = `${name}-${round}-${i}`;
        const test = keyOf(een, `${round * 5 + i}`, 'EEN-MPAN-0001');
        await to.perform(async book => {
          await book.claim(messageId, nine);
          await book.append([noted(entryFor(test, messageId))]);
          await book.enqueue([mirror(test)]);
        });
        say(messageId);
      }),
    );
  }
}

/** Asks for the same 200 causes as everybody else and notes an entry for each that it gets. */
async function claimAll(to: Store): Promise<void> {
  for (let first = 0; first < 200; first += 4) {
    await Promise.all(
      [0, 1, 2, 3].map(async i => {
        const messageId = `${first + i}`;
        const won = await to.perform(async book => {
          // Reads first: what it has read must still be so when it writes.
          if ((await book.entriesOfMessage(een, messageId)).length > 0) return false;
          if (!(await book.claim(messageId, nine))) throw new Error('a cause without its entry');
          const test = keyOf(een, messageId, 'EEN-MPAN-0001');
          await book.append([noted(entryFor(test, messageId))]);
          return true;
        });
        if (won) say(messageId);
      }),
    );
  }
}

async function deliverAll(to: Store): Promise<void> {
  for (;;) {
    const work = await to.outbox.claim({ lanes: 'chat/', now: nine, leaseMs: 60_000, limit: 10 });
    if (work.length === 0) return;
    for (const { id } of work) say(`${id}`);
    await to.outbox.settle(
      work.map(({ id }) => ({ id, is: 'done' as const })),
      nine,
    );
  }
}
