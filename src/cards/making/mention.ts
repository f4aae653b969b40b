// A person named in a message: mentioned where their account is known, else in bold.
import type { NamedPerson } from '../../domain/day/cover.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { escapeText } from './shown.ts';

export type Mention = {
  /** `<at>Asha Rao</at>`, or `**Asha Rao**`. */
  readonly text: string;
  /** What Teams needs to know about it; none for a name in bold. */
  readonly mentions: NonNullable<Outgoing['mentions']>;
};

export function mentionOf({ name, id }: NamedPerson): Mention {
  const bare = mentionable(name);
  const shown = escapeText(name);
  // Nothing that can be seen is left of some names.
  if (bare === '' || shown === '') return { text: 'somebody', mentions: [] };
  if (id === undefined) return { text: `**${shown}**`, mentions: [] };
  return { text: `<at>${bare}</at>`, mentions: [{ name: bare, id, is: 'person' }] };
}

/** Text and entity must name a person alike, and a name must not end its own mention. */
function mentionable(name: string): string {
  return name.replace(/[<>&]/g, '').trim();
}
