// One or two examples of everything the bot says; the golden files and the pictures are made from them.
import type { Outgoing } from '../../src/ports/chat.ts';
import { dayExamples } from './examples/day.ts';
import { migrationExamples } from './examples/migration.ts';
import { myDayExamples } from './examples/my-day.ts';
import { queryExamples } from './examples/query.ts';
import { queueExamples } from './examples/queue.ts';
import { refusalExamples } from './examples/refusal.ts';
import { registerExamples } from './examples/register.ts';
import { remediationExamples } from './examples/remediation.ts';
import { scheduleExamples } from './examples/schedule.ts';
import { standUpExamples } from './examples/stand-up.ts';
import { testCardExamples } from './examples/test-card.ts';
import { threadExamples } from './examples/thread.ts';

/** By the name of the golden file. */
export const examples: Readonly<Record<string, () => Outgoing>> = {
  ...scheduleExamples,
  ...registerExamples,
  ...standUpExamples,
  ...migrationExamples,
  ...testCardExamples,
  ...refusalExamples,
  ...threadExamples,
  ...queueExamples,
  ...remediationExamples,
  ...dayExamples,
  ...queryExamples,
  ...myDayExamples,
};
