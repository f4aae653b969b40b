// The way of one notification: guard, read, decide, record. Whoever opens the project reads this first.
import { decideCommand } from './commands.ts';
import type { Command } from './domain/commands.ts';
import { decideDeleted, decideRestored, decideSaid } from './domain/decide.ts';
import type { FromPerson, Inbound, RawText } from './domain/inbound.ts';
import type { LdsoBook } from './domain/planning/plan.ts';
import type { Reading } from './domain/reading.ts';
import type { LdsoId } from './domain/refs.ts';
import { after, type Decision, ignored, type Outcome, type Said } from './domain/said.ts';
import type { CleanText } from './guard/clean-text.ts';
import { harnessRestored, withHarness, withoutHarness } from './harness/corrected.ts';
import { answerHeld, vouchedFor } from './held.ts';
import { commandOf } from './intake/command.ts';
import { heard, heardName, lineWithoutDoubt } from './intake/heard.ts';
import { read } from './intake/read.ts';
import { heldAnswerOf, lineOf } from './intake/submitted.ts';
import { known, knownOfMessage } from './known.ts';
import { proposalTakenBack } from './migration/taken-back.ts';
import { hearPerson } from './personal/hear.ts';
import type { Book, Store } from './ports/store.ts';
import { repliedIn, signGone } from './queries/decide.ts';
import { reactionTo } from './queries/reaction.ts';
import { dayTakenBack } from './stand-up/taken-back.ts';

export type Notify = (inbound: Inbound) => Promise<Outcome>;

export type NotifyNeeds = {
  readonly store: Store;
  /** What is known of an LDSO: its plan, its patterns. */
  readonly bookOf: (ldso: LdsoId) => Promise<LdsoBook>;
  readonly outsideHours: (ldso: LdsoId, at: number) => boolean;
  /** Who alone grants exceptions. */
  readonly isQtManager: (personId: string) => boolean;
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
    const outcome = await record(needs, withCleanName(inbound));
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
      const answer = heldAnswerOf(inbound.values);
      if (answer !== undefined) return perform(needs, inbound, await answerHeld(needs, inbound, answer));
      const line = lineOf(inbound.values);
      return line === undefined ? ignored : said(needs, inbound, { raw: { text: line }, came: 'pressed' });
    }
    case 'deleted':
      return perform(needs, inbound, deleted(inbound));
    case 'reacted':
      return perform(needs, inbound, await reactionTo(needs.store, inbound));
    case 'confided':
    case 'confided-submit':
      return hearPerson(needs, inbound);
    case 'installed':
      return welcome(needs, inbound);
    case 'elsewhere':
      return turnAway(needs, inbound);
    case 'unsupported':
      return ignored;
  }
}

function withCleanName(inbound: Inbound): Inbound {
  if (!('by' in inbound)) return inbound;
  const { by, at } = inbound;
  return { ...inbound, by: { ...by, name: heardName(by.name, at) } };
}

const talk: Reading = { is: 'chatter', tcRefs: [], mpanRefs: [], routeTo: [] };

type Spoken = { readonly raw: RawText; readonly came: Said['came'] };

type Decide = (book: Book) => Promise<Decision>;

async function said(needs: NotifyNeeds, inbound: FromPerson, spoken: Spoken): Promise<Outcome> {
  const { raw, came } = spoken;
  const { message, by, at } = inbound;
  const options = { at, botNames: needs.botNames };
  const { note, personalData, doubtful, vouched } = heard(raw, options);
  const ldsoBook = await needs.bookOf(message.ldso);
  const command = personalData.length > 0 ? undefined : commandOf(note, ldsoBook);
  const words: Said = {
    message,
    by,
    at,
    came,
    outsideHours: needs.outsideHours(message.ldso, at),
    byQtManager: needs.isQtManager(by.id),
    // A command notifies of nothing; what an edited message said before is taken back as with any other talk.
    reading: command === undefined ? read(note, ldsoBook) : talk,
    note,
    mentioned: (raw.mentioned ?? []).filter(({ name }) => heardName(name, at) === name),
    personalData,
    doubtful,
    ...(doubtful ? withoutDoubt(note, options, ldsoBook) : {}),
  };
  return perform(needs, inbound, async book => {
    if (vouched !== undefined && (await vouchedFor(book, words))) {
      const reading = read(vouched, ldsoBook);
      const asItStands: Said = { ...words, note: vouched, reading, personalData: [], doubtful: false };
      return withHarness(book, asItStands, noted);
    }
    const taken = came === 'edited' ? await takenBack(book, inbound, command) : { events: [], intents: [] };
    const decide = async (asked: Said) => {
      const replied = await repliedIn(book, asked, { isCommand: command !== undefined });
      const decision = after(replied, after(taken, await noted(asked)));
      return command === undefined
        ? decision
        : after(decision, await decideCommand({ book, ldsoBook }, asked, command));
    };
    return command?.is === 'harness' ? decide(words) : withHarness(book, words, decide);

    async function noted(asked: Said): Promise<Decision> {
      return decideSaid(await known(book, asked, ldsoBook), asked);
    }
  });
}

/** The line that a button may send instead of a doubtful message; none where that would not be recorded either. */
function withoutDoubt(
  note: CleanText,
  options: Parameters<typeof heard>[1],
  ldsoBook: LdsoBook,
): Pick<Said, 'without'> {
  const line = lineWithoutDoubt(note, options);
  if (line === undefined) return {};
  const reading = read(line, ldsoBook);
  return reading.is === 'notification' && reading.problems.length === 0 ? { without: line } : {};
}

/** What a message said beside its notifications, before it was deleted or came to say something else. */
async function takenBack(
  book: Book,
  gone: FromPerson,
  command?: Command,
): Promise<Pick<Decision, 'events' | 'intents'>> {
  const day = await dayTakenBack(book, gone);
  // A plan that is edited replaces its own part of the proposal.
  if (command?.is === 'migration') return day;
  const proposal = await proposalTakenBack(book, gone);
  return {
    events: [...day.events, ...proposal.events],
    intents: [...day.intents, ...proposal.intents],
  };
}

function deleted(inbound: FromPerson): Decide {
  return async book =>
    after(
      await signGone(book, inbound),
      after(
        await takenBack(book, inbound),
        await withoutHarness(
          book,
          inbound,
          decideDeleted(await knownOfMessage(book, inbound.message), inbound),
        ),
      ),
    );
}

function restored(inbound: FromPerson): Decide {
  return async book =>
    harnessRestored(book, inbound, decideRestored(await knownOfMessage(book, inbound.message), inbound));
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

/** Once a channel, however often the bot is added and by how many activities Teams says so. */
async function welcome(
  needs: NotifyNeeds,
  { ldsos, at }: Extract<Inbound, { is: 'installed' }>,
): Promise<Outcome> {
  return needs.store.perform(async book => {
    for (const ldso of ldsos)
      if (await book.claim(`welcome/${ldso}`, at)) await book.enqueue([{ is: 'welcome', ldso }]);
    return ignored;
  });
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
