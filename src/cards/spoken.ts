// Short messages without a card: confirmations in a thread, and calls to the groups of the QT team.
import type { NamedPerson } from '../domain/day/cover.ts';
import type { Entry, Person } from '../domain/entry.ts';
import type { Group } from '../domain/kinds.ts';
import type { Outgoing } from '../ports/chat.ts';
import type { LeakCase } from '../ports/store.ts';
import { mentionOf } from './making/mention.ts';
import { dots, md, type Shown, sentences } from './making/shown.ts';
import { fullTime } from './making/times.ts';
import { gistOf, kindWords, warningSentence } from './making/words.ts';
import { personalWordsOf } from './refusal/refusal-words.ts';

/** A group's tag in the team, where the settings name it; else nobody is notified, but the name still stands out. */
type TagId = (group: Group) => string | undefined;

export type Call = {
  readonly groups: readonly Group[];
  readonly tagId: TagId;
  /** The test analyst, or who covers; named where the QT team is called. */
  readonly firstContact?: NamedPerson;
  readonly entry: Entry | undefined;
  /** The test case whose evidence holds personal data. */
  readonly evidenceOf?: string;
  readonly ldsoName: string;
};

export function callText({ entry, evidenceOf, ldsoName, ...called }: Call): Outgoing {
  const asked =
    evidenceOf === undefined
      ? md`you are asked for in ${ldsoName}`
      : md`evidence with personal data stands in Azure DevOps: ${evidenceOf} (${ldsoName}). The checklist in this thread says what is to be done.`;
  const about = entry === undefined ? asked : aboutEntry(entry, ldsoName);
  return calling(called, about);
}

export type LeakCall = {
  readonly leak: Pick<LeakCase, 'kinds' | 'by' | 'openedAt'>;
  readonly tagId: TagId;
  readonly firstContact?: NamedPerson;
  readonly ldsoName: string;
  readonly now: Date;
};

/** It goes into the thread of the message, so it need not say where that is. */
export function leakCallText({ leak, ldsoName, now, ...called }: LeakCall): Outgoing {
  const { kinds, by, openedAt } = leak;
  const about = sentences([
    md`a message of ${by.name} in this thread still holds ${personalWordsOf(kinds)}, since ${fullTime(openedAt, now)} UK (${ldsoName}).`,
    md`Only its author can edit it; an owner of the team may be able to delete it.`,
  ]);
  return calling({ ...called, groups: ['QualificationTeam'] }, about);
}

export function leakClosedText(): Outgoing {
  return { text: md`✓ Closed: the message no longer holds what must not be in Teams.` };
}

export function mendedText({
  person,
  how,
}: {
  readonly person: Person;
  readonly how: 'edited' | 'deleted' | 'vouched';
}): Outgoing {
  switch (how) {
    case 'edited':
      return {
        text: md`✓ Thank you, ${person.name}: this is closed. Your message is read as it now stands.`,
      };
    case 'deleted':
      return { text: md`✓ Thank you, ${person.name}: the message is deleted, and this is closed.` };
    case 'vouched':
      return {
        text: md`✓ Noted: ${person.name} says that it is no customer data. If something of the message is to be recorded, edit it: it is then read as it stands.`,
      };
  }
}

/** Names groups, by mention where they have a tag, and says what about. */
export function calling(
  { groups, tagId, firstContact }: Pick<Call, 'groups' | 'tagId' | 'firstContact'>,
  about: Shown,
): Outgoing {
  const tagged = groups.flatMap(name => {
    const id = tagId(name);
    return id === undefined ? [] : [{ name, id, is: 'tag' as const }];
  });
  // Only here does an `<at>` come into a message, and only around a group's own name, or a person's.
  const names = groups.map(group =>
    tagged.some(tag => tag.name === group) ? `<at>${group}</at>` : `**${group}**`,
  );
  const isForFirst = firstContact !== undefined && groups.includes('QualificationTeam');
  const beside = isForFirst ? [mentionOf(firstContact)] : [];
  const mentions = [...tagged, ...beside.flatMap(each => each.mentions)];
  return {
    text: `${[...names, ...beside.map(({ text }) => text)].join(' ')}: ${about}`,
    ...(mentions.length === 0 ? {} : { mentions }),
  };
}

export function notedText(view: { readonly entry: Entry; readonly ldsoName: string }): Outgoing {
  const { entry } = view;
  const verb = entry.how === 'correction' ? 'Corrected' : 'Recorded';
  const isOfTest = entry.testCaseId !== undefined && entry.mpanRef !== undefined;
  const line = dots([md`✓ ${verb}: ${kindWords[entry.kind]}`, ...details(entry)]);
  const cardElsewhere = isOfTest ? [md`Its card stands where the test was first named.`] : [];
  const warnings = entry.warnings.flatMap(warning => warningSentence(warning, entry) ?? []);
  const after = [...cardElsewhere, ...warnings];
  return { text: after.length === 0 ? line : `${line}. ${sentences(after)}` };
}

function aboutEntry(entry: Entry, ldsoName: string): Shown {
  return dots([md`${kindWords[entry.kind]} by ${entry.by.name}`, ...details(entry), md`${ldsoName}`]);
}

/** What an entry speaks of, and its gist. */
export function details(entry: Entry): readonly (Shown | undefined)[] {
  const { testCaseName, testCaseId, mpanRef, step, defect } = entry;
  const gist = gistOf(entry, 200);
  const levels = [defect?.severity, defect?.priority].filter(level => level !== undefined).join(' ');
  const testCase = testCaseName ?? testCaseId;
  return [
    testCase === undefined ? undefined : md`${testCase}`,
    mpanRef === undefined ? undefined : md`${mpanRef}`,
    step === undefined ? undefined : md`step ${step}`,
    levels === '' ? undefined : md`${levels}`,
    gist === undefined ? undefined : md`“${gist}”`,
  ];
}
