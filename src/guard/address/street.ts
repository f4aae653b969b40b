// Finds a house or flat number with its street.
import { codeAt, type Hit, isLetterCode, look, type Page } from '../page.ts';
import type { RuleCode } from '../rules.ts';
import {
  MAYBE_STREETS,
  ONE_WORD_STREETS,
  PLACES_NAMED_FIRST,
  STREETS,
  STREETS_NAMED_FIRST,
  TALK,
  TALK_OR_NAME,
} from './street-words.ts';

const NUMBER =
  /^(\d{1,4}[A-Za-z]?(?: ?[-/&] ?\d{1,4}[A-Za-z]?)?)(?:(?: ?,|\n| -)?[ \t\n]{1,2}|([|;,]))([A-Za-z][A-Za-z'. -]{1,60})(?![A-Za-z])/;
const DWELLING =
  /(?:^|[^A-Za-z])(?:flat|apartment|apt|unit|plot|suite|maisonette|studio|block|chalet|lodge)\.?[ \t]{1,2}(?:\d{1,4}[A-Za-z]?[, ]{1,3})?$/i;
const HOME = /(?:^|[^A-Za-z])(?:flat|apartment|apt|plot|maisonette)\.?[ \t]{1,2}$/i;
const LABEL =
  /address|\blives?\b|\bliving at|\bresid(?:es|ent)|occupier|premises|property|tenant|household|\bhome\b|customer(?:'s)?(?: is| was)? at|supply (?:is )?(?:at|to)|site (?:is )?at/i;
const POSTCODE = /(?:^|[^A-Za-z0-9])[A-Z]{1,2}\d[A-Z0-9]? {0,2}\d[A-Z]{2}(?![A-Za-z0-9])/i;
/** `visited 4 kestrel close`, or nothing else in the line: small letters, but no other talk round it. */
const LOCATED = /(?:^|[^A-Za-z])(?:at|outside|visited|near|opposite)[ \t]+$/i;
const CLAUSE_ENDS = /^[ \t]*(?:$|[.,;!?\n)]|(?:today|yesterday|on|is|has|was)\b)/i;
const LINE_ENDS = /^[ \t]*(?:$|[,\n])/;

function standsAsPlace(before: string, after: string): boolean {
  if (LOCATED.test(before)) return CLAUSE_ENDS.test(after);
  return (before === '' || before.endsWith('\n')) && LINE_ENDS.test(after);
}

/** The number is that of a step, a room, a slide: what follows it is no street. */
const NUMBER_OF =
  /(?:^|[^A-Za-z])(?:steps?|phases?|stages?|sprints?|lanes?|slides?|pages?|tabs?|rooms?|desks?|floors?|levels?|bays?|gates?|booths?|platforms?|junctions?|agenda|actions?|items?|themes?|questions?|rows?|columns?|cols?|cells?|lines?|tasks?|story|stories|epics?|weeks?|wk|days?|cycles?|cohorts?|batch(?:es)?|waves?|groups?|teams?|tables?|figures?|figs?|sections?|chapters?|appendix|annex|versions?|releases?|builds?|runs?|tests?|tc|cases?|scenarios?|defects?|bugs?|tickets?|priority|severity|sev|parts?|options?|tiers?|zones?|regions?|channels?|ports?|nodes?|pods?|servers?|attempts?|iterations?|rounds?|tracks?)\.?[ :#-]{1,2}$/i;
const NUMBER_WORD = /(?:^|[^A-Za-z])(?:no|nos|number|house)\.? {1,2}$/i;

/** The street of which a run of digits is the number. */
export function streetAddressAt(page: Page, start: number, end: number): Hit | undefined {
  if (end - start > 4 || !isHouseNumberPlace(page.text, start, end) || isTalkAt(page.text, end))
    return undefined;
  return judge(page, start);
}

/** The next cheap question: most numbers have everyday words behind them, as "0007 failed" and "12 tests". */
function isTalkAt(text: string, space: number): boolean {
  if (codeAt(text, space) !== 32) return false;
  let end = space + 1;
  while (isSmallLetter(codeAt(text, end))) end++;
  const next = codeAt(text, end);
  if (isLetterCode(next) || next === 39 || next === 45 || next === 46) return false;
  const word = text.slice(space + 1, end);
  return kindOf(word, 0, [word]) === undefined && isTalk(word, false, true);
}

function isSmallLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** The cheap question first: not glued to a word or reference, and a name may follow. */
function isHouseNumberPlace(text: string, start: number, end: number): boolean {
  const before = codeAt(text, start - 1);
  if (isLetterCode(before) || (before > 32 && '#._:@=$+*'.includes(text.charAt(start - 1)))) return false;
  const next = codeAt(text, end);
  if (next === 32 || next === 44 || next === 10 || next === 9) {
    const second = codeAt(text, end + 1);
    return (
      isLetterCode(second) ||
      second === 32 ||
      second === 44 ||
      second === 45 ||
      second === 38 ||
      second === 47
    );
  }
  if (next === 124 || next === 59) return isLetterCode(codeAt(text, end + 1));
  return isLetterCode(next) || next === 45 || next === 47 || next === 38;
}

function judge(page: Page, start: number): Hit | undefined {
  const text = look(page, start, start + 76);
  const match = NUMBER.exec(text);
  const number = match?.[1];
  const rest = match?.[3];
  if (!match || number === undefined || rest === undefined) return undefined;
  const street = streetIn(rest);
  // The number and the street in two cells of a row: only what is surely a street.
  if (!street || (match[2] !== undefined && !(street.kind === 'street' && street.named))) return undefined;
  const before = look(page, start - 80, start);
  if (NUMBER_OF.test(before) && !LABEL.test(before)) return undefined;
  // 2022 Anthony Green, 16<tab>DROP VIEW: a year, and a row of a file
  const isRow = page.mode === 'file' && /^\d+\t/.test(text);
  if (street.kind === 'maybe' && (isRow || /^(?:19|20)\d\d(?!\d)/.test(text)) && !LABEL.test(before))
    return undefined;
  const end = start + match[0].length - rest.length + street.length;
  const code = strength(street, { before, after: look(page, end, end + 80) });
  if (!code) return undefined;
  const dwelling = DWELLING.exec(before);
  const lead = dwelling ? before.length - dwelling.index - (/^[A-Za-z]/.test(dwelling[0]) ? 0 : 1) : 0;
  return { code, start: start - lead, end };
}

export type Street = {
  /** How many characters of the text it takes. */
  readonly length: number;
  /** 'talk': as likely said of tests, and worth nothing unless something near calls it an address. */
  readonly kind: 'street' | 'maybe' | 'talk';
  /** Written as a name, with capitals. */
  readonly named: boolean;
};

const MAX_WORDS = 5;
const TOKEN = /[A-Za-z'.-]+ {0,2}/g;
const FOLLOWED_BY_TALK =
  /^ {1,2}(?:maps?|belts?|blocks?|blocked|works?|shows?|tests?|testing|trips?|forward|ahead|closures?|back)\b/i;

/** Reads the words after a number as the name of a street, as far as they go. */
export function streetIn(rest: string): Street | undefined {
  const tokens: string[] = [];
  let length = 0;
  let found: Street | undefined;
  let named = true;
  let doubtful = false;
  TOKEN.lastIndex = 0;
  for (let index = 0; index <= MAX_WORDS; index++) {
    const token = TOKEN.exec(rest)?.[0];
    if (token === undefined) break;
    tokens.push(token);
    const name = token.trimEnd();
    const word = name.replace(/[.'-]+$/g, '').toLowerCase();
    const isName = /^[A-Z]/.test(name);
    const kind = kindOf(word, index, tokens);
    if (kind === undefined && isTalk(word, isName, named)) break;
    doubtful ||= index === 0 && word !== 'the' && TALK_OR_NAME.has(word);
    named &&= isName || /^(?:of|the|and|y|yr|de|le|upon|in)$/.test(name);
    const end = length + name.replace(/[.]+$/, '').length;
    const counts = kind !== undefined && !FOLLOWED_BY_TALK.test(rest.slice(end));
    if (counts) found = { length: end, kind: doubtful && kind === 'maybe' ? 'talk' : kind, named };
    else if (found) break;
    length += token.length;
  }
  return found;
}

/** Inside a name the small words of English are at home (Bank of England Place), before it they are talk. */
function isTalk(word: string, isName: boolean, named: boolean): boolean {
  if (TALK_OR_NAME.has(word)) return !isName && !(named && word === 'the');
  return TALK.has(word) && !(named && /^(?:of|and|in)$/.test(word));
}

function kindOf(word: string, index: number, tokens: readonly string[]): Street['kind'] | undefined {
  if (index === 0) return isOneWordStreet(word, tokens[0] ?? '') ? 'maybe' : undefined;
  const first = tokens[0]?.trim().toLowerCase() ?? '';
  const isNamedFirst =
    /^[A-Z]/.test(tokens[0] ?? '') && (index === 1 ? /^[A-Z]/.test(tokens[1] ?? '') : index === 2);
  if (isNamedFirst && STREETS_NAMED_FIRST.has(first)) return 'street';
  if (isNamedFirst && PLACES_NAMED_FIRST.has(first)) return 'maybe';
  if (STREETS.has(word)) return 'street';
  return MAYBE_STREETS.has(word) ? 'maybe' : undefined;
}

/** Kirkgate, Briggate, Deansway: the old streets of northern towns; but not investigate and aggregate. */
function isOneWordStreet(word: string, written: string): boolean {
  return ONE_WORD_STREETS.has(word) || (/^[A-Z]/.test(written) && /[^aeiou]gate$|[a-z]{3}sway$/.test(word));
}

type Around = { readonly before: string; readonly after: string };

function strength({ kind, named }: Street, { before, after }: Around): RuleCode | undefined {
  const labelled = LABEL.test(before) || HOME.test(before) || POSTCODE.test(after);
  if (kind === 'talk' && !labelled) return undefined;
  if (labelled || (named && DWELLING.test(before))) return 'ADDRESS_STREET';
  if (named) return kind === 'street' || NUMBER_WORD.test(before) ? 'ADDRESS_STREET' : 'ADDRESS_STREET_WEAK';
  return kind === 'street' || standsAsPlace(before, after) ? 'ADDRESS_STREET_WEAK' : undefined;
}
