// A card of sections of lines with buttons below, for what has no card of its own.
import type { Outgoing } from '../ports/chat.ts';
import { md, type Plain, type Shown } from './shown.ts';
import { cardFrom, type Look } from './template.ts';

export type NoticeSection = {
  readonly heading: Shown;
  readonly lines: readonly Shown[];
  /** How many lines there are where not all are given. */
  readonly count?: number;
  /** Where the rest stands, or what to do. */
  readonly below?: readonly Shown[];
};

export type Notice = {
  /** The whole meaning, for a preview. */
  readonly text: Plain;
  readonly title: Shown;
  readonly colour?: Look;
  readonly lead: Shown;
  readonly sections: readonly NoticeSection[];
  /** Each sends a line, as if it had been typed. */
  readonly buttons?: readonly { readonly title: Plain; readonly line: Plain }[];
};

export function noticeCard(notice: Notice): Outgoing {
  const { text, title, colour = 'default', lead, sections, buttons = [] } = notice;
  return cardFrom('notice', {
    text,
    title,
    colour,
    lead,
    sections: sections.map(({ heading, lines, count = lines.length, below = [] }) => {
      const more = count - lines.length;
      const last = [...(more > 0 ? [md`+${more} more`] : []), ...below];
      return {
        heading,
        lines: lines.map(words => ({ words })),
        below: last.map(words => ({ words })),
      };
    }),
    hasButtons: buttons.length > 0,
    buttons: buttons.map(button => ({ ...button })),
  });
}
