// What a channel is told about messages with personal data beside their refusal: the QT team's call, and that all is well again.
import { heldNoMore, heldReminder } from '../../cards/refusal/held-words.ts';
import { leakCall, leakClosed, mended, remediationCard } from '../../cards/say.ts';
import type { MessageRef } from '../../domain/entry.ts';
import type { Intent } from '../../domain/intents.ts';
import { answer, type ChatNeeds, changeAnswer, firstContactIn } from './reply.ts';

/** Calls the QT team to a case that stands open, and takes the call back when it is closed; called to once, however often tried. */
export async function callAboutLeak(needs: ChatNeeds, to: MessageRef): Promise<void> {
  const leak = (await needs.store.leaks(to.ldso)).findLast(each => each.message.messageId === to.messageId);
  if (leak === undefined) return;
  const key = `leak-called/${to.messageId}/${leak.openedAt}`;
  if (leak.closedAt !== undefined) {
    await changeAnswer(needs, { to, key, message: leakClosed() });
    return;
  }
  const message = leakCall({
    leak,
    tagId: needs.tagId,
    ...(await firstContactIn(needs, to.ldso)),
    ldsoName: needs.ldsoName(to.ldso),
    now: needs.clock.now(),
  });
  await answer(needs, { to, key, message });
}

/** One reminder a hold, and taken back when its author has answered or changed the message. */
export async function remindHeld(needs: ChatNeeds, to: MessageRef): Promise<void> {
  const held = (await needs.store.shelf('held', to.ldso)).get(to.messageId);
  const key = `held/${to.messageId}`;
  if (held === undefined) {
    await changeAnswer(needs, { to, key, message: heldNoMore() });
    return;
  }
  const { byId: id, byName: name = 'somebody', kinds, since } = held;
  const message = heldReminder({ person: { id, name }, kinds, since, now: needs.clock.now() });
  await answer(needs, { to, key, message });
}

export async function sayMended(
  needs: ChatNeeds,
  { to, person, how }: Extract<Intent, { is: 'say-mended' }>,
): Promise<void> {
  await changeAnswer(needs, { to, key: `refused/${to.messageId}`, message: mended({ person, how }) });
}

/** One checklist a case, changed in place. */
export async function showRemediation(
  needs: ChatNeeds,
  { to, testCaseId }: Extract<Intent, { is: 'show-remediation' }>,
): Promise<void> {
  const remediation = (await needs.store.shelf('remediation', to.ldso)).get(testCaseId);
  if (remediation === undefined) return;
  const message = remediationCard({
    remediation,
    testCaseId,
    ldsoName: needs.ldsoName(to.ldso),
    now: needs.clock.now(),
  });
  const { message: asked } = remediation;
  await answer(needs, { to: asked, key: `leak-in-ado/${asked.messageId}`, message });
}
