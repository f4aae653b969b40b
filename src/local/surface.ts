// What the local channel can be asked, and what it is given.
import type { ConnectorRequest, Failure } from './connector.ts';
import type { LocalBot, LocalChannel, LocalMessage, LocalPerson } from './message.ts';
import type { ConnectorAnswer } from './sent.ts';

export type LocalTeamsOptions = {
  readonly channels: readonly LocalChannel[];
  readonly people: readonly LocalPerson[];
  readonly bot: LocalBot;
  /** Groups that can be named by `@name`, e.g. `DataTeam`. */
  readonly tags?: readonly string[];
  /** The bot's messages endpoint, `http://…/api/messages`; asked when it is needed. */
  readonly botUrl: () => string;
  /** Where the bot finds the connector, e.g. `http://127.0.0.1:3978/connector`. */
  readonly serviceUrl: () => string;
  readonly now: () => Date;
  /** Whether a text may be written to `file`: raw MPANs must never land on a disk. */
  readonly mayKeep: (text: string) => boolean;
  /** Where the channels are kept over a restart; nowhere when left out. */
  readonly file?: string;
  /** How long the bot has before it is sent the same again; 15 s as in Teams when left out. */
  readonly waitMs?: number;
  /** Told when the file cannot be written; thrown, and so the end of the process, when left out. */
  readonly onFault?: (error: unknown) => void;
};

/** Somebody of `people` by id, the bot's own id, or a person of the caller's. */
export type Who = string | LocalPerson;

export type Post = {
  /** The LDSO, or `chat:` with a person's id. */
  readonly channel: string;
  readonly person: Who;
  readonly text: string;
  /** In a personal chat only. */
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Teams' HTML of the message; made from the text when left out. */
  readonly html?: string;
  /** Any message of the thread to reply in; a new post when left out. */
  readonly replyTo?: string;
  readonly at?: Date;
  readonly id?: string;
};

export type Edit = {
  readonly messageId: string;
  readonly text: string;
  readonly html?: string;
  readonly at?: Date;
};
export type Mark = { readonly messageId: string; readonly at?: Date };

/** One that the person has given is taken back. */
export type React = {
  readonly messageId: string;
  readonly person: Who;
  /** As Teams names it: `like`, `heart`, `2705_whiteheavycheckmark`. */
  readonly type: string;
  readonly at?: Date;
};

export type Press = {
  readonly cardMessageId: string;
  readonly person: Who;
  readonly data: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly verb?: string;
  /** An Action.Execute may have no verb; left out, a verb makes the difference. */
  readonly type?: 'Action.Submit' | 'Action.Execute';
  readonly title?: string;
  readonly at?: Date;
};

export type Delivered = {
  /** What the bot answered; 0 when it did not. */
  readonly status: number;
  readonly messageId: string;
  /** The body of the answer to an Action.Execute: `{statusCode, type, value}`. */
  readonly answer?: unknown;
};

export type LocalTeams = {
  readonly channels: readonly LocalChannel[];
  /** One a person: their chat with the bot alone. */
  readonly chats: readonly LocalChannel[];
  readonly people: readonly LocalPerson[];
  readonly bot: LocalBot;
  post(post: Post): Promise<Delivered>;
  edit(edit: Edit): Promise<Delivered>;
  remove(mark: Mark): Promise<Delivered>;
  undelete(mark: Mark): Promise<Delivered>;
  /** @throws LocalMistake when nothing was sent about it since the start */
  redeliver(messageId: string): Promise<Delivered>;
  /** The bot hears of reactions to its own messages only; of others the status is 200. */
  react(react: React): Promise<Delivered>;
  submit(press: Press): Promise<Delivered>;
  /** @returns one answer a channel */
  installed(): Promise<readonly Delivered[]>;
  handle(request: ConnectorRequest): ConnectorAnswer;
  failNext(failure: Failure): void;
  /** The bytes of a file that was sent since the start. */
  file(id: string): Uint8Array | undefined;
  find(messageId: string): LocalMessage | undefined;
  /** Every message as it stands now, in the order they were posted, the bot's cards with them. */
  transcript(): readonly LocalMessage[];
  /** @returns stops it */
  onChange(listener: (message: LocalMessage) => void): () => void;
  /** Writes down what is not written yet. */
  close(): Promise<void>;
};
