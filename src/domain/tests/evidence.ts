// Evidence of a test: a file that goes with the run that counts, under a name of the programme's own.
import type { CleanText } from '../../guard/clean-text.ts';
import type { AboutTest, NamedTest } from '../commands.ts';
import type { Person, StandingEntry } from '../entry.ts';
import type { DaybookEvent } from '../events.ts';
import type { Intent } from '../intents.ts';
import { type LdsoId, testKeyText } from '../refs.ts';
import { type Decision, ignored, type Said } from '../said.ts';
import { currentAttempt, progressOf } from './progress.ts';

export type Evidence = {
  /** `<test case>/<reference>/<attempt>/<head of the hash>`: the same file for the same run is the same evidence. */
  readonly id: string;
  readonly test: NamedTest;
  readonly attempt: number;
  /** As its sender named it. */
  readonly name: CleanText;
  /** As it is named in Azure DevOps. */
  readonly title: string;
  readonly sizeInBytes: number;
  /** SHA-256 in hexadecimals. */
  readonly hash: string;
  readonly by: Person;
  readonly at: number;
};

/** A file that has been looked through. */
export type CheckedFile = {
  readonly name: CleanText;
  readonly sizeInBytes: number;
  readonly hash: string;
  /** e.g. `{testCase} {mpanRef} {date} {name}` */
  readonly naming: string;
  /** Calendar day in the programme's time zone. */
  readonly day: string;
};

export type EvidenceKnown = {
  /** All entries of each test, by `testKeyText`. */
  readonly ofTests: ReadonlyMap<string, readonly StandingEntry[]>;
  /** Evidence that was taken before, by its id. */
  readonly taken: ReadonlyMap<string, unknown>;
};

/** @returns the decision, and the ids of the evidence whose bytes are to be kept */
export function decideEvidence(
  said: Said,
  { tests, file }: { readonly tests: readonly NamedTest[]; readonly file: CheckedFile },
  known: EvidenceKnown,
): Decision & { readonly keep: readonly string[] } {
  const { ldso } = said.message;
  const events: DaybookEvent[] = [];
  const intents: Intent[] = [];
  const already: NamedTest[] = [];
  const without: NamedTest[] = [];
  for (const test of tests) {
    const attempt = attemptOf(ldso, test, known.ofTests);
    if (attempt === undefined) {
      without.push(test);
      continue;
    }
    const id = `${test.testCaseId}/${test.mpanRef}/${attempt}/${file.hash.slice(0, 12)}`;
    if (known.taken.has(id)) {
      already.push(test);
      continue;
    }
    const { name, sizeInBytes, hash } = file;
    const title = titleOf(test, attempt, file);
    const evidence: Evidence = {
      id,
      test,
      attempt,
      name,
      title,
      sizeInBytes,
      hash,
      by: said.by,
      at: said.at,
    };
    events.push({ type: 'evidence-taken', ldso, at: said.at, evidence });
    const { testCaseId, mpanRef } = test;
    intents.push(
      { is: 'attach-evidence', ldso, evidenceId: id },
      { is: 'show-test', test: { ldso, testCaseId, mpanRef } },
    );
  }
  const taken = events.flatMap(event => (event.type === 'evidence-taken' ? [event.evidence] : []));
  const answer: Intent = {
    is: 'answer',
    to: said.message,
    answer: {
      about: 'evidence-taken',
      taken: taken.map(({ test, title }) => ({ test, title })),
      already,
      without,
    },
  };
  return { events, intents: [...intents, answer], outcome: ignored, keep: taken.map(({ id }) => id) };
}

/** The QT Manager says of a test that its evidence comes later, or not at all. */
export function decideException(said: Said, command: AboutTest): Decision {
  const { ldso } = said.message;
  const { tests } = command;
  if (said.byQtManager !== true)
    return {
      events: [],
      intents: [{ is: 'answer', to: said.message, answer: { about: 'exception-not-granted' } }],
      outcome: ignored,
    };
  return {
    events: tests.map(test => ({
      type: 'evidence-excepted',
      ldso,
      at: said.at,
      test,
      words: said.note,
      by: said.by,
    })),
    intents: [{ is: 'answer', to: said.message, answer: { about: 'exception-granted', tests } }],
    outcome: ignored,
  };
}

/** Where the bytes of evidence are kept until they are in Azure DevOps. */
export function fileIdOf(ldso: LdsoId, evidenceId: string): string {
  return `evidence/${ldso}/${evidenceId}`;
}

function attemptOf(ldso: LdsoId, test: NamedTest, ofTests: EvidenceKnown['ofTests']): number | undefined {
  const key = { ldso, testCaseId: test.testCaseId, mpanRef: test.mpanRef };
  const progress = progressOf(key, ofTests.get(testKeyText(key)) ?? []);
  return progress === undefined ? undefined : currentAttempt(progress)?.number;
}

/** A file name is safe everywhere without these; Windows is the strictest. */
const unsafe = /[\\/:*?"<>|\p{Cc}]+/gu;
const longest = 180;

function titleOf(test: NamedTest, attempt: number, { name, naming, day }: CheckedFile): string {
  const dot = name.lastIndexOf('.');
  const parts: Readonly<Record<string, string>> = {
    testCase: test.testCaseName,
    testCaseId: test.testCaseId,
    mpanRef: test.mpanRef,
    attempt: String(attempt),
    date: day,
    name: name.slice(0, dot),
  };
  const stem = naming.replace(/\{(\w+)\}/g, (whole, part: string) => parts[part] ?? whole);
  const safe = stem.replace(unsafe, '-').replace(/\s+/g, ' ').trim();
  return `${[...safe].slice(0, longest).join('')}${name.slice(dot).toLowerCase()}`;
}
