// What is said of a data query beside its card: that its group is asked again, and what follows from /answered and /reopen.
import type { NamedPerson } from '../../domain/day/cover.ts';
import type { Group } from '../../domain/kinds.ts';
import type { QueryTold } from '../../domain/tests/queries.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { dots, md, type Shown } from '../making/shown.ts';
import { cardFrom } from '../making/template.ts';
import { fullTime } from '../making/times.ts';
import { calling, details } from '../spoken.ts';
import { type QueryView, queryFacts } from './query-facts.ts';

/** The one card of a query, changed in place. */
export function queryCard(view: QueryView): Outgoing {
  return cardFrom('query', queryFacts(view));
}

/** Text, not a card, as every call to a group. */
export function queryNudge(nudge: {
  readonly view: QueryView;
  readonly count: number;
  readonly last: boolean;
  readonly tagId: (group: Group) => string | undefined;
  /** Of the QT team, beside its tag. */
  readonly firstContact?: NamedPerson;
}): Outgoing {
  const { view, count, last, tagId, firstContact } = nudge;
  const { entries, since, groups, now, ldsoName } = view;
  const [first] = entries;
  const end = last ? md`last reminder: it stays on the stand-up and the wash-up` : md`reminder ${count}`;
  const about = dots([
    md`no answer yet to the data query of ${first.by.name}`,
    md`open since ${fullTime(since, now)} UK`,
    ...details(first),
    md`${ldsoName}`,
    end,
  ]);
  return calling({ groups, tagId, ...(firstContact === undefined ? {} : { firstContact }) }, about);
}

export function queryTold(told: QueryTold, now: Date): Outgoing {
  switch (told.is) {
    case 'answered':
      return { text: md`✓ Noted: answered, says ${told.name}: ${told.about.join(', ')}` };
    case 'reopened':
      return { text: md`Noted: open again, says ${told.name}: ${told.about.join(', ')}` };
    case 'which':
      return {
        text: md`Several queries stand in this thread: ${told.about.join(', ')}. Name the test, or press the button on the query’s card.`,
      };
    case 'none':
      return {
        text: md`I find no data query by that. Write it in the query’s thread, or with the test case and the MPAN reference that the query names.`,
      };
    case 'already':
      return { text: alreadyText(told, now) };
  }
}

function alreadyText({ open, name, at }: Extract<QueryTold, { is: 'already' }>, now: Date): Shown {
  if (open) return md`It is open already.`;
  return name === undefined || at === undefined
    ? md`Its test has gone on since, so nobody is asked for an answer any more. If one is still needed: /reopen`
    : md`It was answered already, by ${name}, ${fullTime(at, now)} UK. If that was no answer: /reopen`;
}
