// Reads what somebody says of meter points: `EEN-MPAN-0007 migrated css2860 received supplier MHHS`.
import { daysAfter } from '../domain/days.ts';
import type { Day } from '../domain/events.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { MeterPoint } from '../domain/planning/register.ts';
import type { MpanRef } from '../domain/refs.ts';
import { findRefs } from '../intake/references.ts';
import { daySaid } from '../sheets/days.ts';

export type SaidOfPoints = {
  readonly refs: readonly MpanRef[];
  readonly change: MeterPoint;
  /** The day on which they were migrated, where one is said. */
  readonly migratedOn?: Day;
  /** What was named and is no reference of the LDSO. */
  readonly unknownRefs: readonly string[];
  /** Words that say nothing here. */
  readonly unclear: readonly string[];
};

/** Each takes its words out of the text; the first that fits counts. */
const phrases: readonly {
  readonly words: RegExp;
  readonly says: (match: RegExpExecArray) => MeterPoint;
}[] = [
  { words: /\b(?:not (?:yet )?migrated|legacy)\b/i, says: () => ({ state: 'legacy' }) },
  { words: /\bmigrated\b/i, says: () => ({ state: 'migrated' }) },
  {
    words: /\bcss ?2860 (?:is )?(?:not (?:yet )?sent|missing)\b/i,
    says: () => ({ cssSent: false, cssReceived: false }),
  },
  { words: /\bcss ?2860 (?:is )?not (?:yet )?received\b/i, says: () => ({ cssReceived: false }) },
  { words: /\bcss ?2860 (?:is )?(?:sent (?:and|,) )?received\b/i, says: () => ({ cssReceived: true }) },
  { words: /\bcss ?2860 (?:is )?sent\b/i, says: () => ({ cssSent: true }) },
  {
    words: /\b(?:dummy )?agents? (?:are |is )?not (?:yet )?loaded\b/i,
    says: () => ({ agentsLoaded: false }),
  },
  { words: /\b(?:dummy )?agents? (?:are |is )?loaded\b/i, says: () => ({ agentsLoaded: true }) },
  {
    words: /\bsupplier(?: mpid)?(?: is| now|:|=)? ?([A-Z]{4})\b/i,
    says: ([, id = '']) => ({ supplier: id.toUpperCase() }),
  },
  {
    words: /\bagents?(?: mpid)?(?: is| now|:|=)? ?([A-Z]{4})\b/i,
    says: ([, id = '']) => ({ agent: id.toUpperCase() }),
  },
  {
    words: /\bharness(?: ref(?:erence)?)?(?: is|:|=)? ?(MPAN\d{4,8})\b/i,
    says: ([, ref = '']) => ({ harnessRef: ref.toUpperCase() }),
  },
  { words: /\bimport\b/i, says: () => ({ direction: 'import' }) },
  { words: /\bexport\b/i, says: () => ({ direction: 'export' }) },
];

const fillers =
  /^(?:and|is|are|now|the|has|have|been|for|with|mpan|mpans|ref|refs|reference|references|data)$/i;

const migratedOnDay =
  /\bmigrated (?:on )?(?<day>today|yesterday|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}(?: \d{4})?|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{4}-\d{2}-\d{2})(?![\w-])/i;

/** What was migrated on a day was migrated by now: of a day without a year the one that is over counts. */
function dayOfMigration(words: string, today: Day): Day | undefined {
  if (/^yesterday$/i.test(words)) return daysAfter(today, -1);
  const day = daySaid(words, today);
  return day !== undefined && day <= today ? day : undefined;
}

/**
 * @param text behind the command
 * @param today the day on which it is said
 */
export function saidOfPoints(text: string, book: LdsoBook, today: Day): SaidOfPoints {
  const dated = migratedOnDay.exec(text);
  const migratedOn = dated === null ? undefined : dayOfMigration(dated.groups?.day ?? '', today);
  let rest = migratedOn === undefined ? text : text.replace(migratedOnDay, 'migrated');
  let change: MeterPoint = {};
  for (const { words, says } of phrases) {
    const match = words.exec(rest);
    if (match === null) continue;
    change = { ...says(match), ...change };
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  // Somebody may speak of one that no sheet has named yet.
  const found = findRefs(rest, { ...book, mpanRefs: [] });
  for (const { at, named } of found) {
    const here = rest.slice(at);
    const isWhole = here.toUpperCase().startsWith(named);
    const length = isWhole ? named.length : (/^\D*\d+/.exec(here)?.[0].length ?? named.length);
    rest = rest.slice(0, at) + ' '.repeat(length) + here.slice(length);
  }
  return {
    refs: found.flatMap(({ ref }) => ref ?? []),
    change,
    ...(migratedOn === undefined ? {} : { migratedOn }),
    unknownRefs: found.filter(({ ref }) => ref === undefined).map(({ named }) => named),
    unclear: (rest.match(/[\p{L}\p{N}][\p{L}\p{N}._/-]*/gu) ?? []).filter(word => !fillers.test(word)),
  };
}
