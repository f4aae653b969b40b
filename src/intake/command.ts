// Reads a command: a line that starts with a slash and asks something of the bot instead of notifying.
import type { Command, ScheduleAsk } from '../domain/commands.ts';
import type { LdsoBook } from '../domain/plan.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { aboutTest } from './about-test.ts';

/**
 * @param book of the LDSO that is spoken of; undefined while that is not known
 * @returns undefined for everything else, notifications included
 */
export function commandOf(text: CleanText, book?: LdsoBook): Command | undefined {
  const line = /^\s*\/([a-z][a-z-]*)\b[ \t]*([^\n]*)/i.exec(text);
  if (line === null) return /^\s*help\s*[?!.]?\s*$/i.test(text) ? { is: 'help' } : undefined;
  const [, word = '', rest = ''] = line;
  const of = word.toLowerCase();
  const said = text.slice(line[0].length - rest.length);
  switch (of) {
    case 'help':
      return { is: 'help' };
    case 'quiet':
      return { is: 'quiet', on: !/^\s*(off|no|end|stop)\b/i.test(rest) };
    case 'schedule':
      return { is: 'schedule', ask: scheduleAsk(rest) };
    case 'reason':
      return book === undefined ? undefined : { is: 'about-test', of, ...aboutTest(said, book) };
    default:
      return undefined;
  }
}

function scheduleAsk(rest: string): ScheduleAsk {
  const [, what, version = '', state] = /^(import|leave)\s+(\S+)(?:\s+(draft|final))?/i.exec(rest) ?? [];
  switch (what?.toLowerCase()) {
    case 'import':
      return { do: 'import', version, state: state?.toLowerCase() === 'final' ? 'final' : 'draft' };
    case 'leave':
      return { do: 'leave', version };
    default:
      return { do: 'show' };
  }
}
