// Whose move it is, what waits for the test harness and what is to be replayed, as the tables of the daily report.
import type { TestLine } from '../domain/day/day-view.ts';
import type { ReportSection } from '../domain/day/report.ts';
import type { FuseLine, OpenQueue } from '../domain/harness/queue-view.ts';
import type { Move } from '../domain/tests/whose-move.ts';
import { listed, resultTable } from './lines.ts';
import { dayWords, timeWords } from './times.ts';

type Rows = NonNullable<ReportSection['table']>;

const of: Readonly<Record<Move['of'], string>> = {
  ldso: 'LDSO',
  QualificationTeam: 'QT team',
  DataTeam: 'Data team',
  DefectTeam: 'Defect team',
  NFTTeam: 'NFT team',
  nobody: 'nobody named',
};

const to: Readonly<Record<Move['to'], string>> = {
  trigger: 'to trigger in the test harness',
  receive: 'to receive the message',
  'go-on': 'to go on',
  triage: 'to see to the defect',
  retest: 'to retest',
  'say-why': 'owes a defect or a reason',
  answer: 'to answer the query',
  unblock: 'to unblock',
  'agree-replay': 'to agree to the replay',
  replay: 'to replay',
};

/** Open tests with whose move it is. */
export function openTable(tests: readonly TestLine[]): Rows {
  const { head, rows } = resultTable(tests);
  return {
    head: [...head, 'Whose move', 'Since then'],
    rows: rows.map((row, place) => {
      const move = tests[place]?.move;
      return [
        ...row,
        move === undefined ? '' : `${move.byName ?? of[move.of]} ${to[move.to]}`,
        move === undefined ? '' : timeWords(move.since),
      ];
    }),
  };
}

/** Empty where nothing is asked for. */
export function harnessSections(queue: OpenQueue | undefined): readonly ReportSection[] {
  if (queue === undefined) return [];
  const { waiting, onTheWay, fuses } = queue;
  return [
    ...(waiting.length + onTheWay.length === 0
      ? []
      : [listed('Test harness', requestTable([...waiting, ...onTheWay]), '')]),
    ...(fuses.length === 0 ? [] : [listed('DIP replays', fuseTable(fuses), '')]),
  ];
}

function requestTable(lines: OpenQueue['waiting']): Rows {
  return {
    head: [
      'Test case',
      'MPAN reference',
      'Step',
      'Asked',
      'By',
      'Wanted',
      'Triggered',
      'Minutes to the trigger (testing hours)',
      'Minutes since (testing hours)',
    ],
    rows: lines.map(({ test, step, askedAt, askedBy, wantedAt, triggered, toTrigger, toReceive }) => [
      test.testCaseName,
      test.mpanRef,
      step === undefined ? '' : String(step),
      timeWords(askedAt),
      askedBy,
      wantedAt === undefined ? '' : timeWords(wantedAt),
      triggered === undefined ? '' : timeWords(triggered.at),
      String(toTrigger.testing),
      toReceive === undefined ? '' : String(toReceive.testing),
    ]),
  };
}

const stands: Readonly<Record<FuseLine['stands'], string>> = {
  asked: 'the QT team is to agree',
  agreed: 'the LDSO is to replay it',
  replayed: 'to be received',
  'run-out': 'time ran out',
};

function fuseTable(fuses: readonly FuseLine[]): Rows {
  return {
    head: ['Message', 'Sent', 'Test case', 'MPAN reference', 'Last day', 'Days left', 'Stands'],
    rows: fuses.map(fuse => [
      fuse.dipMessage ?? '',
      dayWords(fuse.sent),
      fuse.test.testCaseName,
      fuse.test.mpanRef,
      dayWords(fuse.lastDay),
      String(fuse.daysLeft),
      stands[fuse.stands],
    ]),
  };
}
