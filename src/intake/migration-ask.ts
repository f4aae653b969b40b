// Reads what is asked about the migration plan: `/migration`, `/migration plan 1 Dec 5`, `/migration agree`.
import type { MigrationAsk } from '../domain/migration/migration.ts';

/** @param said behind the command, all of its lines */
export function migrationAsk(said: string): MigrationAsk {
  const [, word = '', rest = ''] = /^\s*([a-z]*)\s*([\s\S]*)$/i.exec(said) ?? [];
  switch (word.toLowerCase()) {
    case 'agree':
    case 'agreed':
    case 'confirm': {
      const id = /^[a-z]+-[a-z]+(?=\s|$)/.exec(rest)?.[0];
      return { do: 'agree', proposal: id };
    }
    case 'leave':
    case 'drop':
      return { do: 'leave' };
    case 'plan':
    case 'propose':
      return rest.trim() === '' ? { do: 'show' } : { do: 'plan', words: rest };
    default:
      // Whoever leaves the word out means the plan too.
      return /\d/.test(said) ? { do: 'plan', words: said } : { do: 'show' };
  }
}
