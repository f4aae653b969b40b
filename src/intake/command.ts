// Reads a command: a line that starts with a slash and asks something of the bot instead of notifying.
import type { Command } from '../domain/commands.ts';
import type { CleanText } from '../guard/clean-text.ts';

/** @returns undefined for everything else, notifications included */
export function commandOf(text: CleanText): Command | undefined {
  const line = /^\s*\/([a-z][a-z-]*)\b[ \t]*([^\n]*)/i.exec(text);
  if (line === null) return /^\s*help\s*[?!.]?\s*$/i.test(text) ? { is: 'help' } : undefined;
  const [, word = '', rest = ''] = line;
  switch (word.toLowerCase()) {
    case 'help':
      return { is: 'help' };
    case 'quiet':
      return { is: 'quiet', on: !/^\s*(off|no|end|stop)\b/i.test(rest) };
    default:
      return undefined;
  }
}
