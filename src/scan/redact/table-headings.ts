// Makes the headings of a table in a workbook differ again, and agree with the cells they stand in.
import { openBudget } from '../../files/budget.ts';
import { columnNumber, readSheet } from '../../files/office/sheet.ts';
import { wholeCell } from '../../files/office/sheet-lines.ts';
import type { WorkbookPackage } from '../../files/office/workbook-package.ts';
import { cellValue } from '../../files/workbook.ts';
import { type Run, readXml } from '../../files/xml.ts';
import type { Edit } from './edits.ts';

/** A program calls a workbook damaged when a table's column is called other than its cell. ECMA-376 part 1, 18.5.1.3. */
export function tableHeadings(workbook: WorkbookPackage): readonly Edit[] {
  return workbook.sheets.flatMap(({ part }) => {
    const tables = workbook.package.related(part).filter(({ type }) => type === 'table');
    if (tables.length === 0) return [];
    const xml = workbook.package.text(part);
    const { cells } = readSheet(xml, openBudget());
    return tables.flatMap(({ target }) => {
      const { row, column, names } = readTable(workbook.package.text(target));
      return names.flatMap((name, index): readonly Edit[] => {
        const cell = cells.find(each => each.row === row && each.column === column + index);
        const shown = cell && cellValue(workbook, cell).text;
        if (!name.text.includes('[removed]') && !shown?.includes('[removed]')) return [];
        const heading = `[removed] ${index + 1}`;
        if (name.text === heading && shown === heading) return [];
        const inTable = { part: target, from: name.from, to: name.to, put: heading };
        if (cell === undefined) return [inTable];
        const { from, to, put } = wholeCell({ part, xml }, cell, heading);
        return [inTable, { part, from, to, put }];
      });
    });
  });
}

type Table = { readonly row: number; readonly column: number; readonly names: readonly Run[] };

function readTable(xml: string): Table {
  const names: Run[] = [];
  let row = 0;
  let column = 0;
  let name: Run | undefined;
  readXml(xml, {
    attribute(attribute, run) {
      if (attribute === 'name') name = run;
    },
    open(element) {
      if (element.name === 'table' && element.attributes.headerRowCount !== '0') {
        const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)/.exec(element.attributes.ref ?? '') ?? [];
        row = Number(digits);
        column = columnNumber(letters);
      }
      if (element.name === 'tableColumn' && name) names.push(name);
    },
  });
  return { row, column, names };
}
