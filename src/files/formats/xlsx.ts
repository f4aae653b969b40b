// Reads a workbook (.xlsx) for what may stand in it: cells under their headings, and everything else in the package.
import type { Budget } from '../budget.ts';
import { type Item, passageItem } from '../item.ts';
import type { OfficePackage, Relationship } from '../office/office-package.ts';
import { type PartsRead, readParts } from '../office/parts.ts';
import { pivotPassage } from '../office/pivot-cache.ts';
import { readSheet, type StoredCell } from '../office/sheet.ts';
import { sheetPassages } from '../office/sheet-lines.ts';
import { openWorkbook, type WorkbookPackage } from '../office/workbook-package.ts';
import { type Place, passageWriter } from '../passage.ts';

/** What stands beside a sheet is read with the sheet's place before it. */
const BESIDE_A_SHEET = new Map([
  ['comments', 'comments'],
  ['threadedComment', 'comments'],
  ['drawing', 'drawing'],
  ['vmlDrawing', 'drawing'],
  ['table', 'table'],
]);

export function* readXlsx(opened: OfficePackage, budget: Budget): Iterable<Item> {
  const workbook = openWorkbook(opened);
  const used = new Set<number>();
  const places = new Map<string, Place>();
  for (const [index, { name, hidden, part }] of workbook.sheets.entries()) {
    const place: Place = [{ what: hidden ? 'hidden sheet' : 'sheet', number: index + 1, name }];
    const xml = workbook.package.text(part);
    const { cells } = readSheet(xml, budget);
    noteStrings(cells, used);
    for (const passage of sheetPassages({ workbook, part, xml, place }, cells)) yield passageItem(passage);
    places.set(part, place);
    for (const link of workbook.package.related(part)) notePlace(link, { place, places });
  }
  yield passageItem(strayStrings(workbook, used));
  yield* pivotValues(workbook);
  const done = new Set(workbook.stringsPart === undefined ? [] : [workbook.stringsPart]);
  const read: PartsRead = { done, places, without: new Set(['sheetData']) };
  yield* readParts(workbook.package, read);
}

function* pivotValues({ package: opened }: WorkbookPackage): Iterable<Item> {
  const place: Place = [{ what: 'values kept for a pivot table' }];
  for (const { name } of opened.parts) {
    if (!/^xl\/pivotCache\/pivotCacheDefinition[^/]*\.xml$/i.test(name)) continue;
    const kept = opened.related(name).find(({ type }) => type === 'pivotCacheRecords')?.target;
    const records =
      kept !== undefined && opened.has(kept) ? { name: kept, xml: opened.text(kept) } : undefined;
    yield passageItem(pivotPassage({ name, xml: opened.text(name) }, records, place));
  }
}

function noteStrings(cells: readonly StoredCell[], used: Set<number>): void {
  for (const { type, value } of cells)
    if (type === 's') used.add(Number(value.map(({ text }) => text).join('')));
}

function notePlace(
  { type, target, external }: Relationship,
  { place, places }: { place: Place; places: Map<string, Place> },
): void {
  const what = BESIDE_A_SHEET.get(type);
  if (what !== undefined && !external) places.set(target, [...place, { what }]);
}

/** Strings that no cell shows any more stay in the file. */
function strayStrings({ strings, stringsPart = '' }: WorkbookPackage, used: ReadonlySet<number>) {
  const writer = passageWriter();
  writer.at([{ what: 'strings that no cell shows' }]);
  for (const [index, runs] of strings.entries()) {
    if (used.has(index)) continue;
    for (const { text, from, to } of runs) writer.put(text, { part: stringsPart, from, to });
    writer.put('\n');
  }
  return writer.passage();
}
