// Everything that can come in from Teams, as one closed union. Nothing of the SDK goes further than this.
import type { MessageRef, Person } from './entry.ts';

/** Text as somebody sent it. Nobody has looked at it yet: only the guard may read it. */
export type RawText = {
  readonly text: string;
  /** Teams' own HTML of the same message, where it sent one. */
  readonly html?: string;
};

export type FromPerson = {
  /** One cause for each request: the same one again changes nothing. */
  readonly cause: string;
  readonly message: MessageRef;
  readonly by: Person;
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
};

export type Inbound =
  | ({ readonly is: 'posted' | 'edited' | 'undeleted'; readonly raw: RawText } & FromPerson)
  | ({ readonly is: 'deleted' } & FromPerson)
  /** A button of a card of ours; `message.messageId` is this request's own id, `message.thread` the card's thread. */
  | ({ readonly is: 'submitted'; readonly values: Readonly<Record<string, unknown>> } & FromPerson)
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
