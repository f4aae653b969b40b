// Where Azure DevOps sends its service hooks: says "taken" at once, and hands on no more than which work item it was.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

export type HookNeeds = {
  /** Secrets of each organisation, by its name in small letters; one without a secret is not listened to. */
  readonly secrets: ReadonlyMap<string, () => readonly string[]>;
  /** @returns false when there is too much to do: Azure DevOps then sends it again */
  readonly take: (hint: {
    readonly organisation: string;
    readonly item?: { readonly id: number; readonly rev: number };
  }) => boolean;
  readonly isFull: () => boolean;
  readonly log: { readonly warn: (facts: object, message: string) => void };
};

/** The header that may carry the secret in place of a password. */
const secretHeader = 'x-daybook-hook';

/** Azure DevOps sends at most 2 MB. Source: Microsoft Learn, "Service hooks: events", payload size. */
const bodyAtMostBytes = 2.5 * 1024 * 1024;

const body = z.object({
  resource: z.object({
    id: z.number().nullish(),
    rev: z.number().nullish(),
    workItemId: z.number().nullish(),
    revision: z.object({ id: z.number().nullish(), rev: z.number().nullish() }).nullish(),
  }),
});

/**
 * What to answer. Every other answer than these two does lasting harm: with 404 or 500 (or 401) Azure DevOps puts the
 * subscription on probation, sends nothing new meanwhile and in the end disables it, and with 410 at once. So a sender
 * that is not known is told the same as one that is, and not listened to. Source: Microsoft Learn, "Service hooks:
 * troubleshooting".
 */
export type HookAnswer = 202 | 503;

export function hookReceiver(
  needs: HookNeeds,
): (request: IncomingMessage, organisation: string) => Promise<HookAnswer> {
  const told = new Set<string>();

  function tellOnce(organisation: string, why: string): void {
    // An unknown organisation is anybody's word: only names that the settings know are written down.
    const known = needs.secrets.has(organisation) ? organisation : 'unknown organisation';
    if (told.has(`${known}/${why}`)) return;
    told.add(`${known}/${why}`);
    needs.log.warn({ organisation: known, why }, 'a service hook was not listened to');
  }

  return async (request, named) => {
    const organisation = named.toLowerCase();
    const secrets = needs.secrets.get(organisation)?.() ?? [];
    if (secrets.length === 0 || !isKnown(request, secrets)) {
      tellOnce(
        organisation,
        secrets.length === 0 ? 'no secret is set for it' : 'it came with another secret',
      );
      request.resume();
      return 202;
    }
    if (needs.isFull()) {
      request.resume();
      return 503;
    }
    try {
      const item = itemIn(await textOf(request));
      return needs.take({ organisation, ...(item === undefined ? {} : { item }) }) ? 202 : 503;
    } catch {
      // The connection broke while the body came: Azure DevOps sends it again.
      return 503;
    }
  };
}

function isKnown({ headers }: IncomingMessage, secrets: readonly string[]): boolean {
  const given = [headers[secretHeader], passwordIn(headers.authorization)].filter(
    each => typeof each === 'string',
  );
  return given.some(each => secrets.some(secret => isSame(each, secret)));
}

function passwordIn(authorization: string | undefined): string | undefined {
  const [scheme, value] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'basic' || value === undefined) return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

/** Takes as long for a wrong secret as for the right one, whatever their lengths. */
function isSame(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

/** @returns the empty text for a body that is too long: then nobody knows what changed */
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes <= bodyAtMostBytes) chunks.push(chunk as Buffer);
  }
  return bytes > bodyAtMostBytes ? '' : Buffer.concat(chunks).toString('utf8');
}

/** Of an update `resource.id` is the number of the update; the work item is named by its revision. */
function itemIn(text: string): { readonly id: number; readonly rev: number } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const resource = body.safeParse(json).data?.resource;
  // Some updates name work item 0: then it is not known.
  const id = resource?.revision?.id ?? resource?.workItemId ?? resource?.id;
  const rev = resource?.revision?.rev ?? resource?.rev;
  return typeof id === 'number' && id > 0 && typeof rev === 'number' ? { id, rev } : undefined;
}
