/** The link between a test result and the bugs found with it: an artifact link on the bug is the only truth. */
import type { Ask } from '../http/ask.ts';
import { itemById, latest } from '../plans/find.ts';
import type { Organisation } from '../state.ts';
import { save, withoutHistory } from './save.ts';
import type { Relation } from './state.ts';

type ResultKey = { readonly runId: number; readonly resultId: number };

function resultAddress({ runId, resultId }: ResultKey): string {
  return `vstfs:///TestManagement/TcmResult/${runId}.${resultId}`;
}

export function bugsOf(organisation: Organisation, runId: number, resultId: number): readonly number[] {
  const wanted = resultAddress({ runId, resultId }).toLowerCase();
  return organisation.items
    .filter(item => !item.deleted && latest(item).relations.some(one => one.url?.toLowerCase() === wanted))
    .map(item => item.id);
}

export function linkBug(ask: Ask, bugId: number, key: ResultKey): void {
  const bug = itemById(ask.organisation, bugId);
  if (!bug || bugsOf(ask.organisation, key.runId, key.resultId).includes(bugId)) return;
  const { fields, relations } = latest(bug);
  const link: Relation = {
    rel: 'ArtifactLink',
    itemId: null,
    organisation: null,
    fileId: null,
    url: resultAddress(key),
    comment: null,
    name: 'Test Result',
    at: ask.now,
  };
  save(ask, bug, { fields: withoutHistory(fields), relations: [...relations, link] });
  ask.house.announce(ask, 'updated', bug);
}
