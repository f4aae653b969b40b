// Finds the MPAN references that a cell of a sheet names: one, a list, or a stretch of them.
import type { LdsoBook } from '../domain/planning/plan.ts';
import { type MpanRef, mpanRef } from '../domain/refs.ts';
import { findRefs, formOf } from './references.ts';

export type RefsInCell =
  | { readonly refs: readonly MpanRef[] }
  | { readonly wrong: 'unknown-reference' | 'reference-of-other-ldso' };

/** A stretch of more is a slip. */
const longestStretch = 200;

/** @param where beside other words a number alone is none */
export function refsIn(text: string, book: LdsoBook, where: 'own column' | 'beside words'): RefsInCell {
  const form = formOf(book.mpanRefPattern);
  const isOwn = where === 'own column';
  const alone = form === undefined || !isOwn ? undefined : numberAlone(text, form);
  const written = alone ?? (form === undefined ? text : writtenOut(text, form));
  const found = findRefs(written, book);
  const wrong = found.find(({ ref }) => ref === undefined);
  if (wrong?.wrong === 'mpan_ref_of_other_ldso') return { wrong: 'reference-of-other-ldso' };
  const isRead = found.length > 0 && wrong === undefined && !(isOwn && hasLeft(written, form));
  if (!isRead) return { wrong: 'unknown-reference' };
  return { refs: found.flatMap(({ ref }) => (ref === undefined ? [] : (mpanRef(ref) ?? []))) };
}

type Form = { readonly head: string; readonly digits: number };

/** `7` and `MPAN 8`, but not the harness's own `MPAN000123`. */
function numberAlone(text: string, form: Form): string | undefined {
  const [, number] =
    new RegExp(`^(?:mpan[-_ ]?)?(\\d{1,${form.digits}})(?:\\.0)?$`, 'i').exec(text.trim()) ?? [];
  return number === undefined || /^mpan\d{4,}$/i.test(text.trim()) ? undefined : inFull(number, form);
}

function inFull(number: string | number, { head, digits }: Form): string {
  return `${head}${String(number).padStart(digits, '0')}`;
}

/** `EEN-MPAN-0003 / 0004` and `EEN-MPAN-0007 to 0010` with every reference in full. */
function writtenOut(text: string, form: Form): string {
  const { digits } = form;
  const full = (number: string | number) => inFull(number, form);
  const heads = headOf(form);
  const stretch = new RegExp(
    `${heads}(\\d{1,${digits}})\\s*(?:-|–|—|\\bto\\b|\\bthrough\\b)\\s*(?:${heads})?(\\d{1,${digits}})(?![\\w-])`,
    'gi',
  );
  let written = text.replace(stretch, (whole, from: string, to: string) => {
    const length = Number(to) - Number(from) + 1;
    if (length < 1 || length > longestStretch) return whole;
    return Array.from({ length }, (_, place) => full(Number(from) + place)).join(', ');
  });
  const next = new RegExp(
    `(${heads}\\d{1,${digits}}\\s*(?:[,;/&+]|\\band\\b)\\s*)(\\d{1,${digits}})(?![\\w-])`,
    'gi',
  );
  for (let before = ''; before !== written; ) {
    before = written;
    written = written.replace(next, (_, kept: string, number: string) => kept + full(number));
  }
  return written;
}

/** Numbers in the list that are no reference: leaving them out would lose a meter point without a word. */
function hasLeft(text: string, form: Form | undefined): boolean {
  if (form === undefined) return false;
  const rest = text.replace(new RegExp(`${headOf(form)}\\d{1,${form.digits}}(?![\\w-])`, 'gi'), ' ');
  return /^(?:[\s,;/&+–-]|\band\b|\bto\b)*\d[\d\s,;/&+–-]*$/i.test(rest);
}

function headOf({ head }: Form): string {
  const parts = head.split(/[-_ ]+/).filter(part => part !== '');
  return `(?<![\\w-])${parts.join('[-_ ]*')}[-_ ]*`;
}
