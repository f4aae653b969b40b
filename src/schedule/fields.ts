// What a schedule's columns are called, and what stands in them.
import type { LdsoBook } from '../domain/plan.ts';
import type { ScheduleColumns, ScheduleField } from '../domain/schedule.ts';
import { findCases, findRefs } from '../intake/references.ts';
import { columnsFrom, type Fields } from '../sheets/columns.ts';
import { readDay } from '../sheets/days.ts';
import type { GridCell } from '../sheets/grid.ts';

/** As they are shown to people, and as people name them when they say which column is which. */
export const fieldWords: Readonly<Record<ScheduleField, readonly string[]>> = {
  testCaseId: ['test case id', 'id', 'ado id'],
  testCase: ['test case', 'test', 'name'],
  day: ['day', 'date', 'start'],
  until: ['until', 'finish', 'end'],
  time: ['time'],
  mpanRef: ['mpan reference', 'mpan ref', 'mpan', 'reference'],
  who: ['who', 'tester'],
  order: ['order'],
  harness: ['harness', 'triggered by'],
  waitsFor: ['waits for', 'depends on', 'dependency'],
  kind: ['kind', 'type'],
};

/** @param text what somebody wrote beside the file, `test case = Ref; day = Planned start` */
export function columnsSaid(text: string): ScheduleColumns {
  return columnsFrom<ScheduleField>(text, fieldWords);
}

export function scheduleFields(book: LdsoBook, near: string): Fields<ScheduleField> {
  const isCase = ({ text }: GridCell) => findCases(text, book).some(({ known }) => known !== undefined);
  const isId = ({ text }: GridCell) => book.testCases.some(({ id }) => id === text.replace(/^#/, ''));
  const isDay = ({ text, date }: GridCell) => date !== undefined || readDay(text, near) !== undefined;
  return {
    testCaseId: {
      headings: [/^(?:ado )?(?:test ?case|tc|work item) id$/, /^ado(?: id| no| number)?$/, /^id$/],
      holds: isId,
      isPlain: true,
    },
    testCase: {
      headings: [
        /^(?:qt )?(?:test ?case|tc)(?: (?:ref|reference|name|no|number|title))?$/,
        /^(?:qt )?(?:test ?case|tc|test) ids?$/,
        /^(?:test|test script|script|scenario)(?: (?:ref|reference|name|id|title))?$/,
        /^(?:task )?name$|^title$/,
      ],
      holds: isCase,
      isPlain: true,
    },
    day: {
      headings: [
        /^(?:planned|scheduled|revised|target)(?: (?:execution|start|test))?(?: date| day)?$/,
        /^(?:execution|test|start|run) (?:date|day)$/,
        /^(?:date|day|start|when)(?: \w+)?$/,
      ],
      holds: isDay,
      isPlain: true,
    },
    until: {
      headings: [
        /^(?:planned |scheduled |revised |target )?(?:finish|end|completion|until|to)(?: date| day)?$/,
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
        /^(?:tester|who|assigned to|assignee|executed by|allocated to|resource names?)$/,
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
  };
}
