// Delivers the mirror: Azure DevOps shows each test and each defect as the daybook has them.
import { type Entry, messageUrl } from '../domain/entry.ts';
import type { Intent } from '../domain/intents.ts';
import { type Attempt, type Progress, progressOf } from '../domain/progress.ts';
import { type TestKey, testKeyOf, testKeyText } from '../domain/refs.ts';
import type { Clock, Delivery, Link, Mirrored, Settlement, Store, Tracker, WantedResult } from '../ports.ts';
import { besideOf } from './beside.ts';
import { isShown } from './mirror-state.ts';
import { afterFault, waitMs } from './retry.ts';

export type MirrorNeeds = {
  readonly store: Store;
  readonly tracker: Tracker;
  readonly clock: Clock;
};

type Of<Is extends Intent['is']> = Extract<Intent, { readonly is: Is }>;

/**
 * @param work of one LDSO, oldest first. Tests go together, so that a burst is few calls; defects one by one, since each is
 * looked for before it is made.
 */
export async function deliverMirror(
  needs: MirrorNeeds,
  work: readonly Delivery[],
): Promise<readonly Settlement[]> {
  const settled = new Map<number, Settlement>();
  for (const delivery of work) {
    if (delivery.intent.is !== 'mirror-defect') continue;
    settled.set(
      delivery.id,
      await settledBy(needs, delivery, () => mirrorDefect(needs, delivery.intent as Of<'mirror-defect'>)),
    );
  }
  const tests = work.flatMap(delivery =>
    delivery.intent.is === 'mirror-test' ? [{ delivery, test: delivery.intent.test }] : [],
  );
  const answers = await mirrorTests(
    needs,
    tests.map(each => each.test),
  );
  for (const [place, { delivery }] of tests.entries()) {
    const answer = answers[place];
    if (answer !== undefined) settled.set(delivery.id, settlementOf(needs, delivery, answer));
  }
  return work.map(({ id }) => settled.get(id) ?? { id, is: 'dead', error: 'not for Azure DevOps' });
}

async function settledBy(
  needs: MirrorNeeds,
  delivery: Delivery,
  act: () => Promise<Mirrored>,
): Promise<Settlement> {
  try {
    return settlementOf(needs, delivery, await act());
  } catch (error) {
    return afterFault(delivery, error, needs.clock.now().getTime());
  }
}

function settlementOf(needs: MirrorNeeds, delivery: Delivery, answer: Mirrored): Settlement {
  const { id, attempts } = delivery;
  switch (answer.is) {
    case 'done':
    case 'newer-there':
      return { id, is: 'done' };
    case 'again':
      return {
        id,
        is: 'again',
        nextAt: needs.clock.now().getTime() + waitMs(attempts, answer.afterMs),
        error: answer.error,
      };
    case 'impossible':
      return { id, is: 'dead', error: answer.error };
  }
}

type Wanted = {
  readonly test: TestKey;
  readonly attempt: Attempt;
  readonly result: WantedResult;
  readonly known?: Link['at'];
};

/** Attempts of one test go one after another, so that Azure DevOps' latest result is the latest attempt. */
async function mirrorTests(needs: MirrorNeeds, tests: readonly TestKey[]): Promise<readonly Mirrored[]> {
  const answers = new Map<string, Mirrored>();
  const asked: Wanted[] = [];
  for (const test of tests) {
    const progress = progressOf(test, await needs.store.entriesOfTest(test));
    answers.set(testKeyText(test), await takenBack(needs, test, progress));
    if (progress !== undefined) asked.push(...(await wantedOf(needs, progress)));
  }
  let round = asked.filter(wanted => isFirstOf(asked, wanted));
  let rest = asked.filter(wanted => !round.includes(wanted));
  while (round.length > 0) {
    for (const [place, answer] of (await show(needs, round)).entries()) {
      const wanted = round[place];
      if (wanted !== undefined)
        answers.set(testKeyText(wanted.test), worse(answers.get(testKeyText(wanted.test)), answer));
    }
    round = rest.filter(wanted => isFirstOf(rest, wanted));
    rest = rest.filter(wanted => !round.includes(wanted));
  }
  return tests.map(test => answers.get(testKeyText(test)) ?? { is: 'done', at: {} });
}

function isFirstOf(list: readonly Wanted[], wanted: Wanted): boolean {
  return list.find(other => testKeyText(other.test) === testKeyText(wanted.test)) === wanted;
}

async function show(needs: MirrorNeeds, round: readonly Wanted[]): Promise<readonly Mirrored[]> {
  const ldso = round[0]?.test.ldso;
  if (ldso === undefined) return [];
  const answers = await needs.tracker.showResults(
    ldso,
    round.map(({ result, known }) => ({ result, ...(known === undefined ? {} : { known }) })),
    await besideOf(
      needs.store,
      round.map(({ test }) => test),
    ),
  );
  for (const [place, wanted] of round.entries()) {
    const answer = answers[place];
    if (answer !== undefined) await keepResult(needs, wanted, answer);
  }
  return answers;
}

async function keepResult(needs: MirrorNeeds, wanted: Wanted, answer: Mirrored): Promise<void> {
  const { test, attempt, result } = wanted;
  if (answer.is !== 'done' && answer.is !== 'newer-there') return;
  const said = { entryId: attempt.entryId, status: attempt.status, defects: result.defectIds.join(' ') };
  const newer: Record<string, string> = answer.is === 'newer-there' ? { newerThere: answer.found } : {};
  await needs.store.saveLink({
    kind: 'result',
    key: `${testKeyText(test)}/${attempt.number}`,
    at: { ...answer.at, ...said, ...newer },
  });
  await showAgain(needs, test);
}

async function wantedOf(needs: MirrorNeeds, progress: Progress): Promise<readonly Wanted[]> {
  const { key: test, attempts } = progress;
  const wanted: Wanted[] = [];
  for (const attempt of attempts) {
    const link = await needs.store.link('result', `${testKeyText(test)}/${attempt.number}`);
    const defectIds = await defectsOf(needs, progress, attempt);
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
      },
      ...(link === undefined ? {} : { known: link.at }),
    });
  }
  return wanted;
}

/** Bugs noted while the attempt was the latest one. */
async function defectsOf(
  needs: MirrorNeeds,
  progress: Progress,
  attempt: Attempt,
): Promise<readonly string[]> {
  const next = progress.attempts.find(other => other.number === attempt.number + 1);
  const during = progress.entries.filter(
    entry => entry.at >= attempt.startedAt && (next === undefined || entry.at < next.startedAt),
  );
  const ids: string[] = [];
  for (const entry of during) {
    const link = await needs.store.link('defect', entry.id);
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
    const key = `${testKeyText(test)}/${number}`;
    const link = await needs.store.link('result', key);
    if (link === undefined) return answer;
    if (link.at.withdrawn !== undefined) continue;
    const beside = await besideOf(needs.store, [test]);
    const taken = await needs.tracker.withdrawResult(test.ldso, test, { known: link.at, beside });
    answer = worse(answer, taken);
    if (taken.is === 'done') await needs.store.saveLink({ ...link, at: { ...link.at, withdrawn: 1 } });
  }
}

async function mirrorDefect(needs: MirrorNeeds, intent: Of<'mirror-defect'>): Promise<Mirrored> {
  const { store, tracker } = needs;
  const entry = await store.entry(intent.entryId);
  const known = (await store.link('defect', intent.entryId))?.at;
  if (entry === undefined || (entry.withdrawn && known === undefined)) return { is: 'done', at: {} };
  if (entry.withdrawn) return tracker.withdrawDefect(intent.ldso, intent.entryId, known ?? {});
  const test = testKeyOf(intent.ldso, entry);
  const result = test === undefined ? undefined : await resultOf(needs, test);
  const channel = await store.channel(intent.ldso);
  const answer = await tracker.raiseDefect(
    intent.ldso,
    {
      ldso: intent.ldso,
      entryId: entry.id,
      entry,
      title: titleOf(entry),
      ...(channel === undefined ? {} : { messageUrl: messageUrl(entry.message, channel.tenantId) }),
      ...(test === undefined ? {} : { test }),
    },
    { ...(known === undefined ? {} : { known }), ...(result === undefined ? {} : { result }) },
  );
  if (answer.is !== 'done') return answer;
  await store.saveLink({ kind: 'defect', key: entry.id, at: answer.at });
  if (test !== undefined) await showAgain(needs, test);
  return answer;
}

/** The defect is linked to the result, so the result is there first. */
async function resultOf(needs: MirrorNeeds, test: TestKey): Promise<Link['at'] | undefined> {
  await mirrorTests(needs, [test]);
  const progress = progressOf(test, await needs.store.entriesOfTest(test));
  const latest = progress?.attempts.at(-1);
  return latest === undefined
    ? undefined
    : (await needs.store.link('result', `${testKeyText(test)}/${latest.number}`))?.at;
}

/** e.g. `SITFTS-0240 TC 03, EEN-MPAN-0011: contract reference rejected` */
function titleOf(entry: Entry): string {
  const refs = [entry.testCaseName, entry.mpanRef].filter(part => part !== undefined).join(', ');
  const words = entry.note.replace(/\s+/g, ' ').slice(0, 120);
  return refs === '' ? words : `${refs}: ${words}`;
}

/** The card tells where the test stands in Azure DevOps, so it follows. */
async function showAgain(needs: MirrorNeeds, test: TestKey): Promise<void> {
  await needs.store.perform(book => book.enqueue([{ is: 'show-test', test }]));
}

/** Of two answers about one test the one that needs more doing. */
function worse(a: Mirrored | undefined, b: Mirrored): Mirrored {
  const rank = { done: 0, 'newer-there': 1, impossible: 2, again: 3 } as const;
  return a !== undefined && rank[a.is] > rank[b.is] ? a : b;
}
