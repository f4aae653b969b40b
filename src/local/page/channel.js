// The page of the local channel: what is loaded, what is selected, and how changes arrive.
import { drawAdo } from './ado.js';
import { cardPainter } from './card.js';
import { composer } from './composer.js';
import { ask, element, say } from './element.js';
import { drawPlaces, isChat } from './places.js';
import { postElement } from './post.js';
import { samplesFor } from './samples.js';

const byId = id => document.getElementById(id);
const threads = byId('threads');
const messages = new Map();
const unread = new Map();
const posterOf = new Map();
let state;
let selected;
let tests = [];
let paint;
let adoTimer;

const me = () => posterOf.get(selected);
const isVisible = message => message.onlyFor === undefined || message.onlyFor === me();
const channelOf = ldso => [...state.channels, ...state.chats].find(channel => channel.ldso === ldso);

const main = composer({
  label: 'Start a post',
  button: 'Post',
  send: (text, files) => ask('/local/post', { channel: selected, person: me(), text, files }),
  takesFiles: true,
});

async function begin() {
  paint = await cardPainter();
  byId('composer').append(main.form);
  byId('person').addEventListener('change', event => {
    posterOf.set(selected, event.target.value);
    drawThreads();
  });
  for (const button of document.querySelectorAll('[data-rhythm]'))
    button.addEventListener('click', () => callRhythm(button));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') byId('samples').open = false;
  });
  document.addEventListener('click', event => {
    if (!byId('samples').contains(event.target)) byId('samples').open = false;
  });
  const events = new EventSource('/local/events');
  events.addEventListener('message', event => arrived(JSON.parse(event.data)));
  // After a break something may have been missed, so everything is read again.
  events.addEventListener('open', load);
  events.addEventListener('error', () => say('No connection to the bot; trying again.'));
  setInterval(() => {
    if (!document.hidden) readAdo();
  }, 10_000);
}

async function load() {
  state = await ask('/local/state');
  messages.clear();
  for (const message of state.messages) messages.set(message.id, message);
  // A link to a message: `#EEN/1737450060000`.
  const [named, messageId] = decodeURIComponent(location.hash.slice(1)).split('/');
  const wanted = selected ?? named;
  select(channelOf(wanted)?.ldso ?? state.channels[0]?.ldso);
  if (messageId)
    threads.querySelector(`[data-id="${CSS.escape(messageId)}"]`)?.scrollIntoView({ block: 'center' });
}

function select(ldso) {
  if (ldso === undefined) return;
  selected = ldso;
  unread.delete(ldso);
  history.replaceState(null, '', `#${encodeURIComponent(ldso)}`);
  byId('channel-name').textContent = isChat(ldso)
    ? `${channelOf(ldso).name} and QT Daybook`
    : channelOf(ldso).name;
  document.body.classList.toggle('in-chat', isChat(ldso));
  document.title = `${ldso} - QT Daybook: local channel`;
  drawPeople();
  drawChannels();
  drawThreads();
  threads.scrollTop = threads.scrollHeight;
  readAdo();
}

function drawChannels() {
  const view = { unread, selected, select };
  drawPlaces(byId('channels'), state.channels, view);
  drawPlaces(byId('chats'), state.chats, view);
}

/** The LDSO's own people first, then the programme's. */
function drawPeople() {
  const { person } = channelOf(selected);
  const here = state.people.filter(({ id, ldso }) =>
    person === undefined ? ldso === selected : id === person,
  );
  const programme = person === undefined ? state.people.filter(({ ldso }) => ldso === undefined) : [];
  if (me() === undefined) posterOf.set(selected, (here[0] ?? programme[0] ?? state.people[0])?.id);
  const option = ({ id, name, role }) =>
    element('option', { value: id, selected: id === me() }, `${name} (${role})`);
  byId('person').replaceChildren(...[...here, ...programme].map(option));
}

function drawThreads() {
  const roots = [...messages.values()].filter(({ ldso, id, root }) => ldso === selected && id === root);
  const shown = roots.filter(isVisible);
  threads.replaceChildren(...(shown.length === 0 ? [welcome()] : shown.map(threadOf)));
}

function welcome() {
  if (isChat(selected))
    return element(
      'section',
      { class: 'welcome' },
      element('h3', {}, 'Nothing has been said here yet'),
      element('p', {}, 'Send the bot a file or a command: nobody else sees it. /help says what it takes.'),
    );
  return element(
    'section',
    { class: 'welcome' },
    element('h3', {}, `Nothing has been posted in ${channelOf(selected).name} yet`),
    element(
      'p',
      {},
      'Choose something to say, look at it in the box below, and post it. Watch the bot and Azure DevOps answer.',
    ),
    element('div', { class: 'menu' }, sampleButtons()),
  );
}

function sampleButtons() {
  return samplesFor(tests, channelOf(selected).mpanRefs).map(({ label, text }) => {
    const words = typeof text === 'function' ? text() : text;
    return element(
      'button',
      {
        type: 'button',
        onclick: () => {
          byId('samples').open = false;
          main.fill(words);
        },
      },
      element('span', {}, label),
      element('code', {}, words),
    );
  });
}

function drawSamples() {
  byId('samples')
    .querySelector('.menu')
    .replaceChildren(...sampleButtons());
}

function threadOf(root) {
  const replies = [...messages.values()].filter(
    message => message.root === root.id && message.id !== root.id && isVisible(message),
  );
  if (isChat(root.ldso)) return element('section', { class: 'thread', 'data-thread': root.id }, drawn(root));
  const open = element('button', { type: 'button', class: 'link reply' }, 'Reply');
  const box = composer({
    label: 'Reply',
    button: 'Reply',
    send: text => ask('/local/post', { channel: root.ldso, person: me(), text, replyTo: root.id }),
    cancel: () => box.form.replaceWith(open),
  });
  open.addEventListener('click', () => {
    open.replaceWith(box.form);
    box.focus();
  });
  return element(
    'section',
    { class: 'thread', 'data-thread': root.id },
    drawn(root),
    element('div', { class: 'replies' }, replies.map(drawn)),
    open,
  );
}

function drawn(message) {
  return postElement(message, { me: me(), who: me, paint }, () => redraw(message.id));
}

/** Puts one message on the page or in the place of its older self; the rest, with what is being typed, stays. */
function redraw(id) {
  const message = messages.get(id);
  if (message.ldso !== selected || !isVisible(message)) return;
  const thread = threads.querySelector(`[data-thread="${message.root}"]`);
  const place = threads.querySelector(`[data-id="${id}"]`);
  if (place !== null) place.replaceWith(drawn(message));
  else if (thread !== null) thread.querySelector('.replies').append(drawn(message));
  else if (message.root === id) {
    threads.querySelector('.welcome')?.remove();
    threads.append(threadOf(message));
  }
}

function arrived(message) {
  const isNew = !messages.has(message.id);
  messages.set(message.id, message);
  if (message.ldso === selected) {
    const isAtEnd = threads.scrollHeight - threads.scrollTop - threads.clientHeight < 160;
    redraw(message.id);
    if (isNew && (isAtEnd || message.from.id === me()))
      threads.querySelector(`[data-id="${message.id}"]`)?.scrollIntoView({ block: 'nearest' });
    readAdoSoon();
  } else if (isNew) {
    unread.set(message.ldso, (unread.get(message.ldso) ?? 0) + 1);
    drawChannels();
  }
}

async function callRhythm(button) {
  button.disabled = true;
  try {
    const { said } = await ask('/local/rhythm', { ldso: selected, kind: button.dataset.rhythm });
    if (said) say(said);
  } catch (error) {
    say(error.message);
  } finally {
    button.disabled = false;
  }
}

function readAdoSoon() {
  clearTimeout(adoTimer);
  adoTimer = setTimeout(async () => {
    await readAdo();
    // The bot writes to Azure DevOps a moment after it has answered.
    adoTimer = setTimeout(readAdo, 1500);
  }, 400);
}

async function readAdo() {
  const ldso = selected;
  if (isChat(ldso)) return;
  try {
    const panel = await ask(`/local/ado/${encodeURIComponent(ldso)}`);
    if (ldso !== selected) return;
    const isOther = JSON.stringify(tests) !== JSON.stringify(panel.tests);
    tests = panel.tests;
    drawAdo(byId('ado'), ldso, panel);
    const link = byId('ado-link');
    link.hidden = !/^https?:\/\//.test(panel.url ?? '');
    if (!link.hidden) link.href = panel.url;
    if (isOther || byId('samples').querySelector('button') === null) drawSamples();
    if (isOther && threads.querySelector('.welcome') !== null) drawThreads();
  } catch (error) {
    byId('ado').replaceChildren(
      element('p', { class: 'trouble' }, `Azure DevOps cannot be read: ${error.message}`),
    );
  }
}

begin().catch(error => say(error.message));
