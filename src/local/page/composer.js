// A box to write in, with files where they are taken: Enter posts, Shift and Enter makes a new line, Escape leaves.
import { element, say } from './element.js';

/** @param send gets the text and the files, `{name, base64}`; the box is emptied when it has succeeded */
export function composer({ label, button, text = '', send, cancel, takesFiles = false }) {
  const box = element('textarea', { rows: '1', 'aria-label': label, placeholder: label });
  box.value = text;
  const go = element('button', { type: 'submit', class: 'primary' }, button);
  const picker = element('input', {
    type: 'file',
    multiple: true,
    class: 'files',
    'aria-label': 'Attach files',
  });
  const form = element('form', { class: 'composer' }, box, takesFiles ? picker : undefined, go);
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
    const picked = [...picker.files];
    if ((words === '' && picked.length === 0) || go.disabled) return;
    go.disabled = true;
    // Emptied at once, as in Teams: the next line can be typed while the bot reads this one.
    box.value = '';
    resize();
    try {
      await send(words, picked.length === 0 ? undefined : await Promise.all(picked.map(encoded)));
      picker.value = '';
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

async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let signs = '';
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return { name: file.name, base64: btoa(signs) };
}
