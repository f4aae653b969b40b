// Makes the words of an answer from how things stand when it is delivered.

import { coverTold } from '../../cards/day/cover-told.ts';
import { dayPlanTold } from '../../cards/day/day-plan-words.ts';
import { myDayInChat } from '../../cards/day/my-day-facts.ts';
import { reportUnclear } from '../../cards/day/report-words.ts';
import { migrationTold } from '../../cards/migration/migration-words.ts';
import { askWhichLdso, fileNotTaken, personalDataTold, personalHelp } from '../../cards/personal-words.ts';
import { harnessTold } from '../../cards/queue/harness-words.ts';
import { queryTold } from '../../cards/queue/query-words.ts';
import { leakInAdoAnswer } from '../../cards/refusal/remediation-words.ts';
import { help, nearCommandTold, quietTurned } from '../../cards/say.ts';
import { dataUnclear, participantsTold, registerLoaded } from '../../cards/tables/register-words.ts';
import { fileLeft, fileUnknown, tablesRefused } from '../../cards/tables/table-files.ts';
import { reasonNoted, testUnclear } from '../../cards/test/about-test-words.ts';
import {
  evidenceRefused,
  evidenceTaken,
  exceptionGranted,
  exceptionNotGranted,
} from '../../cards/test/evidence-words.ts';
import type { Answer } from '../../domain/answers.ts';
import type { ReportAsk } from '../../domain/commands.ts';
import type { Person } from '../../domain/entry.ts';
import type { Lag } from '../../domain/harness/queue-view.ts';
import type { MigrationView } from '../../domain/migration/migration-view.ts';
import type { Register } from '../../domain/planning/readiness.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { Outgoing } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { shownOutbox } from '../standing.ts';
import { offeredRegister, shownRegister, toldMeterPoints } from './registers.ts';
import { importedSchedule, offeredSchedule, shownSchedule } from './schedules.ts';

export type AnswerNeeds = {
  /** The queue of the test harness as it stands now. */
  readonly queue: (ldso: LdsoId) => Promise<Outgoing>;
  /** How long it is between two instants, epoch milliseconds. */
  readonly lag: (ldso: LdsoId, from: number, to: number) => Lag;
  readonly store: Store;
  readonly clock: Clock;
  readonly ldsoName: (ldso: LdsoId) => string;
  /** Migration as it stands, where there is any; and the data register with what migration tests have shown. */
  readonly migration: (
    ldso: LdsoId,
  ) => Promise<{ readonly migration?: MigrationView; readonly register: Register }>;
  readonly myDay: (asked: {
    readonly person: Person;
    readonly ldsos: readonly LdsoId[];
  }) => Promise<Outgoing>;
  readonly report: (asked: {
    readonly ldso: LdsoId;
    readonly ask: ReportAsk;
    readonly ofAll: boolean;
  }) => Promise<Outgoing>;
};

export async function answerTo(needs: AnswerNeeds, answer: Answer): Promise<Outgoing> {
  switch (answer.about) {
    case 'help':
      return help(answer.example);
    case 'quiet':
      return quietTurned(answer.on);
    case 'near-command':
      return nearCommandTold(answer);
    case 'personal-data':
      return personalDataTold(answer);
    case 'which-ldso':
      return askWhichLdso(answer.which);
    case 'file-not-taken':
      return fileNotTaken(answer);
    case 'leak-in-ado':
      return leakInAdoAnswer(answer);
    case 'query':
      return queryTold(answer.told, needs.clock.now());
    case 'personal-help':
      return personalHelp(answer.ldso);
    case 'test-unclear':
      return testUnclear(answer, needs.ldsoName(answer.ldso));
    case 'reason':
      return reasonNoted(answer);
    case 'evidence-taken':
      return evidenceTaken(answer);
    case 'evidence-refused':
      return evidenceRefused(answer);
    case 'exception-granted':
      return exceptionGranted(answer);
    case 'exception-not-granted':
      return exceptionNotGranted();
    case 'harness':
      return harnessTold(answer.told, {
        now: needs.clock.now(),
        lag: (from, to) => needs.lag(answer.ldso, from, to),
      });
    case 'queue':
      return needs.queue(answer.ldso);
    case 'schedule':
      return shownSchedule(needs, answer);
    case 'schedule-offered':
      return offeredSchedule(needs, answer);
    case 'schedule-imported':
      return importedSchedule(needs, answer);
    case 'register':
      return shownRegister(needs, answer.ldso);
    case 'register-offered':
      return offeredRegister(needs, answer);
    case 'register-loaded':
      return registerLoaded(answer);
    case 'meter-points':
      return toldMeterPoints(needs, answer);
    case 'data-unclear':
      return dataUnclear(answer);
    case 'report':
      return answer.ask === undefined ? reportUnclear() : needs.report({ ...answer, ask: answer.ask });
    case 'mpid':
      return participantsTold(answer);
    case 'outbox':
      return shownOutbox(needs, answer);
    case 'my-day':
      return needs.myDay(answer);
    case 'my-day-in-chat':
      return myDayInChat();
    case 'cover':
      return coverTold(answer.told);
    case 'day-plan':
      return dayPlanTold(answer.told);
    case 'migration': {
      const { migration } = await needs.migration(answer.ldso);
      const of = { ldsoName: needs.ldsoName(answer.ldso), now: needs.clock.now() };
      return migrationTold(answer.told, migration, of);
    }
    case 'tables-refused':
      return tablesRefused(answer);
    case 'file-left':
      return fileLeft();
    case 'file-unknown':
      return fileUnknown(answer.why);
  }
}
