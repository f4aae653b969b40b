// What follows from something that a person changed in Azure DevOps. Pure.
import type { Entry, StandingEntry } from '../domain/entry.ts';
import type { DaybookEvent } from '../domain/events.ts';
import type { Intent } from '../domain/intents.ts';
import { type LdsoId, type TestKey, testKeyOf } from '../domain/refs.ts';
import { currentAttempt, progressOf } from '../domain/tests/progress.ts';
import { isNews, type SeenDefect, type SeenOutcome, saidAt, wordOf } from '../domain/tests/seen.ts';
import type { DefectByHand, OutcomeFound } from '../ports/tracker-changes.ts';

export type Follows = { readonly events: readonly DaybookEvent[]; readonly intents: readonly Intent[] };

const nothing: Follows = { events: [], intents: [] };

/** @param known every entry of the test, and what a person made of it before */
export function decideOutcome(
  test: TestKey,
  known: { readonly entries: readonly StandingEntry[]; readonly before: SeenOutcome | undefined },
  said: { readonly found: OutcomeFound; readonly at: number },
): Follows {
  const { ldso, testCaseId, mpanRef } = test;
  const { found, at } = said;
  const progress = progressOf(test, known.entries);
  const attempt = progress && currentAttempt(progress);
  if (progress === undefined || attempt === undefined) return nothing;
  // Another run has followed: what an older result says is history.
  if (found.attempt !== undefined && found.attempt !== attempt.number) return nothing;
  const { outcome, changedAt } = found;
  const byName = nameIn(found.byName);
  const word = { outcome, byName, changedAt, wholeCase: found.mpanRef === undefined };
  if (!isNews(progress, word, known.before)) return nothing;
  const seen = {
    is: 'outcome',
    testCaseId,
    mpanRef,
    ...word,
    over: wordOf(attempt),
    overAt: saidAt(attempt),
  } as const;
  return {
    events: [{ type: 'seen-in-tracker', ldso, at, seen }],
    intents: [{ is: 'show-test', test }],
  };
}

/** @param entry the one that raised the defect */
export function decideDefect(
  ldso: LdsoId,
  known: { readonly entry: StandingEntry | undefined; readonly before: SeenDefect | undefined },
  said: { readonly found: NonNullable<DefectByHand['found']>; readonly at: number },
): Follows {
  const { entry, before } = known;
  const { found, at } = said;
  if (entry === undefined || entry.withdrawn) return nothing;
  if (before !== undefined && (before.changedAt >= found.changedAt || before.state === found.state))
    return nothing;
  const { id: entryId } = entry;
  const seen = { is: 'defect', entryId, ...found, byName: nameIn(found.byName) } as const;
  return {
    events: [{ type: 'seen-in-tracker', ldso, at, seen }],
    intents: [...toldOf(ldso, entry), ...(found.ready ? [readyFor(entry, found.changedAt)] : [])],
  };
}

function toldOf(ldso: LdsoId, entry: Entry): readonly Intent[] {
  const test = testKeyOf(ldso, entry);
  return test === undefined ? [] : [{ is: 'show-test', test }];
}

function readyFor(entry: Entry, changedAt: number): Intent {
  return { is: 'say-ready', to: entry.message, entryId: entry.id, changedAt };
}

/** Display names come as `Name <mail>` now and then, or are a mail address: of that the daybook keeps the name. */
function nameIn(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/@\S*/g, '')
    .trim()
    .slice(0, 100);
}
