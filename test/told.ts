// What the bot has said in a chat, as words, and the buttons on it.
import type { LocalMessage } from '../src/local/message.ts';
import { elementsOf } from './cards/walk.ts';
import type { Bot } from './given-bot.ts';

export type Told = readonly LocalMessage[];

export function textIn(told: Told): string {
  return told
    .flatMap(({ text, cards }) => [
      text ?? '',
      ...cards.flatMap(card =>
        elementsOf(card).map(({ text: words }) => (typeof words === 'string' ? words : '')),
      ),
    ])
    .join('\n')
    .replaceAll('\\', '');
}

/** @returns everything that was said anywhere since */
export async function press(
  bot: Bot,
  pressed: { readonly person: string; readonly said: Told; readonly title: string },
): Promise<Told> {
  const { person, said, title } = pressed;
  const found = said
    .flatMap(card => card.cards.flatMap(elementsOf).map(element => ({ card, element })))
    .find(({ element }) => element.title === title && typeof element.data === 'object');
  if (found === undefined) throw new Error(`there is no button ${title}`);
  const { teams } = bot.local;
  const who = teams.people.find(({ name }) => name === person)?.id ?? '';
  const before = new Set(teams.transcript().map(({ id }) => id));
  const data = found.element.data as Readonly<Record<string, unknown>>;
  await teams.submit({
    cardMessageId: found.card.id,
    person: who,
    data,
    type: 'Action.Execute',
    verb: 'line',
  });
  await bot.app.idle();
  return teams.transcript().filter(({ id }) => !before.has(id));
}
