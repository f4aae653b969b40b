// What the end-of-day wash-up has to say: how today's tests went, what is still owed, whether Azure DevOps agrees.
import type { TestLine, Undelivered, WashUpView } from '../../domain/day/day-view.ts';
import type { Day } from '../../domain/events.ts';
import { dots, md, type Plain, plain, type Shown, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayText, fullTime, lengthText, timeOn } from '../making/times.ts';
import { migrationAtWashUp } from '../migration/migration-lines.ts';
import { thingIn } from '../outbox-words.ts';
import { harnessByClock } from '../queue/queue-lines.ts';
import { againstFacts, slipSection } from './against-facts.ts';
import { alarms } from './alarms.ts';
import {
  blockerLine,
  counted,
  mostOfAName,
  nameAndReference,
  progressFacts,
  runs,
  said,
  section,
  testLine,
} from './day-lines.ts';

/** How many lines a list shows: results, and everything else. */
type Most = { readonly tests: number; readonly lines: number };

export const washUpForms: readonly [Most, ...Most[]] = [
  { tests: 8, lines: 4 },
  { tests: 6, lines: 3 },
  { tests: 4, lines: 2 },
  { tests: 4, lines: 1 },
  { tests: 2, lines: 1 },
  { tests: 1, lines: 0 },
];

const thread = 'the messages of this channel';
const plan = 'the plan in Azure DevOps';
const schedule = '/schedule';

export function washUpFacts(view: WashUpView, now: Date, most: Most): Facts & { readonly text: Plain } {
  const { day, passed, failed, blocked, open, leaks } = view;
  return {
    text: dots([
      plain`Wash-up ${dayText(day)}`,
      plain`${view.ldsoName}`,
      plain`${passed.length} passed`,
      plain`${failed.length} failed`,
      plain`${blocked.length} blocked`,
      plain`${open.length} open`,
      view.against === undefined ? undefined : plain`${view.against.slipping.length} slip`,
      leaks.length === 0 ? undefined : plain`personal data in ${counted(leaks.length, 'message')}`,
    ]),
    title: md`Wash-up · ${dayText(day)}`,
    asOf: dots([md`${view.ldsoName}`, md`as of ${fullTime(now.getTime(), now)} UK`]),
    ...progressFacts(view.progress),
    counts: countsOf(view),
    alarms: alarms(view, Math.min(3, most.lines + 1)),
    against: againstFacts(view),
    sections: [
      ...testSections(view, most),
      ...slipSection(view, most.lines + 2),
      ...migrationAtWashUp(view.migration),
      ...owedSections(view, most),
      ...nextSection(view, most),
    ],
    mirror: mirrorLine(view.mirror),
    mirrorColour: isDrifting(view.mirror) ? 'attention' : 'default',
  };
}

function countsOf(view: WashUpView): readonly Facts[] {
  return [
    { count: md`${view.triggeredToday}`, of: md`► triggered`, colour: 'default' },
    { count: md`${view.passed.length}`, of: md`✓ passed`, colour: 'good' },
    { count: md`${view.failed.length}`, of: md`✕ failed`, colour: 'attention' },
    { count: md`${view.blocked.length}`, of: md`■ blocked`, colour: 'warning' },
    { count: md`${view.open.length}`, of: md`○ still open`, colour: 'accent' },
  ];
}

function testSections(view: WashUpView, most: Most): readonly Facts[] {
  const { day, passed, failed, blocked, open } = view;
  const line = (test: TestLine) => testLine(test, day);
  const { waiting = [], onTheWay = [], fuses = [] } = view.queue ?? {};
  return [
    ...section<TestLine>({
      heading: md`Results today`,
      // What went wrong stands first: it is what people stay for.
      items: [...failed, ...blocked, ...passed],
      line,
      most: most.tests,
      see: thread,
      empty: md`No result was posted today.`,
    }),
    ...section<TestLine>({
      heading: md`Still open: ${open.length}`,
      items: open,
      line,
      most: most.lines,
      see: thread,
    }),
    ...section({
      heading: md`Test harness: ${waiting.length} to be triggered, ${onTheWay.length} to be received, ${fuses.length} to replay`,
      items: harnessByClock({ planned: [], queue: view.queue }, day),
      line: request => request,
      most: most.lines,
      see: '/queue',
    }),
  ];
}

/** What somebody still has to do something about. */
function owedSections(view: WashUpView, most: Most): readonly Facts[] {
  const { day, failedWithoutDefect, evidenceOwed, defectsToday, openQueries, blockers } = view;
  const common = { most: most.lines, see: thread };
  const { refused = [] } = view.mirror;
  return [
    ...section<Undelivered>({
      most: most.lines,
      see: 'the answer to /outbox',
      heading: md`Given up on the way to Azure DevOps: ${refused.length}`,
      items: refused,
      line: work => undeliveredLine(work, day),
      notes: [md`When the cause is mended, write /outbox replay: nothing is made twice.`],
    }),
    ...section<TestLine>({
      ...common,
      heading: md`Failed, neither defect nor reason noted: ${failedWithoutDefect.length}`,
      items: failedWithoutDefect,
      line: test => testLine(test, day),
    }),
    ...section<TestLine>({
      ...common,
      heading: md`Evidence owed: ${evidenceOwed.length}`,
      items: evidenceOwed,
      line: test => testLine(test, day),
      notes: [
        md`Due by the end of the day of its test; later only where a QT Manager agrees: /evidence-exception`,
      ],
    }),
    ...section<WashUpView['defectsToday'][number]>({
      ...common,
      heading: md`Defects today: ${defectsToday.length}`,
      items: defectsToday,
      line: defectLine,
    }),
    ...section({
      ...common,
      heading: md`Queries without an answer: ${openQueries.length}`,
      items: openQueries,
      line: query => blockerLine(query, day),
      notes: [md`Times open are of testing hours.`],
    }),
    ...answeredSection(view),
    ...section({
      ...common,
      heading: md`Blockers: ${blockers.length}`,
      items: blockers,
      line: blocker => blockerLine(blocker, day),
    }),
  ];
}

/** Who answered is thanked by name; how fast, by the middle one of them all. */
function answeredSection({ queriesAnswered }: WashUpView): readonly Facts[] {
  if (queriesAnswered.length === 0) return [];
  const people = [...new Set(queriesAnswered.map(({ byName }) => byName))].map(name => {
    const count = queriesAnswered.filter(({ byName }) => byName === name).length;
    const who = shorten(name, mostOfAName);
    return count === 1 ? md`${who}` : md`${who} (${count})`;
  });
  const minutes = queriesAnswered.flatMap(query => query.minutes ?? []).sort((a, b) => a - b);
  const middle = medianOf(minutes);
  const more = people.length - mostPeople;
  return section({
    heading: md`Queries answered today: ${queriesAnswered.length}`,
    items: [],
    line: () => ({}),
    most: 0,
    see: thread,
    empty: dots([
      ...people.slice(0, mostPeople),
      more > 0 ? md`+${more} more` : undefined,
      middle === undefined ? undefined : md`half of them within ${lengthText(middle)} of testing hours`,
    ]),
  });
}

const mostPeople = 6;

function medianOf(sorted: readonly number[]): number | undefined {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : Math.round((upper + lower) / 2);
}

function undeliveredLine(work: Undelivered, day: Day): Facts {
  const { since, error = '' } = work;
  return {
    status: md`! Given up`,
    quiet: false,
    colour: 'attention',
    ...runs([thingIn(work)], [plain`${timeOn(day, since)}`, plain`${shorten(error, 120)}`]),
  };
}

function defectLine(defect: WashUpView['defectsToday'][number]): Facts {
  const { severity, priority, bugId, words } = defect;
  const levels = [severity, priority].filter(level => level !== undefined).join(' ');
  return {
    status: md`▲ ${levels === '' ? 'Not rated' : levels}`,
    quiet: false,
    colour: severity === 'S1' || severity === 'S2' ? 'attention' : 'default',
    ...runs(
      [said(words), ...nameAndReference(defect)],
      [bugId === undefined ? undefined : plain`bug ${bugId}`],
    ),
  };
}

function nextSection(view: WashUpView, most: Most): readonly Facts[] {
  return section<TestLine>({
    heading:
      view.against === undefined
        ? md`Next in the plan`
        : md`Planned for ${dayText(view.against.nextDay)}: ${view.next.length}`,
    items: view.next,
    line: test => testLine(test, view.day),
    most: most.lines,
    see: view.against === undefined ? plan : schedule,
  });
}

function isDrifting({ givenUp, drift }: WashUpView['mirror']): boolean {
  return givenUp > 0 || (drift !== undefined && drift !== 'unread' && drift.differences > 0);
}

function mirrorLine(mirror: WashUpView['mirror']): Shown {
  const { waiting, givenUp, drift } = mirror;
  const { differences = 0, leftToPersons = 0 } = drift === undefined || drift === 'unread' ? {} : drift;
  const isWell = waiting === 0 && givenUp === 0 && differences === 0;
  return dots([
    isWell ? md`✓ Azure DevOps has everything that is recorded here.` : undefined,
    givenUp > 0 ? md`! ${counted(givenUp, 'update')} given up: the QT team must look` : undefined,
    differences > 0
      ? md`! Azure DevOps differs in ${counted(differences, 'place')}: the QT team must look`
      : undefined,
    waiting > 0 ? md`… ${counted(waiting, 'update')} on the way to Azure DevOps` : undefined,
    leftToPersons > 0 ? md`${counted(leftToPersons, 'record')} as set there by hand` : undefined,
    drift === 'unread' ? md`It could not be compared today.` : undefined,
  ]);
}
