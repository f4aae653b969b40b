// Evidence on its way to the result of its test: attached once, then forgotten here.

import type { NamedTest } from '../../domain/commands.ts';
import { type LdsoId, testKeyText } from '../../domain/refs.ts';
import { fileIdOf } from '../../domain/tests/evidence.ts';
import type { Mirrored } from '../../ports/tracker.ts';
import type { MirrorNeeds } from './mirror.ts';
import { type Owed, resultOwed } from './mirror-tests.ts';

/** The step that the evidence of a test case goes on, as testers count them. */
export type EvidenceStep = (ldso: LdsoId, test: NamedTest) => number | 'last' | 'result';

const nothing: Mirrored = { is: 'done', at: {} };

export async function attachEvidence(
  needs: MirrorNeeds & Owed,
  { ldso, evidenceId }: { readonly ldso: LdsoId; readonly evidenceId: string },
): Promise<Mirrored> {
  const { store, tracker } = needs;
  const evidence = (await store.shelf('evidence', ldso)).get(evidenceId);
  const key = `${ldso}/${evidenceId}`;
  const fileId = fileIdOf(ldso, evidenceId);
  if (evidence === undefined || (await store.link('evidence', key)) !== undefined) return nothing;
  const bytes = await store.file(fileId);
  if (bytes === undefined) return nothing;
  const { test: named, attempt, title, by } = evidence;
  const test = { ldso, testCaseId: named.testCaseId, mpanRef: named.mpanRef };
  const owed = await resultOwed(needs, test);
  if (owed !== undefined) return owed;
  const result = await store.link('result', `${testKeyText(test)}/${attempt}`);
  const mark = `[k:${evidence.hash.slice(0, 12)}]`;
  const answer = await tracker.attachEvidence(ldso, {
    test,
    at: result?.at ?? {},
    fileName: title,
    bytes,
    comment: `Evidence of ${named.testCaseName} · ${named.mpanRef}, sent by ${by.name} ${mark}`,
    mark,
    step: needs.evidenceStep?.(ldso, named) ?? 'last',
  });
  if (answer.is !== 'done') return answer;
  await store.saveLink({ kind: 'evidence', key, at: answer.at });
  await store.dropFile(fileId);
  await store.perform(book => book.enqueue([{ is: 'show-test', test }]));
  return answer;
}
