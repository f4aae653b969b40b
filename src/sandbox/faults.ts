/** Faults that a test can order for coming requests: throttling, errors, cut connections, slowness. */

import { z } from 'zod';
import { chances } from './chances.ts';

// Body of POST /_sandbox/faults: { "rules": [rule, …] }, added to the rules that are there. A rule:
//   kind               what happens:
//     "429"            throttled: Retry-After and the X-RateLimit headers, nothing is done
//     "500", "503"     an error page, nothing is done
//     "203"            the HTML page that asks to sign in, as for an expired token
//     "dropBefore"     the connection is cut and nothing is done
//     "dropAfterApply" everything is done and then the connection is cut: the client cannot know
//     "slow"           waits `ms`, then goes on
//     "retryAfter"     answers as usual, with Retry-After and the X-RateLimit headers on it
//     "wiqlLag"        for `ms` after its creation a work item is not found by queries
//   method             GET, POST …; left out: any
//   path               part of the address in any case, or with * a pattern for the whole; left out: any
//   times              how often it happens; left out: until DELETE /_sandbox/faults
//   after              lets so many fitting requests pass first
//   probability, seed  happens by chance, the same way for the same seed
//   ms                 for slow and wiqlLag
//   retryAfterSeconds  for 429, 503 and retryAfter
const kinds = [
  '429',
  '500',
  '503',
  '203',
  'dropBefore',
  'dropAfterApply',
  'slow',
  'retryAfter',
  'wiqlLag',
] as const;

const ruleSchema = z.strictObject({
  kind: z.preprocess(value => (typeof value === 'number' ? String(value) : value), z.enum(kinds)),
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.int().min(1).optional(),
  after: z.int().min(0).default(0),
  probability: z.number().min(0).max(1).default(1),
  seed: z.int().default(1),
  ms: z.number().min(0).max(600_000).default(1000),
  retryAfterSeconds: z.number().min(0).default(1),
});
const bodySchema = z.strictObject({ rules: z.array(ruleSchema).min(1) });

export type FaultRule = z.output<typeof ruleSchema>;

/** What to do to one request. */
export type Faults = {
  readonly delayInMs: number;
  /** The fault that ends the request, if any. */
  readonly end: FaultRule | undefined;
  readonly retryAfter: FaultRule | undefined;
};

export type FaultBook = {
  /** @returns what is wrong with the body, in words */
  readonly add: (body: unknown) => string | undefined;
  readonly clear: () => void;
  readonly list: () => readonly (FaultRule & { readonly happened: number })[];
  readonly forRequest: (method: string, path: string) => Faults;
  readonly wiqlLagInMs: () => number;
};

type Kept = { readonly rule: FaultRule; readonly chance: () => number; met: number; happened: number };

export function faultBook(): FaultBook {
  let kept: Kept[] = [];
  return {
    add: body => {
      const parsed = bodySchema.safeParse(body);
      if (!parsed.success) return z.prettifyError(parsed.error);
      for (const rule of parsed.data.rules)
        kept.push({ rule, chance: chances(rule.seed), met: 0, happened: 0 });
      return undefined;
    },
    clear: () => {
      kept = [];
    },
    list: () => kept.map(({ rule, happened }) => ({ ...rule, happened })),
    forRequest: (method, path) => {
      let delayInMs = 0;
      let retryAfter: FaultRule | undefined;
      for (const one of kept) {
        if (one.rule.kind === 'wiqlLag' || !fits(one.rule, method, path) || !happens(one)) continue;
        if (one.rule.kind === 'slow') delayInMs += one.rule.ms;
        else if (one.rule.kind === 'retryAfter') retryAfter = one.rule;
        else return { delayInMs, retryAfter, end: one.rule };
      }
      return { delayInMs, retryAfter, end: undefined };
    },
    wiqlLagInMs: () => Math.max(0, ...kept.map(({ rule }) => (rule.kind === 'wiqlLag' ? rule.ms : 0))),
  };
}

function happens(one: Kept): boolean {
  const { times, after, probability } = one.rule;
  if (times !== undefined && one.happened >= times) return false;
  one.met += 1;
  if (one.met <= after || one.chance() >= probability) return false;
  one.happened += 1;
  return true;
}

function fits(rule: FaultRule, method: string, path: string): boolean {
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
  return rule.path === undefined || fitsPath(rule.path.toLowerCase(), path.toLowerCase());
}

/** Without a star: a part of the path. With stars: the whole path, each star for any characters. */
function fitsPath(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return path.includes(pattern);
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!path.startsWith(first) || path.length < first.length + last.length || !path.endsWith(last))
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= path.length - last.length;
}

// Source: "Rate and usage limits", learn.microsoft.com, headers of delayed and refused requests.
export function limitHeaders(rule: FaultRule, nowInMs: number): Readonly<Record<string, string>> {
  return {
    'retry-after': String(rule.retryAfterSeconds),
    'x-ratelimit-resource': 'Sandbox/Core',
    'x-ratelimit-delay': String(rule.retryAfterSeconds),
    'x-ratelimit-limit': '200',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(nowInMs / 1000 + rule.retryAfterSeconds)),
  };
}
