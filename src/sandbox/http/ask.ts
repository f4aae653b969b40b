/** One request as the handlers see it, and what they may use to answer it. */
import type { Files } from '../files.ts';
import type { Item } from '../items/state.ts';
import type { Organisation, Person, Project, World } from '../state.ts';
import { type Answer, badRequest, list, Refused } from './answer.ts';
import { numberOf } from './read.ts';

export type ItemEvent = 'created' | 'updated' | 'deleted' | 'restored' | 'commented';

/** The sandbox behind the handlers. */
export type House = {
  readonly world: World;
  readonly files: Files;
  readonly mode: 'cloud' | 'server';
  /** Rows per page of the test plan lists. */
  readonly pageSize: number;
  readonly testFileLimitInBytes: number;
  readonly itemFileLimitInBytes: number;
  /** How long a new work item stays invisible to queries. */
  readonly wiqlLagInMs: () => number;
  readonly announce: (ask: Ask, event: ItemEvent, item: Item) => void;
};

export type Ask = {
  readonly house: House;
  readonly method: string;
  readonly organisation: Organisation;
  readonly project: Project | undefined;
  readonly params: Readonly<Record<string, string>>;
  /** Query parameters by name, in any case. */
  readonly query: (name: string) => string | undefined;
  readonly body: unknown;
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Scheme and host the client used: `http://127.0.0.1:8123`. */
  readonly origin: string;
  /** The organisation's address: `http://127.0.0.1:8123/northmoor`. */
  readonly base: string;
  readonly by: Person;
  readonly now: string;
};

export function projectOf(ask: Ask): Project {
  if (ask.project) return ask.project;
  throw badRequest('A project name is required in the address of this request.');
}

export function param(ask: Ask, name: string): string {
  return ask.params[name] ?? '';
}

/** @throws 404 for an id that is no number: no object can have it */
export function idParam(ask: Ask, name: string): number {
  const id = numberOf(ask.params[name]);
  if (id !== undefined) return id;
  throw new Refused(
    404,
    'VssResourceNotFoundException',
    `The resource '${param(ask, name)}' does not exist.`,
  );
}

export function numberQuery(ask: Ask, name: string): number | undefined {
  const value = ask.query(name);
  if (value === undefined || value === '') return undefined;
  const number = numberOf(value);
  if (number === undefined) throw badRequest(`The value '${value}' is not valid for ${name}.`);
  return number;
}

export function flagQuery(ask: Ask, name: string): boolean {
  return ask.query(name)?.toLowerCase() === 'true';
}

/** `"1,2,3"` → `[1, 2, 3]`; `undefined` where the parameter is missing or empty. */
export function idsQuery(ask: Ask, name: string): readonly number[] | undefined {
  const value = ask.query(name);
  if (value === undefined || value.trim() === '') return undefined;
  return value.split(',').map(part => {
    const id = numberOf(part);
    if (id === undefined) throw badRequest(`The value '${part}' is not valid for ${name}.`);
    return id;
  });
}

export function namesQuery(ask: Ask, name: string): readonly string[] | undefined {
  const value = ask.query(name);
  if (value === undefined || value.trim() === '') return undefined;
  return value.split(',').map(part => part.trim());
}

/** One page of a list. The token for the next page travels in a response header only. */
export function page<Row>(ask: Ask, rows: readonly Row[], shape: (row: Row) => unknown): Answer {
  const size = ask.house.pageSize;
  const from = startOf(ask.query('continuationToken'));
  const part = rows.slice(from, from + size).map(shape);
  if (from + size >= rows.length) return list(part);
  return list(part, { 'x-ms-continuationtoken': `${from + size};${size}` });
}

function startOf(token: string | undefined): number {
  if (token === undefined || token === '') return 0;
  const from = /^(\d+);\d+$/.exec(token)?.[1];
  if (from === undefined) throw badRequest('The continuation token is not valid.');
  return Number(from);
}
