// Tells the tester who raised a defect that its bug waits for the retest.
import { readyForRetest } from '../../cards/test/ready.ts';
import type { Intent } from '../../domain/intents.ts';
import { answer, type ChatNeeds } from './reply.ts';

/** Said once each time; not when the bug has moved on, or the defect was withdrawn meanwhile. */
export async function sayReady(
  needs: ChatNeeds,
  { to, entryId, changedAt }: Extract<Intent, { is: 'say-ready' }>,
): Promise<void> {
  const entry = await needs.store.entry(entryId);
  const seen = (await needs.store.shelf('seenDefect', to.ldso)).get(entryId);
  if (entry === undefined || entry.withdrawn || seen?.changedAt !== changedAt) return;
  const url = (await needs.store.link('defect', entryId))?.at.url;
  const message = readyForRetest({
    entry,
    seen,
    url: typeof url === 'string' ? url : undefined,
    now: needs.clock.now(),
  });
  return answer(needs, { to, key: `ready/${entryId}/${changedAt}`, message });
}
