// What is said of a table that was sent and is not taken, or not any more.
import type { Answer } from '../../domain/answers.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { md, shorten } from '../making/shown.ts';

export function tablesRefused({ name, why }: Extract<Answer, { about: 'tables-refused' }>): Outgoing {
  const file = shorten(name, 80);
  switch (why.is) {
    case 'leaks': {
      const places = why.places.slice(0, 8);
      const rest = why.places.length - places.length;
      return {
        text: md`${file} was not taken: it ${why.doubtful ? 'may hold' : 'holds'} what must not be in Teams, in ${places.join(', ')}${rest > 0 ? ` and ${rest} more places` : ''}. Take it out there, then send the file again and delete this message of yours.`,
      };
    }
    case 'project-file':
      return {
        text: md`${file} is in Microsoft Project’s own format, which only Microsoft Project reads. There: File, Save As, “XML Format (*.xml)”; then send me the .xml.`,
      };
    case 'unreadable':
      return { text: md`${file} could not be read: ${why.why}.` };
    case 'other-format':
      return {
        text: md`${file} is no Excel workbook. Save it as “Excel Workbook (*.xlsx)”; then send me the .xlsx.`,
      };
    case 'no-schedule':
      if (why.isUnmarked === true)
        return {
          text: md`${file} has a column for each day, and nothing stands in them. I do not read colours: write an X into each day of a test, or add a column with its date; then send it again.`,
        };
      return {
        text: md`I found no table with a column of test cases and one of days in ${file}. Columns I saw: ${why.headings.slice(0, 12).join(', ') || 'none'}. Send it again and write which is which, for example: test case = Ref; day = Planned start`,
      };
  }
}

export function fileUnknown(why: 'gone' | 'not-theirs'): Outgoing {
  return {
    text:
      why === 'gone'
        ? md`That file is not waiting any more: it was imported, left, or a newer one took its place.`
        : md`Only the one who sent a file imports it.`,
  };
}

export function fileLeft(): Outgoing {
  return { text: md`Left: nothing was imported.` };
}
