// A defect's words as the fields and links of a work item, and what can be told from a work item about its defect.
import { createHash } from 'node:crypto';
import type { Entry } from '../../../domain/entry.ts';
import type { Link, WantedDefect } from '../../../ports.ts';
import type { DefectSettings } from '../target.ts';
import type { Change, Item, Relation } from './items.ts';

const title = 'System.Title';
const productTag = 'QT Daybook';
/** On a bug whose message was withdrawn. */
const withdrawnTag = 'daybook-withdrawn';

/** What a bug is found again by after an unknown outcome; safe inside a query. */
export function tagOf(ldso: string, entryId: string): string {
  return `daybook-${createHash('sha256').update(`${ldso}/${entryId}`).digest('hex').slice(0, 16)}`;
}

export function tagsFor(tag: string): Change['fields'] {
  return { 'System.Tags': `${productTag}; ${tag}` };
}

/** The fields that a correction of the message changes. */
export function fieldsOf(wanted: WantedDefect, settings: DefectSettings): Change['fields'] {
  const { severity, priority } = wanted.entry.defect ?? {};
  const { fields, severities, priorities } = settings;
  return {
    [title]: shortTitle(wanted.title),
    [fields.details]: details(wanted),
    // Left to the project's own default where nobody has said it.
    ...(severity === undefined ? {} : { [fields.severity]: severities[severity] }),
    ...(priority === undefined ? {} : { [fields.priority]: priorities[priority] }),
  };
}

/** The same words give the same mark. */
export function markOf(fields: Change['fields']): string {
  return shortHash(fields);
}

/** What a bug shows of the fields we write; Azure DevOps tidies HTML, so this is taken from its answers. */
export function shownOf(bug: Item, { fields }: DefectSettings): string {
  const { details, severity, priority } = fields;
  return shortHash([title, details, severity, priority].map(name => bug.fields[name]));
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

/** Links to the test case, and to the result in which the defect showed, that the bug does not have yet. */
export function missingLinks(bug: Item | undefined, wanted: WantedDefect, to: LinkEnds): readonly Relation[] {
  const has = new Set(bug?.relations.map(({ rel, url }) => `${rel} ${endOf(url)}`));
  return linksOf(wanted, to).filter(({ rel, url }) => !has.has(`${rel} ${endOf(url)}`));
}

type LinkEnds = { readonly address: string; readonly result: Link['at'] | undefined };

function linksOf({ test, entry }: WantedDefect, { address, result }: LinkEnds): readonly Relation[] {
  const testCaseId = test?.testCaseId ?? entry.testCaseId;
  const { runId, resultId } = result ?? {};
  const links: Relation[] = [];
  if (testCaseId !== undefined)
    links.push({
      // "Tested By" is what the bug carries; the test case gets "Tests" by itself.
      rel: 'Microsoft.VSTS.Common.TestedBy-Forward',
      url: `${address}/_apis/wit/workItems/${testCaseId}`,
      attributes: { comment: productTag },
    });
  if (runId !== undefined && resultId !== undefined)
    links.push({
      rel: 'ArtifactLink',
      url: `vstfs:///TestManagement/TcmResult/${runId}.${resultId}`,
      attributes: { name: 'Test Result' },
    });
  return links;
}

/** Addresses of work items come back with the project's id in them; only the end tells them apart. */
function endOf(url: string): string {
  return url.toLowerCase().split('/').slice(-2).join('/');
}

/** HTML, for the field is HTML: what a person wrote is escaped. */
function details({ ldso, entry, test, messageUrl }: WantedDefect): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['LDSO', ldso],
    ['Test case', testCaseWords(entry)],
    ['MPAN reference', test?.mpanRef ?? entry.mpanRef],
    ['Step', entry.step === undefined ? undefined : String(entry.step)],
    ['Posted by', entry.by.name],
    ['Posted at', new Date(entry.at).toISOString()],
  ];
  const list = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`<li><b>${name}</b>: ${escaped(value)}</li>`],
  );
  const note = escaped(entry.note).replaceAll('\n', '<br>');
  const channel = 'the LDSO’s Teams channel';
  const where = messageUrl === undefined ? channel : `<a href="${escaped(messageUrl)}">${channel}</a>`;
  const source = `<p>Noted in ${where}, kept by QT Daybook.</p>`;
  return `<ul>${list.join('')}</ul><p>${note}</p>${source}`;
}

function testCaseWords({ testCaseId, testCaseName }: Entry): string | undefined {
  if (testCaseId === undefined) return testCaseName;
  return testCaseName === undefined ? testCaseId : `${testCaseName} (${testCaseId})`;
}

/** A title is one line of at most 255 characters. */
function shortTitle(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  // Half of an emoji at the cut is not written.
  return line === ''
    ? 'Defect'
    : line
        .slice(0, 255)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim();
}

function tagsOn(bug: Item): readonly string[] {
  return textOf(bug.fields['System.Tags'])
    .split(';')
    .flatMap(tag => tag.trim() || []);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
