// Checks a request for Azure DevOps against the operations of the specification.
import { z } from 'zod';
import { type Operation, operations } from './operations.ts';

export type Sent = {
  readonly method: string;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
  readonly bytes: Buffer;
};

/** @returns what is wrong with it; undefined for nothing */
export function wrongIn(sent: Sent): string | undefined {
  // Looking up addresses is what every client does, and in no specification.
  if (sent.method === 'OPTIONS') return undefined;
  const found = operations.find(operation => fits(operation, sent));
  const where = `${sent.method} ${sent.url.pathname}`;
  if (found === undefined)
    return `${where}: no operation of the specification in test/adapters/ado/spec/operations.ts`;
  const wrong = [...wrongVersion(found, sent), ...wrongQuery(found, sent), ...wrongBody(found, sent)];
  return wrong.length === 0 ? undefined : `${where} (${found.name}): ${wrong.join('; ')}`;
}

/** `/eastmere/Qualification Testing/_apis/test/runs/101` without the second base address of the cloud. */
function partsOf(url: URL): { readonly scope: Operation['scope']; readonly parts: readonly string[] } {
  const [before = '', after = ''] = decodeURIComponent(url.pathname).split('/_apis/');
  const places = before.split('/').filter(part => part !== '' && part !== '_vstmr');
  return { scope: places.length > 1 ? 'project' : 'organisation', parts: after.split('/') };
}

function fits({ method, path, scope }: Operation, sent: Sent): boolean {
  if (method !== sent.method) return false;
  const { scope: given, parts } = partsOf(sent.url);
  const wanted = path.split('/');
  if (given !== scope || wanted.length !== parts.length) return false;
  return wanted.every((want, place) => {
    const part = parts[place] ?? '';
    if (want.startsWith('$')) return part.startsWith('$') && part.length > 1;
    if (want.startsWith('{')) return part !== '' && !part.startsWith('$');
    return want.toLowerCase() === part.toLowerCase();
  });
}

function wrongVersion({ resourceVersion, preview, name }: Operation, sent: Sent): readonly string[] {
  const accept = sent.header('accept') ?? '';
  const asked = /api-version=([\d.]+)(-preview(?:\.(\d+))?)?/.exec(accept);
  if (asked === null)
    return name === 'connectionData' || name === 'ResourceAreas' ? [] : ['it names no api-version'];
  const [, number, isPreview, revision] = asked;
  if (Number(number) > 7.2) return [`api-version ${number} is too new`];
  if (revision !== undefined && Number(revision) > resourceVersion)
    return [`there is no -preview.${revision} of it`];
  return preview === true && isPreview === undefined
    ? ['it is a preview, and asked for without -preview']
    : [];
}

function wrongQuery({ query = z.strictObject({}) }: Operation, sent: Sent): readonly string[] {
  const given = Object.fromEntries(sent.url.searchParams);
  delete given['api-version'];
  return issuesOf(query, given, 'query');
}

function wrongBody({ body, contentType }: Operation, sent: Sent): readonly string[] {
  if (body === undefined) return sent.bytes.length === 0 ? [] : ['it takes no body'];
  const type = sent.header('content-type')?.split(';')[0]?.trim();
  if (type !== contentType) return [`its content type is ${contentType}, not ${type}`];
  return issuesOf(body, JSON.parse(sent.bytes.toString('utf8')), 'body');
}

function issuesOf(schema: z.ZodType, value: unknown, what: string): readonly string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.slice(0, 5).map(({ path, message }) => `${what} ${path.join('.')}: ${message}`);
}
