// Tells a tester, by mention, that the bug of a defect waits for the retest.
import type { Entry } from '../../domain/entry.ts';
import type { SeenDefect } from '../../domain/tests/seen.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { dots, link, md, sentences, shorten } from '../making/shown.ts';
import { fullTime } from '../making/times.ts';
import { details } from '../spoken.ts';

export function readyForRetest(view: {
  /** The entry that raised the defect. */
  readonly entry: Entry;
  readonly seen: SeenDefect;
  readonly url: string | undefined;
  readonly now: Date;
}): Outgoing {
  const { entry, seen, url, now } = view;
  const name = shorten(entry.by.name, 80);
  const when = md`set to ${seen.state} by ${seen.byName}, ${fullTime(seen.changedAt, now)} UK`;
  const bug = sentences([link(`Bug ${seen.bugId}`, url), md`is ready for retest`]);
  return {
    text: `<at>${name}</at> ${dots([bug, when, ...details(entry)])}`,
    mentions: [{ name, id: entry.by.id, is: 'person' }],
  };
}
