// What a person is told of their day: their tests, what waits for them, who covers, and the QT team's own for whoever is on it.

import type { MyDayPart, MyDayView, MyTest, Owed, TeamDay } from '../../domain/day/my-day.ts';
import type { Day } from '../../domain/events.ts';
import type { FuseLine, QueueLine } from '../../domain/harness/queue-view.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { dots, link, md, type Plain, plain, type Shown, sentences, shorten } from '../making/shown.ts';
import { cardFrom, type Facts } from '../making/template.ts';
import { dayText, fullTime, timeOn } from '../making/times.ts';
import { daysLeftText } from '../queue/lag-words.ts';
import { clockText } from '../queue/queue-facts.ts';
import { personalWordsOf } from '../refusal/refusal-words.ts';
import { moveForLdso, moveShort } from '../test/move-words.ts';
import { awayWords, coverWords } from './cover-told.ts';
import {
  blockerLine,
  counted,
  mostOfAName,
  nameAndReference,
  runs,
  said,
  section,
  testLine,
} from './day-lines.ts';

/** Lines of each list. */
type Most = { readonly tests: number; readonly lines: number };

// Teams takes 28 KB with everything around the card. The fuller the day, the fewer lines each list shows.
const mostBytes = 26 * 1024;
const most: readonly Most[] = [
  { tests: 12, lines: 8 },
  { tests: 8, lines: 5 },
  { tests: 5, lines: 3 },
  { tests: 3, lines: 2 },
];
const least: Most = { tests: 2, lines: 1 };

/** Where there is too much even so, the last LDSOs are told in one line each, with how to ask for them. */
export function myDayCard(view: MyDayView, now: Date): Outgoing {
  for (const each of most) {
    const card = cardOf(view, now, { most: each, whole: view.parts.length });
    if (bytesOf(card) <= mostBytes) return card;
  }
  for (let whole = view.parts.length; whole > 0; whole -= 1) {
    const card = cardOf(view, now, { most: least, whole });
    if (bytesOf(card) <= mostBytes) return card;
  }
  return cardOf(view, now, { most: least, whole: 0 });
}

export function myDayInChat(): Outgoing {
  return { text: md`What is yours today is told to you alone: write /my-day in our own chat.` };
}

function bytesOf({ card }: Outgoing): number {
  return Buffer.byteLength(JSON.stringify(card));
}

function cardOf(
  view: MyDayView,
  now: Date,
  { most: shown, whole }: { readonly most: Most; readonly whole: number },
): Outgoing {
  const { day, parts, person } = view;
  const [only, ...others] = parts;
  const isOne = others.length === 0;
  const tests = parts.reduce((sum, part) => sum + part.tests.length, 0);
  const owed = parts.reduce((sum, part) => sum + part.owed.length, 0);
  const teams = parts.flatMap(({ team }) => team ?? []);
  const forTeam = teams.reduce((sum, team) => sum + teamCount(team), 0);
  return cardFrom('my-day', {
    text: dots([
      plain`Your day ${dayText(day)}`,
      counted(tests, 'test'),
      waiting(owed),
      teams.length === 0 ? undefined : plain`${forTeam} for the QT team`,
    ]),
    title: md`Your day · ${dayText(day)}`,
    asOf: dots([
      md`${shorten(person.name, mostOfAName)}`,
      isOne && only !== undefined ? md`${only.ldsoName}` : md`${counted(parts.length, 'LDSO')}`,
      md`as of ${fullTime(now.getTime(), now)} UK`,
    ]),
    parts: parts.map((part, place) => ({
      name: isOne ? md`` : md`${part.ldsoName}`,
      sections: place < whole ? sectionsOf(part, day, shown) : [summaryOf(part)],
    })),
  });
}

function summaryOf({ ldso, tests, owed, team }: MyDayPart): Facts {
  const words = dots([
    md`${counted(tests.length, 'test')}`,
    md`${waiting(owed.length)}`,
    team === undefined ? undefined : md`${counted(teamCount(team), 'move')} of the QT team`,
  ]);
  return { heading: words, lines: [], below: [{ words: md`All of it: /my-day ${ldso}` }] };
}

function sectionsOf(part: MyDayPart, day: Day, shown: Most): readonly Facts[] {
  const { tests, owed, taken, passed, schedule, team } = part;
  const { lines } = shown;
  // Whoever is on the QT team has no tests as a rule: that is not told of every LDSO.
  const whenEmpty = (words: Shown) => (team === undefined ? { empty: words } : {});
  return [
    ...section<MyTest>({
      heading: md`Your tests: ${tests.length}`,
      items: tests,
      line: test => myTestLine(test, day),
      most: shown.tests,
      see: schedule === undefined ? 'the plan in Azure DevOps' : `/schedule ${day} in the channel`,
      ...whenEmpty(md`No test of today is named for you, and none that you posted is open.`),
      notes: passed === 0 ? [] : [md`✓ ${passed} passed by you today`],
    }),
    ...section<Owed>({
      heading: md`Waits for you: ${owed.length}`,
      items: owed,
      line: each => owedLine(each, day),
      most: lines,
      see: 'the wash-up and the cards of the tests',
      ...whenEmpty(md`✓ Nothing.`),
      notes: linksTo(
        owed.slice(0, lines).flatMap(each => ('url' in each ? [each] : [])),
        day,
      ),
    }),
    ...section({
      heading: md`You see to: ${taken.length}`,
      items: taken,
      line: blocker => blockerLine(blocker, day),
      most: lines,
      see: 'the stand-up',
    }),
    ...(team === undefined ? [] : teamSections(team, day, lines)),
    ...peopleSection(part, lines),
  ];
}

function myTestLine({ line, move, for: whom }: MyTest, day: Day): Facts {
  // Without who: it is theirs, or it is said for whom.
  const { who, ...test } = line;
  const isOthers = whom !== undefined && who !== undefined;
  return testLine(isOthers ? line : test, day, [
    whom === undefined ? undefined : plain`you cover for ${shorten(whom, mostOfAName)}`,
    move === undefined ? undefined : moveForLdso(move, day),
  ]);
}

function owedLine(owed: Owed, day: Day): Facts {
  switch (owed.is) {
    case 'leak':
      return line(
        md`▲ Mend`,
        [plain`your message holds ${personalWordsOf(owed.kinds)}`],
        [plain`since ${timeOn(day, owed.since)}`, plain`edit or delete it`],
      );
    case 'held':
      return line(
        md`▲ Answer`,
        [plain`may your message hold ${personalWordsOf(owed.kinds)}?`],
        [plain`since ${timeOn(day, owed.since)}`, plain`the card in its thread asks`],
      );
    case 'no-defect':
      return line(md`✕ Say why`, nameAndReference(owed.line), [
        owed.line.since === undefined ? undefined : plain`failed ${timeOn(day, owed.line.since)}`,
        plain`/defect, or /reason`,
      ]);
    case 'retest':
      return line(md`► Retest`, nameAndReference(owed), [
        said(owed.words),
        plain`ready since ${timeOn(day, owed.since)}`,
      ]);
    case 'query':
      return line(
        md`■ Query`,
        [said(owed.words), ...nameAndReference(owed)],
        [plain`not answered since ${timeOn(day, owed.since)}`],
      );
    case 'answered':
      return line(
        md`✓ Answered`,
        [said(owed.words), ...nameAndReference(owed)],
        [
          plain`${shorten(owed.byName, mostOfAName)}`,
          plain`${timeOn(day, owed.since)}`,
          plain`in the thread of your query`,
        ],
      );
    case 'evidence':
      return line(md`▲ Evidence`, nameAndReference(owed.line), [
        owed.line.since === undefined ? undefined : plain`${timeOn(day, owed.line.since)}`,
        plain`send me the file here`,
      ]);
  }
}

function line(
  status: Shown,
  what: readonly (Plain | undefined)[],
  aside: readonly (Plain | undefined)[],
): Facts {
  return { status, colour: 'warning', quiet: false, ...runs(what, aside) };
}

function teamSections(
  { triggers, replays, moves, queries, leaks }: TeamDay,
  day: Day,
  lines: number,
): readonly Facts[] {
  return [
    ...section<QueueLine>({
      heading: md`To trigger in the test harness: ${triggers.length}`,
      items: triggers,
      line: each => line(md`► Trigger`, nameAndReference(each.test), clockText(each, day)),
      most: lines,
      see: '/queue in the channel',
      empty: md`✓ No test waits for a trigger.`,
    }),
    ...section<FuseLine>({
      heading: md`Replays to agree to: ${replays.length}`,
      items: replays,
      line: ({ test, dipMessage, lastDay, daysLeft, isLastChance }) =>
        line(md`► Replay`, nameAndReference(test), [
          dipMessage === undefined ? undefined : plain`${dipMessage}`,
          plain`until ${dayText(lastDay)}, ${daysLeftText(daysLeft, isLastChance)}`,
        ]),
      most: lines,
      see: '/queue in the channel',
    }),
    ...section<MyTest>({
      heading: md`Called to: ${moves.length}`,
      items: moves,
      line: ({ line: test, move }) =>
        testLine(test, day, [move === undefined ? undefined : moveShort(move, { day })]),
      most: lines,
      see: 'the cards of the tests',
    }),
    ...section({
      heading: md`Queries open: ${queries.length}`,
      items: queries,
      line: query => blockerLine(query, day),
      most: lines,
      see: 'the stand-up',
    }),
    ...section<TeamDay['leaks'][number]>({
      heading: md`Personal data in messages: ${leaks.length}`,
      items: leaks,
      line: ({ who, kinds, since }) =>
        line(
          md`▲ Leak`,
          [plain`${shorten(who, mostOfAName)}`, plain`${personalWordsOf(kinds)}`],
          [plain`since ${timeOn(day, since)}`],
        ),
      most: lines,
      see: 'the wash-up',
      notes: linksTo(leaks.slice(0, lines), day),
    }),
  ];
}

function peopleSection({ away, covers }: MyDayPart, lines: number): readonly Facts[] {
  if (away.length + covers.length === 0) return [];
  const notes = [
    ...away.map(each => md`Away: ${awayWords(each)}`),
    ...covers.map(each => md`Cover: ${coverWords(each)}`),
  ];
  const more = notes.length - lines;
  const shown = [...notes.slice(0, lines), ...(more > 0 ? [md`+${more} more, see the stand-up`] : [])];
  return [{ heading: md`People today`, lines: [], below: shown.map(words => ({ words })) }];
}

/** `Open: the message of 12:10 · the message of 12:15` */
function linksTo(
  messages: readonly { readonly since: number; readonly url?: string }[],
  day: Day,
): readonly Shown[] {
  const links = messages.flatMap(({ since, url }) =>
    url === undefined ? [] : [link(`the message of ${timeOn(day, since)}`, url)],
  );
  return links.length === 0 ? [] : [sentences([md`Open:`, dots(links)])];
}

function teamCount({ triggers, replays, moves }: TeamDay): number {
  return triggers.length + replays.length + moves.length;
}

function waiting(count: number): Plain {
  return count === 1 ? plain`1 thing waits for you` : plain`${count} things wait for you`;
}
