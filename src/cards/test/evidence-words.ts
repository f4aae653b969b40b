// What is said of evidence: taken, refused and why, owed later.
import type { Answer, EvidenceProblem } from '../../domain/answers.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { md, type Shown, sentences, shorten } from '../making/shown.ts';
import { listOf, personalWordsOf } from '../refusal/refusal-words.ts';
import { namesOf } from './about-test-words.ts';

type About<Name extends Answer['about']> = Extract<Answer, { about: Name }>;

const mostOfAFileName = 80;
const mostPlaces = 5;

export function evidenceTaken({ taken, already, without }: About<'evidence-taken'>): Outgoing {
  return {
    text: sentences([
      ...taken.map(
        ({ test, title }) =>
          md`Looked through and taken as evidence of ${namesOf([test])}. It goes to Azure DevOps as “${shorten(title, mostOfAFileName)}”; the card of the test says when it is there.`,
      ),
      ...(already.length === 0 ? [] : [md`I have this file already for ${namesOf(already)}.`]),
      ...(without.length === 0
        ? []
        : [
            md`Not taken for ${namesOf(without)}: nothing has been posted of it yet. Post how it went, then send the file again.`,
          ]),
    ]),
  };
}

export function evidenceRefused({ name, why }: About<'evidence-refused'>): Outgoing {
  const file = shorten(name, mostOfAFileName);
  return { text: sentences([md`${file} was not taken.`, ...whyNot(why)]) };
}

function whyNot(why: EvidenceProblem): readonly Shown[] {
  switch (why.is) {
    case 'which-test':
      return [
        md`Which test is it evidence of? Send it again with, for example, \`/evidence 40715 CVD-MPAN-012\`.`,
      ];
    case 'format':
      return [md`Evidence is a .docx, .txt, .png or .pdf file.`];
    case 'place':
      return [
        md`I fetch files from the programme’s own places only. Send me the file in our own chat instead.`,
      ];
    case 'gone':
      return [md`It cannot be opened without signing in. Send me the file in our own chat instead.`];
    case 'size':
      return [
        md`It is larger than ${why.mostMb} MB, which is the most that I take. Make it smaller, or send it in parts.`,
      ];
    case 'leaks':
      return leaks(why);
  }
}

/** Kind and place; never the value. */
function leaks({ found, unread, doubtful }: Extract<EvidenceProblem, { is: 'leaks' }>): readonly Shown[] {
  const what = personalWordsOf(found.map(({ kind }) => reasonOf(kind)));
  const places = placesOf(found.map(({ place }) => place));
  return [
    ...(found.length === 0
      ? []
      : [
          doubtful
            ? md`It may hold ${what}: ${places}. Nothing of it was kept.`
            : md`It holds ${what}: ${places}. Nothing of it was kept; take that out and send it again.`,
        ]),
    ...(unread.length === 0
      ? []
      : [
          md`I could not look through all of it: ${placesOf(unread.map(({ place, why }) => (place === '' ? why : `${place} (${why})`)))}. What cannot be looked through is not taken.`,
        ]),
    ...(doubtful
      ? [md`If you have checked it and it holds none, send it again with the word “checked”.`]
      : []),
  ];
}

function placesOf(places: readonly string[]): string {
  const once = [...new Set(places)];
  const shown = once.slice(0, mostPlaces).map(place => shorten(place, 60));
  const more = once.length - shown.length;
  return listOf(more > 0 ? [...shown, `${more} more places`] : shown);
}

/** A finding's kind, or the reason as the intake names it. */
function reasonOf(kind: string): string {
  if (kind === 'mpan' || kind === 'device_id' || kind === 'address' || kind === 'postcode')
    return `raw_${kind}`;
  return kind === 'meter_serial' ? 'raw_meter_serial' : kind;
}

export function exceptionGranted({ tests }: About<'exception-granted'>): Outgoing {
  return { text: md`Noted: the evidence of ${namesOf(tests)} is not owed for this run.` };
}

export function exceptionNotGranted(): Outgoing {
  return {
    text: md`Nothing was noted: the programme lets the QT Manager alone grant exceptions to the timing of evidence.`,
  };
}
