// What the 09:00 stand-up has to say: today's tests, their data, the harness, what stands in the way.
import type { DataIssue, StandUpView, TestLine } from '../../domain/day/day-view.ts';
import { dots, md, type Plain, plain, type Shown, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayText, fullTime } from '../making/times.ts';
import { firstStepLines, migrationAtStandUp } from '../migration/migration-lines.ts';
import { harnessByClock } from '../queue/queue-lines.ts';
import { reasonInShort } from '../tables/register-words.ts';
import { awayWords, coverWords, uncoveredLine } from './cover-told.ts';
import {
  blockerLine,
  counted,
  mostOfATestCase,
  nameAndReference,
  progressFacts,
  runs,
  section,
  testLine,
} from './day-lines.ts';
import { standUpButtons } from './stand-up-buttons.ts';

/** How many a list shows: of tests, of everything else, of people, of references and of what can be chosen. */
type Most = {
  readonly tests: number;
  readonly lines: number;
  readonly people: number;
  readonly references: number;
};

export const standUpForms: readonly [Most, ...Most[]] = [
  { tests: 12, lines: 6, people: 8, references: 12 },
  { tests: 8, lines: 4, people: 6, references: 12 },
  { tests: 6, lines: 3, people: 4, references: 8 },
  { tests: 4, lines: 2, people: 3, references: 4 },
  { tests: 2, lines: 1, people: 1, references: 2 },
  { tests: 1, lines: 0, people: 1, references: 1 },
];

const plan = 'the plan in Azure DevOps';
const thread = 'the messages of this channel';

export function standUpFacts(view: StandUpView, now: Date, most: Most): Facts & { readonly text: Plain } {
  const { day, planned, blockers, leftOver, progress } = view;
  return {
    text: dots([
      plain`Stand-up ${dayText(day)}`,
      plain`${view.ldsoName}`,
      plain`${planned.length} planned`,
      counted(blockers.length, 'blocker'),
      plain`${leftOver.length} left over`,
      plain`${progress.passed} of ${progress.total} passed`,
    ]),
    title: md`Stand-up · ${dayText(day)}`,
    asOf: dots([
      md`${view.ldsoName}`,
      md`looks back to ${dayText(view.lookedBackTo)}`,
      md`as of ${fullTime(now.getTime(), now)} UK`,
    ]),
    ...progressFacts(progress),
    sections: [...testSection(view, most), ...dataSection(view, most), ...waitingSections(view, most)],
    ...standUpButtons(view, most.tests),
  };
}

function testSection(view: StandUpView, most: Most): readonly Facts[] {
  const { planned, plannedBehind, day, schedule } = view;
  const isScheduled = schedule !== undefined;
  const behind = isScheduled
    ? md`${plannedBehind} planned for later days`
    : md`${plannedBehind} more to do in the plan after these`;
  return section<TestLine>({
    heading: isScheduled
      ? md`1 · Tests today: ${planned.length}, by the ${schedule === 'draft' ? 'schedule’s draft' : 'schedule'}`
      : md`1 · Tests today: ${planned.length}`,
    items: planned,
    line: test => testLine(test, day),
    most: most.tests,
    see: isScheduled ? `all of them: /schedule ${day}` : plan,
    empty: plannedBehind > 0 ? md`No test is planned for today.` : md`Nothing is left to do in the plan.`,
    notes: [...(plannedBehind > 0 ? [behind] : []), ...confirmationNotes(view, most), ...calendarNotes(view)],
  });
}

function confirmationNotes({ confirmed, unconfirmed }: StandUpView, most: Most): readonly Shown[] {
  return [
    ...(confirmed.length === 0 ? [] : [md`✓ Confirmed by ${someOf(confirmed, most.people)}`]),
    ...(unconfirmed.length === 0 ? [] : [md`Not confirmed yet: ${someOf(unconfirmed, most.people)}`]),
  ];
}

/** Whoever plans beyond it would plan on bank holidays. */
function calendarNotes({ bankHolidaysEnd }: StandUpView): readonly Shown[] {
  if (bankHolidaysEnd === undefined) return [];
  return [
    md`▲ Bank holidays are known until ${dayText(bankHolidaysEnd)} ${bankHolidaysEnd.slice(0, 4)} only: after it each weekday counts as a working day. Whoever runs the bot updates it, or writes them as extraHolidays.`,
  ];
}

function dataSection(view: StandUpView, most: Most): readonly Facts[] {
  const { dataIssues, allocated } = view;
  return section({
    heading: md`2 · Data: ${counted(allocated.length, 'MPAN reference')} in use today`,
    items: dataIssues,
    line: dataLine,
    most: most.lines,
    see: thread,
    empty: md`✓ No reference is booked twice, and no data query is open.`,
    notes: [
      ...readyNotes(view),
      ...(allocated.length === 0 ? [] : [md`${someOf(allocated, most.references)}`]),
    ],
  });
}

/** Said once, not beside each test; nothing is said where no register is kept. */
function readyNotes({ planned }: StandUpView): readonly Shown[] {
  const looked = planned.filter(({ reasons }) => reasons !== undefined);
  if (looked.length === 0) return [];
  const ready = looked.filter(({ reasons }) => reasons?.length === 0);
  return [md`Data ready for ${ready.length} of ${looked.length} tests that are still to be run`];
}

function dataLine(issue: DataIssue): Facts {
  const look = { colour: 'warning', quiet: false } as const;
  switch (issue.problem) {
    case 'double-booked':
    case 'open-query':
      return {
        ...look,
        status: md`■ ${issue.problem === 'double-booked' ? 'Clash' : 'Query'}`,
        ...runs([plain`${issue.mpanRef}`], [someOf(issue.testCaseNames, 3)]),
      };
    case 'not-ready':
      return {
        ...look,
        status: md`▲ Not ready`,
        ...runs([plain`${issue.reasons.map(reasonInShort).join(', ')}`], nameAndReference(issue)),
      };
  }
}

function waitingSections(view: StandUpView, most: Most): readonly Facts[] {
  const { day, harness, queue, blockers, leftOver } = view;
  const { waiting = [], onTheWay = [], fuses = [] } = queue ?? {};
  const replays = fuses.length === 0 ? '' : plain`, ${fuses.length} to replay`;
  const uncovered = view.away.filter(line => line.uncovered !== undefined);
  return [
    ...section({
      heading: md`3 · Test harness: ${harness.length + waiting.length + onTheWay.length} waiting${replays}`,
      items: harnessByClock({ planned: harness, queue }, day),
      line: line => line,
      most: most.lines,
      see: queue === undefined ? plan : '/queue',
      empty: md`✓ No test waits for the harness.`,
      notes: view.migration === undefined ? [] : firstStepLines(view.migration),
    }),
    ...migrationAtStandUp(view.migration),
    ...section({
      heading:
        uncovered.length === 0
          ? md`4 · Blockers: ${blockers.length}`
          : md`4 · Blockers: ${blockers.length}, and ${uncovered.length} away without cover`,
      // Who is missing stands first: the list is cut, and the others stood in the channel already.
      items: [
        ...uncovered.map(person => () => uncoveredLine(person)),
        ...blockers.map(blocker => () => blockerLine(blocker, day)),
      ],
      line: made => made(),
      most: most.lines,
      see: thread,
      empty: md`✓ Nothing stands in the way.`,
      notes: peopleNotes(view, most),
    }),
    ...section<TestLine>({
      heading: md`Left over from before: ${leftOver.length}`,
      items: leftOver,
      line: test => testLine(test, day),
      most: most.lines,
      see: thread,
    }),
  ];
}

function peopleNotes({ away, covers }: StandUpView, most: Most): readonly Shown[] {
  return [
    ...(away.length === 0 ? [] : [md`Away today: ${someLines(away, awayWords, most.people)}`]),
    ...(covers.length === 0 ? [] : [md`Cover today: ${someLines(covers, coverWords, most.people)}`]),
  ];
}

function someOf(names: readonly string[], most: number): Plain {
  return someLines(names, name => plain`${shorten(name, mostOfATestCase)}`, most);
}

function someLines<Item>(items: readonly Item[], line: (item: Item) => Plain, most: number): Plain {
  const more = items.length - most;
  return dots([...items.slice(0, most).map(line), ...(more > 0 ? [plain`+${more} more`] : [])]);
}
