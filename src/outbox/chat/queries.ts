// What a channel is told of a data query: its card, changed in place, and that its group is asked again.

import type { QueryAnswers, QueryView } from '../../cards/queue/query-facts.ts';
import { queryCard, queryNudge } from '../../cards/queue/query-words.ts';
import type { Entry, MessageRef, StandingEntry } from '../../domain/entry.ts';
import type { Intent } from '../../domain/intents.ts';
import type { LdsoId } from '../../domain/refs.ts';
import { askingIn, queryStates, stateOf, wentOnBy } from '../../domain/tests/queries.ts';
import { answer, type ChatNeeds, changeAnswer, firstContactIn } from './reply.ts';

/**
 * In a quiet channel the card is not posted, but one that stands is changed.
 * @param options.onlyNews leaves the card as it is where it says the same already; it is not posted then either
 */
export async function showQuery(
  needs: ChatNeeds,
  to: MessageRef,
  options: { readonly onlyNews?: true } = {},
): Promise<void> {
  const { store } = needs;
  const key = `query/${to.messageId}`;
  const shown = await store.link('reply', `${to.ldso}/${key}`);
  const query = await viewOf(needs, to);
  if (query === undefined) return;
  const { view } = query;
  const news = newsOf(view);
  if (options.onlyNews === true && (shown === undefined || shown.at.news === news)) return;
  const reply = { to: query.message, key, message: queryCard(view) };
  if (shown === undefined) {
    if (view.is === 'withdrawn' || (await store.shelf('quiet', to.ldso)).size > 0) return;
    await answer(needs, reply);
  } else if (!(await changeAnswer(needs, reply))) return;
  await remember(needs, reply, { news });
}

/** A query that was answered while this waited is not asked about again. */
export async function nudgeQuery(
  needs: ChatNeeds,
  { to, count, last }: Extract<Intent, { is: 'nudge-query' }>,
): Promise<void> {
  const query = await viewOf(needs, to);
  if (query === undefined || query.view.is !== 'open') return;
  const { ldso } = to;
  const message = queryNudge({
    view: query.view,
    count,
    last,
    tagId: needs.tagId,
    ...(await firstContactIn(needs, ldso)),
  });
  const reply = { to: query.message, key: `nudged/${to.messageId}/${query.view.since}/${count}`, message };
  if ((await needs.store.link('reply', `${ldso}/${reply.key}`)) === undefined) await answer(needs, reply);
  await remember(needs, reply);
}

/** A tick on this message of ours is for the query. */
export async function remember(
  { store }: ChatNeeds,
  { to, key }: { readonly to: MessageRef; readonly key: string },
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const link = await store.link('reply', `${to.ldso}/${key}`);
  if (link === undefined) return;
  if (Object.keys(more).length > 0) await store.saveLink({ ...link, at: { ...link.at, ...more } });
  const about = `${to.ldso}/about/${String(link.at.messageId)}`;
  await store.saveLink({ kind: 'reply', key: about, at: { messageId: to.messageId } });
}

/** The queries about a test that has just been heard of may be over, or open again. */
export async function showQueriesOf(needs: ChatNeeds, entries: readonly Entry[]): Promise<void> {
  const asking = entries.filter(({ kind }) => kind === 'data_query').map(({ message }) => message);
  const once = new Map(asking.map(message => [message.messageId, message]));
  for (const message of once.values()) await showQuery(needs, message, { onlyNews: true });
}

/** Who answered which query of an LDSO. */
export async function answersIn({ store }: Pick<ChatNeeds, 'store'>, ldso: LdsoId): Promise<QueryAnswers> {
  const states = queryStates(await store.shelf('query', ldso), Number.MAX_SAFE_INTEGER);
  return new Map(
    [...states].flatMap(([query, { answer }]) => (answer === undefined ? [] : [[query, answer]])),
  );
}

async function viewOf(
  { store, clock, ldsoName }: ChatNeeds,
  { ldso, messageId }: MessageRef,
): Promise<{ readonly message: MessageRef; readonly view: QueryView } | undefined> {
  const ofMessage: StandingEntry[] = [];
  for (;;) {
    const next = await store.entry(`${ldso}/${messageId}/${ofMessage.length}`);
    if (next === undefined) break;
    ofMessage.push(next);
  }
  const asking = askingIn(ofMessage);
  const [first, ...more] = asking.length > 0 ? asking : ofMessage;
  if (first === undefined) return undefined;
  const now = clock.now();
  const state = stateOf(
    queryStates(await store.shelf('query', ldso), Number.MAX_SAFE_INTEGER),
    first.message,
  );
  const later = await store.entriesOf(ldso, { from: first.at, to: Number.MAX_SAFE_INTEGER });
  const standing = later.filter(({ withdrawn }) => !withdrawn);
  const ends = asking.map(({ id }) => {
    const itself = standing.find(each => each.id === id);
    return itself === undefined ? undefined : wentOnBy(itself, standing, state);
  });
  const wentOn = ends.every(Boolean) ? ends.at(-1) : undefined;
  const view: QueryView = {
    is:
      asking.length === 0
        ? 'withdrawn'
        : state.answer !== undefined
          ? 'answered'
          : wentOn === undefined
            ? 'open'
            : 'went-on',
    entries: [first, ...more],
    state,
    since: state.reopenedAt ?? first.at,
    groups: state.passedTo.length > 0 ? state.passedTo : first.routeTo,
    ...(wentOn === undefined ? {} : { wentOn }),
    ldsoName: ldsoName(ldso),
    now,
  };
  return { message: first.message, view };
}

/** What the card says of how it stands, in a word: another word is news. */
function newsOf({ is, state, since, wentOn }: QueryView): string {
  return [is, since, state.answer?.at ?? '', state.nudges, wentOn?.id ?? ''].join(' ');
}
