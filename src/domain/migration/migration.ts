// The migration plan: how many MPANs an LDSO and the QT team agree to migrate, by day and by week.
import type { Person } from '../entry.ts';
import type { Day } from '../events.ts';
import type { LdsoId } from '../refs.ts';
import type { Shelved } from '../shelf.ts';

/** As people said them. */
export type MigrationNumbers = {
  readonly days: Readonly<Record<Day, number>>;
  /** By Monday. */
  readonly weeks: Readonly<Record<Day, WeekNumber>>;
};

/** Of the whole week; what no day has a number for is spread over its working days from `from` on. */
export type WeekNumber = { readonly count: number; readonly from: Day };

/** Another number of a day or a week; `none` takes the number away. */
export type MigrationChange =
  | { readonly of: 'day'; readonly day: Day; readonly count: number | 'none' }
  /** `day` is its Monday. */
  | { readonly of: 'week'; readonly day: Day; readonly count: number | 'none'; readonly from: Day };

/** A number that is another one now; undefined where there is none. */
export type MigrationDifference = {
  readonly of: 'day' | 'week';
  readonly day: Day;
  readonly was: number | undefined;
  readonly is: number | undefined;
};

/** What is to be agreed to: by anybody but the one who said the latest of it, and so holds with what was said before. */
export type MigrationProposal = {
  /** Another one after every change, so that nobody agrees to what they have not seen. */
  readonly id: string;
  readonly by: Person;
  readonly at: number;
  /** By message, in the order said: a message that is edited says its part anew. */
  readonly parts: readonly MigrationPart[];
};

export type MigrationPart = {
  readonly messageId: string;
  readonly by: Person;
  readonly changes: readonly MigrationChange[];
};

export type AgreedMigration = {
  readonly numbers: MigrationNumbers;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly agreedBy: string;
  readonly agreedAt: number;
};

export type MigrationEvent = { readonly ldso: LdsoId; readonly at: number; readonly by: Person } & (
  | { readonly type: 'migration-proposed'; readonly proposal: MigrationProposal }
  | { readonly type: 'migration-agreed'; readonly agreed: AgreedMigration }
  /** The proposal is withdrawn by its proposer, or not wanted by somebody else. */
  | { readonly type: 'migration-left'; readonly proposal: string }
);

export type MigrationAsk =
  | { readonly do: 'show' | 'leave' }
  | { readonly do: 'plan'; readonly words: string }
  /** Undefined: whichever stands. */
  | { readonly do: 'agree'; readonly proposal: string | undefined };

/** A part of what somebody wrote that was not taken, and why. It comes from guarded text. */
export type BadMigrationPart = {
  readonly typed: string;
  readonly why: 'unclear' | 'no-number' | 'no-day' | 'not-worked' | 'too-far' | 'too-many';
};

export type MigrationTold =
  | { readonly is: 'shown' }
  | { readonly is: 'left' }
  | { readonly is: 'in-channel' }
  | {
      readonly is: 'proposed';
      readonly bad: readonly BadMigrationPart[];
      /** Days inside of a range on which the LDSO does not work. */
      readonly notWorked: readonly Day[];
    }
  | { readonly is: 'nothing-proposed'; readonly bad: readonly BadMigrationPart[] }
  | { readonly is: 'agreed'; readonly differences: readonly MigrationDifference[] }
  | { readonly is: 'not-agreed'; readonly why: 'none' | 'own' | 'changed' };

export const noNumbers: MigrationNumbers = { days: {}, weeks: {} };

function withChanges(numbers: MigrationNumbers, changes: readonly MigrationChange[]): MigrationNumbers {
  const days = new Map(Object.entries(numbers.days));
  const weeks = new Map(Object.entries(numbers.weeks));
  for (const change of changes) {
    const { day, count } = change;
    if (change.of === 'day') {
      if (count === 'none') days.delete(day);
      else days.set(day, count);
    } else if (count === 'none') weeks.delete(day);
    else weeks.set(day, { count, from: change.from });
  }
  return { days: Object.fromEntries(days), weeks: Object.fromEntries(weeks) };
}

export function proposed(
  numbers: MigrationNumbers,
  { parts }: Pick<MigrationProposal, 'parts'>,
): MigrationNumbers {
  return withChanges(
    numbers,
    parts.flatMap(({ changes }) => changes),
  );
}

/** Weeks first, each in the order of the calendar. */
export function differencesOf(
  before: MigrationNumbers,
  after: MigrationNumbers,
): readonly MigrationDifference[] {
  const keysOf = (...numbers: readonly Readonly<Record<Day, unknown>>[]) =>
    [...new Set(numbers.flatMap(Object.keys))].sort();
  const all = [
    ...keysOf(before.weeks, after.weeks).map(day => ({
      of: 'week' as const,
      day,
      was: before.weeks[day]?.count,
      is: after.weeks[day]?.count,
    })),
    ...keysOf(before.days, after.days).map(day => ({
      of: 'day' as const,
      day,
      was: before.days[day],
      is: after.days[day],
    })),
  ];
  return all.filter(({ was, is }) => was !== is);
}

/** @param key one for the LDSO */
export function migrationShelved(event: MigrationEvent, key: string): readonly Shelved[] {
  const { ldso } = event;
  switch (event.type) {
    case 'migration-proposed':
      return [{ kind: 'migration-proposal', ldso, key, value: event.proposal }];
    case 'migration-agreed':
      return [
        { kind: 'migration-agreed', ldso, key, value: event.agreed },
        { kind: 'migration-proposal', ldso, key, value: undefined },
      ];
    case 'migration-left':
      return [{ kind: 'migration-proposal', ldso, key, value: undefined }];
  }
}
