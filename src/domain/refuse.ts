// The two ways a message is refused: personal data in it, or something missing from it.
import { casesOpened } from './cases.ts';
import type { Intent } from './intents.ts';
import type { Notification, Problem, Reading } from './reading.ts';
import { type Decision, type Known, mentionsOf, type Said } from './said.ts';

/** Personal data makes a refusal of everything else the message says; where the guard is not sure, it holds the message instead. */
export function refusePersonalData(known: Known, said: Said): Decision {
  const { reading, message, by } = said;
  const missing = reading.is === 'notification' ? reading.problems : [];
  const problems = [...said.personalData.map((reason): Problem => ({ reason })), ...missing];
  const only = said.personalData.includes('raw_mpan') ? onlyReference(known, reading) : undefined;
  const answer: Intent = {
    is: 'say-refused',
    to: message,
    person: by,
    kind: reading.is === 'notification' ? reading.kind : undefined,
    problems,
    doubtful: said.doubtful,
    ...(only === undefined ? {} : { useInstead: only }),
    ...(said.without === undefined ? {} : { without: said.without }),
    ...(said.came === 'pressed' ? { onCard: true } : {}),
  };
  return {
    events: casesOpened(known, said),
    intents: [answer],
    outcome: {
      ...mentionsOf(reading),
      decision: 'reject',
      kind: reading.is === 'notification' ? reading.kind : null,
      rejectReasons: problems.map(problem => problem.reason),
      warnings: [],
    },
  };
}

/** The reference to use instead: the one that the message names itself, else the only one that stands for its test case. */
function onlyReference(known: Known, reading: Reading): string | undefined {
  const named = reading.mpanRefs.length > 0 ? reading.mpanRefs : (known.refsOfTestCase ?? []);
  const [only, ...others] = new Set(named);
  return others.length === 0 ? only : undefined;
}

/** What is missing or unknown is named; an entry of an earlier version of the message stands as it did. */
export function refuseReading(known: Known, said: Said, reading: Notification): Decision {
  const { message, by } = said;
  const line = lineToWrite(known, reading);
  return {
    events: [],
    intents: [
      {
        is: 'say-refused',
        to: message,
        person: by,
        kind: reading.kind,
        problems: reading.problems,
        doubtful: false,
        ...(line === undefined ? {} : { correctedLine: line }),
      },
    ],
    outcome: {
      ...mentionsOf(reading),
      decision: 'reject',
      kind: reading.kind,
      rejectReasons: reading.problems.map(problem => problem.reason),
      warnings: [],
    },
  };
}

/** Where only the reference is missing and the test case has but one, it is put into the gap: its author still has to send it. */
function lineToWrite(known: Known, { correctedLine }: Notification): string | undefined {
  const [only, ...others] = new Set(known.refsOfTestCase ?? []);
  if (only === undefined || others.length > 0 || correctedLine?.includes('\n')) return correctedLine;
  return correctedLine?.replace(/\S*_(?=\s|$)/, only);
}
