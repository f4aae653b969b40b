// Makes elements of the page. A string becomes a text node, so nobody's words are ever read as HTML.

/** @param props attributes; `onclick` and the like are listeners; false and undefined are left out */
export function element(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter(child => child !== undefined));
  return made;
}

/** Shows a line for some seconds, and says it to a screen reader. */
export function say(text) {
  const place = document.getElementById('said');
  place.textContent = text;
  place.classList.add('shown');
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.classList.remove('shown'), 5000);
}

/** @throws with the server's own sentence */
export async function ask(path, body) {
  const response = await fetch(path, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `${path}: ${response.status}`);
  return answer;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'short' });

/** UK time, with the day where it is not today. */
export function timeText(at) {
  const date = new Date(at);
  const isToday = day.format(date) === day.format(new Date());
  return isToday ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`;
}
