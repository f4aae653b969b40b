// What is said to the bot alone, as it comes in: guarded and put down to be attended to, so that Teams is answered at once.
import type { Inbound } from '../domain/inbound.ts';
import type { Intent } from '../domain/intents.ts';
import { ignored, type Outcome } from '../domain/said.ts';
import { heard, heardFile } from '../intake/heard.ts';
import { lineOf } from '../intake/submitted.ts';
import type { Store } from '../ports/store.ts';

type Confided = Extract<Inbound, { is: 'confided' | 'confided-submit' }>;

/** @throws when the store cannot record it: then Teams is to send it again */
export async function hearPerson(
  needs: { readonly store: Pick<Store, 'perform'>; readonly botNames: readonly string[] },
  inbound: Confided,
): Promise<Outcome> {
  const intent = intentOf(inbound, needs.botNames);
  if (intent === undefined) return ignored;
  return needs.store.perform(async book => {
    if (!(await book.claim(inbound.cause, inbound.at))) return { ...ignored, warnings: ['redelivery'] };
    await book.enqueue([intent]);
    return ignored;
  });
}

/** A file's name is looked at like a text: people name files after a meter point. */
function intentOf(inbound: Confided, botNames: readonly string[]): Intent | undefined {
  const { chat, messageId, by, at } = inbound;
  const files = inbound.is === 'confided' ? inbound.files : [];
  const raw = inbound.is === 'confided' ? inbound.raw : textOf(lineOf(inbound.values));
  if (raw === undefined) return undefined;
  const text = heard(raw, { at, botNames });
  const named = files.map(file => ({ file, name: heardFile(file.name, { at, botNames }) }));
  const all = [text, ...named.map(({ name }) => name)];
  const reasons = [...new Set(all.flatMap(each => each.personalData))];
  if (reasons.length > 0) {
    const doubtful = all.every(each => each.personalData.length === 0 || each.doubtful);
    const inFileName = text.personalData.length === 0;
    return {
      is: 'tell',
      chat,
      messageId,
      answer: { about: 'personal-data', reasons, doubtful, inFileName },
    };
  }
  const offered = named.map(({ file, name }) => ({ ...file, name: name.note }));
  return { is: 'attend', chat, messageId, by, at, text: text.note, files: offered };
}

function textOf(line: string | undefined): { readonly text: string } | undefined {
  return line === undefined ? undefined : { text: line };
}
