// Puts together which test a message says what of: a word, a test case and an MPAN reference may stand in three places.
import type { Kind } from '../domain/kinds.ts';
import type { Item, Warning } from '../domain/reading.ts';
import type { Mark } from './marks.ts';
import type { Named } from './named-tests.ts';
import type { FoundCase, FoundRef } from './references.ts';
import type { Segment } from './segments.ts';

/** What one part of a message says of the tests it names. */
export type Group = Named & {
  readonly kind: Kind;
  /** Where its words begin and end, for the step. */
  readonly from: number;
  readonly to: number;
};

/**
 * @param segments what is claimed, in order
 * @param text of the whole message, for what stands between two words
 */
export function groupsOf(segments: readonly Segment[], text: string): readonly Group[] {
  const isHeading = isHeaded(segments);
  let groups: readonly Group[] = [];
  let waiting: readonly Segment[] = [];
  let saidAt: Mark | undefined;
  let saidIn: Segment | undefined;
  for (const segment of segments) {
    const said = newestOf(segment.marks, text);
    const current = groups.at(-1);
    const names = segment.cases.length + segment.refs.length > 0;
    if (said === undefined) {
      if (!names) continue;
      if (current !== undefined && (isHeading || lacks(current, segment) || goesOn(saidIn, segment)))
        groups = [...groups.slice(0, -1), joined(current, segment)];
      else waiting = [...waiting, segment];
      continue;
    }
    if (current !== undefined && !names && waiting.length === 0 && !isHeading) {
      const kind = saidAt === undefined ? said.kind : newest(saidAt, said, text).kind;
      groups = [...groups.slice(0, -1), { ...current, kind, to: segment.to }];
    } else {
      groups = [...groups, begun(said.kind, segment, ofLine(segment, waiting, segments))];
      waiting = [];
    }
    saidAt = said;
    saidIn = segment;
  }
  const last = groups.at(-1);
  const rest = isHeading || isListed(segments) || !waiting.some(each => each.cases.length > 0) ? waiting : [];
  const all = last === undefined ? [] : [...groups.slice(0, -1), rest.reduce(joined, last)];
  return merged(shared(all));
}

/** `Passed:` above a list: the word stands before what it is said of. */
function isHeaded(segments: readonly Segment[]): boolean {
  const first = segments.find(each => each.marks.length > 0 || each.cases.length + each.refs.length > 0);
  return first !== undefined && first.marks.length > 0 && first.cases.length + first.refs.length === 0;
}

function begun(kind: Kind, segment: Segment, before: readonly Segment[]): Group {
  const start: Group = { kind, cases: [], refs: [], from: segment.from, to: segment.to };
  return [...before, segment].reduce(joined, start);
}

/** A line that names a reference of its own takes no other from the lines above it. */
function ofLine(
  { sentence }: Segment,
  waiting: readonly Segment[],
  segments: readonly Segment[],
): readonly Segment[] {
  const here = segments.filter(each => each.sentence === sentence);
  const has = (of: 'cases' | 'refs') => here.some(each => each[of].length > 0);
  return waiting.filter(
    each =>
      each.sentence === sentence ||
      (!(has('cases') && each.cases.length > 0) && !(has('refs') && each.refs.length > 0)),
  );
}

/** `Passed: A, B` goes on behind the comma. */
function goesOn(said: Segment | undefined, segment: Segment): boolean {
  return said !== undefined && said.sentence === segment.sentence && isListed([said]);
}

/** `Passed A with R, B with S`: what follows without a word of its own is of the same list; behind `A with R passed` it is not. */
function isListed(segments: readonly Segment[]): boolean {
  const said = segments.findLast(each => each.marks.length > 0);
  const [mark] = said?.marks ?? [];
  const names = [...(said?.cases ?? []), ...(said?.refs ?? [])];
  return mark !== undefined && names.length > 0 && names.every(({ at }) => at > mark.at);
}

function lacks(group: Group, { cases, refs }: Named): boolean {
  return (group.cases.length === 0 && cases.length > 0) || (group.refs.length === 0 && refs.length > 0);
}

function joined(group: Group, { cases, refs, from, to }: Segment): Group {
  return {
    ...group,
    cases: [...group.cases, ...cases],
    refs: [...group.refs, ...refs],
    from: Math.min(group.from, from),
    to: Math.max(group.to, to),
  };
}

/** The test case goes on being meant where the next part names only another meter point. */
function shared(groups: readonly Group[]): readonly Group[] {
  return groups.map((group, place) => {
    if (group.cases.length > 0 || group.refs.length === 0) return group;
    const before = groups.slice(0, place).findLast(each => each.cases.length > 0);
    return before === undefined ? group : { ...group, cases: before.cases };
  });
}

/** Parts that say the same are one, so that `A and B passed` with two references behind is read as it was written. */
function merged(groups: readonly Group[]): readonly Group[] {
  const kinds = new Set(groups.map(({ kind }) => kind));
  const isWhole = groups.every(({ cases, refs }) => cases.length > 0 && refs.length > 0);
  if (kinds.size > 1 || isWhole) return groups;
  const [first, ...others] = groups;
  if (first === undefined) return [];
  return [
    {
      ...first,
      cases: groups.flatMap(({ cases }) => cases),
      refs: groups.flatMap(({ refs }) => refs),
      to: others.reduce((to, each) => Math.max(to, each.to), first.to),
    },
  ];
}

/** Of several words about one test the one that came last: `failed twice then passed`, `triggered and passed`. */
function newestOf(marks: readonly Mark[], text: string): Mark | undefined {
  return marks.reduce<Mark | undefined>(
    (earlier, mark) => (earlier === undefined ? mark : newest(earlier, mark, text)),
    undefined,
  );
}

const thenWord =
  /\b(?:then|finally|eventually|now|second|2nd|third|3rd|next|re-?(?:test|run|ran|try|tried|trigger)\w*)\b|\u2192|->|^\s*to\s*$/i;
const onceMore = /^\s+(?:on|after|at) (?:the |a |its )?(?:re-?\w+|second|2nd|third|3rd|next|fix\w*)\b/i;

function newest(earlier: Mark, later: Mark, text: string): Mark {
  if (earlier.kind === later.kind || earlier.kind === 'triggered') return later;
  const between = text.slice(earlier.at + earlier.length, later.at);
  const after = text.slice(later.at + later.length);
  return thenWord.test(between) || onceMore.test(after) ? later : earlier;
}

export type Pairing = { readonly items: readonly Item[]; readonly warnings: readonly Warning[] };

/** As many references as test cases that lack one, all behind them: in the order named. */
export function spread(groups: readonly Group[]): readonly Group[] {
  const cases = groups.flatMap(group => group.cases);
  const refs = groups.flatMap(group => group.refs);
  if (groups.length < 2 || groups.every(group => group.refs.length > 0) || cases.length !== refs.length)
    return groups;
  let at = 0;
  return groups.map(group => {
    const own = refs.slice(at, at + group.cases.length);
    at += group.cases.length;
    return { ...group, refs: own };
  });
}

/** One with many, many with one, or as many of each: in the order named. */
export function pair({ cases, refs }: Named): Pairing {
  const tests = cases.filter(
    (each, place) => cases.findIndex(other => other.known?.id === each.known?.id) === place,
  );
  const points = refs.filter((each, place) => refs.findIndex(other => other.named === each.named) === place);
  const own = points.flatMap(each => each.warning ?? []);
  if (tests.length <= 1 || points.length <= 1) {
    const items = (tests.length === 0 ? [undefined] : tests).flatMap(test =>
      (points.length === 0 ? [undefined] : points).map(ref => itemOf(test, ref)),
    );
    return { items, warnings: own };
  }
  const warnings = [...own, 'pairing_unclear' as const];
  return tests.length === points.length
    ? { items: tests.map((test, place) => itemOf(test, points[place])), warnings }
    : { items: tests.flatMap(test => points.map(ref => itemOf(test, ref))), warnings };
}

function itemOf(testCase: FoundCase | undefined, ref: FoundRef | undefined): Item {
  return {
    ...(testCase?.known === undefined
      ? {}
      : { testCaseId: testCase.known.id, testCaseName: testCase.known.name }),
    ...(ref?.ref === undefined ? {} : { mpanRef: ref.ref }),
  };
}
