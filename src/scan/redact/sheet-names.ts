// Gives sheets another name where theirs is something to hide, everywhere in the workbook where it is used.
import { openBudget } from '../../files/budget.ts';
import { decodeXml, encode } from '../../files/encoding.ts';
import { openPackage } from '../../files/office/office-package.ts';
import { rewritePackage } from '../../files/office/rewrite.ts';
import { openWorkbook } from '../../files/office/workbook-package.ts';
import { readZip } from '../../files/zip.ts';

/** Formulas, charts and print areas name sheets: a name that changed in one place only would break them. */
export function renameSheets(bytes: Uint8Array, isClean: (name: string) => boolean): Uint8Array {
  const { entries, comment } = readZip(bytes, openBudget());
  const { sheets } = openWorkbook(openPackage({ entries, comment }));
  const names = sheets.flatMap(({ name }, index) =>
    isClean(name) ? [] : writtenForms(name).map(form => [form, `Removed ${index + 1}`] as const),
  );
  if (names.length === 0) return bytes;
  const changed = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!/\.(?:xml|rels|vml)$/i.test(entry.name)) continue;
    const { text, encoding } = decodeXml(entry.read());
    let renamed = text;
    for (const [form, instead] of names) renamed = renamed.replaceAll(form, instead);
    if (renamed !== text) changed.set(entry.name, encode(renamed, encoding));
  }
  return rewritePackage(entries, { changed });
}

/** As XML writes it, and as a formula does, which doubles every apostrophe; the longest first. */
function writtenForms(name: string): readonly string[] {
  const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const forms = [escaped, escaped.replaceAll('"', '&quot;'), escaped.replaceAll("'", '&apos;'), name];
  return [...new Set([...forms.map(form => form.replaceAll("'", "''")), ...forms])].sort(
    (a, b) => b.length - a.length,
  );
}
