// What is said of tests beside how they went: a reason noted, a command that could not be followed.
import type { Answer } from '../../domain/answers.ts';
import type { AboutTest, NamedTest } from '../../domain/commands.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { md, type Shown, sentences } from '../making/shown.ts';
import { listOf, sentenceOf } from '../refusal/refusal-words.ts';

type About<Name extends Answer['about']> = Extract<Answer, { about: Name }>;

const examples: Readonly<Record<AboutTest['of'], Shown>> = {
  evidence: md`\`/evidence 40715 CVD-MPAN-012 https://…\`, or send me the file in our own chat.`,
  'evidence-exception': md`\`/evidence-exception 40715 CVD-MPAN-012 until Friday, agreed at the stand-up\``,
  reason: md`\`/reason 40715 CVD-MPAN-012 a typing error in the test data\``,
};

export function testUnclear({ of, problems, lacks }: About<'test-unclear'>, ldsoName: string): Outgoing {
  const missing: readonly Shown[] =
    lacks === undefined ? [] : [lacks === 'words' ? md`It does not say why.` : md`There is no link in it.`];
  return {
    text: sentences([
      md`Nothing was noted.`,
      ...problems.map(problem => sentenceOf(problem, ldsoName)),
      ...missing,
      sentences([md`For example:`, examples[of]]),
    ]),
  };
}

export function reasonNoted({ noted, notFailed }: About<'reason'>): Outgoing {
  return {
    text: sentences([
      ...(noted.length === 0 ? [] : [md`Noted why there is no defect: ${namesOf(noted)}.`]),
      ...(notFailed.length === 0
        ? []
        : [md`Nothing was noted of ${namesOf(notFailed)}: it has not failed, so no reason is owed.`]),
    ]),
  };
}

/** `SITFTS-0240 TC 03 · CVD-MPAN-012` */
export function namesOf(tests: readonly NamedTest[]): string {
  return listOf(tests.map(({ testCaseName, mpanRef }) => `${testCaseName} · ${mpanRef}`));
}
