// What triage has marked in the programme's own organisation is copied to the organisations of the LDSOs that it names.
import { createHash } from 'node:crypto';
import { type DefectCopy, testCaseIn } from '../../domain/copies/copy.ts';
import { type NameFinder, type Names, nameFinder } from '../../domain/copies/names.ts';
import { namesSomebody } from '../../domain/copies/unnamed.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { Store } from '../../ports/store.ts';
import type { Mirrored, Tracker } from '../../ports/tracker.ts';

/** Set where the programme has an organisation of its own. */
export type Copying = {
  readonly ldsos: readonly LdsoId[];
  /** Whatever names an LDSO or its people, as far as it is known. */
  names(): Promise<Names>;
  /** A tag that nobody had before, and that tells nothing. */
  newMark(): string;
};

type CopyingNeeds = {
  readonly store: Store;
  readonly tracker: Tracker;
  readonly copying?: Copying | undefined;
};

const nothing: Mirrored = { is: 'done', at: {} };
const whyRefused =
  'Not copied: the title or the details name an LDSO, a person, a reference or an address. Put it in other words; it is looked at again.';

/** Looks at what triage has marked, and has copied what is new or was put in other words. */
export async function readTriage({ store, tracker, copying }: CopyingNeeds): Promise<Mirrored> {
  if (copying === undefined) return nothing;
  const marked = await tracker.triaged(copying.ldsos);
  if (marked.length === 0) return nothing;
  const find = nameFinder(await copying.names());
  for (const { bugId, copy, to } of marked) {
    const text = markOf(copy);
    if (isTelling(copy, find)) {
      const refused = await store.link('copy', `master/${bugId}/refused`);
      if (refused?.at.text === text) continue;
      const answer = await tracker.refuseCopy(bugId, whyRefused);
      if (answer.is !== 'done') return answer;
      await store.saveLink({ kind: 'copy', key: `master/${bugId}/refused`, at: { text } });
      continue;
    }
    const source = (await store.link('copy', `master/${bugId}`))?.at.ldso;
    for (const ldso of to) {
      const link = await store.link('copy', childKey(bugId, ldso));
      // Its own LDSO has the defect itself.
      if (ldso === source || link?.at.text === text) continue;
      await store.perform(book => book.enqueue([{ is: 'copy-down', to: ldso, bugId }]));
    }
  }
  return nothing;
}

/** An LDSO's organisation holds a copy of a defect of the programme's own, as it stands there now. */
export async function copyDown(
  { store, tracker, copying }: CopyingNeeds,
  { to, bugId }: { readonly to: LdsoId; readonly bugId: number },
): Promise<Mirrored> {
  if (copying === undefined) return nothing;
  const parent = (await tracker.triaged([to])).find(each => each.bugId === bugId);
  // Taken back, or put in words that tell: then triage is told, and nothing goes out.
  if (parent === undefined || isTelling(parent.copy, nameFinder(await copying.names()))) return nothing;
  const key = childKey(bugId, to);
  const link = await store.link('copy', key);
  // Written down before the first call: whoever comes back to it looks before it is made again.
  if (link === undefined) await store.saveLink({ kind: 'copy', key, at: { parent: bugId, tried: 1 } });
  const testCase = testCaseIn(parent.copy.title, (await store.plan(to))?.testCases ?? []);
  const answer = await tracker.keepCopy(
    to,
    {
      copy: parent.copy,
      mark: `daybook-child-of-${bugId}`,
      parentUrl: parent.url,
      ...(testCase === undefined ? {} : { testCaseId: testCase.id }),
    },
    link === undefined ? { isNew: true } : { known: link.at },
  );
  if (answer.is !== 'done' && answer.is !== 'newer-there') return answer;
  const at = { ...answer.at, parent: bugId, text: markOf(parent.copy), title: parent.copy.title };
  await store.saveLink({ kind: 'copy', key, at });
  await store.perform(book => book.enqueue([{ is: 'say-copied', ldso: to, bugId }]));
  return answer;
}

function isTelling({ title, words }: DefectCopy, find: NameFinder): boolean {
  return namesSomebody(`${title}\n${words}`, find);
}

function childKey(bugId: number, ldso: LdsoId): string {
  return `master/${bugId}/${ldso}`;
}

function markOf(copy: DefectCopy): string {
  return createHash('sha256').update(JSON.stringify(copy)).digest('base64url').slice(0, 16);
}
