// A reaction to a message of ours: a tick on what was said of a query answers it, and taken back it is open again.
import type { FromPerson } from '../domain/inbound.ts';
import { type Decision, ignored } from '../domain/said.ts';
import type { QueryEvent, Reacted } from '../domain/tests/queries.ts';
import type { Book, Store } from '../ports/store.ts';
import { shown, takenBack } from './decide.ts';
import { queryOf } from './find.ts';

type Reaction = FromPerson & Reacted;

const leftAlone: Decision = { events: [], intents: [], outcome: ignored };

/**
 * Teams tells of reactions to a bot's own messages only, and gives the person's id without a name: which query our message is
 * about, and by what name the person goes, is known from before.
 */
export async function reactionTo(
  store: Pick<Store, 'link' | 'entriesOf'>,
  reaction: Reaction,
): Promise<(book: Book) => Promise<Decision>> {
  const { ldso } = reaction.message;
  const about = await store.link('reply', `${ldso}/about/${reaction.to}`);
  if (about === undefined) return async () => leftAlone;
  const entries = await store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER });
  const known = entries.findLast(({ by }) => by.id === reaction.by.id)?.by;
  const named = { ...reaction, by: known ?? reaction.by };
  return book => reacted(book, named, String(about.at.messageId));
}

async function reacted(
  book: Book,
  { message, by, at, to, added, removed }: Reaction,
  query: string,
): Promise<Decision> {
  const { ldso } = message;
  const signs = (ticks: Reacted['added']) => ticks.map(tick => `tick/${to}/${tick}/${by.id}`);
  const gone = await takenBack(book, { ldso, by, at, signs: signs(removed) });
  const asked = await queryOf(book, ldso, { messageId: query, marks: await book.shelf('query', ldso) });
  const events = signs(added).map(
    (sign): QueryEvent => ({ type: 'query-answered', ldso, at, query, by, how: 'tick', sign }),
  );
  const answered = asked === undefined ? leftAlone : shown(asked, events);
  return {
    events: [...gone.events, ...answered.events],
    intents: [...gone.intents, ...answered.intents],
    outcome: ignored,
  };
}
