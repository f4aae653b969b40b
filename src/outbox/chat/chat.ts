// Delivers what is to be said in a channel, in order; how each thing is said stands in the files that it names.
import { callGroups, elsewhere, noted, refusal, welcome } from '../../cards/say.ts';
import type { Intent } from '../../domain/intents.ts';
import { type LdsoId, testKeyText } from '../../domain/refs.ts';
import type { Delivery, Settlement } from '../../ports/outbox.ts';
import { afterFault } from '../retry.ts';
import { answerTo } from './answers.ts';
import { sayCopied } from './copied.ts';
import { askUnconfirmed, postOnce, showStandUp } from './day.ts';
import { callHarness } from './harness.ts';
import { callAboutLeak, remindHeld, sayMended, showRemediation } from './leaks.ts';
import { nudgeQuery, remember, showQuery } from './queries.ts';
import { sayReady } from './ready.ts';
import { addressOf, answer, type ChatNeeds, changeAnswer, channelOf, firstContactIn } from './reply.ts';
import { postSchedule } from './schedules.ts';
import { showTest } from './test-card.ts';

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
    case 'remind-held':
      return remindHeld(needs, intent.to);
    case 'show-query':
      return showQuery(needs, intent.to);
    case 'nudge-query':
      return nudgeQuery(needs, intent);
    case 'say-ready':
      return sayReady(needs, intent);
    case 'call-groups': {
      const entry = intent.entryId === undefined ? undefined : await needs.store.entry(intent.entryId);
      if (entry?.withdrawn === true) return;
      const message = callGroups({
        groups: intent.groups,
        tagId: needs.tagId,
        ...(await firstContactIn(needs, intent.to.ldso)),
        entry,
        ...(intent.evidenceOf === undefined ? {} : { evidenceOf: intent.evidenceOf }),
        ldsoName: needs.ldsoName(intent.to.ldso),
      });
      const reply = { to: intent.to, key: `called/${intent.to.messageId}`, message };
      await answer(needs, reply);
      return entry?.kind === 'data_query' ? remember(needs, reply) : undefined;
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
    case 'call-harness':
      return callHarness(needs, intent);
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

/** Nothing is said where the test's card stands in the same thread: it says it already. */
async function sayNoted(needs: ChatNeeds, intent: Extract<Intent, { is: 'say-noted' }>): Promise<void> {
  const { to, test } = intent;
  const entry = await needs.store.entry(intent.entryId);
  if (entry === undefined || entry.withdrawn) return;
  const message = noted({ entry, ldsoName: needs.ldsoName(to.ldso) });
  // The refusal of the message's earlier words would else stand beside the recorded ones.
  if (await changeAnswer(needs, { to, key: `refused/${to.messageId}`, message })) return;
  // A query has a card of its own.
  if (entry.kind === 'data_query') return;
  if ((await needs.store.shelf('quiet', to.ldso)).size > 0) return;
  const card = test === undefined ? undefined : await needs.store.link('card', testKeyText(test));
  if (card?.at.thread === to.thread) return;
  await answer(needs, { to, key: `noted/${to.messageId}`, message });
}

async function sayWelcome(needs: ChatNeeds, ldso: LdsoId): Promise<void> {
  const key = `${ldso}/welcome`;
  // Said before, when the answer got lost on its way here.
  if ((await needs.store.link('reply', key)) !== undefined) return;
  const message = welcome(needs.ldsoName(ldso), await needs.example(ldso));
  const messageId = await needs.chat.post(await channelOf(needs, ldso), message);
  await needs.store.saveLink({ kind: 'reply', key, at: { messageId } });
}
