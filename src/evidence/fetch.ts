// Fetches evidence from the address that somebody gave, from the places where such files lie and from nowhere else.
import type { Intent } from '../domain/intents.ts';
import type { Reading } from '../domain/reading.ts';
import { ignored, type Said } from '../domain/said.ts';
import { heardFile } from '../intake/heard.ts';
import type { FileTaken } from '../personal/attend.ts';
import type { Files } from '../ports/files.ts';
import type { Store } from '../ports/store.ts';
import { type EvidenceNeeds, refused, taken } from './take.ts';

type Fetch = Extract<Intent, { is: 'fetch-evidence' }>;

export type FetchNeeds = EvidenceNeeds & {
  readonly store: Pick<Store, 'perform'>;
  readonly files: Files;
};

/** @throws WorldFault when the place does not answer for now */
export async function fetchEvidence(needs: FetchNeeds, intent: Fetch): Promise<void> {
  const { to, link } = intent;
  const decide = await decisionOn(needs, intent);
  await needs.store.perform(async book => {
    // Once, however often it is fetched.
    if (!(await book.claim(`evidence/${to.thread}/${to.messageId}/${link}`, intent.at))) return ignored;
    const { events, intents, outcome } = await decide(book);
    await book.append(events);
    await book.enqueue(intents);
    return outcome;
  });
}

async function decisionOn(needs: FetchNeeds, intent: Fetch): Promise<FileTaken> {
  const said = saidIn(intent);
  const named = heardFile(nameIn(intent.link), { at: intent.at, botNames: [] });
  const { note: name } = named;
  if (named.personalData.length > 0) {
    const found = named.personalData.map(kind => ({ place: 'the name of the file', kind }));
    return refused(said, name, { is: 'leaks', found, unread: [], doubtful: named.doubtful });
  }
  const fetched = await needs.files.fetch(intent.link);
  if (fetched.is === 'fetched')
    return taken(needs, said, { tests: intent.tests, file: { name, bytes: fetched.bytes } });
  if (fetched.why !== 'size') return refused(said, name, { is: fetched.why });
  return refused(said, name, { is: 'size', mostMb: Math.floor(needs.files.maxBytes / 1024 / 1024) });
}

/** `payload.txt` of `https://contoso.sharepoint.com/…/payload.txt?web=1` */
function nameIn(link: string): string {
  const last = new URL(link).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || 'file';
  } catch {
    return 'file';
  }
}

const talk: Reading = { is: 'chatter', tcRefs: [], mpanRefs: [], routeTo: [] };

function saidIn({ to, by, at, note }: Fetch): Said {
  return {
    message: to,
    by,
    at,
    came: 'posted',
    outsideHours: false,
    reading: talk,
    note,
    personalData: [],
    doubtful: false,
  };
}
