// Lets requests to one organisation through at the pace that it allows, and holds them back while it does not answer.
import type { Clock } from '../../ports/clock.ts';
import { WorldFault } from '../../ports/world-fault.ts';
import { type Limits, limitsTold } from './faults.ts';

export type Gate = {
  /**
   * Before each request. A short wait is waited, a long one is a fault.
   * @param cost in the service's own units, estimated
   * @throws WorldFault
   */
  enter(cost: number): Promise<void>;
  /** @throws WorldFault while there is anything to wait for */
  checkQuiet(): void;
  /** What came back tells how much is left. @param answer a fault, or what the client made of the answer */
  heard(answer: unknown): void;
  state(): GateState;
};

export type GateState = 'open' | 'held back' | 'shut';

export type Sleep = (ms: number) => Promise<void>;

// Source: Microsoft Learn, "Rate and usage limits": 200 units (TSTU) in a sliding window of five minutes, an identity and
// organisation. What a request costs is told only once little is left; until then it is estimated.
const budget = { units: 200, windowMs: 5 * 60_000 };
/** Some is left to the people and tools that use the same account. */
const share = 0.9;
export const costOfRead = 0.5;
export const costOfWrite = 1;

/** Waited for inside a piece of work; for longer the work is put back, and others get their turn. */
const patienceMs = 5_000;

/** So many requests in a row without an answer, or with an error of the service's own, and no more are sent for a while. */
const failuresAtMost = 4;
const firstShutMs = 15_000;
const longestShutMs = 5 * 60_000;

const notAsked = 'reach';
const askedToWait = 'wait for';

/** The request was not sent at all. */
export function isHeldBack(fault: unknown): boolean {
  return fault instanceof WorldFault && [notAsked, askedToWait].includes(fault.operation);
}

type GateNeeds = { readonly clock: Clock; readonly sleep: Sleep };

/** @param place the organisation, for messages */
export function gateTo(place: string, { clock, sleep }: GateNeeds): Gate {
  const now = () => clock.now().getTime();
  let spent: readonly { readonly at: number; readonly cost: number }[] = [];
  let quietUntil = 0;
  let failures = 0;
  let shut: { readonly until: number; readonly forMs: number } | undefined;
  let isProbing = false;

  function units(): number {
    const from = now() - budget.windowMs;
    spent = spent.filter(({ at }) => at > from);
    return spent.reduce((sum, { cost }) => sum + cost, 0);
  }

  /** Until enough of the window has passed. */
  function budgetWait(): number {
    let over = units() - budget.units * share;
    if (over < 0) return 0;
    for (const { at, cost } of spent) {
      over -= cost;
      if (over < 0) return at + budget.windowMs - now();
    }
    return budget.windowMs;
  }

  function waitMs(): number {
    return Math.max(quietUntil - now(), budgetWait(), 0);
  }

  function checkShut(): void {
    if (shut === undefined) return;
    const left = shut.until - now();
    if (left <= 0 && !isProbing) return;
    throw new WorldFault({
      operation: notAsked,
      target: place,
      retryAfterMs: Math.max(left, 1000),
      advice: 'Azure DevOps did not answer before, and is asked again later',
    });
  }

  function slower(retryAfterMs: number): WorldFault {
    const advice = 'Azure DevOps asks to go slower';
    return new WorldFault({ operation: askedToWait, target: place, status: 429, retryAfterMs, advice });
  }

  function noteLimits({ limit, remaining, waitMs }: Limits): void {
    // Whoever says how long to wait has said all.
    if (waitMs !== undefined || limit === undefined || remaining === undefined || limit <= 0) return;
    const told = ((limit - remaining) * budget.units) / limit;
    const more = told - units();
    if (more > 0) spent = [...spent, { at: now(), cost: more }];
  }

  function noteFailure(): void {
    failures += 1;
    if (shut === undefined && failures < failuresAtMost) return;
    const forMs = shut === undefined ? firstShutMs : Math.min(shut.forMs * 2, longestShutMs);
    shut = { until: now() + forMs, forMs };
  }

  return {
    async enter(cost) {
      checkShut();
      const wait = waitMs();
      if (wait > patienceMs) throw slower(wait);
      if (wait > 0) await sleep(wait);
      // One request tries whether the organisation is back; the others wait for what comes of it.
      if (shut !== undefined) isProbing = true;
      spent = [...spent, { at: now(), cost }];
    },
    checkQuiet() {
      checkShut();
      const wait = waitMs();
      if (wait > 0) throw slower(wait);
    },
    heard(answer) {
      isProbing = false;
      const limits = limitsTold(answer);
      if (limits.waitMs !== undefined) quietUntil = Math.max(quietUntil, now() + limits.waitMs);
      noteLimits(limits);
      if (isFailure(answer)) return noteFailure();
      failures = 0;
      shut = undefined;
    },
    state() {
      if (shut !== undefined) return 'shut';
      return waitMs() > 0 ? 'held back' : 'open';
    },
  };
}

/** No answer, or an error of the service's own. Being asked to wait is an answer. */
function isFailure(answer: unknown): boolean {
  if (!(answer instanceof WorldFault)) return false;
  return answer.status === undefined || answer.status === 408 || (answer.status >= 500 && !answer.permanent);
}
