// What a schedule's columns are called, and what stands in them.
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { ScheduleColumns, ScheduleField } from '../domain/planning/schedule.ts';
import { findRefs } from '../intake/references.ts';
import { columnsFrom, type Fields } from '../sheets/columns.ts';
import { daysOf } from '../sheets/day-spans.ts';
import type { DayReading } from '../sheets/days.ts';
import type { GridCell } from '../sheets/grid.ts';
import type { CaseFinder } from './cases.ts';

/** As they are shown to people, and as people name them when they say which column is which. */
const fieldWords: Readonly<Record<ScheduleField, readonly string[]>> = {
  testCaseId: ['test case id', 'id', 'ado id'],
  testCase: ['test case', 'test', 'name'],
  day: ['day', 'date', 'start'],
  revised: ['revised', 'revised day', 'revised date'],
  week: ['week', 'week commencing'],
  weekday: ['weekday', 'day of week'],
  until: ['until', 'finish', 'end'],
  time: ['time'],
  mpanRef: ['mpan reference', 'mpan ref', 'mpan', 'reference'],
  who: ['who', 'tester'],
  order: ['order'],
  harness: ['harness', 'triggered by'],
  waitsFor: ['waits for', 'depends on', 'dependency'],
  kind: ['kind', 'type'],
  status: ['status'],
  notes: ['notes', 'comments'],
  ldso: ['ldso'],
};

/** @param text what somebody wrote beside the file, `test case = Ref; day = Planned start` */
export function columnsSaid(text: string): ScheduleColumns {
  return columnsFrom<ScheduleField>(text, fieldWords);
}

export function scheduleFields(
  book: LdsoBook,
  { cases, reading }: { readonly cases: CaseFinder; readonly reading: DayReading },
): Fields<ScheduleField> {
  const isCase = ({ text }: GridCell) => cases(text).known.length > 0;
  const isDay = (cell: GridCell) => daysOf(cell, reading) !== undefined;
  return {
    testCaseId: {
      headings: [/^(?:ado )?(?:test ?case|tc|work item) id$/, /^ado(?: id| no| number)?$/, /^id$/],
      holds: ({ text }) => isCase({ text, place: '' }) && /^\D{0,4}\d/.test(text),
      isPlain: true,
    },
    testCase: {
      headings: [
        /^(?:qt )?(?:test ?case|tc)s?(?: (?:ref|reference|name|no|number|title))?$/,
        /^(?:qt )?(?:test ?case|tc|test) ids?$/,
        /^(?:test|test script|script|scenario)s?(?: (?:ref|reference|name|id|title))?$/,
        /^(?:task )?name$|^title$|^activity$/,
      ],
      holds: isCase,
      isPlain: true,
    },
    revised: {
      headings: [
        /^(?:revised|rescheduled|re ?planned|new)(?: (?:execution|start|test))?(?: dates?| days?)?$/,
      ],
      holds: isDay,
    },
    week: { headings: [/^(?:w c|wc|week (?:commencing|beginning|starting|of))(?: date)?$/], holds: isDay },
    weekday: { headings: [/^(?:day|weekday|day of (?:the )?week)$/], holds: ({ text }) => isWeekday(text) },
    day: {
      headings: [
        /^(?:planned|scheduled|target)(?: (?:execution|start|test))?(?: dates?| days?)?$/,
        /^(?:execution|test|start|run) (?:dates?|days?)$/,
        /^(?:dates?|days?|start|when)(?: \w+)?$/,
        /^(?:forecast|expected|current|latest|agreed)(?: (?:execution|start|test))?(?: dates?| days?)?$/,
      ],
      holds: isDay,
      isPlain: true,
    },
    until: {
      headings: [
        /^(?:planned |scheduled |revised |target )?(?:finish|end|completion|until|to)(?: date| day)?$/,
        /^(?:forecast|expected|current|latest|agreed) (?:finish|end|completion)(?: date| day)?$/,
      ],
      holds: isDay,
    },
    time: { headings: [/^(?:planned |start )?time(?: slot)?$/, /^slot$/] },
    mpanRef: {
      headings: [
        /^(?:dummy |ldso )?mpans? (?:ref|reference)s?(?: (?:no|number|id))?$/,
        /^(?:dummy )?mpans?$|^(?:test )?data (?:ref|reference)$|^test data$/,
        /^(?:meter point|reference|ref)$/,
      ],
      holds: ({ text }) => findRefs(text, book).length > 0,
      isPlain: true,
    },
    who: {
      headings: [
        /^(?:testers?|who|assigned to|assignee|executed by|allocated to|resource names?)$/,
        /^(?:owner|resource|responsible|assigned|lead)(?: \w+)?$/,
      ],
    },
    order: { headings: [/^(?:execution |run |test )?(?:order|sequence|seq)(?: no| number)?$/, /^(?:#|no)$/] },
    harness: {
      headings: [/harness/, /^(?:trigger(?:ed)?|initiated|started|first step)(?: \w+)? by$/, /^trigger$/],
    },
    waitsFor: {
      headings: [
        /^waits for$|^(?:external )?dependenc(?:y|ies)$/,
        /^depends on$|^pre ?requisites?$|^blocked by$/,
      ],
    },
    kind: { headings: [/^(?:kind|row type|type|item type|category)$/] },
    status: { headings: [/^(?:test |execution |plan(?:ned)? )?status$/, /^in scope$|^scope$/] },
    notes: { headings: [/^(?:notes?|comments?|remarks?)$/] },
    ldso: { headings: [/^(?:ldso|dno|distributor|participant|party)(?: (?:id|name|code))?$/] },
  };
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** @returns 0 for Sunday; undefined for what is no day of the week */
export function weekdayIn(text: string): number | undefined {
  const [, name] =
    /^(sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?s?\.?$/i.exec(text.trim()) ?? [];
  const place = name === undefined ? -1 : weekdays.indexOf(name.slice(0, 3).toLowerCase());
  return place === -1 ? undefined : place;
}

function isWeekday(text: string): boolean {
  return weekdayIn(text) !== undefined;
}
