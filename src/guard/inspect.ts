// Looks through a text for raw MPANs and personal data, and says what to do about it.
import type { CleanText } from './clean-text.ts';
import { isMpan } from './mpan.ts';
import { type FindingKind, RULES, type RuleCode } from './rules.ts';

export type { FindingKind, RuleCode };

/** Where something was found; `start` and `end` are UTF-16 offsets into the text that was given. */
export type Finding = {
  readonly kind: FindingKind;
  readonly code: RuleCode;
  readonly start: number;
  readonly end: number;
};

export type Verdict = {
  readonly decision: 'pass' | 'warn' | 'reject';
  readonly findings: readonly Finding[];
  /** The text itself when it passed, else with every finding replaced by "[removed]". */
  readonly redacted: CleanText;
};

export type InspectOptions = { readonly mode: 'chat' | 'file'; readonly now: Date };

/** @param options `now` gives the window in which a 13-digit number may be a time in milliseconds */
export function inspect(text: string, _options: InspectOptions): Verdict {
  const findings: Finding[] = [];
  for (const match of text.matchAll(/\d+/g)) {
    if (!isMpan(match[0])) continue;
    findings.push({
      kind: RULES.MPAN_VALID.kind,
      code: 'MPAN_VALID',
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  let redacted = text;
  for (const { start, end } of findings.toReversed())
    redacted = `${redacted.slice(0, start)}[removed]${redacted.slice(end)}`;
  return { decision: findings.length > 0 ? 'reject' : 'pass', findings, redacted: redacted as CleanText };
}
