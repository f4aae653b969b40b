// What the live card of a test says of whose move it is: the lag clock of its trigger, its replays, and the buttons that move them on.
import type { TriggerRequest } from '../../domain/harness/harness.ts';
import type { Lag } from '../../domain/harness/queue-view.ts';
import { daysLeft, type Replay } from '../../domain/harness/replay.ts';
import type { TestKey } from '../../domain/refs.ts';
import type { Attempt } from '../../domain/tests/progress.ts';
import type { Move } from '../../domain/tests/whose-move.ts';
import { dots, md, type Plain, plain, type Shown } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayIn, dayText, fullTime, timeOn } from '../making/times.ts';
import { daysLeftText, lagText } from '../queue/lag-words.ts';
import { moveLine } from './move-words.ts';

export type Moves = {
  /** Undefined when nobody is waited for. */
  readonly move?: Move;
  /** The latest, where it is open or was received in the run that counts. */
  readonly request?: TriggerRequest;
  /** Those that are open, and of the run that counts those that have come or ran out. */
  readonly replays: readonly Replay[];
  readonly lag: (from: number, to: number) => Lag;
};

type Button = { readonly title: Plain; readonly line: Plain };

export function moveFacts(
  { moves, now }: { readonly moves: Moves | undefined; readonly now: Date },
  about: { readonly key: TestKey; readonly attempt: Attempt | undefined },
): Facts {
  const { move, request, replays = [] } = moves ?? {};
  const buttons = buttonsOf({ request, replays }, about);
  return {
    move: move === undefined ? md`` : moveLine(move, now),
    clocks: [
      ...(moves === undefined || request === undefined ? [] : [clockLine(request, moves.lag, now)]),
      ...replays.map(replay => replayLine(replay, now)),
    ].map(line => ({ line })),
    hasHarness: buttons.length > 0,
    harness: buttons.map(button => ({ ...button })),
  };
}

/** `Test harness · step 4 · asked Tue 24 Nov 09:00 by Asha · triggered 09:20 after 20 min · received 09:25 after 5 min` */
function clockLine(request: TriggerRequest, lag: Moves['lag'], now: Date): Shown {
  const { word, triggered, received } = request;
  const wanted = Math.max(word.at, word.dueAt ?? word.at);
  const asked = dayIn(word.at);
  return dots([
    md`Test harness`,
    word.step === undefined ? undefined : md`step ${word.step}`,
    md`asked ${fullTime(word.at, now)} by ${word.by.name}`,
    wanted === word.at ? undefined : md`for ${timeOn(asked, wanted)}`,
    triggered === undefined
      ? undefined
      : md`triggered ${timeOn(asked, triggered.at)} after ${lagText(lag(wanted, triggered.at))}`,
    received === undefined
      ? undefined
      : triggered === undefined
        ? md`received ${timeOn(asked, received.at)}`
        : md`received ${timeOn(asked, received.at)} after ${lagText(lag(triggered.at, received.at))}`,
  ]);
}

/** The day is said, not the days that are left: a card is read days later. */
function replayLine({ word, lastDay, agreed, replayed, ended }: Replay, now: Date): Shown {
  const isLast = daysLeft({ lastDay }, dayIn(now.getTime())) === 0;
  return dots([
    md`DIP replay of ${word.dipMessage ?? 'a message'}`,
    word.sent === undefined ? undefined : md`sent ${dayText(word.sent)}`,
    md`asked ${fullTime(word.at, now)} by ${word.by.name}`,
    agreed === undefined ? undefined : md`agreed ${timeOn(dayIn(word.at), agreed.at)}`,
    replayed !== undefined
      ? md`replayed ${timeOn(dayIn(word.at), replayed.at)}`
      : ended?.how === 'run-out'
        ? md`not replayed in time: its last day was ${dayText(lastDay)}`
        : md`until ${dayText(lastDay)}${isLast ? plain`, ${daysLeftText(0)}` : ''}`,
    ended?.how === 'received' && ended.at !== undefined
      ? md`received ${timeOn(dayIn(word.at), ended.at)}`
      : undefined,
  ]);
}

/** A planned or finished test has a button for its trigger already. */
function buttonsOf(
  { request, replays }: { readonly request: TriggerRequest | undefined; readonly replays: readonly Replay[] },
  { key, attempt }: { readonly key: TestKey; readonly attempt: Attempt | undefined },
): readonly Button[] {
  const line = (verb: string, title: string): Button => ({
    title: plain`${title}`,
    line: plain`${verb} ${key.testCaseId} ${key.mpanRef}`,
  });
  const isOpen = request !== undefined && request.ended === undefined;
  const isWaiting = isOpen && request.triggered === undefined;
  const open = replays.filter(({ ended }) => ended === undefined);
  const isOnTheWay = (isOpen && !isWaiting) || open.some(({ replayed }) => replayed !== undefined);
  return [
    ...(isOnTheWay ? [line('/received', 'Received')] : []),
    ...(isWaiting && attempt?.status === 'triggered' ? [line('/triggered', 'Triggered in the harness')] : []),
    ...(open.some(({ agreed, replayed }) => agreed === undefined && replayed === undefined)
      ? [line('/replay-agreed', 'Replay agreed')]
      : []),
    ...(open.some(({ agreed, replayed }) => agreed !== undefined && replayed === undefined)
      ? [line('/replayed', 'Replayed')]
      : []),
  ];
}
