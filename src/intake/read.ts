// Reads what a message says: which kind, of which tests, or that it is talk.
import {
  type DefectWords,
  type Kind,
  type Priority,
  type Severity,
  type Group as Team,
  groups as teams,
} from '../domain/kinds.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { Item, Reading } from '../domain/reading.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { blanked } from './clauses.ts';
import { type Group, pair, spread } from './items.ts';
import { marksIn } from './marks.ts';
import { type Named, referencesIn, stepIn, unique, withItemLinks } from './named-tests.ts';
import { correctedLines, problemsOf } from './problems.ts';
import { claimsOf, type Segment, withoutQuotes } from './segments.ts';
import { openers } from './stance.ts';
import { ofTest, type Said, whatIsSaid, withUnknownCase } from './understand.ts';

export function read(text: CleanText, book: LdsoBook): Reading {
  const whole = text.slice(0, 28_000);
  const taken = withoutTakenBack(whole);
  const words = withItemLinks(blanked(withoutQuotes(taken.text), openers), book);
  const named = spokenOfIn(words, referencesIn(words, book));
  const routeTo = teamsIn(whole);
  const claims = claimsOf(words, named);
  const said = whatIsSaid(claims, words);
  if (said === undefined) return chatter(whole, { ...referencesIn(whole, book), routeTo });
  const { kind, segments } = said;
  const about = withUnknownCase(spread(said.groups), { segments, words });
  const isOne = about.length === 1;
  const step = stepSaid(said, words);
  const defect = defectOf(whole, book);
  const pairs = about.map(group => ({
    group,
    ...pair(group),
    step: isOne ? step : stepIn(words.slice(group.from, group.to)),
  }));
  const asked = pairs.map(({ group, step: at }) => ({
    ...group,
    verb: verbs[group.kind],
    more: detailsOf(group.kind, at, defect),
    needs: book.needs[group.kind] ?? ('both' as const),
  }));
  const problems = problemsOf(asked, book);
  const items = pairs.flatMap(each => each.items.map(item => (isOne ? item : withOwn(item, each))));
  const isRetest = /\bre-?test(ed|ing)?\b/i.test(wordsOf(segments, words));
  return {
    is: 'notification',
    kind,
    items: problems.length > 0 ? [] : items,
    problems,
    warnings: unique(pairs.flatMap(each => each.warnings)),
    tcRefs: unique(about.flatMap(group => group.cases.map(each => each.named))),
    mpanRefs: unique(about.flatMap(group => group.refs.map(each => each.named))),
    routeTo,
    ...(step === undefined || !isOne ? {} : { step }),
    ...(taken.isCorrection ? { how: 'correction' as const } : isRetest ? { how: 'retest' as const } : {}),
    ...(defect === undefined ? {} : { defect }),
    ...(problems.length > 0 ? { correctedLine: correctedLines(asked, book) } : {}),
  };
}

function wordsOf(segments: readonly Segment[], words: string): string {
  return segments.map(({ from, to }) => words.slice(from, to)).join('\n');
}

/** The step that stands with the word itself, else any that is named. */
function stepSaid({ kind, segments }: Said, words: string): number | undefined {
  const saying = segments.filter(each => each.marks.some(mark => mark.kind === kind));
  return stepIn(wordsOf(saying, words)) ?? stepIn(wordsOf(segments, words));
}

/** What a corrected line keeps beside the references. */
function detailsOf(kind: Kind, step: number | undefined, defect: DefectWords | undefined): string {
  const isDefect = kind === 'defect_raised' || kind === 'blocking_defect';
  const { severity, priority } = defect ?? {};
  return [
    ...(kind === 'failed' && step !== undefined ? [`step ${step}`] : []),
    ...(isDefect ? [severity, priority] : []),
  ]
    .filter(Boolean)
    .join(' ');
}

function withOwn(item: Item, of: { readonly group: Group; readonly step: number | undefined }): Item {
  return { ...item, kind: of.group.kind, ...(of.step === undefined ? {} : { step: of.step }) };
}

/** `8815 instead of 8810`: the second is named to say that it is not meant. */
function spokenOfIn(words: string, { cases, refs }: Named): Named {
  const isMeant = ({ at }: { readonly at: number }) =>
    !/\b(?:instead of|rather than|except(?: for)?|other than|apart from|unlike|same as)\s+(?:tc |test case )?$/i.test(
      words.slice(Math.max(0, at - 30), at),
    );
  return { cases: cases.filter(isMeant), refs: refs.filter(isMeant) };
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

/** Talk names references all the same; a bare number or a lone meter point in it is not taken for one. */
function chatter(text: string, found: Named & { readonly routeTo: readonly Team[] }): Reading {
  const known = found.cases.filter(each => each.known !== undefined);
  const hasVerb = marksIn(text).some(mark => ofTest.includes(mark.kind));
  const cases = hasVerb ? known : known.filter(each => !each.byId);
  const refs = cases.length === 0 ? [] : found.refs.filter(each => each.ref !== undefined);
  return {
    is: 'chatter',
    tcRefs: unique(cases.map(each => each.named)),
    mpanRefs: unique(refs.map(each => each.named)),
    routeTo: found.routeTo,
  };
}

/** A clause that takes an earlier word back says nothing new itself. */
function withoutTakenBack(text: string): { readonly text: string; readonly isCorrection: boolean } {
  const kept = blanked(text, /[,;(-]?\s*\b(please )?(ignore|disregard|forget|scrap)\b[^.\n]*/gi);
  return { text: kept, isCorrection: kept !== text || /^\s*correction\b/i.test(text) };
}

function teamsIn(text: string): readonly Team[] {
  const named = [...text.matchAll(/@\s?(data|defect|nft|qualification)\s?team\b/gi)].map(match =>
    (match[1] ?? '').toLowerCase(),
  );
  return unique(named.flatMap(name => teams.filter(team => team.toLowerCase() === `${name}team`)));
}

function defectOf(text: string, book: LdsoBook): DefectWords | undefined {
  const severity = /\b(?:sev(?:erity)?\s*[:#-]?\s*S?|S)([1-4])(?=P[1-4]|\b)/i.exec(text)?.[1];
  const priority = /(?:\bpri(?:o(?:rity)?)?\s*[:#-]?\s*P?|\bP|(?<=\bS[1-4])P)([1-4])\b/i.exec(text)?.[1];
  const isTestCase = (number: string) => book.testCases.some(({ id }) => id === number);
  const bugId = [...text.matchAll(/\b(?:bug|defect)\s*#?\s*(\d{3,7})\b/gi)]
    .map(match => match[1] ?? '')
    .find(number => !isTestCase(number));
  if (severity === undefined && priority === undefined && bugId === undefined) return undefined;
  return {
    ...(severity === undefined ? {} : { severity: `S${severity}` as Severity }),
    ...(priority === undefined ? {} : { priority: `P${priority}` as Priority }),
    ...(bugId === undefined ? {} : { bugId }),
  };
}
