// What all bugs of ours have in common: levels, tags, links, and what can be told from a work item about its defect.
import type { Priority, Severity } from '../../../domain/kinds.ts';
import { markOf } from '../mark.ts';
import type { DefectSettings } from '../target.ts';
import type { Change, Item, Relation } from './items.ts';

export const title = 'System.Title';
export const productTag = 'QT Daybook';
/** On a bug whose message was withdrawn. */
const withdrawnTag = 'daybook-withdrawn';

export function tagsFor(tag: string): Change['fields'] {
  return { 'System.Tags': `${productTag}; ${tag}` };
}

/** Severity and priority in the project's own words; left to its default where nobody has said them. */
export function levelsOf(
  { severity, priority }: { readonly severity?: Severity; readonly priority?: Priority },
  { fields, severities, priorities }: DefectSettings,
): Change['fields'] {
  return {
    ...(severity === undefined ? {} : { [fields.severity]: severities[severity] }),
    ...(priority === undefined ? {} : { [fields.priority]: priorities[priority] }),
  };
}

/** What a bug shows of the fields we write; Azure DevOps tidies HTML, so this is taken from its answers. */
export function shownOf(bug: Item, { fields }: DefectSettings): string {
  const { details, severity, priority } = fields;
  return markOf([title, details, severity, priority].map(name => bug.fields[name]));
}

/** Whether a bug already has these values, apart from the HTML, which comes back tidied. */
export function isAsWanted(bug: Item, fields: Change['fields'], settings: DefectSettings): boolean {
  return Object.entries(fields).every(
    ([name, value]) => name === settings.fields.details || bug.fields[name] === value,
  );
}

export function typeOf(bug: Item): string {
  return textOf(bug.fields['System.WorkItemType']);
}

export function stateOf(bug: Item): string {
  return textOf(bug.fields['System.State']);
}

export function isWithdrawn(bug: Item): boolean {
  return tagsOn(bug).includes(withdrawnTag);
}

export function isAssigned(bug: Item): boolean {
  const who = bug.fields['System.AssignedTo'];
  return who !== undefined && who !== null && who !== '';
}

/** @param close false for a bug that somebody works on: it only says what happened */
export function withdrawnFields(settings: DefectSettings, close: boolean): Change['fields'] {
  const words = 'The message that noted this defect in the Teams channel was withdrawn.';
  return {
    'System.Tags': withdrawnTag,
    'System.History': close ? `${words} Nobody had taken it up, so it is closed.` : words,
    ...(close ? { 'System.State': settings.states.closed } : {}),
  };
}

/** The message is back: what the withdrawal changed is undone. Nothing for a bug that was not withdrawn. */
export function backAgain(
  bug: Item,
  settings: DefectSettings,
  own: boolean,
): Pick<Change, 'fields' | 'tags'> {
  if (!isWithdrawn(bug)) return { fields: {} };
  return {
    tags: tagsOn(bug)
      .filter(tag => tag !== withdrawnTag)
      .join('; '),
    fields: {
      'System.History': 'The message that noted this defect in the Teams channel is back.',
      ...(own && stateOf(bug) === settings.states.closed ? { 'System.State': settings.states.new } : {}),
    },
  };
}

/** Those that the bug does not have yet. */
export function missing(bug: Item | undefined, wanted: readonly Relation[]): readonly Relation[] {
  const has = new Set(bug?.relations.map(({ rel, url }) => `${rel} ${endOf(url)}`));
  return wanted.filter(({ rel, url }) => !has.has(`${rel} ${endOf(url)}`));
}

/** A link to a test case: "Tested By" is what the bug carries; the test case gets "Tests" by itself. */
export function testedBy(address: string, testCaseId: string): Relation {
  return {
    rel: 'Microsoft.VSTS.Common.TestedBy-Forward',
    url: `${address}/_apis/wit/workItems/${testCaseId}`,
    attributes: { comment: productTag },
  };
}

/** Addresses of work items come back with the project's id in them; only the end tells them apart. */
function endOf(url: string): string {
  return url.toLowerCase().split('/').slice(-2).join('/');
}

/** A title is one line of at most 255 characters. */
export function shortTitle(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  // Half of an emoji at the cut is not written.
  return line === ''
    ? 'Defect'
    : line
        .slice(0, 255)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim();
}

export function tagsOn(bug: Item): readonly string[] {
  return textOf(bug.fields['System.Tags'])
    .split(';')
    .flatMap(tag => tag.trim() || []);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
