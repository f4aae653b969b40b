// A channel of EEN on a real store: what is posted there goes the whole way of a notification, up to the outbox.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/adapters/store/open.ts';
import type { Person } from '../src/domain/entry.ts';
import type { FromPerson } from '../src/domain/inbound.ts';
import type { Intent } from '../src/domain/intents.ts';
import type { LdsoBook } from '../src/domain/planning/plan.ts';
import type { Outcome } from '../src/domain/said.ts';
import type { Tick } from '../src/domain/tests/queries.ts';
import { notifier } from '../src/notify.ts';
import type { Store } from '../src/ports/store.ts';
import { asha, at, een, item } from './domain/given.ts';

export type Channel = {
  readonly store: Store;
  post(id: string, text: string, time?: string): Promise<Outcome>;
  edit(id: string, text: string, time?: string): Promise<Outcome>;
  remove(id: string, time?: string): Promise<Outcome>;
  submit(id: string, values: Readonly<Record<string, unknown>>, time?: string): Promise<Outcome>;
  /** Somebody says something in the thread of another message; Bo, the data team's, when nobody is named. */
  reply(said: Reply): Promise<Outcome>;
  editReply(said: Reply): Promise<Outcome>;
  removeReply(said: Omit<Reply, 'text'>): Promise<Outcome>;
  /** A reaction to a message of the bot that is about `to`. */
  react(reaction: Reaction): Promise<Outcome>;
  /** What waits in the outbox for the channel, taken out of it. */
  toSay(): Promise<readonly Intent[]>;
  /** What waits in the outbox of these lanes, taken out of it. */
  toDo(lanes: string): Promise<readonly Intent[]>;
  close(): Promise<void>;
};

export const bo = { id: 'bo', name: 'Bo Tarn' };

export type Reply = {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly time?: string;
  readonly by?: Person;
};

export type Reaction = {
  readonly to: string;
  readonly added?: readonly Tick[];
  readonly removed?: readonly Tick[];
  readonly time?: string;
  readonly by?: Person;
};

export async function openChannel(more: Partial<LdsoBook> = {}): Promise<Channel> {
  const dir = mkdtempSync(join(tmpdir(), 'daybook-'));
  const store = await openStore({ dir, now: () => at('09:00') });
  const notify = notifier({
    store,
    bookOf: async () => ({ ...channelBook, ...more }),
    outsideHours: () => false,
    isQtManager: () => false,
    botNames: ['Daybook'],
    wakeOutbox: () => {},
  });
  const from = (is: string, id: string, time: string): FromPerson => ({
    cause: `${is}/${id}/${time}`,
    message: { ldso: een, thread: `19:een@thread.tacv2;messageid=${id}`, messageId: id },
    by: asha,
    at: at(time),
  });
  const inThread = (is: string, { id, to, time = '10:30', by = bo }: Omit<Reply, 'text'>): FromPerson => ({
    ...from(is, id, time),
    message: { ldso: een, thread: `19:een@thread.tacv2;messageid=${to}`, messageId: id },
    by,
  });
  async function toDo(lanes: string): Promise<readonly Intent[]> {
    const intents: Intent[] = [];
    for (;;) {
      const now = at('23:00');
      const work = await store.outbox.claim({ lanes, now, leaseMs: 1_000, limit: 100 });
      if (work.length === 0) return intents;
      intents.push(...work.map(each => each.intent));
      await store.outbox.settle(
        work.map(({ id }) => ({ id, is: 'done' })),
        now,
      );
    }
  }
  return {
    store,
    post: (id, text, time = '10:00') => notify({ is: 'posted', raw: { text }, ...from('posted', id, time) }),
    edit: (id, text, time = '10:05') => notify({ is: 'edited', raw: { text }, ...from('edited', id, time) }),
    remove: (id, time = '10:10') => notify({ is: 'deleted', ...from('deleted', id, time) }),
    submit: (id, values, time = '10:10') =>
      notify({ is: 'submitted', values, ...from('submitted', id, time) }),
    reply: said => notify({ is: 'posted', raw: { text: said.text }, ...inThread('posted', said) }),
    editReply: said => notify({ is: 'edited', raw: { text: said.text }, ...inThread('edited', said) }),
    removeReply: said => notify({ is: 'deleted', ...inThread('deleted', said) }),
    async react({ to, added = [], removed = [], time = '10:30', by = bo }) {
      const ours = `of the bot about ${to}`;
      await store.saveLink({ kind: 'reply', key: `${een}/about/${ours}`, at: { messageId: to } });
      const id = `f:${[...added, '-', ...removed].join('')}`;
      return notify({ is: 'reacted', to: ours, added, removed, ...from('reacted', id, time), by });
    },
    toSay: () => toDo('chat/'),
    toDo,
    async close() {
      await store.close();
      rmSync(dir, { recursive: true });
    },
  };
}

const { testCaseId, testCaseName, mpanRef } = item();

export const channelBook: LdsoBook = {
  id: een,
  testCases: [{ id: testCaseId, name: testCaseName, title: 'A test', suite: 'One', order: 1 }],
  mpanRefPattern: 'EEN-MPAN-\\d{4}',
  mpanRefs: [mpanRef],
  harnessRefs: {},
  otherPatterns: [],
  needs: {},
};
