// Reads who covers for whom, and when: `Bo for Asha Fri`, `for the analyst tomorrow am`, `off`.
import type { NamedPerson } from '../domain/day/cover.ts';
import type { Person } from '../domain/entry.ts';
import type { Day } from '../domain/events.ts';
import { groups } from '../domain/kinds.ts';
import { type AwayTime, awayTime } from './away-words.ts';

export type Meant =
  | { readonly is: 'speaker' }
  | { readonly is: 'analyst' }
  | ({ readonly is: 'named' } & NamedPerson);

export type CoverWords =
  | { readonly is: 'cover'; readonly who: Meant; readonly for: Meant; readonly time: AwayTime }
  /** `for` undefined: whatever the speaker has to do with. */
  | { readonly is: 'off'; readonly for?: Meant };

type Heard = { readonly mentioned: readonly Person[]; readonly today: Day };

/**
 * `[who] [for whom] [when]`, the time behind any of them. Without a name the speaker covers, for the test analyst, today.
 * @returns undefined for what is not understood
 */
export function coverWords(words: string, { mentioned, today }: Heard): CoverWords | undefined {
  const text = withMarks(words, mentioned);
  const off = /^\s*(?:off|end|ended|over|stop|cancel|no more)\b\s*(?:for\s+(.+))?$/i.exec(text);
  if (off !== null) {
    const [, whom] = off;
    if (whom === undefined) return { is: 'off' };
    const meant = meantBy(whom, mentioned);
    return meant === undefined ? undefined : { is: 'off', for: meant };
  }
  const [first, ...others] = text.split(/\bfor\b/i).map(part => parted(part, today));
  const whom = others.filter(({ name }) => name !== '');
  const times = [first, ...others].flatMap(part => part?.time ?? []);
  if (first === undefined || whom.length > 1 || times.length > 1) return undefined;
  const who = first.name === '' ? ({ is: 'speaker' } as const) : meantBy(first.name, mentioned);
  const covered = whom[0] === undefined ? ({ is: 'analyst' } as const) : meantBy(whom[0].name, mentioned);
  const time = times[0] ?? { from: today, to: today };
  return who === undefined || covered === undefined ? undefined : { is: 'cover', who, for: covered, time };
}

/** A mention is one word from here on, whatever stands in the name. */
function withMarks(words: string, mentioned: readonly Person[]): string {
  return mentioned
    .map(({ name }, place) => ({ name, place }))
    .sort((a, b) => b.name.length - a.name.length)
    .reduce((text, { name, place }) => text.replaceAll(`@${name.replace(/^@/, '')}`, ` #${place} `), words);
}

/** A name and the time behind it; the longest time that can be read, so that no part of it is taken for a name. */
function parted(part: string, today: Day): { readonly name: string; readonly time?: AwayTime } {
  const words = part
    .trim()
    .split(/\s+/)
    .filter(word => word !== '');
  for (let at = 0; at < words.length; at += 1) {
    const time = awayTime(words.slice(at).join(' '), today);
    if (time !== undefined) return { name: words.slice(0, at).join(' '), time };
  }
  return { name: words.join(' ') };
}

function meantBy(words: string, mentioned: readonly Person[]): Meant | undefined {
  const name = words.replace(/[.,!:]+$/, '').trim();
  if (/^(?:me|i|myself)$/i.test(name)) return { is: 'speaker' };
  if (/^(?:(?:the|our|their)\s+)?(?:qt\s+)?(?:test\s+)?analyst$/i.test(name)) return { is: 'analyst' };
  const [, mark] = /^#(\d+)$/.exec(name) ?? [];
  if (mark !== undefined) {
    const person = mentioned[Number(mark)];
    if (person === undefined || groups.some(group => group === person.name)) return undefined;
    return { is: 'named', name: person.name, id: person.id };
  }
  // `Asha yesterday`: a time that is over, or is none, is no part of a name.
  if (/(?<!\p{L})(?:yesterday|last|next|week|month|ago|later|soon)(?!\p{L})/iu.test(name)) return undefined;
  // A name as people write it: a few words that begin with a letter, no numbers.
  const bare = name.replace(/^@/, '');
  return /^\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*){0,3}$/u.test(bare) && bare.length <= 60
    ? { is: 'named', name: bare }
    : undefined;
}
