// Finds the words of a message that could say how a test went, wherever they stand.
import type { Kind } from '../domain/kinds.ts';
import { bareWord, statusWord } from './kind-words.ts';

export type Mark = {
  readonly at: number;
  readonly length: number;
  readonly kind: Kind;
  /**
   * A `word` or a `phrase` says it wherever it stands; a `bare` word (pass, defect, query) only in a terse note, where
   * nothing but references stands before it.
   */
  readonly by: 'word' | 'phrase' | 'bare';
  /** It is said of other things too, so it counts only beside both references. */
  readonly needsBoth?: boolean;
};

/** In the order in which they stand. */
export function marksIn(text: string): readonly Mark[] {
  const found: Mark[] = [...phrasesIn(text)];
  const isFree = (at: number) => !found.some(each => at >= each.at && at < each.at + each.length);
  for (const { 0: word, index: at } of text.matchAll(/\p{L}+/gu)) {
    const kind = isFree(at) ? statusWord(word) : undefined;
    const bare = kind === undefined && isFree(at) ? bareWord(word) : undefined;
    const said = kind ?? bare;
    if (said !== undefined)
      found.push({ at, length: word.length, kind: said, by: kind === undefined ? 'bare' : 'word' });
  }
  return found.sort((a, b) => a.at - b.at);
}

type Phrase = {
  readonly kind: Kind;
  readonly says: RegExp;
  readonly by?: 'word';
  readonly needsBoth?: boolean;
};

const place = '(?:uit|dip|environment|env|portal|harness|sit|test system)';
const down =
  '(?:down|outage|unavailable|not (?:answering|responding|reachable|available)|unreachable|50[0234]s?|no response|offline)';
const bug = '(?:defect|bug)';

/** The more particular before the plainer: of two that overlap, the earlier in this list counts. */
const phrases: readonly Phrase[] = [
  {
    kind: 'env_restored',
    says: /\b(?:environment|env|uit|dip|portal)\b[^.\n]{0,20}\b(?:restored|back up again)\s*:/gi,
  },
  { kind: 'blocking_defect', says: /\bblocking (?:defect|bug|issue|problem)\b/gi },
  { kind: 'env_downtime', says: /\bdowntime\b|\b(?:environment|env) outage\b/gi },
  {
    kind: 'env_downtime',
    says: new RegExp(`\\b${place}\\b[^.\\n]{0,120}?\\b(${down})\\b`, 'gi'),
    by: 'word',
  },
  { kind: 'data_query', says: /\b(?:test )?data (?:query|question|issue|problem)\b/gi },
  {
    kind: 'data_query',
    says: /\b(?:query|question|issue|problem) (?:with|about|on|regarding|for) (?:the |our )?(?:test )?data\b/gi,
  },
  { kind: 'data_query', says: /(?<=^|\n)\s*query\b\s*(?:[:-]|(?:on|for|about|regarding|re)\b)/gi },
  {
    kind: 'defect_raised',
    says: new RegExp(
      `\\b(?:raised|created|logged|opened) ${bug} #?\\d{3,7}\\b|\\b${bug} #?\\d{3,7} (?:was |has been |is )?(?:raised|created|logged|opened)\\b`,
      'gi',
    ),
    needsBoth: true,
  },
  {
    kind: 'defect_raised',
    says: new RegExp(
      `\\b(?:raising|raised|logging|logged|opening|opened) (?:a |an |the )?(?:new )?${bug}\\b|\\b${bug} (?:is |has |now )?(?:being |been )?raised\\b|\\bnew ${bug}\\b|(?<=^|\\n)\\s*${bug}\\s*:`,
      'gi',
    ),
  },
  {
    kind: 'defect_raised',
    says: new RegExp(`(?<=^|\\n)\\s*(?:raise|log|open) (?:a |new )?${bug}\\b`, 'gi'),
    needsBoth: true,
  },
  {
    kind: 'passed',
    says: /\b(?:successfully completed|completed successfully|completed? ok|completed with success)\b/gi,
    by: 'word',
  },
  {
    kind: 'passed',
    says: /\b(?:was|been|is) (?:now )?(?:successful|completed)\b/gi,
    by: 'word',
    needsBoth: true,
  },
  { kind: 'failed', says: /\bunsuccessful(?:ly)?\b/gi, by: 'word', needsBoth: true },
  {
    kind: 'failed',
    says: /\bfailure (?:notification|notice)\b|\bnotification of (?:a )?failure\b/gi,
    by: 'word',
  },
  {
    kind: 'triggered',
    says: /\b(?:kick(?:ed|ing) off|just started|(?:has|have|is|was) (?:now |just )?(?:been )?started|now started|re-?testing|commenced)\b/gi,
    by: 'word',
    needsBoth: true,
  },
  {
    kind: 'passed',
    says: /\b(?:finished|ended|completed) (?:ok|okay|fine|successfully|with success)\b/gi,
    by: 'word',
    needsBoth: true,
  },
  { kind: 'passed', says: /[\u2705\u2714\u{1F7E2}]/gu, by: 'word' },
  { kind: 'failed', says: /[\u274C\u2716\u{1F534}]/gu, by: 'word' },
];

function phrasesIn(text: string): readonly Mark[] {
  const found: Mark[] = [];
  for (const { kind, says, by = 'phrase', needsBoth = false } of phrases) {
    for (const match of text.matchAll(says)) {
      // Of `UIT … down` only the second half is said of it: what stands between may deny it.
      const length = (match[1] ?? match[0]).length;
      const at = match.index + match[0].length - length;
      if (found.some(each => at < each.at + each.length && each.at < at + length)) continue;
      found.push({ at, length, kind, by, ...(needsBoth ? { needsBoth } : {}) });
    }
  }
  return found;
}
