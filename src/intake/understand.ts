// Understands what the claims of a message come to: one kind, and of which tests.
import type { Kind } from '../domain/kinds.ts';
import { type Group, groupsOf } from './items.ts';
import type { Mark } from './marks.ts';
import type { Claims, Segment } from './segments.ts';

export type Said = {
  readonly kind: Kind;
  readonly groups: readonly Group[];
  readonly segments: readonly Segment[];
};

/** Results of tests; the other kinds are said beside them. */
export const ofTest: readonly Kind[] = ['triggered', 'passed', 'failed', 'blocked', 'withdrawn'];

export function whatIsSaid({ segments: every, outright }: Claims, text: string): Said | undefined {
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
export function withUnknownCase(
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
