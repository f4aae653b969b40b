// Lines of tests and blockers, as the stand-up and the wash-up list them, and the plan's progress.
import type { Blocker, PlanProgress, TestLine } from '../../domain/day/day-view.ts';
import type { Day } from '../../domain/events.ts';
import { dots, md, type Plain, plain, type Shown, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayText, lengthText, timeOn } from '../making/times.ts';
import { statusLooks } from '../making/words.ts';
import { moveShort } from '../test/move-words.ts';

// A line is to stay a line: names are whole up to here.
export const mostOfAName = 40;
export const mostOfATestCase = 60;

/**
 * A heading and the first lines of a list, with how many it leaves out: a card is one screen, whatever the day was like.
 * @param list.empty what an empty list says; without it an empty list is not shown at all
 */
export function section<Item>(list: {
  readonly heading: Shown;
  readonly items: readonly Item[];
  readonly line: (item: Item) => Facts;
  readonly most: number;
  /** Where the rest stands. */
  readonly see: string;
  readonly empty?: Shown;
  readonly notes?: readonly Shown[];
}): readonly Facts[] {
  const { heading, items, line, most, see, empty, notes = [] } = list;
  if (items.length === 0 && empty === undefined) return [];
  const more = items.length - most;
  const below = [
    ...(items.length === 0 && empty !== undefined ? [empty] : []),
    ...(more > 0 ? [md`+${more} more, see ${see}`] : []),
    ...notes,
  ];
  return [{ heading, lines: items.slice(0, most).map(line), below: below.map(words => ({ words })) }];
}

/**
 * `► Triggered | SITFTS-0240 TC 03 · EEN-MPAN-0011 · step 6 · Asha · 09:17`
 * @param more what else is to be said of it
 */
export function testLine(test: TestLine, day: Day, more: readonly (Plain | undefined)[] = []): Facts {
  const { shape, word, colour } = statusLooks[test.status];
  return {
    status: md`${shape} ${word}`,
    colour,
    quiet: test.status === 'planned',
    ...runs(nameAndReference(test), [
      test.attempt === undefined || test.attempt === 1 ? undefined : plain`attempt ${test.attempt}`,
      test.step === undefined ? undefined : plain`step ${test.step}`,
      test.who === undefined ? undefined : plain`${shorten(test.who, mostOfAName)}`,
      test.since === undefined ? undefined : plain`${timeOn(day, test.since)}`,
      test.move === undefined ? undefined : moveShort(test.move, { day, known: test.since }),
      test.time === undefined || test.since !== undefined ? undefined : plain`at ${test.time}`,
      test.dueOn === undefined ? undefined : plain`was for ${dayText(test.dueOn)}`,
      test.isAway === undefined ? undefined : plain`▲ away`,
      test.coveredBy === undefined
        ? undefined
        : plain`${shorten(test.coveredBy.join(', '), mostOfAName)} covers`,
      (test.reasons ?? []).length === 0 ? undefined : plain`▲ data not ready`,
      ...more,
    ]),
  };
}

/** What a line says and, paler, what goes with it. Runs of text take no Markdown, so nothing in them is escaped. */
export function runs(what: readonly (Plain | undefined)[], aside: readonly (Plain | undefined)[]): Facts {
  const paler = dots(aside);
  return { what: dots(what), aside: paler === '' ? paler : plain` · ${paler}` };
}

/** What somebody wrote; nothing where it was a command alone. */
export function said(words: string): Plain | undefined {
  return words === '' ? undefined : plain`${shorten(words, 80)}`;
}

export function nameAndReference(test: {
  readonly testCaseName?: string;
  readonly mpanRef?: string;
}): readonly (Plain | undefined)[] {
  const { testCaseName, mpanRef } = test;
  return [
    testCaseName === undefined ? undefined : plain`${shorten(testCaseName, mostOfATestCase)}`,
    mpanRef === undefined ? undefined : plain`${mpanRef}`,
  ];
}

const blockerWords: Readonly<Record<Blocker['is'], string>> = {
  downtime: 'Down',
  'blocking-defect': 'Blocking',
  'severe-defect': 'Defect',
  'blocked-test': 'Blocked',
  query: 'Query',
};

export function blockerLine(blocker: Blocker, day: Day): Facts {
  const { severity, words, who, since, takenBy, query } = blocker;
  const word = blockerWords[blocker.is];
  return {
    status: severity === undefined ? md`■ ${word}` : md`■ ${word} ${severity}`,
    colour: 'warning',
    quiet: false,
    ...runs(
      [said(words), ...nameAndReference(blocker)],
      [
        plain`${shorten(who, mostOfAName)}`,
        plain`${timeOn(day, since)}`,
        ...(query === undefined ? [] : queryParts(query)),
        takenBy === undefined ? undefined : plain`${shorten(takenBy, mostOfAName)} sees to it`,
      ],
    ),
  };
}

/** Said of testing hours throughout, so each line need not say so. */
function queryParts({ minutes, nudges }: NonNullable<Blocker['query']>): readonly (Plain | undefined)[] {
  const reminded = nudges === 1 ? plain`reminded once` : plain`reminded ${nudges} times`;
  return [plain`open ${lengthText(minutes)}`, nudges === 0 ? undefined : reminded];
}

/** The plan as figures and as a bar: passed is filled, the rest is not. */
export function progressFacts(progress: PlanProgress): Facts & { readonly bar: Shown } {
  const { total, passed, failed, blocked, running, notStarted } = progress;
  const signs = 16;
  const filled = total === 0 ? 0 : Math.floor((passed / total) * signs);
  const share = total === 0 ? 0 : Math.floor((passed / total) * 100);
  return {
    bar: md`${'█'.repeat(filled)}${'░'.repeat(signs - filled)}`,
    passedOf: md`Plan: ${passed} of ${total} passed (${share}%)`,
    figures: dots([
      md`✕ ${failed} failed`,
      md`■ ${blocked} blocked`,
      md`► ${running} running`,
      md`○ ${notStarted} not started`,
    ]),
  };
}

/** `1 blocker`, `3 blockers`. */
export function counted(count: number, one: string, many = `${one}s`): Plain {
  return plain`${count} ${count === 1 ? one : many}`;
}
