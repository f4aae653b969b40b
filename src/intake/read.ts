// Reads what a message says: which kind, of which tests, or that it is talk.
import type { NamedTest } from '../domain/commands.ts';
import {
  type DefectWords,
  type Group,
  groups,
  type Kind,
  type Priority,
  type Severity,
} from '../domain/kinds.ts';
import type { LdsoBook } from '../domain/plan.ts';
import type { Item, Notification, Problem, Reading, Warning } from '../domain/reading.ts';
import type { CleanText } from '../guard/clean-text.ts';
import {
  claimsOf,
  commandKind,
  phraseKind,
  statusWord,
  terseKind,
  withoutDenied,
  withoutTakenBack,
} from './phrases.ts';
import {
  type FoundCase,
  type FoundRef,
  findCases,
  findRefs,
  formOf,
  nearest,
  withoutFiles,
} from './references.ts';

export function read(text: CleanText, book: LdsoBook): Reading {
  const whole = text.slice(0, 28_000);
  const { text: kept, isCorrection } = withoutTakenBack(whole);
  const routeTo = groupsIn(whole);
  // A data query is a question by its nature; any other question tells of nothing.
  const isOutright = explicitKind(kept) !== undefined || phraseKind(kept) === 'data_query';
  const claims = isOutright ? kept : claimsOf(kept);
  const { cases, refs } = referencesIn(claims, book);
  const kind = kindOf(claims, cases.length + refs.length, cases.length > 0 && refs.length > 0);
  if (kind === undefined) return chatter(whole, { ...referencesIn(whole, book), routeTo });
  const needs = book.needs[kind] ?? 'both';
  const problems = problemsOf({ cases, refs, needs, book });
  const step = stepIn(claims);
  const defect = defectOf(whole, book);
  const isRetest = /\bre-?test(ed|ing)?\b/i.test(claims);
  const several = itemsOfParts(claims, book);
  const { items, warnings } = several ?? pair(cases, refs);
  const corrected = problems.length > 0 ? correctedLine(verbs[kind], { cases, refs, book }) : undefined;
  return {
    is: 'notification',
    kind,
    items: problems.length > 0 ? [] : items,
    problems,
    warnings,
    tcRefs: unique(cases.map(each => each.named)),
    mpanRefs: unique(refs.map(each => each.named)),
    routeTo,
    ...(step === undefined || several !== undefined ? {} : { step }),
    ...(isCorrection ? { how: 'correction' as const } : isRetest ? { how: 'retest' as const } : {}),
    ...(defect === undefined ? {} : { defect }),
    ...(corrected === undefined ? {} : { correctedLine: corrected }),
  };
}

export type NamedTests = Pick<
  Notification,
  'problems' | 'warnings' | 'tcRefs' | 'mpanRefs' | 'correctedLine'
> & {
  /** Empty where there are problems. */
  readonly tests: readonly NamedTest[];
};

/**
 * The tests that a command names, by the rules of a notification that needs both references.
 * @param verb with its slash, for the corrected line
 */
export function testsNamed(text: string, book: LdsoBook, verb: string): NamedTests {
  const { cases, refs } = referencesIn(text, book);
  const problems = problemsOf({ cases, refs, needs: 'both', book });
  const { items, warnings } = pair(cases, refs);
  const tests = items.flatMap(({ testCaseId, testCaseName, mpanRef }): readonly NamedTest[] =>
    testCaseId === undefined || testCaseName === undefined || mpanRef === undefined
      ? []
      : [{ testCaseId, testCaseName, mpanRef }],
  );
  return {
    tests: problems.length > 0 ? [] : tests,
    problems,
    warnings,
    tcRefs: unique(cases.map(each => each.named)),
    mpanRefs: unique(refs.map(each => each.named)),
    ...(problems.length > 0 ? { correctedLine: correctedLine(verb, { cases, refs, book }) } : {}),
  };
}

type Pairing = { readonly items: readonly Item[]; readonly warnings: readonly Warning[] };

function referencesIn(text: string, book: LdsoBook) {
  const named = withoutFiles(text).replace(
    /\b(bug|defect|run|rfc)\s*#?\s*(\d{3,7})/gi,
    (found, word, number) => (isTestCase(word, number, book) ? found : ' '.repeat(found.length)),
  );
  return { cases: findCases(named, book), refs: findRefs(named, book) };
}

/** In `/defect 40715 …` the number is the test case that the defect showed in, not its own. */
function isTestCase(word: string, number: string, book: LdsoBook): boolean {
  return word.toLowerCase() === 'defect' && book.testCases.some(({ id }) => id === number);
}

export function stepIn(text: string): number | undefined {
  const step = /\bstep\s*(?:no\.?|number|#)?\s*(\d{1,3})\b/i.exec(text)?.[1];
  return step === undefined ? undefined : Number(step);
}

/** One message may say that one test passed and another failed: each part with its own references has its own kind. */
function itemsOfParts(text: string, book: LdsoBook): Pairing | undefined {
  const parts = text
    .split(/\n|[;,]\s+|\s+and\s+/i)
    .map(part => ({ part, kind: statusIn(withoutDenied(part)), ...referencesIn(part, book) }))
    .filter(({ kind, cases, refs }) => kind !== undefined && cases.length > 0 && refs.length > 0);
  if (new Set(parts.map(({ kind }) => kind)).size < 2) return undefined;
  const pairs = parts.map(({ part, kind, cases, refs }) => {
    const step = stepIn(part);
    const paired = pair(cases, refs);
    const said = { ...(kind === undefined ? {} : { kind }), ...(step === undefined ? {} : { step }) };
    return { items: paired.items.map(item => ({ ...item, ...said })), warnings: paired.warnings };
  });
  return { items: pairs.flatMap(each => each.items), warnings: unique(pairs.flatMap(each => each.warnings)) };
}

/** What a slash, an exclamation mark or a label says outright. */
function explicitKind(text: string): Kind | undefined {
  const command = /(?:^|\s)[/!]([a-z][a-z-]{2,})\b/i.exec(withoutFiles(text));
  const explicit = command === null ? undefined : commandKind(command[1] ?? '');
  if (explicit !== undefined) return explicit;
  const label = /^\s*(?:kind|status|outcome|result|notification)\s*[:=]\s*([a-z-]+)/im.exec(text);
  return label === null ? undefined : (commandKind(label[1] ?? '') ?? statusWord(label[1] ?? ''));
}

function kindOf(claims: string, references: number, isWhole: boolean): Kind | undefined {
  const explicit = explicitKind(claims);
  if (explicit !== undefined) return explicit;
  const phrase = phraseKind(claims);
  if (phrase !== undefined) return phrase;
  if (references === 0) return undefined;
  const said = withoutDenied(claims);
  return statusIn(said) ?? (isWhole ? terseKind(said) : undefined);
}

function statusIn(text: string): Kind | undefined {
  if (/\b(successfully completed|completed successfully|complete(d)? ok)\b/i.test(text)) return 'passed';
  for (const word of text.split(/[^\p{L}]+/u)) {
    const kind = statusWord(word);
    if (kind !== undefined) return kind;
  }
  if (
    /\b(kick(ed|ing) off|just started|(has|have) (now )?(been )?started|now started|re-?testing)\b/i.test(
      text,
    )
  )
    return 'triggered';
  if (/[\u2705\u2714\u{1F7E2}]/u.test(text)) return 'passed';
  if (/[\u274C\u2716\u{1F534}]/u.test(text)) return 'failed';
  return undefined;
}

/** Talk names references all the same; a bare number or a lone meter point in it is not taken for one. */
function chatter(
  text: string,
  found: {
    readonly cases: readonly FoundCase[];
    readonly refs: readonly FoundRef[];
    readonly routeTo: readonly Group[];
  },
): Reading {
  const known = found.cases.filter(each => each.known !== undefined);
  const hasVerb = statusIn(text) !== undefined || /\btrigger\b/i.test(text);
  const cases = hasVerb ? known : known.filter(each => !each.byId);
  return {
    is: 'chatter',
    tcRefs: unique(cases.map(each => each.named)),
    mpanRefs:
      cases.length === 0
        ? []
        : unique(found.refs.filter(each => each.ref !== undefined).map(each => each.named)),
    routeTo: found.routeTo,
  };
}

function problemsOf(about: {
  readonly cases: readonly FoundCase[];
  readonly refs: readonly FoundRef[];
  readonly needs: 'both' | 'test case' | 'none';
  readonly book: LdsoBook;
}): readonly Problem[] {
  const { cases, refs, needs, book } = about;
  const unknown = cases
    .filter(each => each.known === undefined)
    .map(
      (each): Problem => ({
        reason: 'unknown_tc',
        typed: each.named,
        nearest: nearest(each.named, namesOf(book, each)),
      }),
    );
  const wrong = refs.flatMap((each): readonly Problem[] =>
    each.wrong === undefined
      ? []
      : [{ reason: each.wrong, typed: each.named, nearest: nearest(each.named, book.mpanRefs) }],
  );
  const noCase: readonly Problem[] =
    cases.length === 0 && needs !== 'none' ? [{ reason: 'missing_tc_ref' }] : [];
  const noRef: readonly Problem[] =
    refs.length === 0 && needs === 'both' ? [{ reason: 'missing_mpan_ref' }] : [];
  return [...noCase, ...unknown, ...noRef, ...wrong];
}

function namesOf(book: LdsoBook, found: FoundCase): readonly string[] {
  return book.testCases.map(each => (found.byId ? each.id : each.name));
}

/** One with many, many with one, or as many of each: in the order named. */
function pair(cases: readonly FoundCase[], refs: readonly FoundRef[]): Pairing {
  const tests = cases.filter(
    (each, place) => cases.findIndex(other => other.known?.id === each.known?.id) === place,
  );
  const own = refs.flatMap(each => each.warning ?? []);
  const itemOf = (testCase: FoundCase | undefined, ref: FoundRef | undefined): Item => ({
    ...(testCase?.known === undefined
      ? {}
      : { testCaseId: testCase.known.id, testCaseName: testCase.known.name }),
    ...(ref?.ref === undefined ? {} : { mpanRef: ref.ref }),
  });
  if (tests.length <= 1 || refs.length <= 1) {
    const items = (tests.length === 0 ? [undefined] : tests).flatMap(test =>
      (refs.length === 0 ? [undefined] : refs).map(ref => itemOf(test, ref)),
    );
    return { items, warnings: unique(own) };
  }
  if (tests.length === refs.length)
    return {
      items: tests.map((test, place) => itemOf(test, refs[place])),
      warnings: unique([...own, 'pairing_unclear' as const]),
    };
  return {
    items: tests.flatMap(test => refs.map(ref => itemOf(test, ref))),
    warnings: unique([...own, 'pairing_unclear' as const]),
  };
}

function groupsIn(text: string): readonly Group[] {
  const named = [...text.matchAll(/@\s?(data|defect|nft|qualification)\s?team\b/gi)].map(match =>
    (match[1] ?? '').toLowerCase(),
  );
  return unique(named.flatMap(name => groups.filter(group => group.toLowerCase() === `${name}team`)));
}

function defectOf(text: string, book: LdsoBook): DefectWords | undefined {
  const severity = /\b(?:sev(?:erity)?\s*[:#]?\s*|S)([1-4])\b/i.exec(text)?.[1];
  const priority = /\b(?:prio(?:rity)?\s*[:#]?\s*|P)([1-4])\b/i.exec(text)?.[1];
  const bugId = [...text.matchAll(/\b(bug|defect)\s*#?\s*(\d{3,7})\b/gi)].find(
    ([, word = '', number = '']) => !isTestCase(word, number, book),
  )?.[2];
  if (severity === undefined && priority === undefined && bugId === undefined) return undefined;
  return {
    ...(severity === undefined ? {} : { severity: `S${severity}` as Severity }),
    ...(priority === undefined ? {} : { priority: `P${priority}` as Priority }),
    ...(bugId === undefined ? {} : { bugId }),
  };
}

const verbs: Readonly<Record<Kind, string>> = {
  triggered: '/triggered',
  passed: '/passed',
  failed: '/failed',
  blocked: '/blocked',
  defect_raised: '/defect',
  data_query: '/query',
  env_downtime: '/downtime',
  env_restored: '/restored',
  blocking_defect: '/blocking',
  withdrawn: '/withdraw',
};

function correctedLine(
  verb: string,
  about: {
    readonly cases: readonly FoundCase[];
    readonly refs: readonly FoundRef[];
    readonly book: LdsoBook;
  },
): string {
  const { cases, refs, book } = about;
  const known = cases.find(each => each.known !== undefined)?.named;
  const typed = cases[0];
  const near = typed === undefined ? [] : nearest(typed.named, namesOf(book, typed));
  const form = formOf(book.mpanRefPattern);
  const ref =
    refs.find(each => each.ref !== undefined)?.named ??
    `${form?.head ?? `${book.id}-`}${'_'.repeat(form?.digits ?? 4)}`;
  return `${verb} ${known ?? (near.length === 1 ? near[0] : '<test case>')} ${ref}`;
}

function unique<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list)];
}
