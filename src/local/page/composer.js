// A box to write in: Enter posts, Shift and Enter makes a new line, Escape leaves.
import { element, say } from './element.js';

/** @param send gets the text; the box is emptied when it has succeeded */
export function composer({ label, button, text = '', send, cancel }) {
  const box = element('textarea', { rows: '1', 'aria-label': label, placeholder: label });
  box.value = text;
  const go = element('button', { type: 'submit', class: 'primary' }, button);
  const form = element('form', { class: 'composer' }, box, go);
  if (cancel !== undefined)
    go.before(element('button', { type: 'button', class: 'plain', onclick: cancel }, 'Cancel'));
  const resize = () => {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 180)}px`;
  };
  box.addEventListener('input', resize);
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.key === 'Escape' && cancel !== undefined) cancel();
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const words = box.value.trim();
    if (words === '' || go.disabled) return;
    go.disabled = true;
    // Emptied at once, as in Teams: the next line can be typed while the bot reads this one.
    box.value = '';
    resize();
    try {
      await send(words);
    } catch (error) {
      if (box.value === '') box.value = words;
      resize();
      say(error.message);
    } finally {
      go.disabled = false;
    }
  });
  return {
    form,
    focus: () => {
      box.focus();
      resize();
    },
    fill: words => {
      box.value = words;
      box.focus();
      resize();
    },
  };
}
