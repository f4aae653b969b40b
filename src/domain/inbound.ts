// Everything that can come in from Teams, as one closed union. Nothing of the SDK goes further than this.
import type { MessageRef, Person, PersonalChat } from './entry.ts';
import type { LdsoId } from './refs.ts';
import type { Reacted } from './tests/queries.ts';

/** Text as somebody sent it. Nobody has looked at it yet: only the guard may read it. */
export type RawText = {
  readonly text: string;
  /** Teams' own HTML of the same message, where it sent one. */
  readonly html?: string;
  /** Who is mentioned in it, groups included, the bot not. */
  readonly mentioned?: readonly Person[];
  /** What hangs on it and is read by nobody but the guard: names of files, the words of a message it quotes. */
  readonly beside?: readonly string[];
};

export type FromPerson = {
  /** One cause for each request: the same one again changes nothing. */
  readonly cause: string;
  readonly message: MessageRef;
  readonly by: Person;
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
};

/** A file that somebody sent to the bot alone; Teams gives files to bots nowhere else. */
export type OfferedFile<Name extends string = string> = {
  readonly name: Name;
  readonly contentType?: string;
  /** Signed in already and good for minutes only: whoever has it has the file, so it is never shown or logged. */
  readonly downloadUrl: string;
};

/** Something said in a personal chat: of which LDSO it speaks is not known yet. */
export type InChat = {
  readonly cause: string;
  readonly chat: PersonalChat;
  readonly messageId: string;
  readonly by: Person;
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
};

export type Inbound =
  | ({ readonly is: 'posted' | 'edited' | 'undeleted'; readonly raw: RawText } & FromPerson)
  | ({ readonly is: 'deleted' } & FromPerson)
  /** A button of a card of ours; `message.messageId` is this request's own id, `message.thread` the card's thread. */
  | ({ readonly is: 'submitted'; readonly values: Readonly<Record<string, unknown>> } & FromPerson)
  /** `message.messageId` is this request's own id. */
  | ({ readonly is: 'reacted' } & Reacted & FromPerson)
  | ({
      readonly is: 'confided';
      readonly raw: RawText;
      readonly files: readonly OfferedFile[];
    } & InChat)
  /** A button of a card of ours in a personal chat. */
  | ({ readonly is: 'confided-submit'; readonly values: Readonly<Record<string, unknown>> } & InChat)
  /** The bot was added where these LDSOs have their channels. */
  | {
      readonly is: 'installed';
      readonly cause: string;
      readonly ldsos: readonly LdsoId[];
      readonly at: number;
    }
  /** A conversation that the participants file does not name. */
  | {
      readonly is: 'elsewhere';
      readonly cause: string;
      readonly at: number;
      readonly why: 'channel' | 'tenant' | 'chat';
      readonly conversationId: string;
      readonly serviceUrl: string;
      readonly tenantId: string;
      readonly botId: string;
    }
  /** Nothing to do, and why: for the log. */
  | { readonly is: 'unsupported'; readonly why: string };
