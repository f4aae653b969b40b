import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inspect } from '../../../src/guard/inspect.ts';
import { RULES } from '../../../src/guard/rules.ts';
import { rowsOf } from './corpus.ts';
import { figuresNow } from './figures.ts';
import { README, withPolicy } from './policy.ts';

const rows = rowsOf('test/corpora/guard/policy.jsonl');

test.each(rows.map(row => [row.id, row] as const))(
  'the policy by example: %s',
  (_, { text, mode, exactly, note }) => {
    const { decision, findings } = inspect(text, { mode, now: figuresNow });
    expect(decision, note).toBe(exactly);
    const code = /^[A-Z_]{5,}(?=:|$)/.exec(note)?.[0];
    if (code !== undefined) expect(findings.map(found => found.code)).toContain(code);
  },
);

test('every rule that a text can break has its example', () => {
  const shown = new Set(
    rows.flatMap(({ text, mode }) =>
      inspect(text, { mode, now: figuresNow }).findings.map(found => found.code),
    ),
  );
  expect(Object.keys(RULES).filter(code => !shown.has(code as keyof typeof RULES))).toEqual(['UNSCANNABLE']);
});

test('the table in the README is that of the rules: npm run guard:policy writes it', () => {
  const readme = readFileSync(README, 'utf8');
  expect(withPolicy(readme)).toBe(readme);
});
