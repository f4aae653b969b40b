// Reads what a message says: which kind, of which tests, or that it is talk.
import {
  type DefectWords,
  type Kind,
  type Priority,
  type Severity,
  type Group as Team,
  groups as teams,
} from '../domain/kinds.ts';
import type { LdsoBook } from '../domain/plan.ts';
import type { Item, Reading } from '../domain/reading.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { blanked } from './clauses.ts';
import { type Group, groupsOf, pair, spread } from './items.ts';
import { type Mark, marksIn } from './marks.ts';
import { type Named, referencesIn, stepIn, unique, withItemLinks } from './named-tests.ts';
import { correctedLines, problemsOf } from './problems.ts';
import { type Claims, claimsOf, type Segment, withoutQuotes } from './segments.ts';
import { openers } from './stance.ts';

export function read(text: CleanText, book: LdsoBook): Reading {
  const whole = text.slice(0, 28_000);
  const taken = withoutTakenBack(whole);
  const words = withItemLinks(blanked(withoutQuotes(taken.text), openers));
  const named = spokenOfIn(words, referencesIn(words, book));
  const routeTo = teamsIn(whole);
  const claims = claimsOf(words, named);
  const said = whatIsSaid(claims, words);
  if (said === undefined) return chatter(whole, { ...referencesIn(whole, book), routeTo });
  const { kind, segments } = said;
  const about = withUnknownCase(spread(said.groups), { segments, words });
  const asked = about.map(group => ({
    ...group,
    verb: verbs[group.kind],
    needs: book.needs[group.kind] ?? ('both' as const),
  }));
  const problems = problemsOf(asked, book);
  const pairs = about.map(group => ({
    group,
    ...pair(group),
    step: stepIn(words.slice(group.from, group.to)),
  }));
  const isOne = about.length === 1;
  const kept = segments.map(({ from, to }) => words.slice(from, to)).join('\n');
  const saying = segments.filter(each => each.marks.some(mark => mark.kind === kind));
  const step = stepIn(saying.map(({ from, to }) => words.slice(from, to)).join('\n')) ?? stepIn(kept);
  const defect = defectOf(whole, book);
  const items = pairs.flatMap(each => each.items.map(item => (isOne ? item : withOwn(item, each))));
  const isRetest = /\bre-?test(ed|ing)?\b/i.test(kept);
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

type Said = { readonly kind: Kind; readonly groups: readonly Group[]; readonly segments: readonly Segment[] };

/** Results of tests; the other kinds are said beside them. */
const ofTest: readonly Kind[] = ['triggered', 'passed', 'failed', 'blocked', 'withdrawn'];

function whatIsSaid({ segments: every, outright }: Claims, text: string): Said | undefined {
  const all = spokenOf(every);
  const isWhole = all.some(each => each.cases.length > 0) && all.some(each => each.refs.length > 0);
  const isNamed = all.some(each => each.cases.length + each.refs.length > 0);
  const segments = all.map(segment => ({
    ...segment,
    marks: segment.marks.filter(mark => isWhole || mark.needsBoth !== true),
  }));
  const marks = segments.flatMap(segment => segment.marks);
  const remark = remarkOf(marks) ?? askedOfDataTeam(marks, segments, text);
  const results = marks.filter(mark => ofTest.includes(mark.kind));
  const first = outright[0]?.kind ?? remark ?? results[0]?.kind;
  if (first === undefined || (outright.length === 0 && remark === undefined && !isNamed)) return undefined;
  const isResult = ofTest.includes(first);
  const used = isResult || results.some(isFinal) ? claimed(segments) : segments;
  const groups = groupsOf(
    only(used, mark => ofTest.includes(mark.kind)),
    text,
  );
  if (isResult) {
    const own = groups.length > 0 ? groups : [everything(first, used)];
    return { kind: outright[0]?.kind ?? own[0]?.kind ?? first, groups: own, segments: used };
  }
  const beside = results.some(isFinal)
    ? groups.filter(group => group.cases.length + group.refs.length > 0)
    : [];
  // A query may name the test in the very question.
  const spoken = first === 'data_query' ? every.filter(each => each.as !== 'denied') : segments;
  return { kind: first, groups: [...beside, ofRemark(first, spoken, beside)], segments };
}

/** What is denied names the test only where nothing else does: `40662 did not pass, failed at step 2`. */
function spokenOf(segments: readonly Segment[]): readonly Segment[] {
  const said = segments.filter(each => each.as === 'said');
  const isNamed = said.some(each => each.cases.length + each.refs.length > 0);
  return isNamed ? said : segments.filter(each => each.as !== 'asked');
}

/** `blocked` only says again what an outage says. */
function isFinal({ kind }: Mark): boolean {
  return kind === 'triggered' || kind === 'passed' || kind === 'failed';
}

/** The more particular before the plainer. That a place is down is a cause, where a result is said with it. */
function remarkOf(marks: readonly Mark[]): Kind | undefined {
  const remarks: readonly Kind[] = [
    'env_restored',
    'blocking_defect',
    'env_downtime',
    'data_query',
    'defect_raised',
  ];
  const isCause = (mark: Mark) => mark.kind === 'env_downtime' && mark.by === 'word' && marks.some(isFinal);
  return remarks.find(kind => marks.some(mark => mark.kind === kind && !isCause(mark)));
}

function askedOfDataTeam(
  marks: readonly Mark[],
  segments: readonly Segment[],
  text: string,
): Kind | undefined {
  if (marks.length > 0 || !/@data\s?team\b/i.test(text)) return undefined;
  if (!segments.some(each => each.cases.length + each.refs.length > 0)) return undefined;
  return /\b(needs?|missing|wrong|no|not|which|can you|please)\b/i.test(text) ? 'data_query' : undefined;
}

/** Once a result and both references are said, what else is mentioned is not spoken of. */
function claimed(segments: readonly Segment[]): readonly Segment[] {
  const plain = segments.filter(each => each.marks.length > 0 || each.isBare);
  const has = (of: 'cases' | 'refs') => plain.some(each => each[of].length > 0);
  // What is missing is taken from elsewhere only where no other test is spoken of.
  const lends = (each: Segment) =>
    !(has('cases') && each.cases.length > 0) && !(has('refs') && each.refs.length > 0);
  return has('cases') && has('refs') ? plain : segments.filter(each => plain.includes(each) || lends(each));
}

function only(segments: readonly Segment[], isWanted: (mark: Mark) => boolean): readonly Segment[] {
  return segments.map(segment => ({ ...segment, marks: segment.marks.filter(isWanted) }));
}

function everything(kind: Kind, segments: readonly Segment[]): Group {
  return {
    kind,
    cases: segments.flatMap(each => each.cases),
    refs: segments.flatMap(each => each.refs),
    from: Math.min(...segments.map(each => each.from)),
    to: Math.max(...segments.map(each => each.to)),
  };
}

/** A defect beside a failed test is that test's. */
function ofRemark(kind: Kind, segments: readonly Segment[], beside: readonly Group[]): Group {
  const own = segments.filter(each => each.marks.some(mark => mark.kind === kind));
  const isOwn = own.some(each => each.cases.length > 0) && own.some(each => each.refs.length > 0);
  if (isOwn) return everything(kind, own);
  const failed = beside.filter(group => group.kind === 'failed');
  const [only, ...others] = failed.length > 0 ? failed : beside;
  return only === undefined || others.length > 0 ? everything(kind, segments) : { ...only, kind };
}

/** A number as long as those of the plan, where no test case is named, is one that the plan does not have. */
function withUnknownCase(
  groups: readonly Group[],
  about: { readonly segments: readonly Segment[]; readonly words: string },
): readonly Group[] {
  const { segments, words } = about;
  const [only, ...others] = groups;
  if (only === undefined || others.length > 0 || only.cases.length > 0) return groups;
  const numbers = segments.flatMap(({ from, to }) =>
    [
      ...words
        .slice(from, to)
        .matchAll(/(?<![\w.:/#-]|(?:bug|run|rfc|step|defect) )\d{4,7}(?![\w-]|[.,:]\d)/gi),
    ].map(({ 0: named, index }) => ({ at: from + index, length: named.length, named, byId: true })),
  );
  const [found, ...more] = numbers.filter(({ named }) => !/^20[23]\d$/.test(named));
  return found === undefined || more.length > 0 ? groups : [{ ...only, cases: [found] }];
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
