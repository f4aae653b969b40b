// A typed text becomes what Teams makes of it: its plain text, its HTML, and who is named in it.
import type { Named } from './message.ts';

export type Spoken = {
  /** With `<at>name</at>` for each mention. */
  readonly text: string;
  readonly html: string;
  /** One for each mention, in the order of the text. */
  readonly mentions: readonly Named[];
};

/** @param known who can be named by `@name`; anything else after an @ stays text */
export function spokenOf(typed: string, known: readonly Named[]): Spoken {
  const mentions: Named[] = [];
  let text = '';
  let html = '';
  let from = 0;
  for (const { index, end, named } of mentionsIn(typed, known)) {
    const before = typed.slice(from, index);
    text += `${before}<at>${named.name}</at>`;
    html += `${asHtml(before, from > 0)}<span itemtype="http://schema.skype.com/Mention" itemscope itemid="${mentions.length}">${asHtml(named.name, false)}</span>`;
    mentions.push(named);
    from = end;
  }
  const rest = typed.slice(from);
  // Teams ends the text of a message with a mention in a line break (recorded activity, microsoft/teams.net, October 2025).
  text += mentions.length === 0 ? rest : `${rest}\n`;
  html += asHtml(rest, from > 0);
  return { text, html: `<div><div>${html}</div></div>`, mentions };
}

function* mentionsIn(
  typed: string,
  known: readonly Named[],
): Generator<{ readonly index: number; readonly end: number; readonly named: Named }> {
  if (known.length === 0) return;
  // Longest first, so that "@Ann Lee" is not read as "@Ann".
  const names = [...known].sort((a, b) => b.name.length - a.name.length);
  const pattern = new RegExp(`(?<!\\w)@(${names.map(({ name }) => literal(name)).join('|')})(?!\\w)`, 'gi');
  for (const match of typed.matchAll(pattern)) {
    const named = names.find(({ name }) => name.toLowerCase() === match[1]?.toLowerCase());
    if (named !== undefined) yield { index: match.index, end: match.index + match[0].length, named };
  }
}

/** The space behind a mention is a hard one in Teams' HTML. */
function asHtml(text: string, isAfterMention: boolean): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/\r?\n/g, '<br>');
  return isAfterMention ? escaped.replace(/^ /, '&nbsp;') : escaped;
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
