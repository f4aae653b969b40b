// Which wash-ups that were posted say something else now: what was corrected, or came late, belongs to their day.
import type { Day, DaybookEvent } from '../domain/events.ts';
import type { Intent } from '../domain/intents.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Book, Store } from '../ports/store.ts';

/** Whoever writes down what a posted wash-up speaks of has it changed, in the same transaction. */
export function renewingWashUps(store: Store, dayOf: (instant: number) => Day): Store {
  return {
    ...store,
    perform: work =>
      store.perform(book =>
        work({
          ...book,
          async append(events) {
            await book.append(events);
            await book.enqueue(await washUpsRenewed(book, events, dayOf));
          },
        }),
      ),
  };
}

/**
 * An edit or a deletion belongs to the day of what it changes; everything else to the day on which it happened. A wash-up
 * that was not called yet is not posted for it, and one that waits to be changed is changed once.
 * @param dayOf the calendar day of an instant
 */
async function washUpsRenewed(
  book: Pick<Book, 'shelf' | 'entriesOfMessage'>,
  events: readonly DaybookEvent[],
  dayOf: (instant: number) => Day,
): Promise<readonly Intent[]> {
  const renewed = new Map<string, Intent>();
  for (const event of events) {
    const at = await instantOf(book, event);
    const { ldso } = event;
    for (const day of [...(at === undefined ? [] : [dayOf(at)]), ...migratedDays(event, dayOf)]) {
      if (renewed.has(`${ldso}/${day}`) || !(await book.shelf('wash-up', ldso)).has(day)) continue;
      renewed.set(`${ldso}/${day}`, { is: 'post-wash-up', ldso, day });
    }
  }
  return [...renewed.values()];
}

const ofTheirOwnDay: ReadonlySet<DaybookEvent['type']> = new Set([
  'leak-opened',
  'leak-closed',
  'message-held',
  'hold-ended',
  'query-answered',
  'query-sign-gone',
  'query-heard',
  'query-reopened',
  'reason-given',
  'remediation-opened',
  'remediation-ticked',
  'evidence-taken',
  'evidence-excepted',
  'seen-in-tracker',
  'migration-proposed',
  'migration-agreed',
  'migration-left',
  // What slips, and what comes tomorrow, is told by the schedule.
  'schedule-imported',
]);

/** A meter point counts as migrated on another day than before, or not at all. */
function migratedDays(event: DaybookEvent, dayOf: (instant: number) => Day): readonly Day[] {
  if (event.type !== 'register-changed') return [];
  const { at, states = [] } = event;
  return states.flatMap(({ told, wasOn }) => [dayOf(at), told.on, wasOn].filter(day => day !== undefined));
}

async function instantOf(
  book: Pick<Book, 'entriesOfMessage'>,
  event: DaybookEvent,
): Promise<number | undefined> {
  if (event.type === 'entry-noted') return event.entry.at;
  if (event.type === 'harness-said') return event.word.at;
  if (event.type === 'entry-withdrawn' || event.type === 'entry-restored')
    return postedAt(book, event.ldso, event.entryId);
  return ofTheirOwnDay.has(event.type) ? event.at : undefined;
}

/** @param entryId `<ldso>/<message id>/<place>` */
async function postedAt(
  book: Pick<Book, 'entriesOfMessage'>,
  ldso: LdsoId,
  entryId: string,
): Promise<number | undefined> {
  const messageId = entryId.split('/')[1] ?? '';
  const entries = await book.entriesOfMessage(ldso, messageId);
  return entries.find(({ id }) => id === entryId)?.at;
}
