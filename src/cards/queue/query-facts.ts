// What the card of a data query has to say: whether it is open, since when, who was asked, and who answered.
import type { Entry } from '../../domain/entry.ts';
import type { Group } from '../../domain/kinds.ts';
import { letterKey } from '../../domain/letter-key.ts';
import type { AnswerHow, QueryState } from '../../domain/tests/queries.ts';
import { dots, md, type Plain, plain, type Shown, sentences, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { fullTime } from '../making/times.ts';
import { gistOf, kindWords } from '../making/words.ts';

export type QueryView = {
  readonly is: 'open' | 'answered' | 'went-on' | 'withdrawn';
  /** One for each test that it asks about, never empty. */
  readonly entries: readonly [Entry, ...Entry[]];
  readonly state: QueryState;
  /** When it was asked, or opened again, epoch milliseconds. */
  readonly since: number;
  /** Who is to answer. */
  readonly groups: readonly Group[];
  /** What was posted of its test since. */
  readonly wentOn?: Entry;
  readonly ldsoName: string;
  readonly now: Date;
};

const mostTests = 4;

const looks = {
  open: { word: '○ Open', style: 'warning' },
  answered: { word: '✓ Answered', style: 'good' },
  'went-on': { word: '✓ Test went on', style: 'good' },
  withdrawn: { word: 'Withdrawn', style: 'emphasis' },
} as const;

export function queryFacts(view: QueryView): Facts & { readonly text: Plain } {
  const { is, entries } = view;
  const [first] = entries;
  const { word, style } = looks[is];
  const gist = gistOf(first, 240);
  return {
    text: dots([plain`DATA QUERY`, plain`${word}`, plain`${where(entries)}`, plain`by ${first.by.name}`]),
    status: md`${word}`,
    style,
    where: md`${where(entries)}`,
    state: stateLine(view),
    gist: gist === undefined ? md`` : md`“${gist}”`,
    aside: is === 'open' ? asideOf(view) : md``,
    isOpen: is === 'open',
    isAnswered: is === 'answered' || is === 'went-on',
    key: plain`${letterKey(first.message.messageId)}`,
  };
}

/** `SITFTS-0240 TC 03 EEN-MPAN-0011 · FM_TS_2_TC_1 EEN-MPAN-0008` */
function where(entries: readonly Entry[]): Plain {
  const tests = entries.map(({ testCaseName, testCaseId, mpanRef }) =>
    [testCaseName ?? testCaseId, mpanRef].filter(part => part !== undefined).join(' '),
  );
  const more = tests.length - mostTests;
  return dots([
    ...tests.slice(0, mostTests).map(test => plain`${test}`),
    ...(more > 0 ? [plain`+${more} more`] : []),
  ]);
}

function stateLine(view: QueryView): Shown {
  const { is, entries, state, since, now, wentOn } = view;
  const [{ by }] = entries;
  switch (is) {
    case 'open':
      return dots([
        md`${state.reopenedAt === undefined ? 'Asked' : 'Open again; asked'} by ${by.name}`,
        md`open since ${fullTime(since, now)} UK`,
        nudgedWords(state.nudges),
      ]);
    case 'answered': {
      const { answer } = state;
      if (answer === undefined) return md``;
      return md`Asked by ${by.name}, answered by ${answer.by.name} (${howWords[answer.how]}), ${fullTime(answer.at, now)} UK`;
    }
    case 'went-on':
      return wentOn === undefined
        ? md``
        : md`Asked by ${by.name}; ${kindWords[wentOn.kind].toLowerCase()} since, ${fullTime(wentOn.at, now)} UK`;
    case 'withdrawn':
      return md`Asked by ${by.name}, and taken back.`;
  }
}

const howWords: Readonly<Record<AnswerHow, string>> = {
  reply: 'a reply in the thread',
  tick: 'a tick',
  said: 'said so',
};

/** By the message that asks. */
export type QueryAnswers = ReadonlyMap<string, NonNullable<QueryState['answer']>>;

/** Beside a query on the card of its test. */
export function answeredLine(answer: QueryState['answer'], now: Date): Shown | undefined {
  return answer === undefined ? undefined : md`✓ answered by ${answer.by.name}, ${fullTime(answer.at, now)}`;
}

function nudgedWords(count: number): Shown | undefined {
  return count === 0 ? undefined : md`${count === 1 ? 'reminded once' : `reminded ${count} times`}`;
}

function asideOf({ state, groups, now }: QueryView): Shown {
  const { heard } = state;
  const asks = groups.length === 0 ? 'Somebody else' : groups.join(' or ');
  return sentences([
    ...(heard === undefined
      ? []
      : [md`${shorten(heard.byName, 60)} replied ${fullTime(heard.at, now)} UK, without an answer yet.`]),
    md`${asks}: an answer in this thread closes it; so does a tick on this card, the button, or /answered.`,
  ]);
}
