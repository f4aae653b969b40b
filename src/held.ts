// The author of a held message answers: it is recorded without what is doubtful, or as it stands because it is no customer data.
import { decideHeldAnswer } from './domain/decide.ts';
import type { FromPerson } from './domain/inbound.ts';
import type { LdsoBook } from './domain/planning/plan.ts';
import type { LdsoId } from './domain/refs.ts';
import { type Decision, ignored, type Said } from './domain/said.ts';
import { heard } from './intake/heard.ts';
import { read } from './intake/read.ts';
import type { HeldAnswer } from './intake/submitted.ts';
import { known } from './known.ts';
import type { Book } from './ports/store.ts';

type Needs = {
  readonly bookOf: (ldso: LdsoId) => Promise<LdsoBook>;
  readonly outsideHours: (ldso: LdsoId, at: number) => boolean;
  readonly botNames: readonly string[];
};

/**
 * The words of a held message are kept nowhere. "Without it" brings them back in the button, with what is doubtful removed;
 * "no customer data" brings them as its author types them once more, and lets later edits of that message pass for the
 * same kinds. Either way they go through the guard, and what it rejects is not recorded whatever the author says.
 */
export async function answerHeld(
  needs: Needs,
  pressed: FromPerson,
  answer: HeldAnswer,
): Promise<(book: Book) => Promise<Decision>> {
  const { by, at } = pressed;
  const { ldso } = pressed.message;
  const isVouched = answer.is === 'harmless';
  const { note, vouched, personalData } = heard({ text: answer.text }, { at, botNames: needs.botNames });
  const words = isVouched ? (vouched ?? note) : note;
  const ldsoBook = await needs.bookOf(ldso);
  return async book => {
    const held = (await book.shelf('held', ldso)).get(answer.messageId);
    if (held === undefined) return nothing({ ...ignored, pressed: 'too-late' });
    if (held.byId !== by.id) return nothing({ ...ignored, pressed: 'not-the-author' });
    if (personalData.length > 0 && !(isVouched && vouched !== undefined))
      return nothing({
        ...ignored,
        decision: 'reject',
        rejectReasons: personalData,
        pressed: 'personal-data',
      });
    const said: Said = {
      message: { ldso, thread: held.thread, messageId: answer.messageId },
      by,
      at,
      came: 'pressed',
      outsideHours: needs.outsideHours(ldso, at),
      reading: read(words, ldsoBook),
      note: words,
      personalData: [],
      doubtful: false,
    };
    return decideHeldAnswer(await known(book, said, ldsoBook), said, isVouched ? 'vouched' : 'sent-without');
  };
}

/** Whether the author has said of this message that it is no customer data, for everything that is doubtful in it now. */
export async function vouchedFor(book: Book, said: Said): Promise<boolean> {
  const vouched = (await book.shelf('vouched', said.message.ldso)).get(said.message.messageId);
  if (vouched === undefined || vouched.byId !== said.by.id) return false;
  return said.personalData.every(kind => vouched.kinds.includes(kind));
}

function nothing(outcome: Decision['outcome']): Decision {
  return { events: [], intents: [], outcome };
}
