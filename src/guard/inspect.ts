// Looks through a text for raw MPANs and personal data, and says what to do about it.
import type { CleanText } from './clean-text.ts';
import { findingsIn } from './findings.ts';
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

export type InspectOptions = {
  readonly mode: 'chat' | 'file';
  /** Gives the window in which a 13-digit number may be a time in milliseconds. */
  readonly now: Date;
};

const REMOVED = '[removed]';
const NONE: readonly Finding[] = [];

/** Removing one thing may bring another to light: after this many looks the whole text goes. */
const MAX_LOOKS = 5;

/** Never throws: what the scanner cannot get through does not get through the scanner. */
export function inspect(text: string, options: InspectOptions): Verdict {
  try {
    const findings = found(text, options);
    const decision = decisionOf(findings, options);
    const redacted = findings.length === 0 ? text : redactedText(text, findings, options);
    return { decision, findings, redacted: redacted as CleanText };
  } catch {
    const finding: Finding = { kind: 'unscannable', code: 'UNSCANNABLE', start: 0, end: text?.length ?? 0 };
    return { decision: 'reject', findings: [finding], redacted: REMOVED as CleanText };
  }
}

/**
 * What its author has said is no personal data: believed where the evidence is weak, never against a rule that rejects.
 * @returns the text as it stands; undefined when it is rejected
 */
export function vouchedText(text: string, options: InspectOptions): CleanText | undefined {
  return inspect(text, options).decision === 'reject' ? undefined : (text as CleanText);
}

function found(text: string, { mode, now }: InspectOptions): readonly Finding[] {
  const time = now.getTime();
  if (Number.isNaN(time)) throw new RangeError('inspect: now is no instant');
  const hits = findingsIn(text, { mode, now: time });
  return hits.length === 0 ? NONE : hits.map(hit => ({ kind: RULES[hit.code].kind, ...hit }));
}

function decisionOf(findings: readonly Finding[], { mode }: InspectOptions): Verdict['decision'] {
  if (findings.length === 0) return 'pass';
  if (findings.some(({ code }) => RULES[code][mode] === 'reject')) return 'reject';
  return 'warn';
}

function redactedText(text: string, first: readonly Finding[], options: InspectOptions): string {
  let redacted = text;
  let findings = first;
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    redacted = withoutFindings(redacted, findings);
    findings = found(redacted, options);
    if (findings.length === 0) return redacted;
  }
  return REMOVED;
}

function withoutFindings(text: string, findings: readonly Finding[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of findings) {
    parts.push(text.slice(from, start), REMOVED);
    from = end;
  }
  return parts.join('') + text.slice(from);
}
