// Short messages without a card: confirmations in a thread, and calls to the groups of the QT team.
import type { Entry } from '../domain/entry.ts';
import type { Group } from '../domain/kinds.ts';
import type { Outgoing } from '../ports.ts';
import { dots, md, type Shown, sentences } from './shown.ts';
import { gistOf, kindWords, warningSentence } from './words.ts';

export type Call = {
  readonly groups: readonly Group[];
  /** The tag's id in the team, where the settings name it; else nobody is notified, but the name still stands out. */
  readonly tags: Readonly<Partial<Record<Group, { readonly tagId?: string | undefined }>>>;
  readonly entry: Entry | undefined;
  readonly ldsoName: string;
};

export function callText(call: Call): Outgoing {
  const { groups, tags, entry, ldsoName } = call;
  const tagged = groups.flatMap(name => {
    const id = tags[name]?.tagId;
    return id === undefined ? [] : [{ name, id, is: 'tag' as const }];
  });
  // Only here does an `<at>` come into a message, and only around a group's own name.
  const names = groups.map(group =>
    tagged.some(tag => tag.name === group) ? `<at>${group}</at>` : `**${group}**`,
  );
  const about = entry === undefined ? md`you are asked for in ${ldsoName}` : aboutEntry(entry, ldsoName);
  return { text: `${names.join(' ')}: ${about}`, ...(tagged.length === 0 ? {} : { mentions: tagged }) };
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

function details(entry: Entry): readonly (Shown | undefined)[] {
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
