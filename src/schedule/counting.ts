// Looks up the version of an LDSO's schedule that its days are planned by.
import { countingVersion } from '../domain/planning/schedule.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Book, Store } from '../ports/store.ts';

/** @returns undefined where none was imported */
export async function countingSchedule(
  book: Pick<Book, 'shelf'> | Pick<Store, 'shelf'>,
  ldso: LdsoId,
): Promise<ReturnType<typeof countingVersion>> {
  return countingVersion(await book.shelf('schedule-standing', ldso), await book.shelf('schedule', ldso));
}
