// What follows from a command: looks up what it needs, and decides. Notifications go the way of `notify.ts`.

import type { Answer } from './domain/answers.ts';
import type { AboutTest, Command } from './domain/commands.ts';
import type { StandingEntry } from './domain/entry.ts';
import type { DaybookEvent } from './domain/events.ts';
import { exampleIn } from './domain/example.ts';
import type { LdsoBook } from './domain/planning/plan.ts';
import { testKeyText } from './domain/refs.ts';
import { answering, type Decision, ignored, type Said } from './domain/said.ts';
import { unclearIn } from './domain/tests/about-test.ts';
import { decideException } from './domain/tests/evidence.ts';
import { decideReason } from './domain/tests/reasons.ts';
import { decideRemediation } from './domain/tests/remediation.ts';
import { decideHarness } from './harness/decide.ts';
import { decideMigration } from './migration/decide.ts';
import type { Book } from './ports/store.ts';
import { decideQuery } from './queries/decide.ts';
import { decideData } from './register/decide.ts';
import { findParticipants } from './register/mpid.ts';
import { decideSchedule } from './schedule/decide.ts';
import { decideCover } from './stand-up/cover.ts';
import { decideDayPlan } from './stand-up/decide.ts';

type ForAnybody = Extract<Command, { is: 'help' | 'mpid' | 'near-command' }>;

/** Whether it is answered alike whichever LDSO it is asked for. */
export function isForAnybody(command: Command | undefined): command is ForAnybody {
  return command?.is === 'help' || command?.is === 'mpid' || command?.is === 'near-command';
}

export function answerToAnybody(command: ForAnybody): Answer {
  switch (command.is) {
    case 'help':
      return { about: 'help' };
    case 'mpid':
      return { about: 'mpid', asked: command.words, ...findParticipants(command.words) };
    case 'near-command':
      return { about: 'near-command', typed: command.typed, nearest: command.nearest };
  }
}

/** @param said the message that held the command; nothing of it was personal data */
export async function decideCommand(
  known: { readonly book: Book; readonly ldsoBook: LdsoBook },
  said: Said,
  command: Command,
): Promise<Decision> {
  switch (command.is) {
    case 'help': {
      const example = exampleIn(known.ldsoBook);
      return answering(said, { about: 'help', ...(example === undefined ? {} : { example }) });
    }
    case 'mpid':
    case 'near-command':
      return answering(said, answerToAnybody(command));
    case 'about-test': {
      const unclear = unclearIn(said, command);
      return unclear === undefined ? decideAboutTest(known.book, said, command) : answering(said, unclear);
    }
    case 'leak-in-ado':
      return leakInAdo(known.book, said, command);
    case 'schedule':
      return decideSchedule(known.book, said, command.ask);
    case 'data':
      return decideData(known, said, command.words);
    case 'day-plan':
      return decideDayPlan(known, said, command.ask);
    case 'my-day': {
      const { ldso, chat } = said.message;
      // What one person owes is nothing for a channel.
      return answering(
        said,
        chat === undefined
          ? { about: 'my-day-in-chat' }
          : { about: 'my-day', person: said.by, ldsos: [ldso] },
      );
    }
    case 'cover':
      return decideCover(known, said, command.words);
    case 'harness':
      return decideHarness(known, said, command);
    case 'queue':
      return answering(said, { about: 'queue', ldso: said.message.ldso });
    case 'migration':
      return decideMigration(known, said, command.ask);
    case 'report': {
      const { ldso, chat } = said.message;
      // What one LDSO does is nothing for the channel of another: of all it is told to a QT Manager alone.
      const ofAll = command.ask?.kind === 'weekly' && chat !== undefined && said.byQtManager === true;
      return answering(said, { about: 'report', ldso, ask: command.ask, ofAll });
    }
    case 'query':
      return decideQuery(known, said, command.ask);
    case 'outbox':
      return decideOutbox(known.book, said, command.replay);
    case 'quiet': {
      const { on } = command;
      const { ldso } = said.message;
      return answering(said, { about: 'quiet', on }, [
        { type: 'quiet-turned', ldso, at: said.at, on, by: said.by },
      ]);
    }
  }
}

/** Anybody in the channel may have it tried again: nothing is made twice, and it is recorded who did. */
async function decideOutbox(book: Book, said: Said, replay: boolean): Promise<Decision> {
  const { ldso } = said.message;
  if (!replay) return answering(said, { about: 'outbox', ldso });
  const count = await book.replay(ldso);
  const events: DaybookEvent[] =
    count === 0 ? [] : [{ type: 'outbox-replayed', ldso, at: said.at, by: said.by, count }];
  return answering(said, { about: 'outbox', ldso, replayed: count }, events);
}

async function leakInAdo(
  book: Book,
  said: Said,
  { of, ask }: Extract<Command, { is: 'leak-in-ado' }>,
): Promise<Decision> {
  const { ldso, chat } = said.message;
  const refuse = (answer: Omit<Extract<Answer, { about: 'leak-in-ado' }>, 'about'>) =>
    answering(said, { about: 'leak-in-ado', ...answer });
  // The checklist is everybody's, so it is not kept between one person and the bot.
  if (chat !== undefined) return refuse({ why: 'in-channel' });
  switch (of.is) {
    case 'none':
      return refuse({ why: 'no-test-case' });
    case 'unknown':
      return refuse({ why: 'unknown-test-case', typed: of.typed, nearest: of.nearest });
    case 'one': {
      const { testCase } = of;
      const standing = (await book.shelf('remediation', ldso)).get(testCase.id);
      return decideRemediation(standing, said, { testCase, ask });
    }
  }
}

async function decideAboutTest(book: Book, said: Said, command: AboutTest): Promise<Decision> {
  switch (command.of) {
    case 'reason':
      return decideReason(said, command, await entriesOf(book, said, command));
    case 'evidence-exception':
      return decideException(said, command);
    case 'evidence': {
      const { message: to, by, at, note } = said;
      const { tests, links } = command;
      // It is answered when the file has been fetched and looked through.
      const intents = links.map((link, place) => ({
        is: 'fetch-evidence' as const,
        // Each file is answered by itself, so it counts as a message of its own.
        to: place === 0 ? to : { ...to, messageId: `${to.messageId}/${place}` },
        by,
        at,
        note,
        tests,
        link,
      }));
      return { events: [], intents, outcome: ignored };
    }
  }
}

async function entriesOf(
  book: Book,
  said: Said,
  { tests }: AboutTest,
): Promise<ReadonlyMap<string, readonly StandingEntry[]>> {
  const { ldso } = said.message;
  const ofTests = new Map<string, readonly StandingEntry[]>();
  for (const { testCaseId, mpanRef } of tests) {
    const key = { ldso, testCaseId, mpanRef };
    ofTests.set(testKeyText(key), await book.entriesOfTest(key));
  }
  return ofTests;
}
