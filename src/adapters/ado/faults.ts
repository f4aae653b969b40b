// Makes one kind of fault of everything that can go wrong with a request to Azure DevOps.
import { z } from 'zod';
import { WorldFault } from '../../ports/world-fault.ts';

export type At = {
  readonly operation: string;
  /** Organisation and project, e.g. `eastmere/Qualification`. */
  readonly target: string;
};

const thrown = z.object({
  message: z.string(),
  statusCode: z.number().optional(),
  code: z.string().optional(),
  result: z.object({ typeKey: z.string().optional() }).optional().catch(undefined),
});

/** A token that does not work is renewed by a person: asking more often helps nobody. */
export const signInAgainMs = 5 * 60_000;

/** @returns the cause itself when it is no fault of the world: our own mistake goes on */
export function faultOf(cause: unknown, at: At): unknown {
  if (cause instanceof WorldFault) return cause;
  const parsed = thrown.safeParse(cause);
  if (!parsed.success) return cause;
  const { statusCode: status, code, message } = parsed.data;
  if (status === undefined) {
    // The client gives its own timeout no code.
    if (code === undefined && !message.startsWith('Request timeout')) return cause;
    return new WorldFault({ ...at, advice: code ?? 'it took too long to answer' });
  }
  if (status === 401) return signInFault(at, status);
  const { waitMs } = limitsTold(cause);
  return new WorldFault({
    ...at,
    status,
    permanent: isPermanent(status, message),
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    advice: adviceFor(status, reasonOf(message, parsed.data.result?.typeKey)),
  });
}

/** Azure DevOps answers 203 with a sign-in page, or 401, when a token has expired or was taken back. */
export function signInFault(at: At, status: number): WorldFault {
  const advice = `the token for ${at.target} is expired or invalid: renew it`;
  return new WorldFault({ ...at, status, retryAfterMs: signInAgainMs, advice });
}

export function missingFault(at: At): WorldFault {
  const advice = 'not found: check the project, the plan and the id, and that the account may see them';
  return new WorldFault({ ...at, status: 404, permanent: true, advice });
}

export function strangeFault(at: At, place: string): WorldFault {
  const advice = `the answer is not as expected at "${place}": is this address an Azure DevOps organisation?`;
  return new WorldFault({ ...at, status: 200, permanent: true, advice });
}

/** A request that was given up may still be worked on: whoever looks too soon finds nothing, and makes it twice. */
const unheardMs = 30_000;

/** Makes something: when nothing is heard of it, the next try waits until it is either there or will never be. */
export async function making<Made>(work: () => Promise<Made>): Promise<Made> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof WorldFault) || fault.status !== undefined) throw fault;
    const { operation, target, retryAfterMs = 0 } = fault;
    throw new WorldFault({
      operation,
      target,
      retryAfterMs: Math.max(unheardMs, retryAfterMs),
      advice: 'it may have been done: it is looked for before another try',
    });
  }
}

/** Whether one item of a batch may be to blame, so that the others deserve a try without it. */
export function isAboutAnItem(fault: unknown): fault is WorldFault {
  return (
    fault instanceof WorldFault &&
    fault.permanent &&
    fault.status !== undefined &&
    [400, 404, 409, 500].includes(fault.status)
  );
}

const rateLimit = z.object({
  retryAfter: z.number().optional().catch(undefined),
  limit: z.number().optional().catch(undefined),
  remaining: z.number().optional().catch(undefined),
});

/** What an answer tells of the pace that is allowed. */
export type Limits = {
  /** Answers with 200 ask it too, when requests were slowed. */
  readonly waitMs?: number;
  /** Units in the window, and how many of them are left. */
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
};

/** @param answer a fault, an error of the client, or an answer with what the client hung on it */
export function limitsTold(answer: unknown): Limits {
  if (answer instanceof WorldFault)
    return answer.retryAfterMs === undefined ? {} : { waitMs: answer.retryAfterMs };
  // On lists too, where the client hangs it on the array.
  if (typeof answer !== 'object' || answer === null || !('rateLimit' in answer)) return {};
  const { retryAfter, limit, remaining } = rateLimit.safeParse(answer.rateLimit).data ?? {};
  return { limit, remaining, ...(retryAfter === undefined ? {} : { waitMs: retryAfter * 1000 }) };
}

function isPermanent(status: number, message: string): boolean {
  // An unknown result id is answered with 500. Source: github.com/microsoft/azure-devops-node-api/issues/546.
  if (status === 500) return message.includes('Parameter name: result');
  return status < 500 && ![408, 409, 412, 429].includes(status);
}

/** The code in front of a message, e.g. `TF401320`: the rest may hold what was sent. */
function reasonOf(message: string, typeKey: string | undefined): string {
  return /\b(?:TF|VS)\d{4,7}\b/.exec(message)?.[0] ?? typeKey ?? 'no reason given';
}

function adviceFor(status: number, reason: string): string {
  if (status === 403) return `the account may not do this (${reason}): check its permissions and licence`;
  if (status === 429 || status === 503) return 'Azure DevOps asks to go slower';
  if (status >= 500) return `Azure DevOps has a fault of its own (${reason})`;
  return `Azure DevOps refuses it (${reason})`;
}
