// Counts what a scan asks of the engine: characters read, runs of digits visited, characters that expressions go over.
import { DigitRuns } from '../../src/guard/page.ts';

type Method = (this: unknown, ...given: unknown[]) => unknown;
type Cost = (self: string, given: readonly unknown[], result: unknown) => number;

const one: Cost = () => 1;
const whole: Cost = self => self.length;
const made: Cost = (_, __, result) => String(result).length;
const sought: Cost = (_, [piece]) => String(piece).length;

const COSTS: Readonly<Record<string, Cost>> = {
  ...{ charAt: one, charCodeAt: one, codePointAt: one, at: one },
  ...{ slice: made, substring: made, repeat: made, padEnd: made, padStart: made, normalize: made },
  ...{ toLowerCase: whole, toUpperCase: whole, trim: whole, trimStart: whole, trimEnd: whole },
  ...{ split: whole, replace: whole, replaceAll: whole, includes: whole },
  ...{ startsWith: sought, endsWith: sought },
  indexOf: (self, [, from], result) => (result === -1 ? self.length : Number(result)) - Number(from ?? 0),
  lastIndexOf: (self, [, from], result) =>
    Math.min(self.length, Number(from ?? self.length)) - Number(result),
};

/** What a look at one place with a sticky expression counts for, beyond what it takes. */
const STICKY = 16;

/**
 * @returns how many steps the work took. What an expression does at one place counts once: that it does not go back
 *   and forth there without end is for the shape of the expressions, which a test of its own holds.
 */
export function stepsOf(work: () => void): number {
  let steps = 0;
  const undo: (() => void)[] = [];

  function wrap(
    owner: object,
    name: string,
    cost: (self: unknown, given: unknown[], call: () => unknown) => unknown,
  ) {
    const methods = owner as Record<string, Method>;
    const real = methods[name]!;
    methods[name] = function (...given) {
      return cost(this, given, () => real.apply(this, given));
    };
    undo.push(() => {
      methods[name] = real;
    });
  }

  for (const [name, cost] of Object.entries(COSTS)) {
    wrap(String.prototype, name, (self, given, call) => {
      const result = call();
      steps += Math.max(1, cost(String(self), given, result));
      return result;
    });
  }
  for (const name of ['start', 'end']) {
    wrap(DigitRuns.prototype, name, (_, __, call) => {
      steps++;
      return call();
    });
  }
  // Every other use of an expression (test, match, replace, split) goes through exec.
  wrap(RegExp.prototype, 'exec', (self, [text], call) => {
    const { sticky, global, lastIndex } = self as RegExp;
    const from = sticky || global ? lastIndex : 0;
    const match = call() as RegExpExecArray | null;
    const to = match ? match.index + match[0].length : sticky ? from : String(text).length;
    steps += (sticky ? STICKY : 1) + Math.max(0, to - from);
    return match;
  });
  try {
    work();
  } finally {
    for (const each of undo) each();
  }
  return steps;
}
