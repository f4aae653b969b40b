// Whose move it is, in words: in full on the card of a test, short in a list.
import type { Day } from '../../domain/events.ts';
import type { Move } from '../../domain/tests/whose-move.ts';
import { md, type Plain, plain, type Shown, shorten } from '../making/shown.ts';
import { fullTime, timeOn } from '../making/times.ts';

const names: Readonly<Record<Move['of'], { readonly full: string; readonly short: string }>> = {
  ldso: { full: 'the LDSO', short: 'LDSO' },
  QualificationTeam: { full: 'the QT team', short: 'QT team' },
  DataTeam: { full: 'the Data team', short: 'Data team' },
  DefectTeam: { full: 'the Defect team', short: 'Defect team' },
  NFTTeam: { full: 'the NFT team', short: 'NFT team' },
  nobody: { full: 'nobody is named', short: 'nobody named' },
};

const does: Readonly<Record<Move['to'], { readonly full: string; readonly short: string }>> = {
  trigger: { full: 'to trigger it in the test harness', short: 'to trigger' },
  receive: { full: 'to say when the message has come', short: 'to receive' },
  'go-on': { full: 'to go on with the test', short: 'to go on' },
  triage: { full: 'to see to the defect', short: 'to see to the defect' },
  retest: { full: 'to run it again', short: 'to retest' },
  'say-why': { full: 'to raise a defect, or to say why there is none', short: 'owes a defect or a reason' },
  answer: { full: 'to answer the data query', short: 'to answer the query' },
  unblock: { full: 'to see to what blocks it', short: 'to unblock' },
  'agree-replay': { full: 'to say whether a DIP replay is appropriate', short: 'to agree to the replay' },
  replay: { full: 'to replay the message in the DIP portal', short: 'to replay' },
};

/** `Whose move: **the QT team**, to trigger it in the test harness · since Tue 24 Nov 09:00 UK` */
export function moveLine(move: Move, now: Date): Shown {
  return md`Whose move: **${whoOf(move, 'full')}**, ${does[move.to].full} · since ${fullTime(move.since, now)} UK`;
}

/** `QT team to trigger since 09:00`; without the time where that is told already. */
export function moveShort(
  move: Move,
  { day, known }: { readonly day: Day; readonly known?: number | undefined },
): Plain {
  const what = plain`${whoOf(move, 'short')} ${does[move.to].short}`;
  return move.since === known ? what : plain`${what} since ${timeOn(day, move.since)}`;
}

/** `your move since 09:00, to go on with the test`; another's as in a list. */
export function moveForLdso(move: Move, day: string): Plain {
  const { of, to, since } = move;
  return of === 'ldso'
    ? plain`your move since ${timeOn(day, since)}, ${does[to].full}`
    : moveShort(move, { day });
}

function whoOf({ of, byName }: Move, length: 'full' | 'short'): string {
  return byName === undefined ? names[of][length] : shorten(byName, 24);
}
