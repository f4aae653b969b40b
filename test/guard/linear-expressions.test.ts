import { readdirSync, readFileSync } from 'node:fs';
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { expect, test } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { watchExpressions } from './expressions.ts';

const now = new Date('2026-03-03T10:00:00Z');
const FOLDER = new URL('../corpora/guard/', import.meta.url);
const parser = new RegExpParser();

/** Every expression that stands in the guard's source. */
function written(): string[] {
  const folder = new URL('../../src/guard/', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .flatMap(name => readFileSync(new URL(name, folder), 'utf8').split('\n'))
    .filter(line => !/^\s*(?:\/\/|\/?\*)/.test(line))
    .flatMap(line => Array.from(line.matchAll(LITERAL), match => match[1] ?? ''));
}

const LITERAL =
  /(?:^|[=(,:!&|?[{;]|\s)\s*(\/(?![/*])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*)/g;

/** Every expression that the scan of all rows uses, built ones as well, with the length of the longest text it was given. */
function used(): ReadonlyMap<string, number> {
  const rows = readdirSync(FOLDER)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n'))
    .map(line => String(JSON.parse(line).text));
  const pages = Array.from({ length: Math.ceil(rows.length / 80) }, (_, page) =>
    rows.slice(page * 80, page * 80 + 80).join('\n'),
  );
  const one = ['0', 'a', 'A', ' ', '-', 'mpan ', 'x,', '<i>', '2 '].map(unit => unit.repeat(2_000));
  const lengths = new Map<string, number>();
  watchExpressions(
    ({ expression, text }) => {
      const name = String(expression);
      // A sticky expression looks at one place, whatever the text: it is held to be bounded like those of whole texts.
      const length = expression.sticky ? Number.POSITIVE_INFINITY : text.length;
      lengths.set(name, Math.max(length, lengths.get(name) ?? 0));
    },
    () => {
      for (const text of [...rows, ...pages, ...one]) {
        inspect(text, { mode: 'chat', now });
        inspect(text, { mode: 'file', now });
      }
    },
  );
  return lengths;
}

const ofSource = written();
const ofScan = used();

function unboundedIn(node: AST.Node): AST.Quantifier[] {
  const found: AST.Quantifier[] = [];
  visitRegExpAST(node, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max === Number.POSITIVE_INFINITY) found.push(quantifier);
    },
  });
  return found;
}

test('all expressions are seen', () => {
  expect(ofSource.length).toBeGreaterThan(150);
  expect(ofScan.size).toBeGreaterThan(150);
});

test('no expression repeats without end what repeats without end', () => {
  for (const expression of new Set([...ofSource, ...ofScan.keys()])) {
    const nested = unboundedIn(parser.parseLiteral(expression)).filter(
      outer => unboundedIn(outer.element).length > 0,
    );
    expect(nested, expression).toEqual([]);
  }
});

/** Longer pieces of a text than any rule cuts out of it. */
const PIECE = 700;

test('an expression that is given whole texts is bounded: it looks at no more than a few hundred signs from a place', () => {
  const ofWholeTexts = [...ofScan].filter(([, length]) => length > PIECE).map(([expression]) => expression);
  expect(ofWholeTexts.length).toBeGreaterThan(15);
  for (const expression of ofWholeTexts) {
    const { pattern } = parser.parseLiteral(expression);
    expect(unboundedIn(pattern), expression).toEqual([]);
    expect(longest(pattern), expression).toBeLessThan(300);
  }
});

function longest(node: AST.Node): number {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return Math.max(...node.alternatives.map(longest));
    case 'Alternative':
      return node.elements.map(longest).reduce((sum, length) => sum + length, 0);
    case 'Quantifier':
      return node.max * longest(node.element);
    case 'Assertion':
      return 0;
    default:
      return 1;
  }
}
