// What the answer to a refused message has to say: what is wrong, what to do, a line to copy.
import type { Intent } from '../domain/intents.ts';
import type { Problem } from '../domain/reading.ts';
import { inShort, isPersonal, listOf, personalWords, personalWordsOf, sentenceOf } from './refusal-words.ts';
import { md, type Plain, plain, type Shown } from './shown.ts';
import type { Facts } from './template.ts';
import { kindWords } from './words.ts';

export type Refused = Omit<Extract<Intent, { is: 'say-refused' }>, 'is' | 'to'> & {
  readonly ldsoName: string;
};

export function refusalFacts(refused: Refused): Facts & { readonly text: Plain } {
  const isPersonalData = refused.problems.some(problem => isPersonal(problem.reason));
  return isPersonalData ? personalFacts(refused) : formFacts(refused);
}

function personalFacts(refused: Refused): Facts & { readonly text: Plain } {
  const { person, doubtful, useInstead, problems } = refused;
  const reasons = [...new Set(problems.map(problem => problem.reason).filter(isPersonal))];
  const what = personalWordsOf(reasons);
  const instead = listOf(reasons.map(reason => personalWords[reason].instead));
  return {
    text: doubtful
      ? plain`Not recorded yet · please check your message for personal data`
      : plain`Not recorded · please edit or delete your message: it holds what must not be in Teams`,
    title: doubtful ? md`? Please check your message` : md`▲ Please edit or delete your message`,
    style: doubtful ? 'warning' : 'attention',
    lead: doubtful
      ? md`${person.name}, nothing of it was recorded yet: it may hold ${what}.`
      : md`${person.name}, nothing of it was recorded: it holds ${what}.`,
    problems: lines(besides(problems)),
    steps: lines(
      doubtful
        ? [
            md`If it does, edit it: ${instead}. Or delete it.`,
            md`If it does not, edit it and say it another way.`,
            md`An edited message is read again by itself.`,
          ]
        : [
            md`Edit it: ${instead}. It is then read again by itself.`,
            md`Or delete it. The bot cannot do that for you.`,
          ],
    ),
    copyLabel: useInstead === undefined ? md`` : md`The reference to write:`,
    copy: useInstead === undefined ? [] : lines([md`${useInstead}`]),
    after: md``,
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
  const label = correctedLine.includes('__') ? md`Fill in the gap and send:` : md`Ready to copy and send:`;
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
  };
}

function lines(texts: readonly Shown[]): readonly Facts[] {
  return texts.map(line => ({ line }));
}
