// What the answer to a refused message has to say: what is wrong, what to do, a line to copy.
import type { Intent } from '../../domain/intents.ts';
import type { Problem } from '../../domain/reading.ts';
import { md, type Plain, plain, type Shown } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { kindWords } from '../making/words.ts';
import { inShort, isPersonal, listOf, personalWords, personalWordsOf, sentenceOf } from './refusal-words.ts';

export type Refused = Omit<Extract<Intent, { is: 'say-refused' }>, 'is' | 'to'> & {
  readonly ldsoName: string;
  /** Of the message that is refused; a button sends it back. */
  readonly messageId: string;
};

export function refusalFacts(refused: Refused): Facts & { readonly text: Plain } {
  const isPersonalData = refused.problems.some(problem => isPersonal(problem.reason));
  return isPersonalData ? personalFacts(refused) : formFacts(refused);
}

function personalFacts(refused: Refused): Facts & { readonly text: Plain } {
  const { useInstead, problems, onCard = false, doubtful } = refused;
  const words = onCard ? onCardWords(refused) : doubtful ? doubtfulWords(refused) : rejectedWords(refused);
  return {
    ...words,
    problems: lines(besides(problems)),
    copyLabel: useInstead === undefined ? md`` : md`The reference to write:`,
    copy: useInstead === undefined ? [] : lines([md`${useInstead}`]),
    ...(doubtful && !onCard ? buttons(refused) : noButtons),
  };
}

type Words = { readonly text: Plain; readonly after: Shown } & Facts;

function rejectedWords({ person, problems }: Refused): Words {
  const { what, instead } = kindsOf(problems);
  return {
    text: plain`Not recorded · please edit or delete your message: it holds what must not be in Teams`,
    title: md`▲ Please edit or delete your message`,
    style: 'attention',
    lead: md`${person.name}, nothing of it was recorded: it holds ${what}.`,
    steps: lines([
      md`Edit it: ${instead}. It is then read again by itself.`,
      md`Or delete it. The bot cannot do that for you.`,
    ]),
    after: md`If Teams lets you do neither, say so here: the QT team is told when it stands for a while.`,
  };
}

function doubtfulWords({ person, problems, without }: Refused): Words {
  const { what, instead } = kindsOf(problems);
  return {
    text: plain`Not recorded yet · please check your message for personal data`,
    title: md`? Please check your message`,
    style: 'warning',
    lead: md`${person.name}, nothing of it was recorded yet: it may hold ${what}.`,
    steps: lines([
      md`If it does, edit it: ${instead}. It is then read again by itself. Or delete it.`,
      md`If it does not, say so with the button. Only you can.`,
      ...(without === undefined ? [] : [md`“Send without it” records the rest and leaves that out.`]),
    ]),
    after: md``,
  };
}

/** What was typed into a card is nowhere in the channel, so there is nothing to edit or delete. */
function onCardWords({ person, problems, doubtful }: Refused): Words {
  const { what, instead } = kindsOf(problems);
  const holds = doubtful ? 'may hold' : 'holds';
  return {
    text: plain`Not recorded · what you typed on the card ${holds} what must not be in Teams`,
    title: md`▲ Not recorded: please type it again`,
    style: doubtful ? 'warning' : 'attention',
    lead: md`${person.name}, what you typed on the card ${holds} ${what}. It is kept nowhere, and there is nothing to delete.`,
    steps: lines([md`Press the button of the card again: ${instead}.`]),
    after: md``,
  };
}

function kindsOf(problems: readonly Problem[]): { readonly what: string; readonly instead: string } {
  const reasons = [...new Set(problems.map(problem => problem.reason).filter(isPersonal))];
  return {
    what: personalWordsOf(reasons),
    instead: listOf(reasons.map(reason => personalWords[reason].instead)),
  };
}

const noButtons: Facts = {
  sendsWithout: false,
  asksWords: false,
  justSays: false,
  without: plain``,
  messageId: plain``,
};

/** Talk is recorded by nobody, so there it is enough to say so; a notification is written once more, since it was not kept. */
function buttons({ kind, without, messageId }: Refused): Facts {
  return {
    sendsWithout: without !== undefined,
    asksWords: kind !== undefined,
    justSays: kind === undefined,
    without: plain`${without ?? ''}`,
    messageId: plain`${messageId}`,
  };
}

/** Beside personal data nothing else is quoted, whatever it is: it stood in the same message. */
function besides(problems: readonly Problem[]): readonly Shown[] {
  return problems
    .filter(problem => !isPersonal(problem.reason))
    .map(({ reason }) => sentenceOf({ reason }, 'this LDSO'));
}

function formFacts(refused: Refused): Facts & { readonly text: Plain } {
  const { person, kind, problems, correctedLine = '', ldsoName } = refused;
  const word = kind === undefined ? 'your message' : kindWords[kind];
  const copy = correctedLine.split('\n').filter(line => line.trim() !== '');
  const hasGap = correctedLine.includes('__') || correctedLine.includes('<test case>');
  const label = hasGap ? md`Fill in the gap and send:` : md`Ready to copy and send:`;
  return {
    text: plain`Not recorded · ${word} · ${problems.map(({ reason }) => inShort(reason)).join(', ')}`,
    title: md`○ Not recorded yet: ${word}`,
    style: 'emphasis',
    lead: md`${person.name}, this keeps it out of the daybook:`,
    problems: lines(problems.map(problem => sentenceOf(problem, ldsoName))),
    steps: [],
    copyLabel: copy.length === 0 ? md`` : label,
    copy: lines(copy.map(line => md`${line}`)),
    after: md`${copy.length === 0 ? 'Edit' : 'Or edit'} your message: it is then read again.`,
    ...noButtons,
  };
}

function lines(texts: readonly Shown[]): readonly Facts[] {
  return texts.map(line => ({ line }));
}
