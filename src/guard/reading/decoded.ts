// Undoes what mark-up, links and payloads do to a text: tags, entities, percent signs and backslash escapes.
import { readCharacter } from './characters.ts';
import { TagReader, trimmedEnd, type Undone } from './tags.ts';
import { type View, ViewWriter } from './view.ts';

function entities(reading: string, names: string): [string, string][] {
  return names.split(' ').map(name => [name, reading]);
}

const ENTITIES = new Map([
  ...entities('', 'shy zwj zwnj lrm rlm ZeroWidthSpace NoBreak'),
  ...entities(' ', 'nbsp ensp emsp thinsp hairsp numsp puncsp emsp13 emsp14 MediumSpace NonBreakingSpace'),
  ...entities('-', 'hyphen dash ndash mdash minus'),
  ...entities('·', 'middot bull sdot'),
  ...'amp& lt< gt> quot" apos\' num# sol/ bsol\\ period. comma, colon: semi; plus+ equals= lowbar_ vert| lpar( rpar)'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, -1), pair.slice(-1)]),
  ...entities('\t', 'Tab'),
  ...entities('\n', 'NewLine'),
]);

const SIGN = /[<&%\\]/g;

/**
 * @param inlineTag what an inline tag leaves behind: '' joins what stands on its sides, ' ' parts it
 * @returns undefined when there was nothing to undo, else the view and whether an inline tag was among it
 */
export function decodedView(
  source: View,
  inlineTag: '' | ' ',
): { readonly view: View; readonly inlineTags: boolean } | undefined {
  const text = source.text;
  let from = 0;
  let inlineTags = false;
  let writer: ViewWriter | undefined;
  const tags = new TagReader(text);
  SIGN.lastIndex = 0;
  while (SIGN.test(text)) {
    const at = SIGN.lastIndex - 1;
    const undone = undo(text, at, tags);
    if (!undone) continue;
    writer ??= new ViewWriter();
    writer.copy(text, from, undone.endsCell ? trimmedEnd(text, from, at) : at);
    inlineTags ||= undone.inline === true;
    writer.put(undone.inline ? inlineTag : undone.reading, at, undone.end);
    from = undone.end;
    SIGN.lastIndex = from;
  }
  if (!writer) return undefined;
  writer.copy(text, from, text.length);
  return { view: writer.view(source), inlineTags };
}

function undo(text: string, at: number, tags: TagReader): Undone | undefined {
  switch (text.charAt(at)) {
    case '<':
      return /[A-Za-z/!?]/.test(text.charAt(at + 1)) ? tags.read(at) : undefined;
    case '&':
      return entity(text.slice(at, at + 32), at);
    case '%':
      return percents(text, at);
    default:
      return backslash(text.slice(at, at + 16), at);
  }
}

function entity(slice: string, at: number): Undone | undefined {
  const match = /^&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,24}));?/.exec(slice);
  if (!match) return undefined;
  const [whole, decimal, hex, name] = match;
  const end = at + whole.length;
  if (name !== undefined) {
    const reading = whole.endsWith(';') ? ENTITIES.get(name) : name === 'nbsp' ? ' ' : undefined;
    return reading === undefined ? undefined : { reading, end };
  }
  return { reading: codePointReading(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)), end };
}

const ESCAPED = new Map([
  ['n', '\n'],
  ['r', '\n'],
  ['t', '\t'],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
]);

function backslash(slice: string, at: number): Undone | undefined {
  const code = /^\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2}))/.exec(slice);
  if (code) {
    const hex = code[1] ?? code[2] ?? code[3] ?? '';
    return { reading: codePointReading(Number.parseInt(hex, 16)), end: at + code[0].length };
  }
  const reading = ESCAPED.get(slice.charAt(1));
  return reading === undefined ? undefined : { reading, end: at + 2 };
}

const UTF8 = new TextDecoder();
const PERCENT = /%[0-9A-Fa-f]{2}/y;

/** A run of percent escapes is one piece of UTF-8; what is not UTF-8 reads as a sign. */
function percents(text: string, at: number): Undone | undefined {
  const bytes: number[] = [];
  let end = at;
  PERCENT.lastIndex = at;
  while (bytes.length < 64 && PERCENT.test(text)) {
    bytes.push(Number.parseInt(text.slice(end + 1, end + 3), 16));
    end += 3;
  }
  if (bytes.length === 0) return undefined;
  const isPlain = bytes.every(byte => byte < 0x80);
  const chars = isPlain ? String.fromCharCode(...bytes) : UTF8.decode(Uint8Array.from(bytes));
  return { reading: Array.from(chars, c => readCharacter(c.codePointAt(0) ?? 0)).join(''), end };
}

function codePointReading(codePoint: number): string {
  return codePoint <= 0x10ffff ? readCharacter(codePoint) : '';
}
