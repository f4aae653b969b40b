// Counts, per kind of labelled row, what the guard caught and what it wrongly stopped.
import { inspect, type Verdict } from '../../../src/guard/inspect.ts';
import type { Row } from './corpus.ts';

/** The moment of all figures, so that they can be compared. */
export const figuresNow = new Date('2026-03-12T12:00:00Z');

export type Answered = { readonly row: Row; readonly decision: Verdict['decision'] };
export type Count = {
  readonly kind: string;
  readonly rows: number;
  readonly reject: number;
  readonly warn: number;
  readonly pass: number;
};

export function answersTo(rows: readonly Row[], now: Date): readonly Answered[] {
  return rows.map(row => ({ row, decision: inspect(row.text, { mode: row.mode, now }).decision }));
}

/** One count a kind, in the order of their names, and the sum of all at the end. */
export function countsOf(answers: readonly Answered[]): readonly Count[] {
  const kinds = [...new Set(answers.map(({ row }) => row.kind))].sort();
  return [
    ...kinds.map(kind =>
      counted(
        kind,
        answers.filter(({ row }) => row.kind === kind),
      ),
    ),
    counted('all', answers),
  ];
}

export function counted(kind: string, answers: readonly Answered[]): Count {
  const of = (decision: Verdict['decision']) => answers.filter(each => each.decision === decision).length;
  return { kind, rows: answers.length, reject: of('reject'), warn: of('warn'), pass: of('pass') };
}
