// Makes people's words fit to be shown: nothing in them can become a link, a mention, a list or an expression.
declare const brand: unique symbol;

/** Markdown as a TextBlock of Teams reads it, with everything that came from outside escaped. */
export type Shown = string & { readonly [brand]: 'Shown' };

/** One line without Markdown: notification previews, titles of buttons, values that a button sends back. */
export type Plain = string & { readonly [brand]: 'Plain' };

/** Text with its own signs, `md\`by ${name}\``: what is put in is escaped, what is written around it is not. */
export function md(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Shown {
  return woven(parts, values, escapeText) as Shown;
}

export function plain(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Plain {
  return woven(parts, values, plainText) as Plain;
}

/** `SITFTS-0240 TC 03 · EEN-MPAN-0011`: what is there, with dots between. */
export function dots<Text extends Shown | Plain>(texts: readonly (Text | undefined)[]): Text {
  return texts.filter(text => text !== undefined && text !== '').join(' · ') as Text;
}

/** Sentences one after another. */
export function sentences(texts: readonly Shown[]): Shown {
  return texts.join(' ') as Shown;
}

/** A link where the address is one of the web; else only its words. */
export function link(words: string, address: string | undefined): Shown {
  const url = webAddress(address);
  // A bracket in an address would end the link early.
  return url === undefined
    ? md`${words}`
    : (`[${escapeText(words)}](${url.replace(/[()]/g, sign => (sign === '(' ? '%28' : '%29'))})` as Shown);
}

/** @returns undefined for what is not http or https, so that no button can run anything else */
export function webAddress(address: string | undefined): Plain | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return href.replace(/[{}<>]/g, sign => encodeURIComponent(sign)) as Plain;
}

/**
 * Underscores inside a word stay bare (`FM_TS_1_TC_1`): they mean nothing there, and clients that know no backslash show them well.
 * `<` becomes `‹`, since a client looks for `<at>` in the bare text, backslash or not.
 * Source: CommonMark 0.31, "Backslash escapes" and rules 2 and 4 of emphasis; Teams, "Format cards", mentions.
 */
export function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*~[\]]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, run => run.replaceAll('_', '\\_'))
    .replace(/(?<=[${])\{/g, '\\{')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^[-+#>=]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

function plainText(text: string): string {
  return oneLine(text).replace(/(?<=\$)\{/g, ' {');
}

/** At most `most` characters as people count them, `…` included. An emoji is never cut in two. */
export function shorten(text: string, most: number): string {
  const line = oneLine(text);
  if (line.length <= most) return line;
  const units = most * unitsEach;
  let count = 0;
  // Where the last character is dropped that `…` takes the place of.
  let last = 0;
  // Looked at one after another: a text may be long, and only its head is shown.
  for (const { segment, index } of new Intl.Segmenter('en').segment(line)) {
    count += 1;
    const end = index + segment.length;
    if (count < most && end <= units) last = end;
    if (count > most || end > units) return `${line.slice(0, last).trimEnd()}…`;
  }
  return line;
}

/** A character may be made of hundreds of signs, one over the other: of those so many in the middle of all, and no more. */
const unitsEach = 8;

/** Control signs, line ends, signs that turn the writing round and signs that cannot be seen go. Emoji keep their joiners. */
function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(
      /[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu,
      '',
    )
    .replace(/<(\/?[a-z][^<>]*)>/gi, '‹$1›')
    .replaceAll('<', '‹')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function woven(
  parts: TemplateStringsArray,
  values: readonly (string | number)[],
  made: (text: string) => string,
): string {
  return parts.map((part, place) => (place === 0 ? '' : made(String(values[place - 1]))) + part).join('');
}
