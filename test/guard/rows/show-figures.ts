// `npm run guard:figures`: prints what the guard catches and what it wrongly stops, per kind of labelled row.
import { parseArgs } from 'node:util';
import { ownCorpora, type Row, rowsOf } from './corpus.ts';
import { type Answered, answersTo, type Count, countsOf, figuresNow } from './figures.ts';

function table(title: string, answers: readonly Answered[], columns: (count: Count) => readonly unknown[]) {
  process.stdout.write(`\n| ${title} |\n|${title.replace(/[^|]+/g, ' --- ')}|\n`);
  for (const count of countsOf(answers))
    process.stdout.write(`| ${[count.kind, count.rows, ...columns(count)].join(' | ')} |\n`);
}

const percent = (part: number, whole: number) =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { now: { type: 'string' }, wrong: { type: 'boolean', default: false } },
});
const now = values.now === undefined ? figuresNow : new Date(values.now);
const rows = (positionals.length === 0 ? ownCorpora : positionals).flatMap(rowsOf);
const judged = answersTo(
  rows.filter(row => !row.ambiguous),
  now,
);
const unsure = answersTo(
  rows.filter(row => row.ambiguous),
  now,
);
const expecting = (expect: Row['expect'], answers: readonly Answered[]) =>
  answers.filter(({ row }) => row.expect === expect);

table(
  'to be caught | rows | rejected | held | missed | caught',
  expecting('found', judged),
  ({ rows: all, reject, warn, pass }) => [reject, warn, pass, percent(reject + warn, all)],
);
table(
  'harmless | rows | rejected | held | passed | rejected wrongly | held wrongly',
  expecting('pass', judged),
  ({ rows: all, reject, warn, pass }) => [reject, warn, pass, percent(reject, all), percent(warn, all)],
);
if (unsure.length > 0)
  table('either answer is right | rows | rejected | held | passed', unsure, ({ reject, warn, pass }) => [
    reject,
    warn,
    pass,
  ]);
if (values.wrong) {
  for (const { row, decision } of judged)
    if ((row.expect === 'pass') !== (decision === 'pass'))
      process.stdout.write(`${row.id} ${row.kind} ${row.mode} ${decision}: ${JSON.stringify(row.text)}\n`);
}
