/** From a request to its answer: organisation, sign-in, version, project, endpoint. */

import { findProject, options } from '../discovery/discovery.ts';
import { checkRight } from '../discovery/rights.ts';
import { routesFor } from '../routes.ts';
import type { Seed } from '../seed.ts';
import { type Answer, badRequest, Refused, refused, text } from './answer.ts';
import type { Ask, House } from './ask.ts';
import { type Address, addressOf, match } from './router.ts';
import { versionOf } from './version.ts';
import { whoAsks } from './who.ts';

/** A request as it came over the wire, read to its end. */
export type Call = {
  readonly method: string;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
  readonly bytes: Buffer;
  readonly now: Date;
};

export type Handled = {
  readonly answer: Answer;
  /** Echoed in the content type; '' for none. */
  readonly version: string;
  /** The endpoint that answered; `undefined` when there is none for the address. */
  readonly route: string | undefined;
};

export function handle(house: House, tokens: Seed['tokens'], call: Call): Handled {
  const address = addressOf(call.url.pathname);
  const organisation = house.world.organisations.find(
    one => one.name.toLowerCase() === address?.organisation.toLowerCase(),
  );
  if (!address?.rest || !organisation) return noEndpoint(call);
  if (call.method === 'OPTIONS') {
    const area = address.rest[0];
    const answer = options(house.mode, address.home, area);
    return { answer, version: '', route: `OPTIONS ${area ?? ''}`.trim() };
  }
  const by = whoAsks(tokens, organisation, call.header('authorization'));
  if (!by) return { answer: notSignedIn(), version: '', route: `${call.method} (not signed in)` };
  const found = match(routesFor(house.mode, address.home), call.method, address);
  if (!found) return noEndpoint(call);
  const { route, params } = found;
  const name = `${route.method} ${route.path}`;
  const query = queryOf(call.url);
  let version = '';
  try {
    const accept = call.header('accept') ?? '';
    version = versionOf({ method: call.method, accept, query: query('api-version') }, route);
    const contentType = call.header('content-type') ?? '';
    const ask: Ask = {
      house,
      method: call.method,
      organisation,
      project: projectIn(address, organisation),
      params,
      query,
      body: bodyOf(call.bytes, contentType),
      bytes: call.bytes,
      contentType,
      origin: call.url.origin,
      base: `${call.url.origin}/${organisation.name}`,
      by,
      now: call.now.toISOString(),
    };
    checkRight(by, route);
    return { answer: route.answer(ask), version, route: name };
  } catch (error) {
    if (error instanceof Refused) return { answer: refused(error), version, route: name };
    throw error;
  }
}

function projectIn({ scope }: Address, organisation: Ask['organisation']) {
  const [name] = scope;
  return name === undefined ? undefined : findProject(organisation, name);
}

function noEndpoint({ url }: Call): Handled {
  const words = `The controller for path '${url.pathname}' was not found or does not implement IController.`;
  return { answer: text(404, words), version: '', route: undefined };
}

function notSignedIn(): Answer {
  const message = 'TF400813: The user is not authorized to access this resource.';
  const answer = refused(new Refused(401, 'UnauthorizedRequestException', message));
  return { ...answer, headers: { 'www-authenticate': 'Basic realm="http://127.0.0.1/"' } };
}

function queryOf(url: URL): (name: string) => string | undefined {
  const values = new Map<string, string>();
  for (const [name, value] of url.searchParams) values.set(name.toLowerCase(), value);
  return name => values.get(name.toLowerCase());
}

function bodyOf(bytes: Buffer, contentType: string): unknown {
  if (bytes.length === 0 || !/json/i.test(contentType)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest('The body of the request is not valid JSON.');
    throw error;
  }
}
