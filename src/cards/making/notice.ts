// A card of sections of lines with buttons below, for what has no card of its own.
import type { Outgoing } from '../../ports/chat.ts';
import { fitted } from './fitted.ts';
import { md, type Plain, type Shown } from './shown.ts';
import { cardFrom, type Look } from './template.ts';

export type NoticeSection = {
  readonly heading: Shown;
  readonly lines: readonly Shown[];
  /** How many lines there are where not all are given. */
  readonly count?: number;
  /** Where those are that are not given. */
  readonly see?: Shown;
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

/** How many lines a section shows at most: fewer, where the card would not fit. */
const forms = [Number.POSITIVE_INFINITY, 8, 5, 3, 1, 0] as const;

export function noticeCard(notice: Notice): Outgoing {
  return fitted(forms, most => noticeOf(notice, most));
}

function noticeOf(notice: Notice, most: number): Outgoing {
  const { text, title, colour = 'default', lead, sections, buttons = [] } = notice;
  return cardFrom('notice', {
    text,
    title,
    colour,
    lead,
    sections: sections.map(({ heading, lines, count = lines.length, see, below = [] }) => {
      const shown = lines.slice(0, most);
      const more = count - shown.length;
      const where = see === undefined ? md`+${more} more` : (`+${more} more, ${see}` as Shown);
      const last = [...(more > 0 ? [where] : []), ...below];
      return {
        heading,
        lines: shown.map(words => ({ words })),
        below: last.map(words => ({ words })),
      };
    }),
    hasButtons: buttons.length > 0,
    buttons: buttons.map(button => ({ ...button })),
  });
}
