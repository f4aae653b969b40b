// What follows when a replay is asked for, agreed, done or taken back: until when it can be, and what to say when it is too late.
import type { HarnessTold } from '../domain/harness/harness-told.ts';
import { daysLeft, lastReplayDay, type Replay, replaysOf } from '../domain/harness/replay.ts';
import { type Known, type Noted, type TestKnown, wordOf } from './said.ts';
import { daySent, dipMessageIn } from './words.ts';

type Says = Extract<HarnessTold, { is: 'replay' }>['says'];
type Ask = { readonly says: Says; readonly words: string };

export function replayWords(ask: Ask, known: Known): Noted {
  return ask.says === 'replay-asked' ? asked(ask.words, known) : moved({ ...ask, says: ask.says }, known);
}

function asked(words: string, known: Known): Noted {
  const { today } = known;
  const sent = daySent(words, today);
  if (sent === undefined || sent > today) return { words: [], told: [{ is: 'replay-sent-when' }] };
  const name = dipMessageIn(words);
  const named = name === undefined ? {} : { dipMessage: name };
  const lastDay = lastReplayDay(sent);
  if (lastDay < today) return { words: [], told: [{ is: 'replay-too-late', sent, lastDay, ...named }] };
  const earlier = known.tests.map(each => openOf(each, known).find(({ word }) => word.dipMessage === name));
  // What is sent after the time of an earlier one ran out is another message.
  const before = earlier.map(replay => (replay?.ended === undefined ? replay : undefined));
  const noted = known.tests.map(({ test }, place) => {
    const anew = earlier[place] === before[place] ? {} : { anew: true as const };
    return wordOf(known, place, { says: 'replay-asked', test, sent, ...named, ...anew });
  });
  const wordIds = noted.filter((_, place) => before[place] === undefined).map(({ id }) => id);
  const told = (isAskedAlready: boolean): readonly HarnessTold[] => {
    const those = known.tests.filter((_, place) => (before[place] !== undefined) === isAskedAlready);
    const until = isAskedAlready ? (before.find(each => each !== undefined)?.lastDay ?? lastDay) : lastDay;
    if (those.length === 0) return [];
    const tests = those.map(({ test }) => test);
    const left = daysLeft({ lastDay: until }, today);
    return [
      { is: 'replay', says: 'replay-asked', tests, lastDay: until, daysLeft: left, isAskedAlready, ...named },
    ];
  };
  return {
    words: noted,
    told: [...told(false), ...told(true)],
    ...(wordIds.length === 0 ? {} : { call: { why: 'replay-asked', wordIds } }),
  };
}

function moved(
  { says, words }: { readonly says: Exclude<Says, 'replay-asked'>; readonly words: string },
  known: Known,
): Noted {
  const name = dipMessageIn(words);
  const named = name === undefined ? {} : { dipMessage: name };
  const meant = known.tests.map(each => ({
    test: each.test,
    replay: openOf(each, known).find(({ word }) => name === undefined || word.dipMessage === name),
  }));
  const found = meant.flatMap(({ test, replay }) => (replay === undefined ? [] : [{ test, replay }]));
  const without = meant.filter(({ replay }) => replay === undefined).map(({ test }) => test);
  const [first] = found;
  return {
    words: found.map(({ test }, place) => wordOf(known, place, { says, test, ...named })),
    told: [
      ...(first === undefined
        ? []
        : [toldOf(says, { tests: found.map(({ test }) => test), first: first.replay }, known)]),
      ...(without.length === 0 ? [] : [{ is: 'nothing-open' as const, says, tests: without }]),
    ],
  };
}

function toldOf(
  says: Says,
  { tests, first }: { readonly tests: readonly TestKnown['test'][]; readonly first: Replay },
  { today }: Known,
): HarnessTold {
  const { word, lastDay, replayed } = first;
  return {
    is: 'replay',
    says,
    tests,
    lastDay,
    daysLeft: daysLeft(first, today),
    isAskedAlready: false,
    ...(says === 'replay-agreed' && replayed !== undefined ? { isReplayed: true as const } : {}),
    ...(word.dipMessage === undefined ? {} : { dipMessage: word.dipMessage }),
  };
}

/** One whose time is over counts too: it may have been replayed in time and be told of only now. */
function openOf({ words, entries }: TestKnown, { today }: Known): readonly Replay[] {
  return replaysOf({ words, entries }, today).filter(
    ({ ended }) => ended === undefined || ended.how === 'run-out',
  );
}
