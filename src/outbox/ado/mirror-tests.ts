// Shows tests in Azure DevOps: each attempt as the daybook has it, many with few calls, none made twice.
import type { Intent } from '../../domain/intents.ts';
import { type TestKey, testKeyText } from '../../domain/refs.ts';
import { type Attempt, type Progress, progressOf } from '../../domain/tests/progress.ts';
import { countingSeen } from '../../domain/tests/seen.ts';
import type { Link, Store } from '../../ports/store.ts';
import type { Mirrored, ToShow } from '../../ports/tracker.ts';
import { besideOf } from './beside.ts';
import type { MirrorNeeds } from './mirror.ts';
import { isShown } from './mirror-state.ts';

type Wanted = ToShow & { readonly test: TestKey; readonly attempt: Attempt };

/** What the tracker takes in one call. */
const atOnce = 200;

/** @returns one answer each, in order */
export async function mirrorTests(
  needs: MirrorNeeds,
  tests: readonly { readonly test: TestKey; readonly attempts: number }[],
): Promise<readonly Mirrored[]> {
  const answers = new Map<string, Mirrored>();
  const asked: Wanted[] = [];
  for (const { test, attempts } of tests) {
    const progress = progressOf(test, await needs.store.entriesOfTest(test));
    answers.set(testKeyText(test), await takenBack(needs, test, progress));
    if (progress !== undefined)
      asked.push(...(await wantedOf(needs.store, progress)).map(each => ({ ...each, attempts })));
  }
  for (let from = 0; from < asked.length; from += atOnce) {
    const part = asked.slice(from, from + atOnce);
    for (const [place, answer] of (await show(needs, part)).entries()) {
      const wanted = part[place];
      if (wanted !== undefined)
        answers.set(testKeyText(wanted.test), worse(answers.get(testKeyText(wanted.test)), answer));
    }
  }
  return tests.map(({ test }) => answers.get(testKeyText(test)) ?? { is: 'done', at: {} });
}

/** Tests that were just tried, and are to be tried again: not at once, for of what was not heard nobody knows what comes. */
export type Owed = { readonly owed: Map<string, Mirrored> };

/** A result that something else waits for is there first. @returns why it is not there yet */
export async function resultOwed(needs: MirrorNeeds & Owed, test: TestKey): Promise<Mirrored | undefined> {
  const owed = needs.owed.get(testKeyText(test));
  if (owed !== undefined) return owed;
  const [answer] = await mirrorTests(needs, [{ test, attempts: 0 }]);
  if (answer?.is !== 'again') return undefined;
  needs.owed.set(testKeyText(test), answer);
  return answer;
}

export type ResultLink = { readonly progress: Progress; readonly attempt: Attempt; readonly link: Link };

/** Where the attempt stands that was the latest one at that time. @param at epoch milliseconds */
export async function resultAt(store: Store, test: TestKey, at: number): Promise<ResultLink | undefined> {
  const progress = progressOf(test, await store.entriesOfTest(test));
  if (progress === undefined) return undefined;
  const { attempts } = progress;
  const attempt = attempts.find(each => isDuring(progress, each, at)) ?? attempts.at(-1);
  if (attempt === undefined) return undefined;
  const link = await store.link('result', linkKey(test, attempt.number));
  return link?.at.runId === undefined ? undefined : { progress, attempt, link };
}

function isDuring({ attempts }: Progress, { number, startedAt }: Attempt, at: number): boolean {
  const next = attempts.find(other => other.number === number + 1);
  return at >= startedAt && (next === undefined || at < next.startedAt);
}

async function show(needs: MirrorNeeds, part: readonly Wanted[]): Promise<readonly Mirrored[]> {
  const { store, tracker } = needs;
  const ldso = part[0]?.test.ldso;
  if (ldso === undefined) return [];
  await noteTries(needs, part);
  const beside = await besideOf(
    store,
    part.map(({ test }) => test),
  );
  const answers = await tracker.showResults(ldso, part, beside);
  await keepResults(needs, part, answers);
  return answers;
}

/** Written down before the first call: whoever comes back to it after a crash looks before it is made again. */
async function noteTries({ store, clock }: MirrorNeeds, part: readonly Wanted[]): Promise<void> {
  const tried = clock.now().getTime();
  await Promise.all(
    part
      .filter(({ isNew }) => isNew === true)
      .map(({ test, attempt, known }) =>
        store.saveLink({
          kind: 'result',
          key: linkKey(test, attempt.number),
          at: { attempt: attempt.number, ...known, tried },
        }),
      ),
  );
}

async function keepResults(
  needs: MirrorNeeds,
  part: readonly Wanted[],
  answers: readonly Mirrored[],
): Promise<void> {
  const kept = part.flatMap((wanted, place) => {
    const answer = answers[place];
    return answer?.is === 'done' || answer?.is === 'newer-there' ? [{ wanted, answer }] : [];
  });
  await Promise.all(
    kept.map(({ wanted: { test, attempt, result }, answer }) => {
      const said = { entryId: attempt.entryId, status: attempt.status, defects: result.defectIds.join(' ') };
      const newer: Record<string, string> = answer.is === 'newer-there' ? { newerThere: answer.found } : {};
      const at = { ...answer.at, ...said, ...newer };
      return needs.store.saveLink({ kind: 'result', key: linkKey(test, attempt.number), at });
    }),
  );
  const finished = kept.flatMap(({ wanted, answer }) =>
    wanted.attempt.status === 'triggered' ? [] : [{ test: wanted.test, at: answer.at }],
  );
  await followUp(
    needs,
    kept.map(({ wanted }) => wanted.test),
    await closing(needs, finished),
  );
}

/** The cards tell where the tests stand in Azure DevOps, so they follow. */
async function followUp(
  { store }: MirrorNeeds,
  tests: readonly TestKey[],
  more: readonly Intent[] = [],
): Promise<void> {
  const intents = [...tests.map((test): Intent => ({ is: 'show-test', test })), ...more];
  if (intents.length > 0) await store.perform(book => book.enqueue(intents));
}

/** A test that ended in the run of a day that is over may have been the last that ran in it. */
async function closing(
  { closingBefore }: MirrorNeeds,
  ended: readonly { readonly test: TestKey; readonly at: Link['at'] }[],
): Promise<readonly Intent[]> {
  const ldso = ended[0]?.test.ldso;
  if (ldso === undefined) return [];
  const before = await closingBefore(ldso);
  const isOver = ended.some(({ at }) => typeof at.day === 'string' && at.day < before);
  return isOver ? [{ is: 'close-runs', ldso, before }] : [];
}

/** Nothing while a person's newer word stands there. */
async function wantedOf(store: Store, progress: Progress): Promise<readonly Wanted[]> {
  const { key: test, attempts } = progress;
  const seen = (await store.shelf('seenOutcome', test.ldso)).get(testKeyText(test));
  if (countingSeen(seen, attempts.at(-1)) !== undefined) return [];
  const wanted: Wanted[] = [];
  for (const attempt of attempts) {
    const link = await store.link('result', linkKey(test, attempt.number));
    const defectIds = await defectsOf(store, progress, attempt);
    const isTold = link !== undefined && link.at.withdrawn === undefined && isShown(attempt, link);
    if (isTold && link.at.defects === defectIds.join(' ')) continue;
    const entry = progress.entries.find(each => each.id === attempt.entryId);
    wanted.push({
      test,
      attempt,
      result: {
        test,
        attempt: attempt.number,
        status: attempt.status,
        startedAt: attempt.startedAt,
        ...(attempt.finishedAt === undefined ? {} : { finishedAt: attempt.finishedAt }),
        ...(attempt.step === undefined ? {} : { step: attempt.step }),
        comment: entry?.note ?? '',
        byName: attempt.by.name,
        defectIds,
        ...(seen === undefined || attempt !== attempts.at(-1) ? {} : { newerThan: seen.changedAt }),
      },
      isNew: link === undefined || (link.at.withdrawn !== undefined && link.at.tried === undefined),
      ...(link === undefined ? {} : { known: link.at }),
    });
  }
  return wanted;
}

/** Bugs noted while the attempt was the latest one. */
export async function defectsOf(
  store: Store,
  progress: Progress,
  attempt: Attempt,
): Promise<readonly string[]> {
  const during = progress.entries.filter(entry => isDuring(progress, attempt, entry.at));
  const ids: string[] = [];
  for (const entry of during) {
    const link = await store.link('defect', entry.id);
    const id = link?.at.id ?? entry.defect?.bugId;
    if (id !== undefined) ids.push(String(id));
  }
  return [...new Set(ids)].sort();
}

/** A result whose attempt nobody claims any more is taken back. */
async function takenBack(
  needs: MirrorNeeds,
  test: TestKey,
  progress: Progress | undefined,
): Promise<Mirrored> {
  const from = (progress?.attempts.at(-1)?.number ?? 0) + 1;
  let answer: Mirrored = { is: 'done', at: {} };
  for (let number = from; ; number += 1) {
    const link = await needs.store.link('result', linkKey(test, number));
    if (link === undefined) return answer;
    if (link.at.withdrawn !== undefined && link.at.tried === undefined) continue;
    const beside = await besideOf(needs.store, [test]);
    const taken = await needs.tracker.withdrawResult(test.ldso, test, { known: link.at, beside });
    answer = worse(answer, taken);
    if (taken.is !== 'done') continue;
    await needs.store.saveLink({ ...link, at: { ...taken.at, withdrawn: 1 } });
    await followUp(needs, [], await closing(needs, [{ test, at: taken.at }]));
  }
}

function linkKey(test: TestKey, attempt: number): string {
  return `${testKeyText(test)}/${attempt}`;
}

/** Of two answers about one test the one that needs more doing. */
function worse(a: Mirrored | undefined, b: Mirrored): Mirrored {
  const rank = { done: 0, 'newer-there': 1, impossible: 2, again: 3 } as const;
  return a !== undefined && rank[a.is] > rank[b.is] ? a : b;
}
