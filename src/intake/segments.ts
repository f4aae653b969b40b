// Parts what a message claims into its clauses, each with the references it names and what it says of them.
import type { Kind } from '../domain/kinds.ts';
import { blanked, clausesOf, type Span, sentencesOf } from './clauses.ts';
import { commandKind, statusWord } from './kind-words.ts';
import { type Mark, marksIn } from './marks.ts';
import type { Named } from './named-tests.ts';
import { asksFrom, asksOutright } from './questions.ts';
import { governs, type Stance, stanceOf } from './stance.ts';
import { terseMark, terseMessage } from './terse.ts';

export type Segment = Span &
  Named & {
    /** Which line or sentence it stands in, counted from 0. */
    readonly sentence: number;
    /** What it claims. */
    readonly marks: readonly Mark[];
    /** It is nothing but references and small words between them. */
    readonly isBare: boolean;
    /** `denied`: it says only what did not happen. `asked`: it is a question. */
    readonly as: 'said' | 'denied' | 'asked';
  };

export type Claims = {
  readonly segments: readonly Segment[];
  /** What a slash or a label says outright. */
  readonly outright: readonly Mark[];
};

/** @param text of the whole message; what is found in it keeps its place */
export function claimsOf(text: string, named: Named): Claims {
  const prose = withSigns(text, named);
  const outright = outrightIn(prose);
  const marks = marksIn(prose);
  const isTerse = outright.length === 0 && marks.every(mark => mark.by === 'bare');
  const terse = isTerse ? terseMessage(prose, marks) : undefined;
  const segments = sentencesOf(prose).flatMap((span, sentence) => {
    const here = marks.filter(mark => isIn(mark, span));
    return segmentsOf(prose, { span, sentence, named, outright, marks: here, terse });
  });
  return { segments, outright };
}

type About = {
  readonly span: Span;
  readonly sentence: number;
  readonly named: Named;
  readonly outright: readonly Mark[];
  readonly marks: readonly Mark[];
  /** The word that counts, where the whole message is nothing but a terse note. */
  readonly terse: Mark | undefined;
};

function segmentsOf(prose: string, about: About): readonly Segment[] {
  const { span, sentence, named } = about;
  const clauses = clausesOf(prose, span).flatMap(clause => cutByTests(prose, clause, about));
  const words = clauses.map(clause => prose.slice(clause.from, clause.to));
  const own = about.outright.find(mark => isIn(mark, span));
  const isHeadings = /\|.*\|/.test(prose.slice(span.from, span.to)) && !words.join().includes('§');
  const marks = own !== undefined ? [own] : isHeadings ? [] : about.marks;
  const ofSentence = own ?? about.terse ?? terseIn(prose, span, marks);
  const questionAt = own === undefined ? (asksFrom(words) ?? clauses.length) : clauses.length;
  const mayAsk = asksOutright(words[0] ?? '') ? ['data_query'] : ['data_query', 'env_downtime'];
  let isGoverned = false;
  return clauses.flatMap((clause, place): readonly Segment[] => {
    const clauseWords = words[place] ?? '';
    const here = marks.filter(mark => isIn(mark, clause));
    const asks = place >= questionAt;
    const stances = here.map((mark): readonly [Mark, Stance] => {
      if (mark === own) return [mark, 'claimed'];
      // A query is a question by its nature, and so is `UIT down??`; any other question tells of nothing.
      if (isGoverned || (asks && !mayAsk.includes(mark.kind))) return [mark, 'talk'];
      const { heardFrom } = clause;
      const heard = prose.slice(heardFrom, clause.to);
      return [mark, stanceOf({ ...mark, clause: heard, at: mark.at - heardFrom })];
    });
    const terse = here.find(mark => mark === ofSentence) ?? terseIn(prose, clause, here);
    const claimed = stances.flatMap(([mark, stance]) =>
      stance === 'claimed' && (mark.by !== 'bare' || mark === terse) ? [mark] : [],
    );
    if ((place === 0 || isGoverned) && own === undefined) isGoverned = governs(clauseWords);
    // `should have failed but passed`: the test is named where it is only talked about.
    const isContrasted = !isGoverned && /^\s*(?:but|however|though|yet)\b/i.test(words[place + 1] ?? '');
    const as = asWhat(stances, { asks, isGoverned, isContrasted, isClaimed: claimed.length > 0 });
    if (as === undefined) return [];
    return [
      {
        from: clause.from,
        to: clause.to,
        sentence,
        marks: claimed,
        cases: named.cases.filter(each => isIn(each, clause)),
        refs: named.refs.filter(each => isIn(each, clause)),
        isBare: isBare(clauseWords),
        as,
      },
    ];
  });
}

type Known = Readonly<Record<'asks' | 'isGoverned' | 'isContrasted' | 'isClaimed', boolean>>;

/** @returns undefined where a clause only talks: what it names is not spoken of */
function asWhat(stances: readonly (readonly [Mark, Stance])[], known: Known): Segment['as'] | undefined {
  const { asks, isGoverned, isContrasted, isClaimed } = known;
  const has = (of: Stance) => stances.some(([, stance]) => stance === of);
  if (isClaimed) return 'said';
  if (asks) return 'asked';
  if (isGoverned) return undefined;
  if (has('talk')) return isContrasted ? 'denied' : undefined;
  return has('denied') ? 'denied' : 'said';
}

type Clause = Span & {
  /** Where what governs its words begins: `hope A and B passed` hopes for both. */
  readonly heardFrom: number;
};

const conjunction = /\s(?:and|n|&|\+)\s/i;

/** `A with R passed and B with S failed`: each test has a part of its own. */
function cutByTests(prose: string, clause: Span, { named, marks }: About): readonly Clause[] {
  const starts = laterTests(clause, named);
  const head = prose.slice(clause.from, starts[0]?.from ?? clause.to);
  const isMarkFirst = marks.some(
    mark => mark.at >= clause.from && mark.at < clause.from + head.search(/§|$/),
  );
  const cuts = starts.map(({ from, after }) => {
    const between = conjunction.exec(prose.slice(after, from));
    return between === null ? (isMarkFirst ? after : from) : after + between.index + between[0].length;
  });
  const bounds = [clause.from, ...cuts, clause.to];
  return bounds.slice(0, -1).map((from, place) => {
    const isOwn = marks.some(mark => mark.at >= clause.from && mark.at < from);
    return { from, to: bounds[place + 1] ?? clause.to, heardFrom: isOwn ? from : clause.from };
  });
}

/** Where a second test with both of its references begins, a third and so on, and where the one before it ends. */
function laterTests(clause: Span, { cases, refs }: Named) {
  const found = [
    ...cases.map(({ at, length }) => ({ at, length, isCase: true })),
    ...refs.map(({ at, length }) => ({ at, length, isCase: false })),
  ]
    .filter(each => isIn(each, clause))
    .sort((a, b) => a.at - b.at);
  const starts: { readonly from: number; readonly after: number }[] = [];
  const first = found[0]?.isCase;
  let isBoth = false;
  let end = clause.from;
  for (const each of found) {
    if (isBoth && each.isCase === first) {
      starts.push({ from: each.at, after: end });
      isBoth = false;
    }
    isBoth ||= each.isCase !== first;
    end = each.at + each.length;
  }
  // A last part with only one of the two is a list that goes on.
  return isBoth ? starts : starts.slice(0, -1);
}

/** A terse note says one thing: where a verb or a turn of phrase is said, it is none. */
function terseIn(prose: string, { from, to }: Span, marks: readonly Mark[]): Mark | undefined {
  if (marks.some(mark => mark.by !== 'bare')) return undefined;
  const bare = marks.map(mark => ({ ...mark, at: mark.at - from }));
  const found = terseMark(prose.slice(from, to), bare);
  return marks.find(mark => mark.at - from === found?.at);
}

function isIn({ at }: { readonly at: number }, { from, to }: Span): boolean {
  return at >= from && at < to;
}

/** References read as one sign each: a name such as `FM_TS_1` holds no words. */
function withSigns(text: string, { cases, refs }: Named): string {
  const letters = text.split('');
  for (const { at, length } of [...cases, ...refs]) letters.fill('§', at, at + length);
  return letters.join('');
}

const glue =
  /\b(?:tcs?|test ?cases?|tests?|mpans?|refs?|references?|numbers?|nos?|ids?|dummy|for|with|on|of|using|against|and|n|the|is|was|our|both|harness|ado|id|in|at|status|name|ste?ps? \d+)\b|[^\p{L}]/giu;

function isBare(clause: string): boolean {
  return clause.replace(glue, '') === '';
}

/** A command counts where it is given, not where somebody explains it. */
function outrightIn(prose: string): readonly Mark[] {
  const commands = [
    ...prose.matchAll(/(?:(?<=^|\n)[^\S\n]*[/!]\s?|(?<=\s)[/!])([a-z][a-z-]{2,})\b(?!\s*<)/gi),
  ].flatMap(match => {
    const kind = commandKind(match[1] ?? '');
    const line = prose.slice(prose.lastIndexOf('\n', match.index) + 1, match.index);
    const at = match.index + match[0].length - (match[1] ?? '').length;
    const length = (match[1] ?? '').length;
    if (
      kind === undefined ||
      stanceOf({ clause: line, at: line.length, length: 0, kind, by: 'word' }) !== 'claimed'
    )
      return [];
    return [{ at, length, kind, by: 'word' as const }];
  });
  return commands.length > 0 ? commands : labelsIn(prose);
}

const label =
  /(?<=^|\n)\s*(?:(?:notification|test|message) )?(?:kind|type|status|outcome|result|notification|event)(?:\s*[:=]|\s+[-\u2013])\s*(?=\S)/gi;

function labelsIn(prose: string): readonly Mark[] {
  return [...prose.matchAll(label)].flatMap(match => {
    const at = match.index + match[0].length;
    const value = /^[^\n]*/.exec(prose.slice(at))?.[0] ?? '';
    const word = /^[a-z-]+/i.exec(value)?.[0] ?? '';
    const kind: Kind | undefined = labelKind(value, word);
    return kind === undefined ? [] : [{ at, length: word.length, kind, by: 'word' as const }];
  });
}

function labelKind(value: string, word: string): Kind | undefined {
  const said = marksIn(value).find(
    mark => mark.by !== 'bare' && stanceOf({ clause: value, ...mark }) === 'claimed',
  );
  if (said?.at === 0 || said?.by === 'phrase') return said.kind;
  return commandKind(word) ?? statusWord(word) ?? said?.kind;
}

/** Lines and words that somebody else wrote: quoted, or between quotation marks in a sentence of one's own. */
export function withoutQuotes(text: string): string {
  const unquoted = blanked(text, /^\s*>[^\n]*/gm);
  // A single word behind a colon is a label's value, however it is marked.
  const own = unquoted.replace(
    /(?<![\p{L}\d])(?:["“][^"“”\n]{3,}["”]|['‘][^'’\n]{3,}['’])(?![\p{L}\d])/gu,
    (quote, at: number) =>
      !/\s/.test(quote) && /:\s?$/.test(unquoted.slice(Math.max(0, at - 2), at))
        ? quote
        : ' '.repeat(quote.length),
  );
  return own.trim() === '' ? unquoted : own;
}
