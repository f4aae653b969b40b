// The way of one notification: guard, read, decide, record. Whoever opens the project reads this first.
import { decideCommand } from './commands.ts';
import { decideDeleted, decideRestored, decideSaid } from './domain/decide.ts';
import type { StandingEntry } from './domain/entry.ts';
import type { FromPerson, Inbound, RawText } from './domain/inbound.ts';
import { type LdsoBook, testCaseNamed } from './domain/plan.ts';
import type { Reading } from './domain/reading.ts';
import { type LdsoId, type TestKey, testKeyOf, testKeyText } from './domain/refs.ts';
import { after, type Decision, ignored, type Known, type Outcome, type Said } from './domain/said.ts';
import { commandOf } from './intake/command.ts';
import { heard } from './intake/heard.ts';
import { read } from './intake/read.ts';
import { lineOf } from './intake/submitted.ts';
import { hearPerson } from './personal/hear.ts';
import type { Book, Store } from './ports.ts';

export type Notify = (inbound: Inbound) => Promise<Outcome>;

export type NotifyNeeds = {
  readonly store: Store;
  /** What is known of an LDSO: its plan, its patterns. */
  readonly bookOf: (ldso: LdsoId) => Promise<LdsoBook>;
  readonly outsideHours: (ldso: LdsoId, at: number) => boolean;
  /** Names that the bot goes by in a channel, to take its mention out of a message. */
  readonly botNames: readonly string[];
  /** Somebody waits for what was put into the outbox. */
  readonly wakeOutbox: () => void;
};

/**
 * When the promise resolves, what the answer says is on disk; nothing slow happened before.
 * @throws when the store cannot record it: then Teams is to send it again
 */
export function notifier(needs: NotifyNeeds): Notify {
  return async function notify(inbound) {
    const outcome = await record(needs, inbound);
    needs.wakeOutbox();
    return outcome;
  };
}

async function record(needs: NotifyNeeds, inbound: Inbound): Promise<Outcome> {
  switch (inbound.is) {
    case 'posted':
      return said(needs, inbound, { raw: inbound.raw, came: 'posted' });
    case 'edited':
    case 'undeleted':
      if (inbound.is === 'undeleted' && isEmpty(inbound.raw))
        return perform(needs, inbound, restored(inbound));
      return said(needs, inbound, { raw: inbound.raw, came: 'edited' });
    case 'submitted': {
      const line = lineOf(inbound.values);
      return line === undefined ? ignored : said(needs, inbound, { raw: { text: line }, came: 'pressed' });
    }
    case 'deleted':
      return perform(needs, inbound, deleted(inbound));
    case 'confided':
    case 'confided-submit':
      return hearPerson(needs, inbound);
    case 'elsewhere':
      return turnAway(needs, inbound);
    case 'unsupported':
      return ignored;
  }
}

const talk: Reading = { is: 'chatter', tcRefs: [], mpanRefs: [], routeTo: [] };

type Spoken = { readonly raw: RawText; readonly came: Said['came'] };

type Decide = (book: Book) => Promise<Decision>;

async function said(needs: NotifyNeeds, inbound: FromPerson, spoken: Spoken): Promise<Outcome> {
  const { raw, came } = spoken;
  const { message, by, at } = inbound;
  const { note, personalData, doubtful } = heard(raw, { at, botNames: needs.botNames });
  const ldsoBook = await needs.bookOf(message.ldso);
  const command = personalData.length > 0 ? undefined : commandOf(note);
  const words: Said = {
    message,
    by,
    at,
    came,
    outsideHours: needs.outsideHours(message.ldso, at),
    // A command notifies of nothing; what an edited message said before is taken back as with any other talk.
    reading: command === undefined ? read(note, ldsoBook) : talk,
    note,
    personalData,
    doubtful,
  };
  return perform(needs, inbound, async book => {
    const decision = decideSaid(await known(book, words, ldsoBook), words);
    return command === undefined ? decision : after(decision, await decideCommand(book, words, command));
  });
}

function deleted(inbound: FromPerson): Decide {
  return async book => decideDeleted(await knownOfMessage(book, inbound), inbound);
}

function restored(inbound: FromPerson): Decide {
  return async book => decideRestored(await knownOfMessage(book, inbound), inbound);
}

/** One transaction: a cause that was seen before changes nothing. */
function perform(needs: NotifyNeeds, inbound: FromPerson, decide: Decide): Promise<Outcome> {
  return needs.store.perform(async book => {
    if (!(await book.claim(inbound.cause, inbound.at))) return { ...ignored, warnings: ['redelivery'] };
    const { events, intents, outcome } = await decide(book);
    await book.append(events);
    await book.enqueue(intents);
    return outcome;
  });
}

async function known(book: Book, words: Said, ldsoBook: LdsoBook): Promise<Known> {
  const ofMessage = await knownOfMessage(book, words);
  const items = words.reading.is === 'notification' ? words.reading.items : [];
  const keys = items.flatMap(item => testKeyOf(words.message.ldso, item) ?? []);
  const ofTests = new Map<string, Awaited<ReturnType<Book['entriesOfTest']>>>();
  for (const key of keys satisfies readonly TestKey[])
    ofTests.set(testKeyText(key), await book.entriesOfTest(key));
  if (words.personalData.length === 0) return { ...ofMessage, ofTests };
  return { ...ofMessage, ofTests, ofTestCase: await ofTestCase(book, words, ldsoBook) };
}

async function ofTestCase(book: Book, words: Said, ldsoBook: LdsoBook): Promise<readonly StandingEntry[]> {
  const named = words.reading.tcRefs.map(each => testCaseNamed(ldsoBook, each)?.id);
  const [id, ...others] = new Set(named);
  return id === undefined || others.length > 0 ? [] : book.entriesOfTestCase(words.message.ldso, id);
}

async function knownOfMessage(book: Book, inbound: Pick<FromPerson, 'message'>): Promise<Known> {
  const { ldso, messageId } = inbound.message;
  return {
    ofMessage: await book.entriesOfMessage(ldso, messageId),
    ofTests: new Map(),
    leakOpen: (await book.openLeak(ldso, messageId)) !== undefined,
  };
}

async function turnAway(
  needs: NotifyNeeds,
  inbound: Extract<Inbound, { is: 'elsewhere' }>,
): Promise<Outcome> {
  const { conversationId, serviceUrl, tenantId, botId } = inbound;
  return needs.store.perform(async book => {
    if (await book.claim(inbound.cause, inbound.at))
      await book.enqueue([{ is: 'say-elsewhere', conversationId, serviceUrl, tenantId, botId }]);
    return ignored;
  });
}

function isEmpty(raw: RawText): boolean {
  return raw.text.trim() === '' && (raw.html ?? '').trim() === '';
}
