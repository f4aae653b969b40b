// A data sheet that was read is kept until its sender takes it over or leaves it.

import { letterKey } from '../domain/letter-key.ts';
import type { RegisterFile, RegisterOffer } from '../domain/planning/register.ts';
import { answering, type Decision, type Said } from '../domain/said.ts';
import type { Book } from '../ports/store.ts';

export async function offerRegister(book: Book, said: Said, file: RegisterFile): Promise<Decision> {
  const { by, at } = said;
  const { ldso, messageId } = said.message;
  const offer: RegisterOffer = { ...file, id: letterKey(messageId), offeredAt: at, by };
  const replaces = [...(await book.shelf('register-offer', ldso)).values()]
    .filter(each => each.by.id === by.id)
    .map(({ id }) => id);
  return answering(said, { about: 'register-offered', ldso, offer: offer.id }, [
    { type: 'register-offered', ldso, at, offer, replaces },
  ]);
}
