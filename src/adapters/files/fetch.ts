// Fetches files from where Teams keeps them, and from nowhere else.
import type { Files } from '../../ports/files.ts';
import { WorldFault } from '../../ports/world-fault.ts';

export type FetchNeeds = {
  /**
   * Host names, e.g. `contoso-my.sharepoint.com`; one with a star in front stands for all below it, `*.sharepoint.com`.
   * They are asked by https on its own port.
   */
  readonly hosts: readonly string[];
  /** Whole origins that are asked as they are, e.g. `http://127.0.0.1:3978`: the local stand-in's. */
  readonly origins?: () => readonly string[];
  readonly maxBytes: number;
  /** For the whole of a file; 40 s when left out, which is less than a piece of work is held. */
  readonly timeoutMs?: number;
};

/** SharePoint moves a file's address within itself now and then. */
const mostMoves = 3;

const operation = 'fetch a file from';

export function fileFetch(needs: FetchNeeds): Files {
  return {
    maxBytes: needs.maxBytes,
    fetch: async address => {
      const signal = AbortSignal.timeout(needs.timeoutMs ?? 40_000);
      let place = allowed(address, needs);
      for (let moves = 0; moves <= mostMoves; moves += 1) {
        if (place === undefined) return { is: 'not-fetched', why: 'place' };
        const response = await ask(place, signal);
        if (isMove(response.status)) {
          await response.body?.cancel();
          place = allowed(response.headers.get('location') ?? '', needs, place);
          continue;
        }
        if (isGone(response.status)) {
          await response.body?.cancel();
          return { is: 'not-fetched', why: 'gone' };
        }
        if (!response.ok) {
          await response.body?.cancel();
          throw faultOf(place, response);
        }
        return read(response, { place, maxBytes: needs.maxBytes });
      }
      return { is: 'not-fetched', why: 'place' };
    },
  };
}

/** A redirection is a new address: it has to be one that would have been asked in the first place. */
function allowed(address: string, { hosts, origins }: FetchNeeds, base?: URL): URL | undefined {
  if (!URL.canParse(address, base?.href)) return undefined;
  const url = new URL(address, base?.href);
  if (origins?.().includes(url.origin) === true) return url;
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  const isNamed = hosts.some(host =>
    host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
  );
  return isPlain && isNamed ? url : undefined;
}

async function ask(place: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(place, { redirect: 'manual', signal });
  } catch {
    // What fetch throws may quote the address, and the address is the key to the file.
    throw new WorldFault({ operation, target: place.hostname });
  }
}

async function read(
  response: Response,
  from: { readonly place: URL; readonly maxBytes: number },
): ReturnType<Files['fetch']> {
  // Said before the first byte, where it is said at all; counted all the same.
  if (Number(response.headers.get('content-length')) > from.maxBytes) {
    await response.body?.cancel();
    return { is: 'not-fetched', why: 'size' };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      // Leaving the loop ends the request: the rest is never read.
      if (size > from.maxBytes) return { is: 'not-fetched', why: 'size' };
      chunks.push(chunk);
    }
  } catch {
    throw new WorldFault({ operation, target: from.place.hostname, advice: 'The connection broke' });
  }
  return { is: 'fetched', bytes: Buffer.concat(chunks) };
}

function isMove(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** The address is signed for some minutes; after that it is refused, in one of these ways. */
function isGone(status: number): boolean {
  return [401, 403, 404, 410].includes(status);
}

function faultOf(place: URL, response: Response): WorldFault {
  const seconds = Number(response.headers.get('retry-after'));
  return new WorldFault({
    operation,
    target: place.hostname,
    status: response.status,
    ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
  });
}
