// Delivers what is to be said in a channel: the live card of a test, answers in a thread, calls, the day's posts.
import { callGroups, elsewhere, noted, refusal, testCard, welcome, withdrawnCard } from '../cards/say.ts';
import type { TestView } from '../cards/test-facts.ts';
import type { Day } from '../domain/events.ts';
import type { Intent } from '../domain/intents.ts';
import { currentAttempt, type Progress, progressOf } from '../domain/progress.ts';
import { type LdsoId, type TestKey, testKeyText } from '../domain/refs.ts';
import type { SeenDefect } from '../domain/seen.ts';
import type { Outgoing } from '../ports/chat.ts';
import type { Delivery, Settlement } from '../ports/outbox.ts';
import type { Link } from '../ports/store.ts';
import { answerTo } from './answers.ts';
import { sayCopied } from './copied.ts';
import { callAboutLeak, sayMended, showRemediation } from './leaks.ts';
import { type MirrorState, mirrorState } from './mirror-state.ts';
import { sayReady } from './ready.ts';
import { addressOf, answer, type ChatNeeds, changeAnswer, channelOf } from './reply.ts';
import { afterFault } from './retry.ts';
import { postSchedule } from './schedules.ts';

/** In order; a fault ends it, and what was not reached waits behind the one that failed. */
export async function deliverChat(
  needs: ChatNeeds,
  work: readonly Delivery[],
): Promise<readonly Settlement[]> {
  const settled: Settlement[] = [];
  for (const delivery of work) {
    try {
      await say(needs, delivery.intent);
      settled.push({ id: delivery.id, is: 'done' });
    } catch (error) {
      const now = needs.clock.now().getTime();
      const rest = work.slice(settled.length + 1);
      settled.push(afterFault(delivery, error, now));
      settled.push(
        ...rest.map((waiting): Settlement => ({ id: waiting.id, is: 'again', nextAt: now, error: 'waits' })),
      );
      return settled;
    }
  }
  return settled;
}

async function say(needs: ChatNeeds, intent: Intent): Promise<void> {
  switch (intent.is) {
    case 'show-test':
      return showTest(needs, intent.test);
    case 'say-refused': {
      const card = refusal({
        ...intent,
        messageId: intent.to.messageId,
        ldsoName: needs.ldsoName(intent.to.ldso),
      });
      return answer(needs, { to: intent.to, key: `refused/${intent.to.messageId}`, message: card });
    }
    case 'say-noted':
      return sayNoted(needs, intent);
    case 'answer': {
      const message = await answerTo(needs, intent.answer);
      return answer(needs, { to: intent.to, key: `answered/${intent.to.messageId}`, message });
    }
    case 'say-ready':
      return sayReady(needs, intent);
    case 'call-groups': {
      const entry = intent.entryId === undefined ? undefined : await needs.store.entry(intent.entryId);
      if (entry?.withdrawn === true) return;
      const message = callGroups({
        groups: intent.groups,
        tagId: needs.tagId,
        entry,
        ...(intent.evidenceOf === undefined ? {} : { evidenceOf: intent.evidenceOf }),
        ldsoName: needs.ldsoName(intent.to.ldso),
      });
      return answer(needs, { to: intent.to, key: `called/${intent.to.messageId}`, message });
    }
    case 'tell': {
      const { chat, messageId } = intent;
      const message = await answerTo(needs, intent.answer);
      const key = `person/${chat.conversationId}/${messageId}/${intent.answer.about}`;
      // Told before, when the answer got lost on its way here.
      if ((await needs.store.link('reply', key)) !== undefined) return;
      const sent = await needs.chat.reply(addressOf(chat), chat.conversationId, message);
      return needs.store.saveLink({ kind: 'reply', key, at: { messageId: sent } });
    }
    case 'attend':
      throw new Error('attend is not for the channel');
    case 'call-about-leak':
      return callAboutLeak(needs, intent.to);
    case 'say-mended':
      return sayMended(needs, intent);
    case 'show-remediation':
      return showRemediation(needs, intent);
    case 'say-elsewhere': {
      await needs.chat.reply(addressOf(intent), intent.conversationId, elsewhere());
      return;
    }
    case 'post-schedule':
      return postSchedule(needs, intent);
    case 'welcome':
      return sayWelcome(needs, intent.ldso);
    case 'show-stand-up':
      return showStandUp(needs, intent);
    case 'ask-unconfirmed':
      return askUnconfirmed(needs, intent);
    case 'post-stand-up':
      return postOnce(needs, { kind: 'stand-up', ldso: intent.ldso, day: intent.day });
    case 'post-wash-up':
      return postOnce(needs, { kind: 'wash-up', ldso: intent.ldso, day: intent.day });
    case 'say-copied':
      return sayCopied(needs, intent);
    case 'mirror-test':
    case 'drop-result':
    case 'mirror-defect':
    case 'close-runs':
    case 'fetch-evidence':
    case 'attach-evidence':
    case 'copy-defect':
    case 'read-triage':
    case 'copy-down':
      throw new Error(`${intent.is} is not for the channel`);
  }
}

/** One card a test, changed in place. It stands in the thread of the first message about the test. */
async function showTest(needs: ChatNeeds, test: TestKey): Promise<void> {
  const { store, chat, clock } = needs;
  const key = testKeyText(test);
  const entries = await store.entriesOfTest(test);
  const first = entries[0];
  const progress = progressOf(test, entries);
  const card = await store.link('card', key);
  if (first === undefined || (progress === undefined && card === undefined)) return;
  const message =
    progress === undefined
      ? withdrawnCard({
          ldsoName: needs.ldsoName(test.ldso),
          test,
          testCaseName: first.testCaseName ?? test.testCaseId,
        })
      : await cardOf(needs, progress);
  const channel = await channelOf(needs, test.ldso);
  if (card !== undefined) {
    const at = { thread: String(card.at.thread), messageId: String(card.at.messageId) };
    if (await chat.update(channel, at, message)) return;
  }
  // The card was never posted, or somebody deleted it together with its thread.
  const { thread } = (progress?.entries[0] ?? first).message;
  const messageId = await chat.reply(channel, thread, message);
  await store.saveLink({ kind: 'card', key, at: { thread, messageId, postedAt: clock.now().getTime() } });
}

/** What waits says since when once a try has failed: until then it is only on its way. */
async function mirrorFacts({ store }: ChatNeeds, test: TestKey, mirror: MirrorState) {
  if (mirror !== 'waiting') return { mirror };
  const held = await store.outbox.where({ is: 'mirror-test', test });
  if (held?.is === 'given-up') return { mirror: 'given-up' as const };
  return held?.error === undefined ? { mirror } : { mirror, waitingSince: held.since };
}

async function cardOf(needs: ChatNeeds, progress: Progress): Promise<Outgoing> {
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

/** Nothing is said where the test's card stands in the same thread: it says it already. */
async function sayNoted(needs: ChatNeeds, intent: Extract<Intent, { is: 'say-noted' }>): Promise<void> {
  const { to, test } = intent;
  const entry = await needs.store.entry(intent.entryId);
  if (entry === undefined || entry.withdrawn) return;
  const message = noted({ entry, ldsoName: needs.ldsoName(to.ldso) });
  // The refusal of the message's earlier words would else stand beside the recorded ones.
  if (await changeAnswer(needs, { to, key: `refused/${to.messageId}`, message })) return;
  if ((await needs.store.shelf('quiet', to.ldso)).size > 0) return;
  const card = test === undefined ? undefined : await needs.store.link('card', testKeyText(test));
  if (card?.at.thread === to.thread) return;
  await answer(needs, { to, key: `noted/${to.messageId}`, message });
}

async function sayWelcome(needs: ChatNeeds, ldso: LdsoId): Promise<void> {
  const key = `${ldso}/welcome`;
  // Said before, when the answer got lost on its way here.
  if ((await needs.store.link('reply', key)) !== undefined) return;
  const messageId = await needs.chat.post(await channelOf(needs, ldso), welcome(needs.ldsoName(ldso)));
  await needs.store.saveLink({ kind: 'reply', key, at: { messageId } });
}

/** Only where it stands already: before its time, and on days without one, nothing is posted. */
async function showStandUp(needs: ChatNeeds, of: OfDay): Promise<void> {
  const posted = await needs.store.link('stand-up', `${of.ldso}/${of.day}`);
  if (posted !== undefined) await postOnce(needs, { kind: 'stand-up', ...of });
}

/** In the thread of the stand-up, once. */
async function askUnconfirmed(needs: ChatNeeds, { ldso, day }: OfDay): Promise<void> {
  const key = `${ldso}/unconfirmed/${day}`;
  const posted = await needs.store.link('stand-up', `${ldso}/${day}`);
  if (posted === undefined || (await needs.store.link('reply', key)) !== undefined) return;
  const message = await needs.unconfirmed(ldso, day);
  if (message === undefined) return;
  const channel = await channelOf(needs, ldso);
  const thread = `${channel.channelId};messageid=${String(posted.at.messageId)}`;
  const messageId = await needs.chat.reply(channel, thread, message);
  await needs.store.saveLink({ kind: 'reply', key, at: { messageId } });
}

type OfDay = { readonly ldso: LdsoId; readonly day: Day };

/** The stand-up or wash-up of a day stands once in a channel; posted again, it is changed. */
async function postOnce(
  needs: ChatNeeds,
  post: { readonly kind: 'stand-up' | 'wash-up'; readonly ldso: LdsoId; readonly day: Day },
): Promise<void> {
  const { kind, ldso, day } = post;
  const key = `${ldso}/${day}`;
  const message = kind === 'stand-up' ? await needs.standUp(ldso, day) : await needs.washUp(ldso, day);
  const channel = await channelOf(needs, ldso);
  const before = await needs.store.link(kind, key);
  if (before !== undefined) {
    const messageId = String(before.at.messageId);
    const thread = `${channel.channelId};messageid=${messageId}`;
    if (await needs.chat.update(channel, { thread, messageId }, message)) return;
  }
  const messageId = await needs.chat.post(channel, message);
  await needs.store.saveLink({ kind, key, at: { messageId } });
}
