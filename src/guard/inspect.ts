// Looks through a text for raw MPANs and personal data, and says what to do about it.
import { addresses } from './address.ts';
import type { CleanText } from './clean-text.ts';
import { decodedView } from './decoded.ts';
import { deviceIds } from './device-id.ts';
import { lookalikeMpans } from './letter-digits.ts';
import { labelledMeters, meterShapes } from './meter.ts';
import { bareMpans } from './mpan-bare.ts';
import { labelledMpans } from './mpan-labelled.ts';
import { type MpanWord, mpanWords } from './mpan-words.ts';
import { digitRuns, type Hit, type Page } from './page.ts';
import { postcodes } from './postcode.ts';
import { type FindingKind, RULES, type RuleCode } from './rules.ts';
import { speltMpans } from './spelt.ts';
import { plainView, type View } from './view.ts';

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

const REMOVED = '[removed]';

/** Removing one thing may bring another to light: after this many looks the whole text goes. */
const LOOKS = 4;

/** @param options `now` gives the window in which a 13-digit number may be a time in milliseconds */
export function inspect(text: string, options: InspectOptions): Verdict {
  let findings: readonly Finding[];
  try {
    findings = findingsIn(text, options);
    return { decision: decisionOf(findings, options), findings, redacted: redact(text, findings, options) };
  } catch {
    // What the scanner cannot get through must not get through the scanner.
    findings = [{ kind: 'unscannable', code: 'UNSCANNABLE', start: 0, end: text.length }];
    return { decision: 'reject', findings, redacted: REMOVED as CleanText };
  }
}

function decisionOf(findings: readonly Finding[], { mode }: InspectOptions): Verdict['decision'] {
  const outcomes = findings.map(({ code }) => RULES[code][mode]);
  if (outcomes.includes('reject')) return 'reject';
  return outcomes.includes('warn') ? 'warn' : 'pass';
}

function redact(text: string, found: readonly Finding[], options: InspectOptions): CleanText {
  let redacted = text;
  let findings = found;
  for (let look = 0; look < LOOKS && findings.length > 0; look += 1) {
    for (const { start, end } of findings.toReversed())
      redacted = `${redacted.slice(0, start)}${REMOVED}${redacted.slice(end)}`;
    findings = findingsIn(redacted, options);
  }
  return (findings.length > 0 ? REMOVED : redacted) as CleanText;
}

function findingsIn(text: string, options: InspectOptions): readonly Finding[] {
  const plain = plainView(text);
  const joined = decodedView(plain, '');
  const parted = joined?.inlineTags === true ? decodedView(plain, ' ') : undefined;
  const views = [
    plain,
    ...(joined === undefined ? [] : [joined.view]),
    ...(parted === undefined ? [] : [parted.view]),
  ];
  const all = views.flatMap(view => hitsIn(view, options).map(hit => findingOf(view, hit)));
  return merged(all);
}

function hitsIn(view: View, { mode, now }: InspectOptions): readonly Hit[] {
  const { text } = view;
  const page: Page = { text, mode, now: now.getTime(), runs: digitRuns(text), work: { steps: 0 } };
  const words = mpanWords(page);
  return [
    ...words.flatMap(word => labelledMpans(page, word)),
    ...bareMpans(page, nearOneOf(words, page)),
    ...lookalikeMpans(page),
    ...speltMpans(page),
    ...meterShapes(page),
    ...labelledMeters(page),
    ...deviceIds(page),
    ...postcodes(page),
    ...addresses(page),
  ];
}

/** An MPAN word within a few words; one that is part of a finished reference speaks of no other number. */
function nearOneOf(words: readonly MpanWord[], page: Page): (start: number, end: number) => boolean {
  const speaking = words.filter(
    word => !/^[-_]?[A-Z]*[-_]?\d{1,8}(?!\d)/i.test(page.text.slice(word.end, word.end + 18)),
  );
  return (start, end) => {
    const at = firstFrom(speaking, start - 60);
    for (let place = at; place < speaking.length; place += 1) {
      const word = speaking[place];
      if (word === undefined || word.start > end + 24) return false;
      if ((word.end <= start && start - word.end <= 48) || (word.start >= end && word.start - end <= 24))
        return true;
    }
    return false;
  };
}

/** Words stand in order: the first that starts at or behind an offset, by halving. */
function firstFrom(words: readonly MpanWord[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findingOf(view: View, { code, start, end }: Hit): Finding {
  return { kind: RULES[code].kind, code, start: view.startOf(start), end: view.endOf(end - 1) };
}

/** Overlapping findings are one: the one that says more, over all that they cover. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const inOrder = [...findings].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Finding[] = [];
  for (const finding of inOrder) {
    const last = kept.at(-1);
    if (last === undefined || finding.start >= last.end) {
      kept.push(finding);
      continue;
    }
    const first = RULES[last.code].chat === 'reject' ? last : finding;
    kept[kept.length - 1] = { ...first, start: last.start, end: Math.max(last.end, finding.end) };
  }
  return kept;
}
