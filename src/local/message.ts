// The words of the local channel: where people are, who they are, and what stands in a channel.

/** One LDSO's channel, as the participants file names it; or a person's chat with the bot alone. */
export type LocalChannel = {
  /** e.g. `EEN`; of a personal chat `chat:` with the person's id. */
  readonly ldso: string;
  readonly name: string;
  readonly tenantId: string;
  readonly teamId: string;
  /** The channel's conversation id without a thread, `19:…@thread.tacv2`. */
  readonly channelId: string;
  /** The one whose chat with the bot it is. */
  readonly person?: string;
};

/** A file sent to the bot alone. Its bytes are kept in memory only: nobody has looked whether they may land on a disk. */
export type LocalFile = { readonly id: string; readonly name: string; readonly size: number };

export type LocalPerson = {
  /** Teams' own id, `29:…`. */
  readonly id: string;
  /** Entra object id, a GUID. */
  readonly aadObjectId: string;
  readonly name: string;
  /** As people say it, e.g. `EEN tester`. */
  readonly role: string;
  /** The LDSO a person works for; left out for the programme's own people, who are in every channel. */
  readonly ldso?: string;
};

/** The bot's own account in Teams; its id begins with `28:`. */
export type LocalBot = { readonly id: string; readonly name: string };

/** What Teams names in a text by `<at>…</at>`: a person, a group (tag) or the bot. */
export type Named = { readonly id: string; readonly name: string };

export type Author = {
  readonly is: 'person' | 'bot';
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly aadObjectId?: string;
};

/** An Adaptive Card as the bot sent it. */
export type Card = Readonly<Record<string, unknown>>;

export type Reaction = { readonly type: string; readonly personId: string };

/** One message as it stands in a channel. */
export type LocalMessage = {
  /** Epoch milliseconds as text, as Teams numbers messages. */
  readonly id: string;
  readonly ldso: string;
  /** The message its thread starts with; its own id when it is that one. */
  readonly root: string;
  readonly from: Author;
  /** When it was posted, epoch milliseconds. */
  readonly at: number;
  /** As typed. Missing: refused, and not kept over a restart; see `withheld`. */
  readonly text?: string;
  /** Teams' HTML of the same message, where the caller gave its own. */
  readonly html?: string;
  /** What a notification preview says; messages of the bot only. */
  readonly summary?: string;
  readonly cards: readonly Card[];
  readonly files?: readonly LocalFile[];
  readonly mentions: readonly Named[];
  /** By type as Teams names them, `like` say, and by whom. */
  readonly reactions?: readonly Reaction[];
  readonly editedAt?: number;
  readonly deletedAt?: number;
  /** When its delete was last undone. */
  readonly restoredAt?: number;
  /** Only this person and the bot see it. */
  readonly onlyFor?: string;
  /** Its words were refused, so a restart has lost them. */
  readonly withheld?: true;
  /** What the bot answered where that was no success; 0 when it did not answer. */
  readonly botStatus?: number;
};

/** Somebody asks for what the local channel cannot do: who, what and what to do are in the message. */
export class LocalMistake extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'LocalMistake';
    this.status = status;
  }
}
