// Which messages and which evidence personal data may stand in, asked of the event log anew, and how the wash-up says it.
import type { DaybookEvent } from '../../../src/domain/events.ts';
import type { Known } from './log.ts';
import { counted, nothingOf, timeOf } from './words.ts';

const steps = [
  'download the evidence',
  'have the test case deleted and uploaded anew',
  'upload the evidence again, restore the status',
];

export function leakBlocks({ leaks, unclean, held }: Known, day: string): Readonly<Record<string, string>> {
  const leakLines = leaks.map(({ who, at }) => `${who} · a full MPAN · since ${timeOf(at, day)}`);
  const heldLines = held.map(({ who, at }) => `${who} · a customer’s address · since ${timeOf(at, day)}`);
  const uncleanLines = unclean.map(
    ({ name, done, at }) => `${name} · step ${done + 1} of 3: ${steps[done]} · since ${timeOf(at, day)}`,
  );
  const shown = (lines: readonly string[], of: string) =>
    Object.fromEntries(
      [
        ...lines.slice(0, 3),
        ...(lines.length > 3 ? [`+${lines.length - 3} more, see the messages of this channel`] : []),
      ].map((line, place) => [`${of}, line ${place + 1}`, line]),
    );
  return {
    leaks:
      leaks.length === 0
        ? `${nothingOf}▲ Personal data still stands`
        : `▲ Personal data still stands in ${counted(leaks.length, 'message')} of this channel. The answer in each thread says what to do.`,
    'evidence to clean':
      unclean.length === 0
        ? `${nothingOf}▲ Evidence with personal data`
        : `▲ Evidence with personal data in Azure DevOps: ${counted(unclean.length, 'test case')}.`,
    held:
      held.length === 0
        ? `${nothingOf}▲ Not recorded`
        : `▲ Not recorded, and waiting for their author’s word: ${counted(held.length, 'message')} that may hold personal data.`,
    ...shown(heldLines, 'held'),
    ...shown(leakLines, 'leaks'),
    ...shown(uncleanLines, 'evidence to clean'),
  };
}

/** Oldest first: held, and neither answered nor changed since. */
export function heldIn(own: readonly DaybookEvent[]): Known['held'] {
  return own.flatMap((event, place) => {
    if (event.type !== 'message-held') return [];
    const isOver = own
      .slice(place + 1)
      .some(
        later =>
          (later.type === 'message-held' || later.type === 'hold-ended') &&
          later.message.messageId === event.message.messageId,
      );
    return isOver ? [] : [{ who: event.by.name, at: event.at }];
  });
}
