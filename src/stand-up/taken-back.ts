// What a message said of the day is taken back with it: who is there, and which tests swap places.
import { awayKey } from '../domain/day/day-plan.ts';
import type { MessageRef, Person } from '../domain/entry.ts';
import type { DaybookEvent } from '../domain/events.ts';
import type { Decision } from '../domain/said.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, london } from '../rhythm/calendar.ts';

/** Of one that was deleted, or says something else now. */
export async function dayTakenBack(
  book: Pick<Book, 'shelf'>,
  gone: { readonly message: MessageRef; readonly by: Person; readonly at: number },
): Promise<Pick<Decision, 'events' | 'intents'>> {
  const { message, by, at } = gone;
  const { ldso, messageId } = message;
  const awayKeys = [...(await book.shelf('away', ldso)).values()]
    .filter(each => each.messageId === messageId)
    .map(awayKey);
  const isCover = (await book.shelf('cover', ldso)).has(messageId);
  const isSwap = (await book.shelf('swap', ldso)).has(messageId);
  const events: DaybookEvent[] = [
    ...(awayKeys.length === 0 ? [] : [{ type: 'away-ended' as const, ldso, at, by, keys: awayKeys }]),
    ...(isCover ? [{ type: 'cover-ended' as const, ldso, at, by, keys: [messageId] }] : []),
    ...(isSwap ? [{ type: 'swap-taken-back' as const, ldso, at, by, message }] : []),
  ];
  return {
    events,
    intents: events.length === 0 ? [] : [{ is: 'show-stand-up', ldso, day: dayOf(at, london) }],
  };
}
