// How Azure DevOps is to stand after all that was posted: a plain reading of the messages, which shares nothing with the daybook.
import { defectWord, type Message, type Status } from './traffic.ts';

export type ExpectedTest = {
  readonly testCaseId: number;
  readonly mpanRef: string;
  /** How each attempt ended, oldest first. */
  readonly attempts: readonly Status[];
};

export type Expected = {
  readonly tests: readonly ExpectedTest[];
  /** Test cases by what the grid shows: the worst of the meter points' latest attempts. */
  readonly grid: ReadonlyMap<number, string>;
  /** Words that name one defect each, and whether its message stands. */
  readonly defects: readonly { readonly word: string; readonly stands: boolean }[];
  /** Messages that stand and notify. */
  readonly entries: readonly string[];
};

export const outcomeWords = {
  triggered: 'InProgress',
  passed: 'Passed',
  failed: 'Failed',
  blocked: 'Blocked',
} as const;
const worstFirst: readonly Status[] = ['failed', 'blocked', 'triggered', 'passed'];

/** @param messages of one LDSO */
export function expectedOf(messages: readonly Message[]): Expected {
  const inOrder = [...messages].sort((a, b) => a.at - b.at || Number(a.id) - Number(b.id));
  const standing = inOrder.filter(message => !message.deleted);
  const attempts = new Map<string, Status[]>();
  for (const { says } of standing) {
    const { kind, testCaseId, mpanRef } = says;
    if (kind === 'defect' || kind === 'query') continue;
    const key = `${testCaseId} ${mpanRef}`;
    const before = attempts.get(key) ?? [];
    attempts.set(key, withWord(before, kind));
  }
  const tests = [...attempts].map(([key, list]) => {
    const [testCaseId, mpanRef = ''] = key.split(' ');
    return { testCaseId: Number(testCaseId), mpanRef, attempts: list };
  });
  return {
    tests,
    grid: gridOf(tests),
    defects: inOrder
      .filter(({ says }) => says.kind === 'defect')
      .map(({ id, deleted }) => ({ word: defectWord(id), stands: !deleted })),
    entries: standing.map(({ id }) => id),
  };
}

/** A start begins an attempt unless one runs; a result ends what runs, repeats itself, or stands beside another result. */
function withWord(before: readonly Status[], word: Status): Status[] {
  const last = before.at(-1);
  const runs = last === 'triggered';
  if (word === 'triggered') return runs ? [...before] : [...before, word];
  if (runs) return [...before.slice(0, -1), word];
  return last === word ? [...before] : [...before, word];
}

function gridOf(tests: readonly ExpectedTest[]): ReadonlyMap<number, string> {
  const grid = new Map<number, string>();
  for (const { testCaseId } of tests) {
    const latest = tests.filter(each => each.testCaseId === testCaseId).map(each => each.attempts.at(-1));
    const worst = worstFirst.find(status => latest.includes(status));
    if (worst !== undefined) grid.set(testCaseId, outcomeWords[worst]);
  }
  return grid;
}
