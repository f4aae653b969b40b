// A report as Markdown (GitHub's, for its tables): nothing in it can become a link, a heading or a cell of its own.
import type { Report, ReportSection } from '../domain/day/report.ts';
import { oneLine } from './text.ts';

export function markdownOf({ title, lead, sections }: Report): string {
  return `${[`# ${escaped(title)}`, escaped(lead), ...sections.flatMap(sectionOf)].join('\n\n')}\n`;
}

function sectionOf({ heading, lines = [], table }: ReportSection): readonly string[] {
  return [
    `## ${escaped(heading)}`,
    ...lines.map(escaped),
    ...(table === undefined
      ? []
      : [[rowOf(table.head), rowOf(table.head.map(() => '---')), ...table.rows.map(cellsOf)].join('\n')]),
  ];
}

function cellsOf(cells: readonly string[]): string {
  return rowOf(cells.map(escaped));
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Every sign that CommonMark 0.31 gives a meaning, and `@`, `:` and `.` where viewers make links of bare words. */
function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]()<>#+!|~&$]/g, '\\$&')
    .replace(/^([-=]|\d+(?=[.)]))/, '\\$1')
    .replace(/(?<=\b(?:https?|ftp|mailto|www))[:.]/gi, sign => (sign === ':' ? '&#58;' : '&#46;'))
    .replaceAll('@', '&#64;');
}
