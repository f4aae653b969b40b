// Says which stretches of a text may be written over so that it stays what it is: JSON, XML, a table, or plain words.
import type { Source } from '../passage.ts';
import { readXml } from '../xml.ts';

export type TextKind = 'plain' | 'json' | 'xml' | 'csv';

/** In the order of the text. What lies between, as brackets, tags and separators, is left as it is. */
export function changeable(text: string, kind: TextKind): readonly Source[] {
  switch (kind) {
    case 'plain':
      return matches(text, /[^\r\n]+/g);
    case 'csv':
      return matches(text, /[^\r\n,;\t|"]+/g);
    case 'json':
      return jsonSources(text);
    case 'xml':
      return xmlSources(text);
  }
}

function matches(text: string, pattern: RegExp): readonly Source[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    part: '',
    from: index,
    to: index + found.length,
  }));
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?\d[\d.eE+-]{0,400}/y;

/** What stands between the quotes of a string, escapes apart; or a number, over which only a string can be written. */
function jsonSources(text: string): readonly Source[] {
  const sources: Source[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) === QUOTE) {
      at = readString(text, at + 1, sources);
      continue;
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0].length ?? 0;
    if (number === 0) continue;
    sources.push({ part: '', from: at, to: at + number, put: '"[removed]"' });
    at += number - 1;
  }
  return sources;
}

/** @returns where the closing quote is */
function readString(text: string, start: number, sources: Source[]): number {
  let from = start;
  let at = start;
  const add = (to: number) => {
    if (to > from) sources.push({ part: '', from, to });
    from = to;
  };
  for (; at < text.length && text.charCodeAt(at) !== QUOTE; at++) {
    if (text.charCodeAt(at) !== BACKSLASH) continue;
    add(at);
    at += text[at + 1] === 'u' ? 5 : 1;
    add(at + 1);
  }
  add(at);
  return at;
}

function xmlSources(text: string): readonly Source[] {
  const sources: Source[] = [];
  const add = ({ from, to }: { from: number; to: number }) => sources.push({ part: '', from, to });
  readXml(text, { text: add, comment: add, attribute: (_name, run) => add(run) });
  return sources.sort((a, b) => a.from - b.from);
}

/** Goes by the content, and by the name where the content can be anything. */
export function textKind(text: string, name: string): TextKind {
  if (/\.(?:csv|tsv)$/i.test(name)) return 'csv';
  const start = /^\s*(.)/.exec(text.slice(0, 2000))?.[1];
  if (start === '<') return 'xml';
  if ((start === '{' || start === '[' || /\.jsonl?$/i.test(name)) && isJson(text)) return 'json';
  return 'plain';
}

/** One value, or one a line. */
function isJson(text: string): boolean {
  return parses(text) || text.split('\n').every(line => line.trim() === '' || parses(line));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
