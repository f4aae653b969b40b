/** Reads the work item query language into a tree; says in its error what it does not understand. */
import { Refused } from '../http/answer.ts';

export type Operand =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  /** `@project`, `@me`, `@today` with days to add. */
  | { readonly kind: 'macro'; readonly name: string; readonly days: number }
  | { readonly kind: 'field'; readonly field: string };
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'compare';
      readonly field: string;
      /** Upper case, single spaces: `=`, `NOT IN`, `CONTAINS`. */
      readonly operator: string;
      readonly operands: readonly Operand[];
    };
export type Query = {
  readonly columns: readonly string[];
  readonly where: Condition | undefined;
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
};

type Token = {
  readonly kind: 'field' | 'text' | 'number' | 'macro' | 'word' | 'sign';
  readonly text: string;
};

const tokenPattern =
  /\s+|(\[[^\]]+\])|('(?:[^']|'')*'|"(?:[^"]|"")*")|(-?\d+(?:\.\d+)?(?![\w.]))|(@\w+)|([A-Za-z_][\w.]*)|(<>|<=|>=|[=<>(),*+-])/gy;
const kinds = ['field', 'text', 'number', 'macro', 'word', 'sign'] as const;

export function syntaxError(message: string): Refused {
  return new Refused(400, 'SyntaxErrorException', `TF51006: ${message}`);
}

function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const found of query.matchAll(tokenPattern)) {
    end = found.index + found[0].length;
    const group = found.slice(1).findIndex(part => part !== undefined);
    const kind = kinds[group];
    if (kind) tokens.push({ kind, text: plain(kind, found[0]) });
  }
  if (end < query.trimEnd().length) throw syntaxError(`The query cannot be read at character ${end + 1}.`);
  return tokens;
}

function plain(kind: Token['kind'], text: string): string {
  if (kind === 'field') return text.slice(1, -1).trim();
  if (kind !== 'text') return text;
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** A place in the row of tokens that moves on as the parts of a query are read. */
type Reader = { readonly tokens: readonly Token[]; at: number };

function peekWord(reader: Reader, word: string, ahead = 0): boolean {
  const token = reader.tokens[reader.at + ahead];
  return (
    token !== undefined &&
    (token.kind === 'word' || token.kind === 'sign') &&
    token.text.toUpperCase() === word
  );
}

function take(reader: Reader, word: string): boolean {
  if (!peekWord(reader, word)) return false;
  reader.at += 1;
  return true;
}

function expect(reader: Reader, word: string): void {
  if (!take(reader, word)) throw syntaxError(`Expecting ${word}. ${near(reader)}`);
}

function near({ tokens, at }: Reader): string {
  const token = tokens[at];
  return token ? `The error is caused by «${token.text}».` : 'The query ends too early.';
}

function field(reader: Reader): string {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'field' && token?.kind !== 'word')
    throw syntaxError(`Expecting a field name. ${near(reader)}`);
  reader.at += 1;
  return token.text;
}

/** @throws 400 for what is no query, and for query forms that the sandbox does not have (links, ASOF) */
export function parseWiql(query: string): Query {
  const reader: Reader = { tokens: tokensOf(query), at: 0 };
  expect(reader, 'SELECT');
  const columns = [field(reader)];
  while (take(reader, ',')) columns.push(field(reader));
  expect(reader, 'FROM');
  if (peekWord(reader, 'WORKITEMLINKS'))
    throw syntaxError('The sandbox does not query links: use FROM WorkItems.');
  expect(reader, 'WORKITEMS');
  const where = take(reader, 'WHERE') ? orPart(reader) : undefined;
  const orderBy = take(reader, 'ORDER') ? order(reader) : [];
  if (peekWord(reader, 'ASOF')) throw syntaxError('The sandbox does not query the past: leave ASOF out.');
  if (reader.at < reader.tokens.length) throw syntaxError(`Expecting end of query. ${near(reader)}`);
  return { columns, where, orderBy };
}

function order(reader: Reader): Query['orderBy'] {
  expect(reader, 'BY');
  const rows: { field: string; descending: boolean }[] = [];
  do {
    const name = field(reader);
    const descending = take(reader, 'DESC');
    if (!descending) take(reader, 'ASC');
    rows.push({ field: name, descending });
  } while (take(reader, ','));
  return rows;
}

function orPart(reader: Reader): Condition {
  const parts = [andPart(reader)];
  while (take(reader, 'OR')) parts.push(andPart(reader));
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'or', parts };
}

function andPart(reader: Reader): Condition {
  const parts = [onePart(reader)];
  while (take(reader, 'AND')) parts.push(onePart(reader));
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'and', parts };
}

function onePart(reader: Reader): Condition {
  if (take(reader, 'NOT')) return { kind: 'not', part: onePart(reader) };
  if (take(reader, '(')) {
    const inner = orPart(reader);
    expect(reader, ')');
    return inner;
  }
  const name = field(reader);
  const operator = operatorOf(reader);
  if (operator.endsWith('IN'))
    return { kind: 'compare', field: name, operator, operands: operandList(reader) };
  if (operator.startsWith('IS')) return { kind: 'compare', field: name, operator, operands: [] };
  return { kind: 'compare', field: name, operator, operands: [operand(reader)] };
}

// Longer ones first: each is tried as it stands here.
const operators: readonly (readonly string[])[] = [
  ['NOT', 'CONTAINS', 'WORDS'],
  ['CONTAINS', 'WORDS'],
  ['NOT', 'CONTAINS'],
  ['IS', 'NOT', 'EMPTY'],
  ['IS', 'EMPTY'],
  ['NOT', 'UNDER'],
  ['NOT', 'IN'],
  ['WAS', 'EVER'],
  ['NOT', 'EVER'],
  ['CONTAINS'],
  ['UNDER'],
  ['EVER'],
  ['IN'],
  ['='],
  ['<>'],
  ['<='],
  ['>='],
  ['<'],
  ['>'],
];

function operatorOf(reader: Reader): string {
  const found = operators.find(words => words.every((word, ahead) => peekWord(reader, word, ahead)));
  if (!found) throw syntaxError(`Expecting an operator. ${near(reader)}`);
  reader.at += found.length;
  return found.join(' ');
}

function operandList(reader: Reader): readonly Operand[] {
  expect(reader, '(');
  const operands = [operand(reader)];
  while (take(reader, ',')) operands.push(operand(reader));
  expect(reader, ')');
  return operands;
}

function operand(reader: Reader): Operand {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  switch (token?.kind) {
    case 'text':
      return { kind: 'text', text: token.text };
    case 'number':
      return { kind: 'number', number: Number(token.text) };
    case 'field':
      return { kind: 'field', field: token.text };
    case 'macro':
      return { kind: 'macro', name: token.text.slice(1).toLowerCase(), days: daysAfter(reader) };
    case 'word':
      return { kind: 'text', text: token.text };
    default:
      reader.at -= 1;
      throw syntaxError(`Expecting a value. ${near(reader)}`);
  }
}

/** `@today - 7` and `@today -7` both mean a week ago. */
function daysAfter(reader: Reader): number {
  const token = reader.tokens[reader.at];
  if (token?.kind === 'number' && token.text.startsWith('-')) {
    reader.at += 1;
    return Number(token.text);
  }
  if (!peekWord(reader, '-') && !peekWord(reader, '+')) return 0;
  const sign = token?.text === '-' ? -1 : 1;
  const days = reader.tokens[reader.at + 1];
  if (days?.kind !== 'number') throw syntaxError(`Expecting a number of days. ${near(reader)}`);
  reader.at += 2;
  return sign * Number(days.text);
}
