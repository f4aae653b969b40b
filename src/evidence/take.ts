// Takes a file as evidence of a test: looked through by the guard first; nothing is kept of one that holds personal data.
import { createHash } from 'node:crypto';
import type { Answer, EvidenceProblem } from '../domain/answers.ts';
import type { NamedTest } from '../domain/commands.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import { type LdsoId, testKeyText } from '../domain/refs.ts';
import { type Decision, ignored, type Said } from '../domain/said.ts';
import { decideEvidence, fileIdOf } from '../domain/tests/evidence.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { aboutTest } from '../intake/about-test.ts';
import type { FileTaken, FileTaker } from '../personal/attend.ts';
import type { Book } from '../ports/store.ts';
import { dayOf } from '../rhythm/calendar.ts';
import { scanFile } from '../scan/scan-file.ts';

export type EvidenceNeeds = {
  readonly bookOf: (ldso: LdsoId) => Promise<LdsoBook>;
  /** How files are named in Azure DevOps, e.g. `{testCase} {mpanRef} {date} {name}`. */
  readonly naming: string;
  readonly zone: string;
};

export type FoundFile = { readonly name: CleanText; readonly bytes: Uint8Array };

/** The programme asks for an annotated document, with payloads and answers as text, and pictures of the screen. */
const formats = /\.(?:docx|txt|png|pdf)$/i;

/** Of a file sent to the bot alone. The test is named in the message or, without it, in the file's name. */
export function takesEvidence(needs: EvidenceNeeds): FileTaker {
  return async ({ said, name, bytes }) => {
    const isFormat = formats.test(name);
    if (!isFormat && !/\bevidence\b/i.test(said.note)) return undefined;
    if (!isFormat) return refused(said, name, { is: 'format' });
    const book = await needs.bookOf(said.message.ldso);
    const stem = name.replace(/\.\w+$/, '');
    // People put underscores between the parts of a name, and references hold some themselves.
    const texts = [said.note, stem, stem.replaceAll('_', ' ')];
    const tests = texts.map(text => aboutTest(text, book).tests).find(found => found.length > 0);
    if (tests === undefined) return refused(said, name, { is: 'which-test' });
    return taken(needs, said, { tests, file: { name, bytes } });
  };
}

/** @param found what it is evidence of, and the file as it came */
export async function taken(
  needs: EvidenceNeeds,
  said: Said,
  found: { readonly tests: readonly NamedTest[]; readonly file: FoundFile },
): Promise<FileTaken> {
  const { tests, file } = found;
  const { name, bytes } = file;
  if (!formats.test(name)) return refused(said, name, { is: 'format' });
  const leaks = await leaksIn(said, file);
  if (leaks !== undefined) return refused(said, name, leaks);
  const checked = {
    name,
    sizeInBytes: bytes.length,
    hash: createHash('sha256').update(bytes).digest('hex'),
    naming: needs.naming,
    day: dayOf(said.at, needs.zone),
  };
  return async book => {
    const known = await knownOf(book, said.message.ldso, tests);
    const { keep, ...decision } = decideEvidence(said, { tests, file: checked }, known);
    for (const id of keep) await book.keepFile(fileIdOf(said.message.ldso, id), bytes);
    return decision;
  };
}

/** Evidence that is only doubtful is taken when its sender says that it was checked. */
async function leaksIn(said: Said, file: FoundFile): Promise<EvidenceProblem | undefined> {
  const { decision, findings, unread } = await scanFile({ ...file, now: new Date(said.at) });
  const isChecked = /\bchecked\b/i.test(said.note);
  if (decision === 'pass' || (decision === 'warn' && isChecked)) return undefined;
  return {
    is: 'leaks',
    found: findings.map(({ place, kind }) => ({ place, kind })),
    unread,
    doubtful: decision === 'warn',
  };
}

async function knownOf(book: Book, ldso: LdsoId, tests: readonly NamedTest[]) {
  const ofTests = new Map<string, Awaited<ReturnType<Book['entriesOfTest']>>>();
  for (const { testCaseId, mpanRef } of tests) {
    const key = { ldso, testCaseId, mpanRef };
    ofTests.set(testKeyText(key), await book.entriesOfTest(key));
  }
  return { ofTests, taken: await book.shelf('evidence', ldso) };
}

export function refused(said: Said, name: CleanText, why: EvidenceProblem): FileTaken {
  const answer: Answer = { about: 'evidence-refused', name, why };
  const decision: Decision = {
    events: [],
    intents: [{ is: 'answer', to: said.message, answer }],
    outcome: ignored,
  };
  return async () => decision;
}
