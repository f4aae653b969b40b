// Numbers that were proposed are taken back with the message that said them; what was agreed stays agreed.
import type { MessageRef, Person } from '../domain/entry.ts';
import { letterKey } from '../domain/letter-key.ts';
import type { MigrationEvent } from '../domain/migration/migration.ts';
import type { Decision } from '../domain/said.ts';
import { wholeChannel } from '../domain/shelf.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, london } from '../rhythm/calendar.ts';

/** Of a message that was deleted, or says something else now. */
export async function proposalTakenBack(
  book: Pick<Book, 'shelf'>,
  gone: { readonly message: MessageRef; readonly by: Person; readonly at: number },
): Promise<Pick<Decision, 'events' | 'intents'>> {
  const { by, at } = gone;
  const { ldso, messageId } = gone.message;
  const proposal = (await book.shelf('migration-proposal', ldso)).get(wholeChannel);
  if (proposal === undefined) return { events: [], intents: [] };
  const parts = proposal.parts.filter(part => part.messageId !== messageId);
  if (parts.length === proposal.parts.length) return { events: [], intents: [] };
  const last = parts.at(-1);
  const event: MigrationEvent =
    last === undefined
      ? { type: 'migration-left', ldso, at, by, proposal: proposal.id }
      : {
          type: 'migration-proposed',
          ldso,
          at,
          by,
          proposal: { ...proposal, id: letterKey(`${messageId}/${at}`), by: last.by, parts },
        };
  return { events: [event], intents: [{ is: 'show-stand-up', ldso, day: dayOf(at, london) }] };
}
