// What follows from asking about the migration plan: numbers are proposed, agreed to by another person, or left.
import { letterKey } from '../domain/letter-key.ts';
import {
  differencesOf,
  type MigrationAsk,
  type MigrationEvent,
  type MigrationProposal,
  type MigrationTold,
  noNumbers,
  proposed,
} from '../domain/migration/migration.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { WorkingCalendar } from '../domain/planning/working-calendar.ts';
import { answering, type Decision, type Said } from '../domain/said.ts';
import { wholeChannel } from '../domain/shelf.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, london } from '../rhythm/calendar.ts';
import { saidNumbers } from './said.ts';

const usual: WorkingCalendar = { region: 'england-and-wales', extraHolidays: [], extraWorkingDays: [] };

type Known = { readonly book: Pick<Book, 'shelf'>; readonly ldsoBook: LdsoBook };

export async function decideMigration(known: Known, said: Said, ask: MigrationAsk): Promise<Decision> {
  if (ask.do === 'show') return told(said, { is: 'shown' });
  // What is agreed is agreed before everybody.
  if (said.message.chat !== undefined) return told(said, { is: 'in-channel' });
  switch (ask.do) {
    case 'plan':
      return propose(known, said, ask.words);
    case 'agree':
      return agree(known, said, ask.proposal);
    case 'leave':
      return leave(known, said);
  }
}

async function propose({ book, ldsoBook }: Known, said: Said, words: string): Promise<Decision> {
  const { by, at } = said;
  const { ldso, messageId } = said.message;
  const on = { today: dayOf(at, london), calendar: ldsoBook.calendar ?? usual };
  const { changes, bad, notWorked } = saidNumbers(words, on);
  const before = await proposalIn(book, said);
  const others = (before?.parts ?? []).filter(part => part.messageId !== messageId);
  const parts = changes.length === 0 ? others : [...others, { messageId, by, changes }];
  const isSame = changes.length === 0 && others.length === (before?.parts.length ?? 0);
  if (isSame) return told(said, { is: 'nothing-proposed', bad });
  const proposal: MigrationProposal = { id: letterKey(`${messageId}/${at}`), by, at, parts };
  const answer: MigrationTold = { is: 'proposed', bad, notWorked };
  return changing(said, answer, [{ type: 'migration-proposed', ldso, at, by, proposal }]);
}

async function agree({ book }: Known, said: Said, id: string | undefined): Promise<Decision> {
  const { by, at } = said;
  const { ldso } = said.message;
  const proposal = await proposalIn(book, said);
  if (proposal === undefined) return told(said, { is: 'not-agreed', why: 'none' });
  if (id !== undefined && id !== proposal.id) return told(said, { is: 'not-agreed', why: 'changed' });
  if (proposal.by.id === by.id) return told(said, { is: 'not-agreed', why: 'own' });
  const before = (await book.shelf('migration-agreed', ldso)).get(wholeChannel)?.numbers ?? noNumbers;
  const numbers = proposed(before, proposal);
  const agreed = {
    numbers,
    proposedBy: proposal.by.name,
    proposedAt: proposal.at,
    agreedBy: by.name,
    agreedAt: at,
  };
  const answer: MigrationTold = { is: 'agreed', differences: differencesOf(before, numbers) };
  return changing(said, answer, [{ type: 'migration-agreed', ldso, at, by, agreed }]);
}

async function leave({ book }: Known, said: Said): Promise<Decision> {
  const { by, at } = said;
  const { ldso } = said.message;
  const proposal = await proposalIn(book, said);
  if (proposal === undefined) return told(said, { is: 'not-agreed', why: 'none' });
  return changing(said, { is: 'left' }, [{ type: 'migration-left', ldso, at, by, proposal: proposal.id }]);
}

async function proposalIn(book: Known['book'], said: Said): Promise<MigrationProposal | undefined> {
  return (await book.shelf('migration-proposal', said.message.ldso)).get(wholeChannel);
}

function told(said: Said, answer: MigrationTold): Decision {
  return answering(said, { about: 'migration', ldso: said.message.ldso, told: answer });
}

/** The stand-up's card shows it too. */
function changing(said: Said, answer: MigrationTold, events: readonly MigrationEvent[]): Decision {
  const { ldso } = said.message;
  const decision = told(said, answer);
  const show = { is: 'show-stand-up' as const, ldso, day: dayOf(said.at, london) };
  return { ...decision, events, intents: [...decision.intents, show] };
}
