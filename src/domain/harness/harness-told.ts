// What people ask of the harness queue, what is answered to it, and what the QT team is called to.
import type { NamedTest } from '../commands.ts';
import type { MessageRef } from '../entry.ts';
import type { Day } from '../events.ts';
import type { LdsoId } from '../refs.ts';
import type { HarnessWord } from './harness.ts';

export type HarnessCommand =
  /** Which tests, step, time or day is meant, stands in the words that follow the command's own. */
  | { readonly is: 'harness'; readonly says: HarnessWord['says']; readonly words: string }
  /** `/queue` */
  | { readonly is: 'queue' };

export type HarnessAnswer =
  | { readonly about: 'harness'; readonly ldso: LdsoId; readonly told: readonly HarnessTold[] }
  /** What waits for the harness, as it stands when it is delivered. */
  | { readonly about: 'queue'; readonly ldso: LdsoId };

export type HarnessTold =
  /** They wait already; it is one request. */
  | { readonly is: 'asked-already'; readonly test: NamedTest; readonly at: number; readonly byName: string }
  | {
      readonly is: 'received';
      readonly test: NamedTest;
      /** When it was asked for and triggered, or replayed, where that is known; epoch milliseconds. */
      readonly askedAt?: number;
      readonly triggeredAt?: number;
      readonly at: number;
    }
  /** Nothing was asked for since; it is not noted again. */
  | {
      readonly is: 'received-already';
      readonly test: NamedTest;
      readonly at: number;
      readonly byName: string;
    }
  /** Nothing of these was asked for, is on its way, or can be taken back. */
  | {
      readonly is: 'nothing-open';
      readonly says: Exclude<HarnessWord['says'], 'asked' | 'replay-asked'>;
      readonly tests: readonly NamedTest[];
    }
  | { readonly is: 'cancelled'; readonly tests: readonly NamedTest[] }
  /** Asked, agreed or done; until when it can be. */
  | {
      readonly is: 'replay';
      readonly says: 'replay-asked' | 'replay-agreed' | 'replayed' | 'replay-cancelled';
      readonly tests: readonly NamedTest[];
      readonly dipMessage?: string;
      readonly lastDay: Day;
      readonly daysLeft: number;
      readonly isAskedAlready: boolean;
      /** Agreed, when it was replayed before. */
      readonly isReplayed?: true;
    }
  | {
      readonly is: 'replay-too-late';
      readonly sent: Day;
      readonly lastDay: Day;
      readonly dipMessage?: string;
    }
  /** It does not say on which day the message was sent, or names one that is still to come. */
  | { readonly is: 'replay-sent-when' }
  /** The queue is everybody's: it is not kept between one person and the bot. */
  | { readonly is: 'in-channel' };

/** The QT team is called, in the thread of what it is called to. */
export type HarnessCall = {
  readonly is: 'call-harness';
  readonly to: MessageRef;
  readonly why: 'asked' | 'replay-asked' | 'lag' | 'last-day' | 'run-out';
  /** Words of the shelf; those that wait no longer when it is delivered are left out. */
  readonly wordIds: readonly string[];
};
