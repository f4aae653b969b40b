// Opens a file as parts of text that can be changed, and puts it together again: a text is one part, a package has many.
import { openBudget } from '../../files/budget.ts';
import { rewritePackage } from '../../files/office/rewrite.ts';
import { decodeXml, encode } from '../../files/text/encoding.ts';
import { readZip } from '../../files/zip.ts';
import { applyEdits, type Edit } from './edits.ts';

export type Change = {
  readonly edits: readonly Edit[];
  /** Parts that are put in the place of others as a whole, as pictures and embedded documents. */
  readonly replaced: ReadonlyMap<string, Uint8Array>;
  /** Parts that are left out. */
  readonly dropped?: ReadonlySet<string>;
};

/** @throws Unreadable when a part cannot be read, or not written in its encoding */
export function changeText(bytes: Uint8Array, { edits }: Change): Uint8Array {
  return edited(bytes, edits);
}

/** @throws Unreadable when a part cannot be read, or not written in its encoding */
export function changePackage(bytes: Uint8Array, { edits, replaced, dropped }: Change): Uint8Array {
  const { entries } = readZip(bytes, openBudget());
  const changed = new Map(replaced);
  const byPart = new Map<string, Edit[]>();
  for (const edit of edits) {
    const known = byPart.get(edit.part);
    if (known) known.push(edit);
    else byPart.set(edit.part, [edit]);
  }
  for (const entry of entries) {
    const own = byPart.get(entry.name);
    if (own) changed.set(entry.name, edited(entry.read(), own));
  }
  return rewritePackage(entries, { changed, ...(dropped && { dropped }) });
}

function edited(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const { text, encoding } = decodeXml(bytes);
  return encode(applyEdits(text, edits), encoding);
}
