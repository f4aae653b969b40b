/** Finds the handler for a request by its address, in any case, as Azure DevOps does. */
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';

export type Route = {
  readonly method: string;
  /** What follows `_apis/`, with `{names}` for the parts that vary: `test/runs/{runId}`. */
  readonly path: string;
  /** `either` routes also work without a project in the address. */
  readonly scope: 'organisation' | 'project' | 'either';
  /** Preview resources refuse a version without `-preview`. */
  readonly preview?: true;
  readonly answer: (ask: Ask) => Answer;
};

export type Address = {
  /** `results` is the second base address, on which the cloud serves test results. */
  readonly home: 'main' | 'results';
  readonly organisation: string;
  /** Project, or project and team; empty for the organisation itself. */
  readonly scope: readonly string[];
  /** The parts after `_apis`; `undefined` for an address without it. */
  readonly rest: readonly string[] | undefined;
};

export const resultsHome = '_vstmr';

/** @returns `undefined` for an address that names no organisation or cannot be decoded */
export function addressOf(pathname: string): Address | undefined {
  const parts = decoded(pathname);
  if (!parts) return undefined;
  const home = parts[0]?.toLowerCase() === resultsHome ? 'results' : 'main';
  const [organisation, ...after] = home === 'results' ? parts.slice(1) : parts;
  if (organisation === undefined) return undefined;
  const at = after.findIndex(part => part.toLowerCase() === '_apis');
  if (at < 0) return { home, organisation, scope: after, rest: undefined };
  return { home, organisation, scope: after.slice(0, at), rest: after.slice(at + 1) };
}

function decoded(pathname: string): readonly string[] | undefined {
  try {
    // Empty parts come from doubled slashes, which Azure DevOps forgives.
    return pathname
      .split('/')
      .filter(part => part !== '')
      .map(part => decodeURIComponent(part));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

export type Match = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** The first route that fits wins, so the more exact one stands earlier in the table. */
export function match(routes: readonly Route[], method: string, address: Address): Match | undefined {
  const rest = address.rest;
  if (!rest) return undefined;
  for (const route of routes) {
    if (route.method !== method || !fitsScope(route, address)) continue;
    const params = paramsOf(route.path, rest);
    if (params) return { route, params };
  }
  return undefined;
}

function fitsScope(route: Route, address: Address): boolean {
  if (route.scope === 'organisation') return address.scope.length === 0;
  return route.scope === 'either' || address.scope.length > 0;
}

function paramsOf(path: string, parts: readonly string[]): Record<string, string> | undefined {
  const wanted = path.split('/');
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = parts[index] ?? '';
    const [, before, name] = /^([^{]*)\{(\w+)\}$/.exec(want) ?? [];
    if (name === undefined || before === undefined) {
      if (want.toLowerCase() !== part.toLowerCase()) return undefined;
    } else {
      if (!part.startsWith(before) || part.length === before.length) return undefined;
      params[name] = part.slice(before.length);
    }
  }
  return params;
}
