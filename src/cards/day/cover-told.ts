// What is answered to whoever says who covers for whom, and how people who are away stand on the stand-up.
import type { CoverTold, Half } from '../../domain/day/cover.ts';
import type { AwayLine, CoverLine } from '../../domain/day/day-view.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { md, type Plain, plain, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { counted, mostOfAName, runs } from './day-lines.ts';
import { awayText } from './day-plan-words.ts';

export function coverTold(told: CoverTold): Outgoing {
  switch (told.is) {
    case 'noted': {
      const { cover, forName } = told;
      const covered = coveredName({
        isAnalyst: cover.for === undefined,
        ...(forName === undefined ? {} : { name: forName }),
      });
      return {
        text: md`Noted: ${cover.who.name} covers for ${covered}: ${awayText(cover)}. /cover off takes it back.`,
      };
    }
    case 'ended':
      return {
        text:
          told.count === 0
            ? md`Nothing was noted: there is no cover to end.`
            : md`Noted: ${counted(told.count, 'cover')} ended, today’s and later.`,
      };
    case 'self':
      return {
        text: md`Nothing was noted: nobody covers for themselves. For example: /cover Bo tomorrow am`,
      };
    case 'several':
      return {
        text: md`Nothing was noted: ${told.typed} may be ${told.names.join(' or ')}. Write the whole name.`,
      };
    case 'unclear':
      return {
        text: md`Who covers for whom, and when? For example: /cover (you, for the test analyst, today), /cover for Asha tomorrow am, /cover Bo for Asha Fri, /cover 1-3 Dec, /cover off`,
      };
  }
}

/** `▲ No cover | Jo Penrose, test analyst · all day` */
export function uncoveredLine({ name, isAnalyst, uncovered, tests }: AwayLine): Facts {
  const person = plain`${shorten(name, mostOfAName)}`;
  return {
    status: md`▲ No cover`,
    colour: 'attention',
    quiet: false,
    ...runs(
      [isAnalyst === undefined ? person : plain`${person}, test analyst`],
      [
        uncovered === undefined || uncovered === 'day' ? plain`all day` : plain`${halfWords[uncovered]}`,
        tests === 0 ? undefined : plain`${counted(tests, 'test')} of today`,
        plain`/cover says who covers`,
      ],
    ),
  };
}

/** `Asha Rao (morning, 3 tests), Bo Tarn covers` */
export function awayWords(line: AwayLine): Plain {
  const { name, part, isAnalyst, tests, coveredBy } = line;
  const about = [
    ...(isAnalyst === undefined ? [] : ['test analyst']),
    ...(part === undefined ? [] : [halfWords[part]]),
    ...(tests === 0 ? [] : [counted(tests, 'test')]),
  ];
  const covers = coveredBy.map(({ name: who, part: of }) =>
    of === undefined
      ? plain`, ${shorten(who, mostOfAName)} covers`
      : plain`, ${shorten(who, mostOfAName)} covers in the ${halfWords[of]}`,
  );
  const person = plain`${shorten(name, mostOfAName)}`;
  return plain`${about.length === 0 ? person : `${person} (${about.join(', ')})`}${covers.join('')}`;
}

/** `Bo Tarn for Jo Penrose, test analyst (morning)` */
export function coverWords({ name, for: covered, isAnalyst, part }: CoverLine): Plain {
  const whom = coveredName({
    isAnalyst: isAnalyst === true,
    ...(covered === undefined ? {} : { name: covered }),
  });
  const person = plain`${shorten(name, mostOfAName)}`;
  return part === undefined
    ? plain`${person} for ${whom}`
    : plain`${person} for ${whom} (${halfWords[part]})`;
}

const halfWords: Readonly<Record<Half, string>> = { am: 'morning', pm: 'afternoon' };

function coveredName({ name, isAnalyst }: { readonly name?: string; readonly isAnalyst: boolean }): string {
  if (name === undefined) return 'the test analyst';
  return isAnalyst ? `${shorten(name, mostOfAName)}, test analyst` : shorten(name, mostOfAName);
}
