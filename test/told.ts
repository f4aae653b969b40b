// What people post and press, and what the bot says to it, as words.
import type { LocalMessage } from '../src/local/message.ts';
import { elementsOf } from './cards/walk.ts';
import type { Bot } from './given-bot.ts';

export type Told = readonly LocalMessage[];

/** @throws for a name that the made-up programme does not have */
export function idOf({ local }: Bot, person: string): string {
  const found = local.teams.people.find(({ name }) => name === person);
  if (found === undefined) throw new Error(`${person} is nobody of the made-up programme`);
  return found.id;
}

/** Posts in a channel as one of its people. @returns the message, and what the bot has said there since */
export async function postAs(
  bot: Bot,
  {
    person,
    text,
    channel = 'EEN',
  }: { readonly person: string; readonly text: string; readonly channel?: string },
): Promise<{ readonly id: string; readonly said: Told }> {
  const { teams } = bot.local;
  const before = new Set(teams.transcript().map(({ id }) => id));
  const { messageId: id } = await teams.post({ channel, person: idOf(bot, person), text });
  await bot.app.idle();
  const said = teams
    .transcript()
    .filter(({ id: each, ldso, from }) => ldso === channel && from.is === 'bot' && !before.has(each));
  return { id, said };
}

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
  const before = new Set(teams.transcript().map(({ id }) => id));
  const data = found.element.data as Readonly<Record<string, unknown>>;
  await teams.submit({
    cardMessageId: found.card.id,
    person: idOf(bot, person),
    data,
    type: 'Action.Execute',
    verb: 'line',
  });
  await bot.app.idle();
  return teams.transcript().filter(({ id }) => !before.has(id));
}
