// A defect's words as the fields and links of the bug in its LDSO's own organisation.
import { createHash } from 'node:crypto';
import type { Entry } from '../../../domain/entry.ts';
import type { Link } from '../../../ports/store.ts';
import type { WantedDefect } from '../../../ports/tracker.ts';
import type { DefectSettings } from '../target.ts';
import { escaped, levelsOf, shortTitle, testedBy, title } from './bug.ts';
import type { Change, Relation } from './items.ts';

/** What a bug is found again by after an unknown outcome; safe inside a query. */
export function tagOf(ldso: string, entryId: string): string {
  return `daybook-${createHash('sha256').update(`${ldso}/${entryId}`).digest('hex').slice(0, 16)}`;
}

/** The fields that a correction of the message changes. */
export function fieldsOf(wanted: WantedDefect, settings: DefectSettings): Change['fields'] {
  return {
    [title]: shortTitle(wanted.title),
    [settings.fields.details]: details(wanted),
    ...levelsOf(wanted.entry.defect ?? {}, settings),
  };
}

type LinkEnds = {
  readonly address: string;
  readonly result: Link['at'] | undefined;
  /** The copy in the programme's own organisation. */
  readonly copyUrl: string | undefined;
};

/** To the test case, to the result in which the defect showed, and to its copy. */
export function linksOf({ test, entry }: WantedDefect, to: LinkEnds): readonly Relation[] {
  const testCaseId = test?.testCaseId ?? entry.testCaseId;
  const { runId, resultId } = to.result ?? {};
  const links: Relation[] = [];
  if (testCaseId !== undefined) links.push(testedBy(to.address, testCaseId));
  if (runId !== undefined && resultId !== undefined)
    links.push({
      rel: 'ArtifactLink',
      url: `vstfs:///TestManagement/TcmResult/${runId}.${resultId}`,
      attributes: { name: 'Test Result' },
    });
  if (to.copyUrl !== undefined)
    links.push({
      rel: 'Hyperlink',
      url: to.copyUrl,
      attributes: { comment: 'Copy in the programme’s own organisation' },
    });
  return links;
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
