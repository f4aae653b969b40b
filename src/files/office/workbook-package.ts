// Reads what the sheets of a workbook share: their names and order, strings, number formats and the date system.
import { Unreadable } from '../unreadable.ts';
import { type Element, prefixed, type Run, readXml } from '../xml.ts';
import { builtInFormat, GENERAL, type NumberFormat, numberFormat } from './number-format.ts';
import { mainPart, type OfficePackage, type Relationship } from './office-package.ts';

export type SheetPart = {
  readonly name: string;
  readonly hidden: boolean;
  /** The name of its part in the package. */
  readonly part: string;
};

export type WorkbookPackage = {
  readonly package: OfficePackage;
  readonly sheets: readonly SheetPart[];
  /** The part of the shared strings, and the runs of each. */
  readonly stringsPart: string | undefined;
  readonly strings: readonly (readonly Run[])[];
  /** The number format of a cell by the index of its style. */
  readonly formats: readonly NumberFormat[];
  readonly since1904: boolean;
};

/** @throws Unreadable when it is no workbook, or one without XML, or damaged */
export function openWorkbook(opened: OfficePackage): WorkbookPackage {
  const main = mainPart(opened);
  if (main === undefined) throw new Unreadable('not a workbook');
  if (/\.bin$/i.test(main)) throw new Unreadable('a binary workbook (.xlsb): save it as .xlsx');
  const related = opened.related(main);
  const { listed, since1904 } = readMain(opened.text(main));
  if (listed === undefined) throw new Unreadable('not a workbook');
  const partOf = (type: string) => related.find(each => each.type === type)?.target;
  const stringsPart = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    package: opened,
    sheets: listed.flatMap(sheet => sheetPart(sheet, related)),
    stringsPart,
    strings: stringsPart === undefined ? [] : readStrings(opened.text(stringsPart)),
    formats: styles === undefined ? [] : readFormats(opened.text(styles)),
    since1904,
  };
}

type Main = { readonly listed: readonly Element[] | undefined; readonly since1904: boolean };

function readMain(xml: string): Main {
  let listed: Element[] | undefined;
  let since1904 = false;
  readXml(xml, {
    open(element) {
      if (element.name === 'workbook') listed = [];
      if (element.name === 'sheet') listed?.push(element);
      if (element.name === 'workbookPr')
        since1904 = /^(?:1|true|on)$/.test(element.attributes.date1904 ?? '');
    },
  });
  return { listed, since1904 };
}

function sheetPart(sheet: Element, related: readonly Relationship[]): SheetPart[] {
  const part = related.find(({ id }) => id === prefixed(sheet, 'id'));
  if (part === undefined) throw new Unreadable('damaged: a sheet is missing');
  // Chart and macro sheets have no cells.
  if (part.type !== 'worksheet') return [];
  const { name = '', state = 'visible' } = sheet.attributes;
  return [{ name, hidden: state !== 'visible', part: part.target }];
}

function readStrings(xml: string): readonly (readonly Run[])[] {
  const strings: Run[][] = [];
  let inText = false;
  let phonetic = false;
  readXml(xml, {
    open({ name }) {
      if (name === 'si') strings.push([]);
      if (name === 'rPh') phonetic = true;
      if (name === 't') inText = !phonetic;
    },
    text(run) {
      if (inText) strings.at(-1)?.push(run);
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
    },
  });
  return strings;
}

function readFormats(xml: string): readonly NumberFormat[] {
  const custom = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let inCellFormats = false;
  readXml(xml, {
    open({ name, attributes }) {
      if (name === 'numFmt')
        custom.set(Number(attributes.numFmtId), numberFormat(attributes.formatCode ?? ''));
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'xf' || !inCellFormats) return;
      const id = Number(attributes.numFmtId ?? 0);
      formats.push(custom.get(id) ?? (id === 0 ? GENERAL : builtInFormat(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}
