// Raises the defect that an entry tells of, linked to the result that stands, or takes it back with its message.
import { gistOf, kindWords } from '../../cards/making/words.ts';
import type { Entry } from '../../domain/entry.ts';
import type { Intent } from '../../domain/intents.ts';
import { testKeyOf } from '../../domain/refs.ts';
import type { Link } from '../../ports/store.ts';
import type { Mirrored } from '../../ports/tracker.ts';
import { copyLink, copyNext } from './copy-defect.ts';
import type { MirrorNeeds } from './mirror.ts';
import { defectsOf, type Owed, type ResultLink, resultAt, resultOwed } from './mirror-tests.ts';

type MirrorDefect = Extract<Intent, { readonly is: 'mirror-defect' }>;

export async function mirrorDefect(needs: MirrorNeeds & Owed, intent: MirrorDefect): Promise<Mirrored> {
  const { store, tracker } = needs;
  const entry = await store.entry(intent.entryId);
  const known = (await store.link('defect', intent.entryId))?.at;
  if (entry === undefined || (entry.withdrawn && known === undefined)) return { is: 'done', at: {} };
  if (entry.withdrawn) {
    const taken = await tracker.withdrawDefect(intent.ldso, intent.entryId, known ?? {});
    if (taken.is === 'done') await copyNext(needs, intent, known ?? {});
    return taken;
  }
  const test = testKeyOf(intent.ldso, entry);
  // The defect is linked to the result, so the result is there first.
  const owed = test === undefined ? undefined : await resultOwed(needs, test);
  if (owed !== undefined) return owed;
  const result = test === undefined ? undefined : await resultAt(store, test, entry.at);
  const messageUrl = needs.urlOf(entry.message);
  const copyUrl = (await copyLink(store, intent.ldso, known))?.at.url;
  if (known === undefined) await noteTry(needs, entry);
  const answer = await tracker.raiseDefect(
    intent.ldso,
    {
      ldso: intent.ldso,
      entryId: entry.id,
      entry,
      title: titleOf(entry),
      ...(messageUrl === undefined ? {} : { messageUrl }),
      ...(test === undefined ? {} : { test }),
    },
    {
      isNew: known === undefined,
      ...(known === undefined ? {} : { known }),
      ...(result === undefined ? {} : { result: result.link.at }),
      ...(typeof copyUrl === 'string' ? { copyUrl } : {}),
    },
  );
  if (answer.is !== 'done') return answer;
  await store.saveLink({ kind: 'defect', key: entry.id, at: answer.at });
  if (test !== undefined) await store.perform(book => book.enqueue([{ is: 'show-test', test }]));
  if (result !== undefined) await noteLinked(needs, result);
  await copyNext(needs, intent, answer.at);
  return answer;
}

/** Written down before the first call: whoever comes back to it after a crash looks before it is made again. */
async function noteTry({ store, clock }: MirrorNeeds, entry: Entry): Promise<void> {
  const at: Link['at'] = {
    tried: clock.now().getTime(),
    ...(entry.testCaseId === undefined ? {} : { testCaseId: entry.testCaseId }),
  };
  await store.saveLink({ kind: 'defect', key: entry.id, at });
}

/** The bug was linked to the result, so the result need not be written again to name the bug. */
async function noteLinked({ store }: MirrorNeeds, { progress, attempt, link }: ResultLink): Promise<void> {
  if (link.at.withdrawn !== undefined) return;
  const defects = (await defectsOf(store, progress, attempt)).join(' ');
  await store.saveLink({ ...link, at: { ...link.at, defects } });
}

/** e.g. `SITFTS-0240 TC 03, EEN-MPAN-0011: contract reference rejected` */
function titleOf(entry: Entry): string {
  const refs = [entry.testCaseName, entry.mpanRef].filter(part => part !== undefined).join(', ');
  const words = gistOf(entry, 120) ?? kindWords[entry.kind];
  return refs === '' ? words : `${refs}: ${words}`;
}
