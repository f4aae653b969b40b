import { expect, test } from 'vitest';
import { ownCorpora, rowsOf } from './corpus.ts';
import { type Answered, answersTo, counted, figuresNow } from './figures.ts';

const answers = answersTo(
  ownCorpora.flatMap(rowsOf).filter(row => !row.ambiguous),
  figuresNow,
);
const isSensitive = ({ row }: Answered) => row.expect === 'found';
const isHarmless = ({ row }: Answered) => row.expect === 'pass';
const kinds = [...new Set(answers.filter(isSensitive).map(({ row }) => row.kind))];

function caught(some: readonly Answered[]): number {
  const { rows, reject, warn } = counted('', some);
  return (reject + warn) / rows;
}

test('of all raw MPANs, however written, 199 in 200 are caught', () => {
  expect(
    caught(answers.filter(each => isSensitive(each) && each.row.kind.startsWith('mpan'))),
  ).toBeGreaterThanOrEqual(0.995);
});

test.each(kinds)('of the rows with %s, 9 in 10 are caught', kind => {
  expect(caught(answers.filter(each => isSensitive(each) && each.row.kind === kind))).toBeGreaterThanOrEqual(
    0.9,
  );
});

test('of all that is personal, 97 in 100 are caught', () => {
  expect(caught(answers.filter(isSensitive))).toBeGreaterThanOrEqual(0.97);
});

test('of what is harmless, 1 in 200 at most is rejected and 1 in 50 held', () => {
  const { rows, reject, warn } = counted('', answers.filter(isHarmless));
  expect(reject / rows).toBeLessThanOrEqual(0.005);
  expect(warn / rows).toBeLessThanOrEqual(0.02);
});

test('of harmless payloads, logs and sheets, 1 in 1000 at most is rejected', () => {
  const { rows, reject } = counted(
    '',
    answers.filter(each => isHarmless(each) && each.row.mode === 'file'),
  );
  expect(reject / rows).toBeLessThanOrEqual(0.001);
});
