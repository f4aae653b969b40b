// Puts a changed workbook right where its parts depend on one another, so that a spreadsheet program opens it unasked.
import { openBudget } from '../../files/budget.ts';
import { type OfficePackage, openPackage } from '../../files/office/office-package.ts';
import { readSheet } from '../../files/office/sheet.ts';
import { openWorkbook, type WorkbookPackage } from '../../files/office/workbook-package.ts';
import { elementsIn } from '../../files/xml.ts';
import { readZip } from '../../files/zip.ts';
import { changePackage } from './copy.ts';
import type { Edit } from './edits.ts';
import { tableHeadings } from './table-headings.ts';

export function repairWorkbook(bytes: Uint8Array): Uint8Array {
  const opened = openPackage(readZip(bytes, openBudget()));
  const workbook = openWorkbook(opened);
  const chain = calculationOrder(opened);
  const edits = [...chain.edits, ...orphanFormulas(workbook), ...tableHeadings(workbook)];
  if (edits.length === 0) return bytes;
  return changePackage(bytes, { edits, replaced: new Map(), dropped: chain.parts });
}

type Dropping = { readonly parts: ReadonlySet<string>; readonly edits: readonly Edit[] };

/**
 * The order of calculation lists every formula; a cell in it without one counts as damage. Without the list, programs
 * work the order out anew. Source: ECMA-376 part 1, 18.6.
 */
function calculationOrder(opened: OfficePackage): Dropping {
  const parts = opened.parts.map(({ name }) => name).filter(name => /^xl\/calcChain\.xml$/i.test(name));
  if (parts.length === 0) return { parts: new Set(), edits: [] };
  const pointers = opened.parts
    .map(({ name }) => name)
    .filter(name => name === '[Content_Types].xml' || name.startsWith('xl/_rels/'));
  const edits = pointers.flatMap(part =>
    elementsIn(opened.text(part), ({ attributes }) =>
      /calcChain\.xml$/i.test(attributes.PartName ?? attributes.Target ?? ''),
    ).map(({ from, to }) => ({ part, from, to, put: '' })),
  );
  return { parts: new Set(parts), edits };
}

/** A shared formula stands in its first cell; where that became a text, the cells that share it keep their values. */
function orphanFormulas(workbook: WorkbookPackage): readonly Edit[] {
  return workbook.sheets.flatMap(({ part }) => {
    const xml = workbook.package.text(part);
    const standing = new Set(
      readSheet(xml, openBudget()).cells.flatMap(({ formula }) =>
        formula?.shared !== undefined && formula.text !== '' ? [formula.shared] : [],
      ),
    );
    return elementsIn(
      xml,
      ({ name, attributes: { t, si = '' } }) => name === 'f' && t === 'shared' && !standing.has(si),
    ).map(({ from, to }) => ({ part, from, to, put: '' }));
  });
}
