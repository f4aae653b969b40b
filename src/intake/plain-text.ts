// Makes plain text of a Teams message: what a person sees of it, and beside that every other piece of text in it.
import { Parser } from 'htmlparser2';

export type PlainText = {
  /** One line a paragraph, table row or list item; cells are parted by " | ", mentions read `@Name`. */
  readonly shown: string;
  /** Quoted replies, link addresses, titles, comments and the raw text where it differs: for the guard only. */
  readonly hidden: readonly string[];
};

type Message = { readonly text: string; readonly html?: string };

/**
 * @param options.botNames names that the bot goes by: its own mention is taken out, anybody else's stays
 */
export function plainText(
  message: Message,
  options: { readonly botNames?: readonly string[] } = {},
): PlainText {
  const ofText = collect(escapeStrayMarkup(message.text), 'text');
  const ofHtml = message.html === undefined ? undefined : collect(message.html, 'html');
  // Teams runs the cells of a table together in `text`, and may put the words of a quoted reply there unmarked.
  const htmlKnowsBetter =
    ofHtml !== undefined && (ofHtml.hasTable || ofHtml.hasQuote || ofText.shown.trim() === '');
  // Only a quote and no word of their own: then nothing is shown, whatever `text` repeats of the quote.
  const chosen = htmlKnowsBetter && (ofHtml.hasQuote || ofHtml.shown.trim() !== '') ? ofHtml : ofText;
  const shown = tidy(nameMentions(chosen.shown, options.botNames ?? []));
  const raw = message.text === shown ? [] : [message.text];
  const hidden = [...ofText.hidden, ...(ofHtml?.hidden ?? []), ...raw].filter(piece => piece.trim() !== '');
  return { shown, hidden: [...new Set(hidden)] };
}

// Marks around the name of a mention while the text is put together; taken out of what people send.
const MENTION_START = '\uE000';
const MENTION_END = '\uE001';
const MARKS = /[\uE000\uE001]/g;

const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const SPACES = /[^\S\n]+/g;

// Teams' plain `text` also holds what people typed between angle brackets: only these are tags.
const KNOWN_TAGS =
  'at|p|br|div|span|b|i|u|s|a|strong|em|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|blockquote|quoted|img|emoji|' +
  'attachment|pre|code|codeblock|h[1-6]|font|strike|del|sub|sup|hr|html|body|style|script';
const STRAY_BRACKET = new RegExp(`<(?!/?(?:${KNOWN_TAGS})(?:[\\s/][^<>]*)?>|!--)`, 'gi');
const STRAY_AMPERSAND = /&(?!#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,30};)/gi;

function escapeStrayMarkup(text: string): string {
  return text.replace(STRAY_AMPERSAND, '&amp;').replace(STRAY_BRACKET, '&lt;');
}

const BLOCKS = new Set(
  'p div ul ol table tr blockquote pre codeblock hr h1 h2 h3 h4 h5 h6 body html'.split(' '),
);
const DATA_ATTRIBUTES = ['href', 'src', 'title', 'alt', 'cite', 'content', 'value'];
const NEVER_SHOWN = new Set(['style', 'script', 'quoted', 'head', 'template']);

type Collected = {
  readonly shown: string;
  readonly hidden: readonly string[];
  readonly hasTable: boolean;
  readonly hasQuote: boolean;
};

/** Walks the markup once. In `html`, line ends are mere white space, as in a browser. */
function collect(markup: string, form: 'text' | 'html'): Collected {
  const shown: string[] = [];
  const hidden: string[] = [];
  // One entry for each open element: what its end has to write, and whether its text is hidden.
  const open: { readonly tag: string; readonly atEnd: string; readonly hides: boolean }[] = [];
  let hiding = 0;
  let verbatim = 0;
  let cellsInRow = 0;
  let cellDepth = 0;
  let hasTable = false;
  let hasQuote = false;

  const say = (piece: string) => {
    if (piece !== '') (hiding > 0 ? hidden : shown).push(piece);
  };
  // A paragraph inside a cell is still that cell; a new line is not begun twice.
  const breakLine = () => {
    if (cellDepth > 0) say(' ');
    else if (hiding > 0 || shown.at(-1) !== '\n') say('\n');
  };

  /** Writes what an element begins with, and answers what its end has to write. */
  function startOf(tag: string): string {
    if (BLOCKS.has(tag)) breakLine();
    switch (tag) {
      case 'br':
        if (cellDepth === 0) say('\n');
        return '';
      case 'table':
        hasTable = true;
        return '\n';
      case 'tr':
        cellsInRow = 0;
        return '\n';
      case 'pre':
      case 'codeblock':
        verbatim += 1;
        return '\n';
      case 'td':
      case 'th':
        if (cellsInRow > 0) say(' | ');
        cellsInRow += 1;
        cellDepth += 1;
        return '';
      case 'li':
        breakLine();
        say('- ');
        return '\n';
      default:
        return BLOCKS.has(tag) ? '\n' : '';
    }
  }

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        for (const name of DATA_ATTRIBUTES) if (attributes[name] !== undefined) hidden.push(attributes[name]);
        const isQuote = tag === 'blockquote';
        hasQuote ||= isQuote || tag === 'quoted';
        const hides = isQuote || NEVER_SHOWN.has(tag);
        if (tag === 'quoted') hidden.push(...Object.values(attributes));
        say(emojiOf(tag, attributes));
        const isName = isMention(tag, attributes);
        const atEnd = isName ? MENTION_END : startOf(tag);
        if (isName) say(MENTION_START);
        if (hides) hiding += 1;
        open.push({ tag, atEnd, hides });
      },
      onclosetag() {
        const closed = open.pop();
        if (closed === undefined) return;
        if (closed.tag === 'td' || closed.tag === 'th') cellDepth -= 1;
        if (closed.atEnd === '\n') breakLine();
        else if (closed.atEnd !== '') say(closed.atEnd);
        if (closed.tag === 'pre' || closed.tag === 'codeblock') verbatim -= 1;
        if (closed.hides) hiding -= 1;
      },
      ontext(piece) {
        const clean = piece.replace(MARKS, '');
        say(form === 'html' && verbatim === 0 ? clean.replace(/\s+/g, ' ') : clean);
      },
      oncomment(piece) {
        hidden.push(piece);
      },
    },
    { recognizeSelfClosing: true },
  );
  // A `<quoted …>` that nobody closes is a placeholder: it must not swallow the message after it.
  parser.end(/<\/quoted/i.test(markup) ? markup : markup.replace(/<quoted([^<>]*[^<>/])?>/gi, '<quoted$1/>'));
  return { shown: shown.join(''), hidden: pieces(hidden), hasTable, hasQuote };
}

function emojiOf(tag: string, attributes: Readonly<Record<string, string>>): string {
  const isEmoji = tag === 'emoji' || (tag === 'img' && /emoji/i.test(attributes.itemtype ?? ''));
  return isEmoji ? (attributes.alt ?? '') : '';
}

function isMention(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  return tag === 'at' || (tag === 'span' && /\/Mention\b/i.test(attributes.itemtype ?? ''));
}

/** Puts neighbouring pieces of one quote together: a number may be split over several tags. */
function pieces(hidden: readonly string[]): readonly string[] {
  const joined = tidy(hidden.join(' ').replace(MARKS, ''));
  const unbroken = tidy(hidden.join('').replace(MARKS, ''));
  return [...new Set([joined, unbroken, ...hidden.map(piece => tidy(piece.replace(MARKS, '')))])].filter(
    piece => piece !== '',
  );
}

/**
 * Takes the bot's own mention out and writes the others as `@Name`.
 * A name with a space can come as one mention a word, so neighbours are also looked at together.
 */
function nameMentions(text: string, botNames: readonly string[]): string {
  const own = new Set(botNames.map(sameName));
  const run = /\uE000[^\uE000\uE001]*\uE001(?:\s?\uE000[^\uE000\uE001]*\uE001)*(?:[^\S\n]|,|:)*/g;
  return text.replace(run, found => {
    const names = [...found.matchAll(/\uE000([^\uE000\uE001]*)\uE001/g)].map(match =>
      (match[1] ?? '').trim(),
    );
    const after = /[^\uE000\uE001]*$/.exec(found)?.[0] ?? '';
    const kept: string[] = [];
    for (let at = 0; at < names.length; ) {
      const length = ownNameAt(names, at, own);
      if (length === 0) kept.push(`@${(names[at] ?? '').replace(/^@/, '')}`);
      at += Math.max(1, length);
    }
    return kept.length === 0 ? '' : `${kept.join(' ')}${after === '' ? ' ' : after}`;
  });
}

/** How many mentions from here on make up a name of the bot; 0 for none. */
function ownNameAt(names: readonly string[], at: number, own: ReadonlySet<string>): number {
  for (let length = Math.min(5, names.length - at); length > 0; length -= 1)
    if (own.has(sameName(names.slice(at, at + length).join(' ')))) return length;
  return 0;
}

function sameName(name: string): string {
  return name.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

function tidy(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(SPACES, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
