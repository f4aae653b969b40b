// A report as a card: each table's first rows as lines, with how many it leaves out.
import { type Report, type ReportSection, reportKinds } from '../../domain/day/report.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { type NoticeSection, noticeCard } from '../making/notice.ts';
import { dots, md, plain, shorten } from '../making/shown.ts';

// Teams takes 28 KB with everything around the card.
const mostBytes = 26 * 1024;
const mostOfACell = 80;

/** The fuller the report, the fewer rows of each table. */
export function reportCard(report: Report): Outgoing {
  for (const most of [8, 4, 2, 1]) {
    const made = cardWith(report, most);
    if (Buffer.byteLength(JSON.stringify(made.card)) <= mostBytes) return made;
  }
  return cardWith(report, 0);
}

export function reportUnclear(): Outgoing {
  return {
    text: md`Say which report, and of which day when it is not today: ${reportKinds.map(kind => `/report ${kind}`).join(', ')}, /report daily 2026-11-24.`,
  };
}

function cardWith({ title, lead, sections }: Report, most: number): Outgoing {
  return noticeCard({
    text: plain`${title} · ${shorten(lead, 150)}`,
    title: md`${title}`,
    lead: md`${shorten(lead, 300)}`,
    sections: sections.map(section => sectionOf(section, most)),
  });
}

function sectionOf({ heading, lines = [], table }: ReportSection, most: number): NoticeSection {
  const rows = table?.rows ?? [];
  const shown = rows.slice(0, most).map(row => {
    const cells = row.flatMap((cell, place) => wordsOf(cell, table?.head[place] ?? ''));
    return dots(cells.map(cell => md`${cell}`));
  });
  return {
    heading: md`${heading}`,
    lines: [...lines.map(line => md`${line}`), ...shown],
    count: lines.length + rows.length,
  };
}

/** A bare number says nothing without the head of its column. */
function wordsOf(cell: string, head: string): readonly string[] {
  if (cell === '') return [];
  return [/^[+-]?\d+$/.test(cell) ? `${head.toLowerCase()} ${cell}` : shorten(cell, mostOfACell)];
}
