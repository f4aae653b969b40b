// Draws one message: who, when, the words or the card, and what its author can do with it.
import { composer } from './composer.js';
import { ask, element, say, timeText } from './element.js';
import { parse, toNodes } from './markdown.js';

const drawnCards = new Map();

/**
 * @param view `{me, paint}`: the id of the person who looks, and what draws a card
 * @param redraw draws the message anew, after an edit was begun or left
 */
export function postElement(message, view, redraw) {
  const { from } = message;
  const isOwn = from.is === 'person' && from.id === view.me;
  const head = element(
    'header',
    {},
    element('span', { class: 'who' }, from.name),
    element(
      'span',
      { class: from.is === 'bot' ? 'role app' : 'role' },
      from.is === 'bot' ? 'App' : from.role,
    ),
    element('time', { datetime: new Date(message.at).toISOString() }, timeText(message.at)),
    message.editedAt === undefined || from.is === 'bot'
      ? undefined
      : element('span', { class: 'edited', title: timeText(message.editedAt) }, 'Edited'),
    message.onlyFor === undefined ? undefined : element('span', { class: 'edited' }, 'Only you can see this'),
  );
  return element(
    'article',
    { class: 'post', 'data-id': message.id, 'aria-label': `${from.name}, ${timeText(message.at)}` },
    avatar(from),
    element(
      'div',
      { class: 'said-by' },
      head,
      contentOf(message, { ...view, isOwn }),
      reactionsOf(message, view),
      troubleOf(message),
    ),
    message.deletedAt === undefined ? tools(message, { isOwn, view, redraw }) : undefined,
  );
}

function avatar({ is, name }) {
  const words = name
    .replace(/\(.*\)/, '')
    .trim()
    .split(/\s+/);
  const initials = `${words[0]?.[0] ?? '?'}${words.length > 1 ? words.at(-1)[0] : ''}`.toUpperCase();
  const tone = [...name].reduce((sum, sign) => sum + sign.codePointAt(0), 0) % 8;
  return element(
    'span',
    { class: is === 'bot' ? 'avatar app' : `avatar tone-${tone}`, 'aria-hidden': 'true' },
    initials,
  );
}

function contentOf(message, view) {
  if (message.deletedAt !== undefined) return tombstone(message, view);
  if (message.withheld === true && message.text === undefined)
    return element(
      'p',
      { class: 'gone' },
      'A message that was refused. Its words were not kept when the local channel was started again.',
    );
  const words = message.text === undefined ? [] : [wordsOf(message)];
  return element(
    'div',
    { class: 'content' },
    ...words,
    ...(message.files ?? []).map(({ name, size }) =>
      element('p', { class: 'file' }, `${name} `, element('span', { class: 'quiet' }, sizeText(size))),
    ),
    ...message.cards.map((card, place) => cardOf({ message, card, place }, view)),
  );
}

function tombstone(message, { isOwn, me }) {
  const undo = element(
    'button',
    {
      type: 'button',
      class: 'link',
      onclick: () => act('/local/undelete', { messageId: message.id, person: me }),
    },
    'Undo',
  );
  return element('p', { class: 'gone' }, 'This message has been deleted. ', isOwn ? undo : undefined);
}

function wordsOf({ from, text, mentions }) {
  if (from.is === 'bot') return element('div', { class: 'words' }, toNodes(parse(text), element));
  const names = mentions.map(({ name }) => `@${name}`.toLowerCase());
  const words = [];
  let rest = text;
  while (rest !== '') {
    const found = names
      .map(name => ({ name, at: rest.toLowerCase().indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0];
    if (found === undefined) break;
    const end = found.at + found.name.length;
    words.push(rest.slice(0, found.at), element('span', { class: 'mention' }, rest.slice(found.at + 1, end)));
    rest = rest.slice(end);
  }
  return element('p', { class: 'words typed' }, ...words, rest);
}

/** A card that did not change keeps its element, and so what somebody has typed into it. */
function cardOf({ message, card, place }, view) {
  const key = `${message.id}/${place}`;
  const json = JSON.stringify(card);
  const known = drawnCards.get(key);
  if (known?.json === json) return known.drawn;
  const draw = shown => {
    const drawn = view.paint(shown, async pressed => {
      const done = await act('/local/submit', { cardMessageId: message.id, person: view.who(), ...pressed });
      const answer = done?.answer;
      if (answer?.type === 'application/vnd.microsoft.card.adaptive') draw(answer.value);
      else if (answer?.type === 'application/vnd.microsoft.activity.message') say(answer.value);
      else if (done !== undefined) say('Your response was sent to the app.');
    });
    const before = drawnCards.get(key)?.drawn;
    drawnCards.set(key, { json, drawn });
    before?.replaceWith(drawn);
  };
  draw(card);
  return drawnCards.get(key).drawn;
}

function troubleOf({ botStatus }) {
  if (botStatus === undefined) return undefined;
  const why =
    botStatus === 0 ? 'The bot did not answer.' : `The bot did not take this message (${botStatus}).`;
  return element('p', { class: 'trouble' }, why);
}

/** In words: not every machine has a font with these signs. */
const reactionWords = { '2705_whiteheavycheckmark': '✓ Tick', like: 'Like' };

/** A press on one that stands adds one's own, or takes it back. */
function reactionsOf(message, view) {
  const { id: messageId, reactions = [] } = message;
  const types = [...new Set(reactions.map(({ type }) => type))].filter(type => type in reactionWords);
  if (types.length === 0) return undefined;
  const chips = types.map(type => {
    const count = reactions.filter(each => each.type === type).length;
    const react = () => act('/local/react', { messageId, person: view.who(), type });
    return element(
      'button',
      { type: 'button', class: 'reaction', onclick: react },
      `${reactionWords[type]} ${count}`,
    );
  });
  return element('div', { class: 'reactions' }, ...chips);
}

function tools(message, { isOwn, view, redraw }) {
  const person = message.from.id;
  const { id: messageId } = message;
  const tool = (name, title, onclick) =>
    element('button', { type: 'button', class: 'tool', title, onclick }, name);
  const again = tool('Send again', 'Teams sends a message a second time when the bot is slow', async () => {
    if (await act('/local/redeliver', { messageId })) say('Sent to the bot a second time.');
  });
  if (message.from.is === 'bot') {
    const reactions = Object.entries(reactionWords).map(([type, name]) =>
      tool(name, 'React to this message', () => act('/local/react', { messageId, person: view.who(), type })),
    );
    return element('div', { class: 'tools' }, ...reactions);
  }
  if (!isOwn) return element('div', { class: 'tools' }, again);
  return element(
    'div',
    { class: 'tools' },
    message.text === undefined ? undefined : tool('Edit', 'Edit this message', () => edit(message, redraw)),
    tool('Delete', 'Delete this message', () => act('/local/remove', { messageId, person })),
    again,
  );
}

function edit(message, redraw) {
  const post = document.querySelector(`[data-id="${message.id}"]`);
  const box = composer({
    label: 'Edit the message',
    button: 'Save',
    text: message.text,
    cancel: redraw,
    send: text => ask('/local/edit', { messageId: message.id, person: message.from.id, text }),
  });
  post.querySelector('.content').replaceChildren(box.form);
  post.querySelector('.tools').remove();
  box.focus();
}

async function act(path, body) {
  try {
    return await ask(path, body);
  } catch (error) {
    say(error.message);
    return undefined;
  }
}

function sizeText(size) {
  return size < 10_000 ? `${size} bytes` : `${Math.round(size / 1000)} kB`;
}
