// Reads the cells of a table under the heading of their column: the heading is the label that each cell lacks.
import { isPlaceCell } from './address/named.ts';
import { isPostcode } from './address/postcode.ts';
import { isCalendarStamp, isCompactDate } from './harmless/identifiers.ts';
import { meterToken } from './meter/serial.ts';
import { type Hit, matchesOf, type Page } from './page.ts';
import type { RuleCode } from './rules.ts';

const HEADING = /mpan|mpxn|msn|meter|serial|post ?code|address|street|supply|metering|uprn/gi;
const MAX_HEAD = 600;
const MAX_COLUMNS = 64;

type ColumnKind = 'mpan' | 'meter' | 'postcode' | 'address';
type Column = { readonly index: number; readonly kind: ColumnKind };
type Cell = { readonly start: number; readonly end: number };

export function tableCells(page: Page): Hit[] {
  const { text } = page;
  const hits: Hit[] = [];
  if (!text.includes('\n')) return hits;
  let seen = -1;
  for (const match of matchesOf(page, HEADING)) {
    if (match.index < seen) continue;
    const start = text.lastIndexOf('\n', match.index) + 1;
    seen = lineEnd(text, match.index);
    if (match.index - start > MAX_HEAD || seen >= text.length) continue;
    const head = text.slice(start, Math.min(seen, start + MAX_HEAD));
    const delimiter = delimiterOf(head);
    if (delimiter === undefined || !isHead(head, delimiter)) continue;
    const columns = columnsOf(text, { start, end: seen }, delimiter);
    if (columns.length > 0) seen = readRows(page, seen + 1, { delimiter, columns, hits });
  }
  return hits;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

function delimiterOf(line: string): string | undefined {
  return ['\t', '|', ';', ','].find(mark => line.includes(mark));
}

/** Headings are words: no long number and no sentence among them, and no single name with a comma at its end. */
function isHead(line: string, delimiter: string): boolean {
  if (/\d{4}/.test(line) || /[.!?:{}<>=]/.test(line)) return false;
  return (
    delimiter === '\t' ||
    delimiter === '|' ||
    line.split(delimiter).filter(cell => cell.trim() !== '').length > 1
  );
}

function columnsOf(text: string, line: Cell, delimiter: string): Column[] {
  return cellsOf(text, line, delimiter).flatMap((cell, index) => {
    const kind = kindOf(text.slice(cell.start, cell.end));
    return kind === undefined ? [] : [{ index, kind }];
  });
}

function kindOf(heading: string): ColumnKind | undefined {
  const name = heading
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_"'`*-]+/g, ' ')
    .trim()
    .toLowerCase();
  if (
    name.length > 40 ||
    /\b(?:ref|refs|reference|count|status|type|total|date|result|name of|found|present|match|check|valid|removed|redacted)\b/.test(
      name,
    )
  )
    return undefined;
  if (/\b(?:mpans?|mpxn|supply (?:number|no)|metering point)\b|mpancore/.test(name)) return 'mpan';
  if (
    /\bmsn\b|meter ?(?:id|serial|no\b|number)|serial ?(?:no\b|number)|^(?:old |new )?(?:meter|serial)$/.test(
      name,
    )
  )
    return 'meter';
  if (/post ?code|^pcode$/.test(name)) return 'postcode';
  if (
    /^(?!.*(?:mail|ip|mac|web|url))(?:.*\baddress\b.*|street.*|house name|premises.*|building.*)$/.test(name)
  )
    return 'address';
  return undefined;
}

type Table = { readonly delimiter: string; readonly columns: readonly Column[]; readonly hits: Hit[] };

/** @returns where the table ends: the first line that is no row of it */
function readRows(page: Page, from: number, { delimiter, columns, hits }: Table): number {
  const { text } = page;
  let start = from;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const line = { start, end };
    const cells = cellsOf(text, line, delimiter);
    if (cells.length < 2) return start;
    for (const { index, kind } of columns) {
      const cell = cells[index];
      const code = cell && judge(page, cell, kind);
      if (code) hits.push({ code, ...cell });
    }
    start = end + 1;
  }
  return start;
}

/** The cells of a line, without quotes and spaces round them; a quoted cell may hold the delimiter. */
function cellsOf(text: string, line: Cell, delimiter: string): Cell[] {
  const cells: Cell[] = [];
  let start = line.start;
  let quoted = false;
  for (let at = line.start; at <= line.end && cells.length < MAX_COLUMNS; at++) {
    if (text.charAt(at) === '"' && at < line.end) quoted = !quoted;
    if (at < line.end && (quoted || text.charAt(at) !== delimiter)) continue;
    cells.push(trimmed(text, start, at));
    start = at + 1;
  }
  return cells;
}

function trimmed(text: string, from: number, to: number): Cell {
  let start = from;
  let end = to;
  while (start < end && /[\s"'`*=]/.test(text.charAt(start))) start++;
  while (end > start && /[\s"'`*]/.test(text.charAt(end - 1))) end--;
  return { start, end };
}

function judge(page: Page, { start, end }: Cell, kind: ColumnKind): RuleCode | undefined {
  if (end <= start || end - start > 160) return undefined;
  const value = page.text.slice(start, end);
  switch (kind) {
    case 'mpan':
      return mpanCell(value);
    case 'meter':
      return meterToken(page, start, true) === end - start && !isCompactDate(value)
        ? 'METER_LABELLED'
        : undefined;
    case 'postcode':
      return isPostcode(value) ? 'POSTCODE' : undefined;
    case 'address':
      return isPlaceCell(value) ? 'ADDRESS_FIELD' : undefined;
  }
}

function mpanCell(value: string): RuleCode | undefined {
  if (/^\d(?:\.\d{1,12})?[eE]\+?1[23]$/.test(value))
    return value.length >= 13 ? 'MPAN_SCIENTIFIC' : 'MPAN_LABELLED_PART';
  if (!/^\d[\d .,/-]*$/.test(value)) return undefined;
  const digits = value.replace(/\D/g, '');
  if (isCalendarStamp(digits) || isCompactDate(digits) || digits.startsWith('000')) return undefined;
  if (digits.length === 13) return 'MPAN_LABELLED';
  if (digits.length >= 10 && digits.length <= 15) return 'MPAN_LABELLED_LENGTH';
  return digits.length >= 8 && digits.length <= 9 ? 'MPAN_LABELLED_PART' : undefined;
}
