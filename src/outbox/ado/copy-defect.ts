// Copies a defect to the programme's own organisation, for triage, with nothing in it that tells whose it is.
import { gistOf } from '../../cards/making/words.ts';
import { copyOf } from '../../domain/copies/copy.ts';
import { nameFinder } from '../../domain/copies/names.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { Link, Store } from '../../ports/store.ts';
import type { Mirrored } from '../../ports/tracker.ts';
import type { MirrorNeeds } from './mirror.ts';

type OfEntry = { readonly ldso: LdsoId; readonly entryId: string };
const nothing: Mirrored = { is: 'done', at: {} };

/** The programme's own organisation holds a copy of the defect that an entry raised. */
export async function copyDefect(needs: MirrorNeeds, { ldso, entryId }: OfEntry): Promise<Mirrored> {
  const { store, tracker, copying } = needs;
  const entry = await store.entry(entryId);
  const defect = (await store.link('defect', entryId))?.at;
  if (copying === undefined || entry === undefined || defect?.id === undefined) return nothing;
  const link = await copyLink(store, ldso, defect);
  const key = copyKey(ldso, defect);
  // Of several entries that name one bug, the first keeps its copy.
  if (link !== undefined && link.at.entry !== entryId) return nothing;
  if (entry.withdrawn) {
    if (link === undefined) return nothing;
    const taken = await tracker.withdrawDefect('master', entryId, link.at);
    if (taken.is === 'done') await store.saveLink({ ...link, at: { ...link.at, of: 'withdrawn' } });
    return taken;
  }
  const mark = typeof link?.at.mark === 'string' ? link.at.mark : copying.newMark();
  // Written down before the first call: whoever comes back to it looks for this mark before it is made again.
  if (link === undefined) await store.saveLink({ kind: 'copy', key, at: { entry: entryId, mark, tried: 1 } });
  const find = nameFinder(await copying.names());
  const copy = copyOf(entry, gistOf(entry, 1_000) ?? '', find);
  const answer = await tracker.keepCopy(
    'master',
    { copy, mark },
    link === undefined ? { isNew: true } : { known: link.at },
  );
  if (answer.is !== 'done' && answer.is !== 'newer-there') return answer;
  const at = { ...answer.at, entry: entryId, mark, of: shownBy(defect) };
  await store.saveLink({ kind: 'copy', key, at });
  await store.saveLink({ kind: 'copy', key: `master/${answer.at.id}`, at: { ldso, entry: entryId } });
  if (link?.at.url === undefined)
    await store.perform(book => book.enqueue([{ is: 'mirror-defect', ldso, entryId }]));
  return answer;
}

/** The copy follows when what it was made from has changed. */
export async function copyNext(
  needs: MirrorNeeds,
  { ldso, entryId }: OfEntry,
  defect: Link['at'],
): Promise<void> {
  if (needs.copying === undefined) return;
  const link = await copyLink(needs.store, ldso, defect);
  const isWithdrawn = (await needs.store.entry(entryId))?.withdrawn === true;
  if (!isWithdrawn && link?.at.of === shownBy(defect)) return;
  await needs.store.perform(book => book.enqueue([{ is: 'copy-defect', ldso, entryId }]));
}

export async function copyLink(
  store: Store,
  ldso: LdsoId,
  defect: Link['at'] | undefined,
): Promise<Link | undefined> {
  return defect?.id === undefined ? undefined : store.link('copy', copyKey(ldso, defect));
}

function copyKey(ldso: LdsoId, defect: Link['at']): string {
  return `${ldso}/${defect.id}`;
}

function shownBy({ wrote }: Link['at']): string {
  return `as ${wrote ?? ''}`;
}
