// Holds a card against what it must say: each expected block and line, and no number beside them.
import type { Outgoing } from '../../src/ports/chat.ts';
import { isObject, type Json, ofType } from '../cards/walk.ts';
import { type Expected, type List, nothingOf } from './expected/words.ts';

export type Difference = { readonly number: string; readonly wanted: string; readonly found: string };

export type Compared = {
  readonly differences: readonly Difference[];
  /** What was compared, by name. */
  readonly compared: readonly string[];
};

type Found = List & { readonly name: string };

export function compare({ card, text }: Outgoing, expected: Expected): Compared {
  const blocks = blocksOf(card?.body);
  const lists = listsOf(card?.body);
  const charts = ofType(card, 'Chart.Line').map(chartText);
  const told = [...blocks, ...charts].map(inOrder);
  const missing = Object.entries(expected.blocks).flatMap(([number, wanted]): readonly Difference[] => {
    if (!wanted.startsWith(nothingOf))
      return told.includes(inOrder(wanted)) ? [] : [{ number, wanted, found: nearest(blocks, wanted) }];
    const found = told.find(block => block.includes(wanted.slice(nothingOf.length)));
    return found === undefined ? [] : [{ number, wanted, found }];
  });
  const wanted = new Set(Object.values(expected.blocks).map(inOrder));
  const unasked = told.filter(block => /\d/.test(block) && !leftOut.test(block) && !wanted.has(block));
  const wrongLists = Object.entries(expected.lists).flatMap(([name, list]): readonly Difference[] => {
    const wantedLines = [...list.lines, list.more].join('\n');
    const { lines, more } = lists.find(each => each.name === name) ?? { lines: [], more: '' };
    const found = [...lines, more].join('\n');
    return wantedLines === found ? [] : [{ number: `lines of ${name}`, wanted: wantedLines, found }];
  });
  const unknownLists = lists.filter(({ name }) => expected.lists[name] === undefined && !uncompared(name));
  return {
    compared: [
      'preview',
      'no other number',
      ...Object.keys(expected.blocks).map(number => number.replace(/, line \d+$/, '')),
      ...Object.keys(expected.lists).map(name => `lines of ${name.replace(/ to .*| for .*/, '')}`),
    ],
    differences: [
      ...(text === expected.text ? [] : [{ number: 'preview', wanted: expected.text, found: text }]),
      ...missing,
      ...unasked.map(found => ({ number: 'no other number', wanted: '', found })),
      ...wrongLists,
      ...unknownLists.map(({ name }) => ({ number: 'no other list', wanted: '', found: name })),
    ],
  };
}

/** Why each try failed is Azure DevOps' own word; that the list is as long as its heading says is compared. */
function uncompared(name: string): boolean {
  return name === 'Given up on the way to Azure DevOps';
}

/** People stand in no order that matters. */
function inOrder(block: string): string {
  const [, words, names] =
    /^(Away today: |Cover today: |✓ Confirmed by |Not confirmed yet: )(.*)$/.exec(block) ?? [];
  return words === undefined || names === undefined ? block : words + names.split(' · ').sort().join(' · ');
}

/** Blocks of text as a person sees them; the parts of a column are one. Lists, buttons and fallbacks are left out. */
function blocksOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(blocksOf);
  if (!isObject(value)) return [];
  if (value.type === 'TextBlock') return [unescaped(String(value.text))];
  if (value.type === 'ColumnSet') return isLine(value) ? [] : columnsOf(value).map(column => textIn(column));
  return blocksOf(value.items);
}

/** Told with its list. */
const leftOut = /^\+\d+ more, see /;

function listsOf(value: unknown): readonly Found[] {
  return ofType(value, 'Container').flatMap(container => {
    const items = Array.isArray(container.items) ? container.items.filter(isObject) : [];
    const lines = items.filter(isLine).map(line => columnsOf(line).map(textIn).join(' '));
    const name = unescaped(String(items[0]?.text)).replace(/: .*$/, '');
    const more = items.map(({ text }) => String(text)).find(text => leftOut.test(text)) ?? '';
    return lines.length === 0 ? [] : [{ name, lines, more: unescaped(more) }];
  });
}

function isLine(value: Json): boolean {
  return value.type === 'ColumnSet' && ofType(value, 'RichTextBlock').length > 0;
}

function columnsOf(value: Json): readonly Json[] {
  return Array.isArray(value.columns) ? value.columns.filter(isObject) : [];
}

function textIn(column: Json): string {
  const blocks = ofType(column, 'TextBlock').map(({ text }) => unescaped(String(text)));
  const runs = ofType(column, 'TextRun').map(({ text }) => String(text));
  return [...blocks, runs.join('')].filter(text => text !== '').join(' ');
}

function chartText({ data }: Json): string {
  const series = Array.isArray(data) ? data.filter(isObject) : [];
  const points = series.map(({ values }) => (Array.isArray(values) ? values.filter(isObject) : []));
  return JSON.stringify(points.map(line => line.map(({ x, y }) => [x, y])));
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** For whoever reads the difference: the block that begins alike. */
function nearest(blocks: readonly string[], wanted: string): string {
  const head = wanted.slice(0, 8);
  return blocks.find(block => block.startsWith(head)) ?? blocks.find(block => block.includes(head)) ?? '';
}

/** As it is sent. */
export function bytesOf({ card, text, mentions }: Outgoing): number {
  return Buffer.byteLength(JSON.stringify({ card, text, mentions }));
}
