// Parts what a message claims into its clauses, each with the references it names and what it says of them.
import type { Kind } from '../domain/kinds.ts';
import { blanked, clausesOf, type Span, sentencesOf } from './clauses.ts';
import { commandKind, statusWord } from './kind-words.ts';
import { type Mark, marksIn } from './marks.ts';
import type { Named } from './named-tests.ts';
import { asksFrom, asksOutright, governs, type Stance, stanceOf } from './stance.ts';
import { terseMark } from './terse.ts';

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
  const segments = sentencesOf(prose).flatMap((span, sentence) =>
    segmentsOf(prose, { span, sentence, named, outright, marks: marks.filter(mark => isIn(mark, span)) }),
  );
  return { segments, outright };
}

type About = {
  readonly span: Span;
  readonly sentence: number;
  readonly named: Named;
  readonly outright: readonly Mark[];
  readonly marks: readonly Mark[];
};

function segmentsOf(prose: string, about: About): readonly Segment[] {
  const { span, sentence, named } = about;
  const clauses = clausesOf(prose, span);
  const words = clauses.map(clause => prose.slice(clause.from, clause.to));
  const own = about.outright.find(mark => isIn(mark, span));
  const marks = own === undefined ? about.marks : [own];
  const ofSentence = own ?? terseIn(prose, span, marks);
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
      return [mark, stanceOf({ ...mark, clause: clauseWords, at: mark.at - clause.from })];
    });
    const terse = here.find(mark => mark === ofSentence) ?? terseIn(prose, clause, here);
    const claimed = stances.flatMap(([mark, stance]) =>
      stance === 'claimed' && (mark.by !== 'bare' || mark === terse) ? [mark] : [],
    );
    if ((place === 0 || isGoverned) && own === undefined) isGoverned = governs(clauseWords);
    const isTalk = asks || isGoverned || stances.some(([, stance]) => stance === 'talk');
    const isDenied = stances.some(([, stance]) => stance === 'denied');
    if (claimed.length === 0 && isTalk && !asks) return [];
    return [
      {
        ...clause,
        sentence,
        marks: claimed,
        cases: named.cases.filter(each => isIn(each, clause)),
        refs: named.refs.filter(each => isIn(each, clause)),
        isBare: isBare(clauseWords),
        as: claimed.length > 0 ? 'said' : asks ? 'asked' : isDenied ? 'denied' : 'said',
      },
    ];
  });
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
  /\b(?:tcs?|test ?cases?|tests?|mpans?|refs?|references?|numbers?|nos?|ids?|dummy|for|with|on|of|using|against|and|n|the|is|was|our|both|harness|ado|id|in|at|status|name)\b|[^\p{L}]/giu;

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
  const own = blanked(unquoted, /(?<![\p{L}\d])["“][^"“”\n]{3,}["”](?![\p{L}\d])/gu);
  return own.trim() === '' ? unquoted : own;
}
