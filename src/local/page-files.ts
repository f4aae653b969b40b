// The files of the page, by name: what is not in this list is not there.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ownFiles: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'channel.css': 'text/css; charset=utf-8',
  'channel.js': 'text/javascript; charset=utf-8',
  'ado.js': 'text/javascript; charset=utf-8',
  'card.js': 'text/javascript; charset=utf-8',
  'composer.js': 'text/javascript; charset=utf-8',
  'element.js': 'text/javascript; charset=utf-8',
  'markdown.js': 'text/javascript; charset=utf-8',
  'places.js': 'text/javascript; charset=utf-8',
  'post.js': 'text/javascript; charset=utf-8',
  'samples.js': 'text/javascript; charset=utf-8',
  'host-config.json': 'application/json; charset=utf-8',
};

const requireFrom = createRequire(import.meta.url);

/** Scripts of this place only; a card's colours are set by script, which the policy lets through. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export async function pageFile(name: string): Promise<{
  readonly status: number;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}> {
  const headers = {
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  };
  if (name === 'adaptivecards.min.js') {
    const body = await readFile(requireFrom.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');
    return { status: 200, body, type: 'text/javascript; charset=utf-8', headers };
  }
  const type = Object.hasOwn(ownFiles, name) ? ownFiles[name] : undefined;
  if (type === undefined) return { status: 404, body: { error: 'the page has no such file' } };
  const body = await readFile(fileURLToPath(new URL(`./page/${name}`, import.meta.url)), 'utf8');
  return { status: 200, body, type, headers };
}
