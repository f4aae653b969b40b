// Reads a command: a line that starts with a slash and asks something of the bot instead of notifying.
import type { Command, ReportAsk, ScheduleAsk, TestCaseMeant } from '../domain/commands.ts';
import { reportKinds } from '../domain/day/report.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { RemediationAsk } from '../domain/tests/remediation.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { aboutTest } from './about-test.ts';
import { harnessCommand } from './harness.ts';
import { commandKind } from './kind-words.ts';
import { migrationAsk } from './migration-ask.ts';
import { commandMeant } from './near-command.ts';
import { findCases, nearest } from './references.ts';

/**
 * @param book of the LDSO that is spoken of; undefined while that is not known
 * @returns undefined for everything else, notifications included
 */
export function commandOf(text: CleanText, book?: LdsoBook): Command | undefined {
  const harness = harnessCommand(text);
  if (harness !== undefined) return harness;
  const line = /^\s*\/([a-z][a-z-]*)\b[ \t]*([^\n]*)/i.exec(text);
  if (line === null) return /^\s*help\s*[?!.]?\s*$/i.test(text) ? { is: 'help' } : undefined;
  const [, word = '', rest = ''] = line;
  const of = word.toLowerCase();
  const said = text.slice(line[0].length - rest.length);
  switch (of) {
    case 'help':
      return { is: 'help' };
    case 'quiet':
      return quiet(rest);
    case 'outbox':
      return { is: 'outbox', replay: /^\s*(replay|again|retry)\b/i.test(rest) };
    case 'leak-in-ado':
      return { is: 'leak-in-ado', of: testCaseMeant(rest, book), ask: remediationAsk(rest) };
    case 'schedule':
      return { is: 'schedule', ask: scheduleAsk(rest) };
    case 'reason':
    case 'evidence':
    case 'evidence-exception':
      return book === undefined ? undefined : { is: 'about-test', of, ...aboutTest(said, book) };
    case 'data':
      return { is: 'data', words: rest.trim() };
    case 'confirm':
    case 'confirm-plan':
      return { is: 'day-plan', ask: { do: 'confirm', words: rest.trim() } };
    case 'swap':
    case 'take':
    case 'away':
      return { is: 'day-plan', ask: { do: of, words: rest.trim() } };
    case 'back':
      return { is: 'day-plan', ask: { do: 'back' } };
    case 'my-day':
      return { is: 'my-day' };
    case 'cover':
      return { is: 'cover', words: rest.trim() };
    case 'report':
      return { is: 'report', ask: reportAsk(rest) };
    case 'migration':
      return { is: 'migration', ask: migrationAsk(said) };
    case 'answered':
      return { is: 'query', ask: { do: 'answered', words: rest } };
    case 'reopen':
    case 'unanswered':
    case 'not-answered':
      return { is: 'query', ask: { do: 'reopen', words: rest } };
    case 'mpid':
      return { is: 'mpid', words: rest.trim() };
    default:
      return nearCommand(of, rest);
  }
}

/** It silences a whole channel: of other words it is not taken for granted. */
function quiet(rest: string): Command {
  if (/^\s*(?:off|no|end|stop)\b/i.test(rest)) return { is: 'quiet', on: false };
  if (/^\s*(?:$|[.!]|(?:on|yes|mode|please|now)\b)/i.test(rest)) return { is: 'quiet', on: true };
  return { is: 'near-command', typed: `quiet ${rest.trim().slice(0, 20)}`, nearest: 'quiet' };
}

/** A kind of notification is read elsewhere, slips and all. */
function nearCommand(word: string, rest: string): Command | undefined {
  const nearest = commandKind(word) === undefined ? commandMeant(word, rest) : undefined;
  return nearest === undefined ? undefined : { is: 'near-command', typed: word.slice(0, 30), nearest };
}

const stepAsked = /\bstep\s*(\d)\s+(?:is\s+)?(not\s+)?done\b/i;

/** `/leak-in-ado 40662` asks for the steps, `/leak-in-ado 40662 step 2 done` ticks one off, `… not done` takes it back. */
function remediationAsk(rest: string): RemediationAsk {
  const [found, step = '', not] = stepAsked.exec(rest) ?? [];
  if (found === undefined) return { do: 'open' };
  return { do: not === undefined ? 'tick' : 'untick', step: Number(step) };
}

/** What is shown of a name that nobody knows. */
const mostTyped = 60;

function testCaseMeant(rest: string, book: LdsoBook | undefined): TestCaseMeant {
  const named = rest.replace(stepAsked, '').trim();
  const known = book === undefined ? [] : findCases(named, book).flatMap(found => found.known ?? []);
  const [testCase] = known;
  if (testCase !== undefined) return { is: 'one', testCase };
  if (named === '') return { is: 'none' };
  const typed = named.slice(0, mostTyped);
  return { is: 'unknown', typed, nearest: nearest(typed, book?.testCases.map(({ name }) => name) ?? []) };
}

/** `/report daily 2026-11-24`; alone it is the daily one. */
function reportAsk(rest: string): ReportAsk | undefined {
  const [all, word = 'daily', day] = /^\s*([a-z]+)?\s*(\d{4}-\d{2}-\d{2})?\s*[.!]?\s*$/i.exec(rest) ?? [];
  const kind = reportKinds.find(each => each === word.toLowerCase());
  if (all === undefined || kind === undefined) return undefined;
  if (day === undefined) return { kind };
  return isDay(day) ? { kind, day } : undefined;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function scheduleAsk(rest: string): ScheduleAsk {
  const [, what, version = '', state] = /^(import|leave)\s+(\S+)(?:\s+(draft|final))?/i.exec(rest) ?? [];
  switch (what?.toLowerCase()) {
    case 'import':
      return { do: 'import', version, state: state?.toLowerCase() === 'final' ? 'final' : 'draft' };
    case 'leave':
      return { do: 'leave', version };
    default:
      return rest.trim() === '' ? { do: 'show' } : { do: 'day', words: rest.trim() };
  }
}
