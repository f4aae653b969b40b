// The live card of a test: posted once, in the thread of the first message about it, and changed in place.

import { testCard, withdrawnCard } from '../../cards/say.ts';
import type { Moves } from '../../cards/test/move-facts.ts';
import type { TestView } from '../../cards/test/test-facts.ts';
import type { StandingEntry } from '../../domain/entry.ts';
import { type HarnessWord, isOfTest } from '../../domain/harness/harness.ts';
import { type TestKey, testKeyText } from '../../domain/refs.ts';
import { currentAttempt, type Progress, progressOf } from '../../domain/tests/progress.ts';
import type { SeenDefect } from '../../domain/tests/seen.ts';
import type { Outgoing } from '../../ports/chat.ts';
import type { Link } from '../../ports/store.ts';
import { type MirrorState, mirrorState } from '../ado/mirror-state.ts';
import { movesOf } from './moves.ts';
import { answersIn, showQueriesOf } from './queries.ts';
import { type ChatNeeds, channelOf } from './reply.ts';

/** One card a test, changed in place. It stands in the thread of the first message about the test. */
export async function showTest(needs: ChatNeeds, test: TestKey): Promise<void> {
  const { store, chat, clock } = needs;
  const key = testKeyText(test);
  const entries = await store.entriesOfTest(test);
  const moves = await movesOf(needs, test, entries);
  const asked = moves.request?.word ?? moves.replays[0]?.word;
  const progress = progressOf(test, entries) ?? (asked === undefined ? undefined : askedOnly(test, asked));
  const card = await store.link('card', key);
  if (progress === undefined && card === undefined) return;
  const message =
    progress === undefined
      ? withdrawnCard({
          ldsoName: needs.ldsoName(test.ldso),
          test,
          testCaseName: await nameOf(needs, test, entries),
        })
      : await cardOf(needs, progress, moves);
  const channel = await channelOf(needs, test.ldso);
  if (card !== undefined) {
    const at = { thread: String(card.at.thread), messageId: String(card.at.messageId) };
    if (await chat.update(channel, at, message)) return showQueriesOf(needs, entries);
  }
  // The card was never posted, or somebody deleted it together with its thread.
  const { thread } = progress?.entries[0]?.message ?? asked?.message ?? entries[0]?.message ?? {};
  if (thread === undefined) return;
  const messageId = await chat.reply(channel, thread, message);
  await store.saveLink({ kind: 'card', key, at: { thread, messageId, postedAt: clock.now().getTime() } });
  await showQueriesOf(needs, entries);
}

/** Nothing was posted of the test yet: its trigger, or a replay, was asked for. */
function askedOnly(key: TestKey, { test }: HarnessWord): Progress {
  return { key, testCaseName: test.testCaseName, attempts: [], remarks: [], entries: [] };
}

async function nameOf(
  { store }: ChatNeeds,
  test: TestKey,
  entries: readonly StandingEntry[],
): Promise<string> {
  const [first] = entries;
  if (first !== undefined) return first.testCaseName ?? test.testCaseId;
  const words = [...(await store.shelf('harness', test.ldso)).values()];
  return words.find(word => isOfTest(word, test))?.test.testCaseName ?? test.testCaseId;
}

/** What waits says since when once a try has failed: until then it is only on its way. */
async function mirrorFacts({ store }: ChatNeeds, test: TestKey, mirror: MirrorState) {
  if (mirror !== 'waiting') return { mirror };
  const held = await store.outbox.where({ is: 'mirror-test', test });
  if (held?.is === 'given-up') return { mirror: 'given-up' as const };
  return held?.error === undefined ? { mirror } : { mirror, waitingSince: held.since };
}

async function cardOf(needs: ChatNeeds, progress: Progress, moves: Moves): Promise<Outgoing> {
  const attempt = currentAttempt(progress);
  const key = testKeyText(progress.key);
  const result =
    attempt === undefined ? undefined : await needs.store.link('result', `${key}/${attempt.number}`);
  const { ldso } = progress.key;
  const moved = await needs.store.shelf('seenDefect', ldso);
  const seen = (await needs.store.shelf('seenOutcome', ldso)).get(key);
  const defects = await Promise.all(
    progress.remarks.map(async ({ id }) =>
      defectOf(id, { at: (await needs.store.link('defect', id))?.at, seen: moved.get(id) }),
    ),
  );
  const reason = (await needs.store.shelf('reason', progress.key.ldso)).get(key);
  const evidence = await evidenceOf(needs, progress.key, attempt?.number);
  const url = result?.at.url;
  return testCard({
    ldsoName: needs.ldsoName(ldso),
    progress,
    now: needs.clock.now(),
    ...(await mirrorFacts(needs, progress.key, mirrorState(attempt, { result, seen }))),
    ...(seen === undefined ? {} : { seen }),
    ...(typeof url === 'string' ? { resultUrl: url } : {}),
    ...(reason === undefined ? {} : { reason }),
    evidence,
    defects: defects.flat(),
    answers: await answersIn(needs, ldso),
    moves,
  });
}

async function evidenceOf(
  { store }: ChatNeeds,
  { ldso, testCaseId, mpanRef }: TestKey,
  attempt: number | undefined,
): Promise<NonNullable<TestView['evidence']>> {
  let attached = 0;
  let waiting = 0;
  for (const { id, test, attempt: of } of (await store.shelf('evidence', ldso)).values()) {
    if (test.testCaseId !== testCaseId || test.mpanRef !== mpanRef || of !== attempt) continue;
    if ((await store.link('evidence', `${ldso}/${id}`)) === undefined) waiting += 1;
    else attached += 1;
  }
  return { attached, waiting };
}

function defectOf(
  entryId: string,
  { at, seen }: { readonly at: Link['at'] | undefined; readonly seen: SeenDefect | undefined },
): TestView['defects'] {
  if (at?.id === undefined) return [];
  const url = typeof at.url === 'string' ? { url: at.url } : {};
  return [{ entryId, bugId: String(at.id), ...url, ...(seen === undefined ? {} : { state: seen.state }) }];
}
