// Defects in organisations that are not their LDSO's: the copy for triage, what triage marks there, the copies of that.
import { Parser } from 'htmlparser2';
import { z } from 'zod';
import type { LdsoId } from '../../../domain/refs.ts';
import type { Link } from '../../../ports/store.ts';
import type { Mirrored, Triaged, WantedCopy } from '../../../ports/tracker.ts';
import { mirroredFault, type Room } from '../room.ts';
import type { DefectSettings } from '../target.ts';
import { escaped, levelsOf, shortTitle, testedBy, textOf, title } from './bug.ts';
import { type Change, changeItem, itemsWithTags, itemWithTag, type Relation, readItem } from './items.ts';
import { keepBug, pageOf, settingsOf } from './keep.ts';

/** Which LDSO's organisation triage wants a defect in; put on by people. */
const copyTo = 'copy-to-';
const parentTag = 'daybook-parent';
const childTag = 'daybook-child';

export async function keepCopy(
  room: Room,
  wanted: WantedCopy,
  links: { readonly known?: Link['at']; readonly isNew?: boolean },
): Promise<Mirrored> {
  const { connection } = room;
  const { mark, parentUrl } = wanted;
  const draft = {
    fields: fieldsOf(wanted, settingsOf(room)),
    relations: linksOf(wanted, connection.address),
    tag: parentUrl === undefined ? mark : `${childTag}; ${mark}`,
    find: () => itemWithTag(connection, mark),
  };
  try {
    return await keepBug(room, draft, links);
  } catch (fault) {
    return mirroredFault(fault);
  }
}

/** @throws WorldFault */
export async function triaged(room: Room, ldsos: readonly LdsoId[]): Promise<readonly Triaged[]> {
  const settings = settingsOf(room);
  const bugs = await itemsWithTags(room.connection, {
    tags: ldsos.map(ldso => `${copyTo}${ldso}`),
    fields: [title, 'System.Tags', ...Object.values(settings.fields)],
  });
  const found: Triaged[] = [];
  for (const bug of bugs) {
    const tags = tagsOf(bug.fields);
    const to = ldsos.filter(ldso => tags.includes(`${copyTo}${ldso}`.toLowerCase()));
    if (to.length === 0) continue;
    // Which are parents is to be told in queries and reports.
    if (!tags.includes(parentTag))
      await changeItem(room.connection, bug, { fields: { 'System.Tags': parentTag }, relations: [] });
    found.push({ bugId: bug.id, url: pageOf(room, bug.id), copy: copyFrom(bug.fields, settings), to });
  }
  return found;
}

export async function refuseCopy(room: Room, bugId: number, why: string): Promise<Mirrored> {
  try {
    const bug = await readItem(room.connection, bugId);
    if (bug !== undefined)
      await changeItem(room.connection, bug, { fields: { 'System.History': escaped(why) }, relations: [] });
    return { is: 'done', at: { id: bugId } };
  } catch (fault) {
    return mirroredFault(fault);
  }
}

function fieldsOf({ copy }: WantedCopy, settings: DefectSettings): Change['fields'] {
  return {
    [title]: shortTitle(copy.title),
    [settings.fields.details]: detailsOf(copy),
    ...levelsOf(copy, settings),
  };
}

function detailsOf({ facts, words }: WantedCopy['copy']): string {
  const list = facts.map(([name, value]) => `<li><b>${escaped(name)}</b>: ${escaped(value)}</li>`).join('');
  const told = escaped(words).replaceAll('\n', '<br>');
  return `${list === '' ? '' : `<ul>${list}</ul>`}${told === '' ? '' : `<p>${told}</p>`}`;
}

function linksOf({ testCaseId, parentUrl }: WantedCopy, address: string): readonly Relation[] {
  return [
    ...(testCaseId === undefined ? [] : [testedBy(address, testCaseId)]),
    // LDSOs are companies of their own: a link between work items needs one tenant, and shows on both sides.
    ...(parentUrl === undefined
      ? []
      : [
          {
            rel: 'Hyperlink',
            url: parentUrl,
            attributes: { comment: 'Parent, in the programme’s own organisation' },
          },
        ]),
  ];
}

function copyFrom(fields: Readonly<Record<string, unknown>>, settings: DefectSettings): Triaged['copy'] {
  const severity = keyOf(settings.severities, fields[settings.fields.severity]);
  const priority = keyOf(settings.priorities, fields[settings.fields.priority]);
  return {
    title: textOf(fields[title]),
    facts: [],
    words: textIn(textOf(fields[settings.fields.details])),
    ...(severity === undefined ? {} : { severity }),
    ...(priority === undefined ? {} : { priority }),
  };
}

function keyOf<Key extends string>(
  words: Readonly<Record<Key, string | number>>,
  found: unknown,
): Key | undefined {
  return (Object.keys(words) as Key[]).find(key => words[key] === found);
}

const tagsField = z.object({ 'System.Tags': z.string().catch('') });

function tagsOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return tagsField
    .parse({ 'System.Tags': fields['System.Tags'] })
    ['System.Tags'].split(';')
    .map(tag => tag.trim().toLowerCase());
}

/** What a person reads of it, a line for each paragraph and point. */
function textIn(html: string): string {
  let text = '';
  const parser = new Parser({
    ontext: part => {
      text += part;
    },
    onopentag: name => {
      if (['p', 'div', 'li', 'br', 'tr', 'h1', 'h2', 'h3'].includes(name)) text += '\n';
    },
  });
  parser.end(html);
  return text
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n');
}
