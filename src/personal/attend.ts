// Attends to what somebody said to the bot alone: finds out of which LDSO it speaks, fetches the files, and hands on.
import { answerToAnybody, decideCommand, isForAnybody } from '../commands.ts';
import type { Answer } from '../domain/answers.ts';
import type { MessageRef } from '../domain/entry.ts';
import type { OfferedFile } from '../domain/inbound.ts';
import type { Intent } from '../domain/intents.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { Reading } from '../domain/reading.ts';
import type { LdsoId } from '../domain/refs.ts';
import { answering, type Decision, type Said } from '../domain/said.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { commandOf } from '../intake/command.ts';
import type { Chat } from '../ports/chat.ts';
import type { Files } from '../ports/files.ts';
import type { Delivery, Settlement } from '../ports/outbox.ts';
import type { Book, Store } from '../ports/store.ts';
import { type LdsoNames, type Speaker, whichLdso } from './which-ldso.ts';

type Attend = Extract<Intent, { is: 'attend' }>;

/** A file as it was fetched, with what its sender wrote beside it. Nobody has looked into it yet. */
export type SentFile = {
  /** Where it was sent, and where the answer goes; the LDSO is the one it is for. */
  readonly said: Said;
  readonly name: CleanText;
  readonly bytes: Uint8Array;
};

/**
 * Somebody who knows what to do with a file; asked one after another.
 * @returns undefined for a file that is none of its business
 */
export type FileTaker = (file: SentFile) => Promise<FileTaken | undefined>;

/** What follows from a file is decided inside the transaction in which it is recorded. */
export type FileTaken = (book: Book) => Promise<Decision>;

export type AttendNeeds = {
  readonly store: Store;
  readonly chat: Pick<Chat, 'isMember'>;
  readonly files: Files;
  readonly ldsos: LdsoNames;
  readonly bookOf: (ldso: LdsoId) => Promise<LdsoBook>;
  readonly takers: readonly FileTaker[];
  /** A file that was named by its address, in a channel or here. */
  readonly fetchEvidence: (intent: Extract<Intent, { is: 'fetch-evidence' }>) => Promise<void>;
  readonly isQtManager: (personId: string) => boolean;
  readonly wakeOutbox: () => void;
};

/** @throws when the world fails for now: then it is tried again, and what was done before is not done twice */
export async function attendTo(
  needs: AttendNeeds,
  work: readonly Delivery[],
): Promise<readonly Settlement[]> {
  for (const { intent } of work) {
    if (intent.is === 'attend') await attend(needs, intent);
    else if (intent.is === 'fetch-evidence') await needs.fetchEvidence(intent);
    else throw new Error(`${intent.is} is not said to the bot alone`);
  }
  needs.wakeOutbox();
  return work.map(({ id }) => ({ id, is: 'done' }));
}

async function attend(needs: AttendNeeds, heard: Attend): Promise<void> {
  const asked = commandOf(heard.text);
  if (isForAnybody(asked) && heard.files.length === 0) return tell(needs, heard, answerToAnybody(asked));
  if (asked?.is === 'my-day' && heard.files.length === 0) return tellMyDay(needs, heard);
  const speaker = await speakerOf(needs, heard.by.id);
  const which = whichLdso([heard.text, ...heard.files.map(({ name }) => name)], speaker, needs.ldsos);
  if (which.is !== 'one') return tell(needs, heard, { about: 'which-ldso', which });
  const said = { ...saidIn(heard, which.ldso), byQtManager: needs.isQtManager(heard.by.id) };
  const ldsoBook = await needs.bookOf(which.ldso);
  const command = commandOf(heard.text, ldsoBook);
  for (const [place, file] of heard.files.entries()) await takeFile(needs, { said, file, place });
  // The files are the evidence: no link is missing.
  if (command?.is === 'about-test' && command.of === 'evidence' && heard.files.length > 0) return;
  if (command !== undefined)
    return perform(needs, said, book => decideCommand({ book, ldsoBook }, said, command));
  if (heard.files.length === 0) return tell(needs, heard, { about: 'personal-help', ldso: which.ldso });
}

async function takeFile(
  needs: AttendNeeds,
  sent: { readonly said: Said; readonly file: OfferedFile<CleanText>; readonly place: number },
): Promise<void> {
  const { name, downloadUrl } = sent.file;
  // Each file is answered by itself, so it counts as a message of its own.
  const messageId = `${sent.said.message.messageId}/${sent.place}`;
  const said = { ...sent.said, message: { ...sent.said.message, messageId } };
  const fetched = await needs.files.fetch(downloadUrl);
  const mostMb = Math.floor(needs.files.maxBytes / 1024 / 1024);
  const refuse = (why: Extract<Answer, { about: 'file-not-taken' }>['why']) =>
    perform(needs, said, async () => answering(said, { about: 'file-not-taken', name, why, mostMb }));
  if (fetched.is === 'not-fetched') return refuse(fetched.why);
  for (const taker of needs.takers) {
    const taken = await taker({ said, name, bytes: fetched.bytes });
    if (taken !== undefined) return perform(needs, said, taken);
  }
  return refuse('unknown');
}

/** Of every LDSO that the person is in the channel of, or of those named. */
async function tellMyDay(needs: AttendNeeds, heard: Attend): Promise<void> {
  const memberOf = await memberOfWhich(needs, heard.by.id);
  const which = whichLdso([heard.text], { memberOf, postedIn: memberOf }, needs.ldsos);
  switch (which.is) {
    case 'one':
      return tell(needs, heard, { about: 'my-day', person: heard.by, ldsos: [which.ldso] });
    case 'several':
      return tell(needs, heard, { about: 'my-day', person: heard.by, ldsos: which.ldsos });
    case 'none':
    case 'not-theirs':
      return tell(needs, heard, { about: 'which-ldso', which });
  }
}

/** LDSOs of which the bot does not know the channel yet have nobody in them. */
async function memberOfWhich(needs: AttendNeeds, personId: string): Promise<readonly LdsoId[]> {
  const memberOf: LdsoId[] = [];
  for (const { id } of needs.ldsos) {
    const channel = await needs.store.channel(id);
    if (channel !== undefined && (await needs.chat.isMember(channel, personId))) memberOf.push(id);
  }
  return memberOf;
}

async function speakerOf(needs: AttendNeeds, personId: string): Promise<Speaker> {
  const memberOf = await memberOfWhich(needs, personId);
  if (memberOf.length < 2) return { memberOf, postedIn: memberOf };
  const postedIn: LdsoId[] = [];
  for (const ldso of memberOf) {
    const entries = await needs.store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER });
    if (entries.some(({ by }) => by.id === personId)) postedIn.push(ldso);
  }
  return { memberOf, postedIn };
}

/** In one transaction, once, however often it is attended to. */
async function perform(needs: AttendNeeds, said: Said, decide: FileTaken): Promise<void> {
  const { thread, messageId } = said.message;
  await needs.store.perform(async book => {
    if (!(await book.claim(`attended/${thread}/${messageId}`, said.at))) return;
    const { events, intents } = await decide(book);
    await book.append(events);
    await book.enqueue(intents);
  });
}

async function tell(needs: AttendNeeds, heard: Attend, answer: Answer): Promise<void> {
  const { chat, messageId } = heard;
  await needs.store.perform(book => book.enqueue([{ is: 'tell', chat, messageId, answer }]));
}

const talk: Reading = { is: 'chatter', tcRefs: [], mpanRefs: [], routeTo: [] };

function saidIn(heard: Attend, ldso: LdsoId): Said {
  const { chat, messageId, by, at, text } = heard;
  const message: MessageRef = { ldso, thread: chat.conversationId, messageId, chat };
  return {
    message,
    by,
    at,
    came: 'posted',
    outsideHours: false,
    reading: talk,
    note: text,
    personalData: [],
    doubtful: false,
  };
}
