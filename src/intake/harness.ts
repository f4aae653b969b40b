// Reads what is said of the test harness and of replays: which of the commands it is, and the words that belong to it.
import type { HarnessWord } from '../domain/harness/harness.ts';
import type { HarnessCommand } from '../domain/harness/harness-told.ts';

/**
 * `/trigger-request 40662 EEN-MPAN-0007 step 4 at 14:00`, `/received …`, `/queue`. Where the words are nobody's by chance, the
 * slash may be left out and a blank stand for the hyphen: "trigger request 40662 …" must not be read as a trigger.
 */
export function harnessCommand(text: string): HarnessCommand | undefined {
  const [all, spoken, slashed] =
    /^\s*(?:[/!]?((?:trigger|replay)[- ]?request(?:ed)?|replay[- ]agreed)|[/!](received|replayed|queue))\b[ \t]*:?/i.exec(
      text,
    ) ?? [];
  if (all === undefined) return undefined;
  const words = text.slice(all.length).trim();
  switch ((spoken ?? slashed)?.toLowerCase().replace(/[- ]/, '')) {
    case 'triggerrequest':
    case 'triggerrequested':
      return { is: 'harness', says: takesBack(words) ? 'cancelled' : 'asked', words };
    case 'replayrequest':
    case 'replayrequested':
      return { is: 'harness', says: takesBack(words) ? 'replay-cancelled' : 'replay-asked', words };
    case 'replayagreed':
      return { is: 'harness', says: 'replay-agreed', words };
    case 'received':
      return { is: 'harness', says: 'received', words };
    case 'replayed':
      return { is: 'harness', says: 'replayed', words };
    case 'queue':
      return { is: 'queue' };
    default:
      return undefined;
  }
}

function takesBack(words: string): boolean {
  return /(?:^|\s)(?:cancel(?:led)?|withdraw(?:n)?|no longer(?: needed)?|not needed)\s*[.!]?$/i.test(words);
}

/** The command's word, for a line that is corrected. */
export const harnessVerbs: Readonly<Record<HarnessWord['says'], string>> = {
  asked: '/trigger-request',
  received: '/received',
  cancelled: '/trigger-request',
  'replay-asked': '/replay-request',
  'replay-agreed': '/replay-agreed',
  replayed: '/replayed',
  'replay-cancelled': '/replay-request',
};
