// What personal data in a message opens, and what ends it: a leak case where the guard is sure, a hold where it is not.
import type { MessageRef, Person } from './entry.ts';
import type { DaybookEvent } from './events.ts';
import type { Decision, Known, Said } from './said.ts';

type Gone = { readonly message: MessageRef; readonly by: Person; readonly at: number };
type Ended = Pick<Decision, 'events' | 'intents'>;

export function casesOpened(known: Known, said: Said): readonly DaybookEvent[] {
  const { message, by, at, personalData: kinds } = said;
  const { ldso } = message;
  // What a card of ours sent stands nowhere in the channel: there is nothing to edit or delete.
  if (said.came === 'pressed') return [];
  if (said.doubtful) {
    if (known.heldFor !== undefined && sameKinds(known.heldFor, kinds)) return [];
    return [{ type: 'message-held', ldso, at, message, by, kinds }];
  }
  const opened: DaybookEvent[] = known.leakOpen
    ? []
    : [{ type: 'leak-opened', ldso, at, message, by, kinds }];
  return [...holdEnded(known, said, 'edited'), ...opened];
}

export function casesEnded(known: Known, gone: Gone, how: 'edited' | 'deleted'): Ended {
  const leak = leakEnded(known, gone, how);
  const hold = holdEnded(known, gone, how);
  return {
    events: [...leak.events, ...hold],
    intents: [...leak.intents, ...hold.flatMap(reminderTakenBack)],
  };
}

/** The author has answered for a message that is held. */
export function holdAnswered(known: Known, answer: Gone, how: 'sent-without' | 'vouched'): Ended {
  // A message that goes without something still stands in the channel as it is.
  const leak = how === 'vouched' ? leakEnded(known, answer, 'edited') : { events: [], intents: [] };
  const hold = holdEnded(known, answer, how);
  return {
    events: [...leak.events, ...hold],
    intents: [...leak.intents, ...hold.flatMap(reminderTakenBack)],
  };
}

function leakEnded(known: Known, { message, at }: Gone, how: 'edited' | 'deleted'): Ended {
  if (!known.leakOpen) return { events: [], intents: [] };
  return {
    events: [{ type: 'leak-closed', ldso: message.ldso, at, message, how }],
    intents: [{ is: 'call-about-leak', to: message }],
  };
}

type HoldEnded = Extract<DaybookEvent, { type: 'hold-ended' }>;

function holdEnded(known: Known, { message, by, at }: Gone, how: HoldEnded['how']): readonly HoldEnded[] {
  if (known.heldFor === undefined) return [];
  return [{ type: 'hold-ended', ldso: message.ldso, at, message, by, kinds: known.heldFor, how }];
}

/** Where its author was reminded, the reminder says that it is over; else nothing is said. */
function reminderTakenBack({ message }: HoldEnded): Ended['intents'] {
  return [{ is: 'remind-held', to: message }];
}

function sameKinds(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every(kind => others.includes(kind));
}
