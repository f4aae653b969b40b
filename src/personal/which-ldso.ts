// Of which LDSO somebody speaks in a personal chat: the one that is named, else the only one it can be.
import type { LdsoId } from '../domain/refs.ts';

export type Speaker = {
  /** LDSOs in whose channel the person is. */
  readonly memberOf: readonly LdsoId[];
  /** Those of them in whose channel the person has posted a notification. */
  readonly postedIn: readonly LdsoId[];
};

export type LdsoNames = readonly {
  readonly id: LdsoId;
  readonly name: string;
  /** Whole-match pattern of the LDSO's MPAN references. */
  readonly mpanRefPattern: string;
}[];

export type WhichLdso =
  | { readonly is: 'one'; readonly ldso: LdsoId }
  /** Named, and the person is not in its channel. */
  | { readonly is: 'not-theirs'; readonly ldso: LdsoId }
  | { readonly is: 'several'; readonly ldsos: readonly LdsoId[] }
  | { readonly is: 'none' };

/**
 * @param said the text first, then the names of the files: what is named in an earlier one counts
 */
export function whichLdso(said: readonly string[], speaker: Speaker, ldsos: LdsoNames): WhichLdso {
  const { memberOf, postedIn } = speaker;
  for (const text of said) {
    const named = namedIn(text, ldsos);
    const theirs = named.filter(ldso => memberOf.includes(ldso));
    if (theirs.length > 1) return { is: 'several', ldsos: theirs };
    if (theirs[0] !== undefined) return { is: 'one', ldso: theirs[0] };
    if (named[0] !== undefined) return { is: 'not-theirs', ldso: named[0] };
  }
  const likely = postedIn.length > 0 ? postedIn : memberOf;
  const [only] = likely;
  if (only === undefined) return { is: 'none' };
  return likely.length === 1 ? { is: 'one', ldso: only } : { is: 'several', ldsos: likely };
}

/** By its short name, its full name, or one of its references. */
function namedIn(text: string, ldsos: LdsoNames): readonly LdsoId[] {
  // An underscore is a letter to an expression: `EEN_schedule_v2.xlsx` names EEN.
  const words = text.replaceAll(/[_/]/g, ' ');
  return ldsos
    .filter(
      ({ id, name, mpanRefPattern }) =>
        new RegExp(`(?<![\\w-])${id}(?!\\w)`, 'i').test(words) ||
        text.toLowerCase().includes(name.toLowerCase()) ||
        new RegExp(`(?<![\\w-])(?:${mpanRefPattern})(?![\\w-])`, 'i').test(text),
    )
    .map(({ id }) => id);
}
