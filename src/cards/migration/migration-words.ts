// What is answered to /migration: asked against done, the plan that waits to be agreed, what was not taken.
import type { BadMigrationPart, MigrationTold } from '../../domain/migration/migration.ts';
import type { MigrationView } from '../../domain/migration/migration-view.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { counted } from '../day/day-lines.ts';
import { type NoticeSection, noticeCard } from '../making/notice.ts';
import { dots, md, type Plain, plain, type Shown, sentences } from '../making/shown.ts';
import { dayText, fullTime } from '../making/times.ts';
import { reasonInShort } from '../tables/register-words.ts';
import {
  dayLine,
  differences,
  doneWords,
  firstOf,
  mostDays,
  plannedWords,
  stretches,
} from './migration-days.ts';
import { bulkLine, limitLine, warningLine } from './migration-lines.ts';

const example = md`For example: /migration plan 1 Dec 5, 2 Dec 10, 3-5 Dec 20, or: /migration plan week of 7 Dec 60`;

const mostLines = 12;

/** @param view undefined where nothing is asked, proposed or done */
export function migrationTold(
  told: MigrationTold,
  view: MigrationView | undefined,
  of: { readonly ldsoName: string; readonly now: Date },
): Outgoing {
  switch (told.is) {
    case 'in-channel':
      return { text: md`Please say it in the LDSO’s channel: what is agreed is agreed before everybody.` };
    case 'left':
      return { text: md`The proposal is left; the plan stays as it was agreed.` };
    case 'not-agreed':
      return { text: notAgreed(told.why) };
    case 'nothing-proposed':
      return { text: sentences([md`Nothing was proposed.`, ...told.bad.map(badWords), example]) };
    case 'shown':
    case 'proposed':
    case 'agreed':
      return view === undefined
        ? { text: sentences([md`No migration of ${of.ldsoName} is planned or done yet.`, example]) }
        : migrationCard(told, view, of.now);
  }
}

function migrationCard(
  told: Extract<MigrationTold, { is: 'shown' | 'proposed' | 'agreed' }>,
  view: MigrationView,
  now: Date,
): Outgoing {
  const { ldsoName, proposal } = view;
  return noticeCard({
    text: dots([plain`Migration of ${ldsoName}`, ...inShort(told, view)]),
    title: md`Migration of ${ldsoName}`,
    lead: leadOf(view, now),
    sections: sectionsOf(told, view, now),
    buttons:
      proposal === undefined
        ? []
        : [
            { title: plain`Agree to it`, line: plain`/migration agree ${proposal.id}` },
            { title: plain`Leave it`, line: plain`/migration leave` },
          ],
  });
}

function sectionsOf(
  told: Extract<MigrationTold, { is: 'shown' | 'proposed' | 'agreed' }>,
  view: MigrationView,
  now: Date,
): readonly NoticeSection[] {
  switch (told.is) {
    case 'proposed':
      return [...notTaken(told), ...proposalSections(view, now), standingSection(view)];
    case 'agreed':
      return [
        { heading: md`Agreed`, ...differences(told.differences) },
        ...warningSection(view),
        standingSection(view),
      ];
    case 'shown':
      return [
        ...proposalSections(view, now),
        standingSection(view),
        ...weekSection(view),
        ...daySection(view),
        ...firstStepSection(view),
        ...warningSection(view),
      ];
  }
}

function inShort(told: MigrationTold, { today, proposal }: MigrationView): readonly Plain[] {
  if (told.is === 'agreed') return [plain`agreed`];
  if (told.is === 'proposed' && proposal !== undefined)
    return [plain`${proposal.byName} proposes ${counted(proposal.differences.length, 'change')}`];
  return [
    today.asked === undefined
      ? plain`${today.done} done today`
      : plain`${today.done} done of ${today.asked} asked today`,
  ];
}

function leadOf({ agreed }: MigrationView, now: Date): Shown {
  return agreed === undefined
    ? md`No number has been agreed yet.`
    : md`Agreed ${fullTime(agreed.agreedAt, now)}: proposed by ${agreed.proposedBy}, agreed by ${agreed.agreedBy}.`;
}

function standingSection(view: MigrationView): NoticeSection {
  const { bulk, today, beforeBulk, undated, reversed, legacy } = view;
  const limit = bulk === undefined ? undefined : limitLine(bulk);
  return {
    heading: md`Asked against done`,
    lines: [
      ...(bulk === undefined ? [] : [bulkLine(bulk)]),
      dayLine(today),
      ...(limit === undefined ? [] : [limit]),
    ],
    below: [
      ...(beforeBulk === 0
        ? []
        : bulk === undefined
          ? [md`Migrated so far: ${beforeBulk}`]
          : [md`Migrated before the first day of the plan, and not counted in it: ${beforeBulk}`]),
      ...(undated === 0 ? [] : [md`Migrated by the data sheet, on a day that is not known: ${undated}`]),
      ...(reversed.all === 0 ? [] : [md`Reverse migrations, counted apart: ${reversed.all}`]),
      ...(legacy === 0 ? [] : [md`Legacy in the data register: ${legacy}`]),
    ],
  };
}

function notTaken({ bad, notWorked }: Extract<MigrationTold, { is: 'proposed' }>): readonly NoticeSection[] {
  const lines = [
    ...bad.slice(0, mostLines).map(badWords),
    ...(notWorked.length === 0
      ? []
      : [md`No working day, so without a number: ${notWorked.slice(0, mostLines).map(dayText).join(', ')}`]),
  ];
  return lines.length === 0 ? [] : [{ heading: md`Not taken`, lines }];
}

function proposalSections({ proposal }: MigrationView, now: Date): readonly NoticeSection[] {
  if (proposal === undefined) return [];
  const { byName, at, days, warnings } = proposal;
  return [
    {
      heading: md`Proposed by ${byName}, ${fullTime(at, now)}: not agreed yet`,
      ...differences(proposal.differences),
      below: [md`Anybody but ${byName} can agree to it, with the button or /migration agree.`],
    },
    {
      heading: md`As it would stand`,
      ...firstOf(stretches(days, plannedWords).map(({ days: which, words }) => md`${which}: ${words}`)),
      below: [
        md`${counted(
          days.reduce((sum, { asked = 0 }) => sum + asked, 0),
          'MPAN',
        )} in all`,
      ],
    },
    ...(warnings.length === 0
      ? []
      : [
          {
            heading: md`Out of shape`,
            lines: warnings.slice(0, mostLines).map(warningLine),
            count: warnings.length,
            see: md`of later days`,
          },
        ]),
  ];
}

function weekSection({ weeks }: MigrationView): readonly NoticeSection[] {
  if (weeks.length < 2) return [];
  return [
    {
      heading: md`By week`,
      lines: weeks
        .slice(-mostLines)
        .map(({ monday, asked, done }) => md`Week of ${dayText(monday)}: ${done} done of ${asked} asked`),
      count: weeks.length,
      see: md`before and after`,
    },
  ];
}

/** The days around today: what is long over or far ahead is counted. */
function daySection({ days, day }: MigrationView): readonly NoticeSection[] {
  if (days.length === 0) return [];
  const all = stretches(days, doneWords);
  const ahead = days.filter(each => each.day >= day).length;
  const behind = stretches(days.slice(0, days.length - ahead), doneWords).length;
  const from = Math.max(0, Math.min(behind - 5, all.length - mostDays));
  const lines = all.slice(from, from + mostDays).map(({ days: which, words }) => md`${which}: ${words}`);
  return [{ heading: md`By day`, lines, count: all.length, see: md`before and after` }];
}

function firstStepSection({ firstStep }: MigrationView): readonly NoticeSection[] {
  const { count, refs } = firstStep;
  if (count === 0) return [];
  return [
    {
      heading: md`First step today: the QT team issues IF-031 for ${counted(count, 'MPAN')}`,
      lines: refs
        .slice(0, mostLines)
        .map(({ ref, reasons }) =>
          dots([
            md`${ref}`,
            reasons.length === 0 ? undefined : md`▲ ${reasons.map(reasonInShort).join(', ')}`,
          ]),
        ),
      count: refs.length,
      see: md`see /schedule`,
      below:
        refs.length < count
          ? [md`Which the other ${count - refs.length} are, the schedule does not say.`]
          : [],
    },
  ];
}

function warningSection({ warnings }: MigrationView): readonly NoticeSection[] {
  if (warnings.length === 0) return [];
  return [
    {
      heading: md`The agreed plan is out of shape`,
      lines: warnings.slice(0, mostLines).map(warningLine),
      count: warnings.length,
      see: md`of later days`,
    },
  ];
}

function notAgreed(why: Extract<MigrationTold, { is: 'not-agreed' }>['why']): Shown {
  switch (why) {
    case 'none':
      return sentences([md`No plan waits to be agreed.`, example]);
    case 'own':
      return md`Not agreed: you proposed it yourself, so another person agrees to it.`;
    case 'changed':
      return md`Not agreed: the proposal has changed since. /migration shows it as it stands.`;
  }
}

function badWords({ typed, why }: BadMigrationPart): Shown {
  switch (why) {
    case 'unclear':
      return md`I do not understand “${typed}”.`;
    case 'no-number':
      return md`“${typed}” has no number of MPANs.`;
    case 'no-day':
      return md`“${typed}” names no day.`;
    case 'not-worked':
      return md`“${typed}” is no working day of this LDSO.`;
    case 'too-far':
      return md`“${typed}” is more than ten months away: please check the year.`;
    case 'too-many':
      return md`“${typed}” is more MPANs than there can be.`;
  }
}
