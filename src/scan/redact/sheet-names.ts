// Gives sheets another name where theirs is something to hide, everywhere in the workbook where it names the sheet.
import { openBudget } from '../../files/budget.ts';
import { isFormula } from '../../files/office/changes.ts';
import { openPackage } from '../../files/office/office-package.ts';
import { openWorkbook } from '../../files/office/workbook-package.ts';
import { type Run, readXml } from '../../files/xml.ts';
import { readZip } from '../../files/zip.ts';
import { changePackage } from './copy.ts';
import type { Edit } from './edits.ts';

type Rename = readonly (readonly [old: string, instead: string])[];

/** Formulas, charts and links name sheets: a name that changed in one place only would break them. */
export function renameSheets(bytes: Uint8Array, isClean: (name: string) => boolean): Uint8Array {
  const opened = openPackage(readZip(bytes, openBudget()));
  const names = openWorkbook(opened).sheets.flatMap(({ name }, index) =>
    isClean(name) ? [] : [[name, `Removed ${index + 1}`] as const],
  );
  if (names.length === 0) return bytes;
  const edits = opened.parts
    .filter(({ name }) => /^xl\/.*\.xml$/i.test(name))
    .flatMap(({ name }) => renames(name, opened.text(name), names));
  return changePackage(bytes, { edits, replaced: new Map() });
}

/** Attributes that name a sheet, alone or in a reference. */
const NAMING = new Map([
  ['sheet', 'name'],
  ['worksheetSource', 'sheet'],
  ['hyperlink', 'location'],
]);

function renames(part: string, xml: string, names: Rename): readonly Edit[] {
  const edits: Edit[] = [];
  let attributes: { readonly name: string; readonly run: Run }[] = [];
  let formula: Run[] | undefined;
  function rename(runs: readonly Run[]): void {
    const [first] = runs;
    const last = runs.at(-1);
    const text = runs.map(run => run.text).join('');
    const renamed = names.reduce(withName, text);
    if (first && last && renamed !== text)
      edits.push({ part, from: first.from, to: last.to, put: escaped(renamed) });
  }
  readXml(xml, {
    attribute(name, run) {
      attributes.push({ name, run });
    },
    open({ name }) {
      for (const each of attributes) if (NAMING.get(name) === each.name) rename([each.run]);
      attributes = [];
      if (isFormula(name)) formula = [];
    },
    text(run) {
      formula?.push(run);
    },
    close() {
      if (formula) rename(formula);
      formula = undefined;
    },
  });
  return edits;
}

/** A formula doubles every apostrophe of a name. */
function withName(text: string, [old, instead]: Rename[number]): string {
  return text.replaceAll(old.replaceAll("'", "''"), instead).replaceAll(old, instead);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
