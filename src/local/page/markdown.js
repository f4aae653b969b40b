// The small part of Markdown that Teams shows in cards and bot messages: bold, italic, lists, links, and a backslash that takes
// the meaning from the next sign. The text becomes a tree; only `toHtml` and `toNodes` make something to show of it.

/** @returns blocks: `{is: 'lines', lines}` or `{is: 'list', ordered, items}`; a line is a list of inline parts */
export function parse(text) {
  const blocks = [];
  let open;
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s{0,3}(?:([-*+])|\d{1,3}[.)])\s+(.*)$/.exec(line);
    const is = item === null ? 'lines' : 'list';
    const ordered = item !== null && item[1] === undefined;
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    if (open === undefined || open.is !== is || (is === 'list' && open.ordered !== ordered)) {
      open = is === 'list' ? { is, ordered, items: [] } : { is, lines: [] };
      blocks.push(open);
    }
    if (is === 'list') open.items.push(inlines(item[2]));
    else open.lines.push(inlines(line));
  }
  return blocks;
}

function inlines(text) {
  const parts = [];
  let plain = '';
  let at = 0;
  const add = (part, end) => {
    if (plain !== '') parts.push({ is: 'text', text: plain });
    plain = '';
    if (part !== undefined) parts.push(part);
    at = end;
  };
  while (at < text.length) {
    const found =
      escaped(text, at) ?? mention(text, at) ?? strong(text, at) ?? soft(text, at) ?? link(text, at);
    if (found === undefined) plain += text[at++];
    else if (typeof found.part === 'string') {
      plain += found.part;
      at = found.end;
    } else add(found.part, found.end);
  }
  add(undefined, at);
  return parts;
}

function escaped(text, at) {
  if (text[at] !== '\\' || !/[\\`*_{}[\]()#+\-.!~|<>&"']/.test(text[at + 1] ?? '')) return undefined;
  return { part: text[at + 1], end: at + 2 };
}

function mention(text, at) {
  if (!text.startsWith('<at>', at)) return undefined;
  const end = text.indexOf('</at>', at);
  return end < 0 ? undefined : { part: { is: 'mention', name: text.slice(at + 4, end) }, end: end + 5 };
}

function strong(text, at) {
  const mark = text.slice(at, at + 2);
  if (mark !== '**' && mark !== '__') return undefined;
  const end = closing(text, at + 2, mark);
  if (end === undefined || (mark === '__' && isInWord(text, at, end + 1))) return undefined;
  return { part: { is: 'bold', inside: inlines(text.slice(at + 2, end)) }, end: end + 2 };
}

function soft(text, at) {
  const mark = text[at];
  if (mark !== '_' && mark !== '*') return undefined;
  const end = closing(text, at + 1, mark);
  if (end === undefined || (mark === '_' && isInWord(text, at, end))) return undefined;
  return { part: { is: 'italic', inside: inlines(text.slice(at + 1, end)) }, end: end + 1 };
}

/** `FM_TS_1` holds no italics. */
function isInWord(text, first, last) {
  return /\w/.test(text[first - 1] ?? ' ') || /\w/.test(text[last + 1] ?? ' ');
}

function closing(text, from, mark) {
  if (/\s/.test(text[from] ?? ' ')) return undefined;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (at > from && text.startsWith(mark, at) && !/\s/.test(text[at - 1])) return at;
  }
  return undefined;
}

function link(text, at) {
  const found = /^\[((?:\\.|[^\]\\])+)\]\((https?:\/\/[^\s()<>"']+)\)/i.exec(text.slice(at));
  if (found === null) return undefined;
  return { part: { is: 'link', href: found[2], inside: inlines(found[1]) }, end: at + found[0].length };
}

/** HTML for the card renderer: every sign of the text is escaped, tags come from the tree alone. */
export function toHtml(blocks) {
  return blocks
    .map(block => {
      if (block.is === 'lines') return `<p>${block.lines.map(htmlOf).join('<br>')}</p>`;
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map(item => `<li>${htmlOf(item)}</li>`).join('')}</${tag}>`;
    })
    .join('');
}

function htmlOf(parts) {
  return parts
    .map(part => {
      switch (part.is) {
        case 'bold':
          return `<strong>${htmlOf(part.inside)}</strong>`;
        case 'italic':
          return `<em>${htmlOf(part.inside)}</em>`;
        case 'link':
          return `<a href="${asHtml(part.href)}" target="_blank" rel="noopener noreferrer">${htmlOf(part.inside)}</a>`;
        case 'mention':
          return `<span class="mention">${asHtml(part.name)}</span>`;
        default:
          return asHtml(part.text);
      }
    })
    .join('');
}

function asHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The same tree as nodes; `element` is the page's own maker of elements. */
export function toNodes(blocks, element) {
  const nodesOf = parts =>
    parts.map(part => {
      switch (part.is) {
        case 'bold':
          return element('strong', {}, nodesOf(part.inside));
        case 'italic':
          return element('em', {}, nodesOf(part.inside));
        case 'link':
          return element(
            'a',
            { href: part.href, target: '_blank', rel: 'noopener noreferrer' },
            nodesOf(part.inside),
          );
        case 'mention':
          return element('span', { class: 'mention' }, part.name);
        default:
          return part.text;
      }
    });
  return blocks.map(block => {
    if (block.is === 'list')
      return element(
        block.ordered ? 'ol' : 'ul',
        {},
        block.items.map(item => element('li', {}, nodesOf(item))),
      );
    const lines = block.lines.flatMap((line, place) =>
      place === 0 ? nodesOf(line) : [element('br'), ...nodesOf(line)],
    );
    return element('p', {}, lines);
  });
}
