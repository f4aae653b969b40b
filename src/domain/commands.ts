// What a person can ask of the bot beside notifying: each command is read from one line that starts with a slash.
import type { ScheduleState } from './schedule.ts';

export type Command =
  /** What can be posted. */
  | { readonly is: 'help' }
  /** The channel wants no more answers than it must have, or wants them again. */
  | { readonly is: 'quiet'; readonly on: boolean }
  | { readonly is: 'schedule'; readonly ask: ScheduleAsk };

export type ScheduleAsk =
  | { readonly do: 'show' }
  /** A file that was sent before is imported, or left. */
  | { readonly do: 'import'; readonly version: string; readonly state: ScheduleState }
  | { readonly do: 'leave'; readonly version: string };
