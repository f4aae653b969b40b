// The shape of a migration: a low start, then a steady rate without spikes.
import type { Day } from '../domain/events.ts';
import type { MigrationRules, MigrationWarning } from '../domain/migration/migration-view.ts';

export type DayCount = { readonly day: Day; readonly count: number };

type Warning<Is extends MigrationWarning['is']> = Extract<MigrationWarning, { is: Is }>;

/** How many days with any are looked back to. */
const lookBack = 5;

/**
 * "Each Test Participant will start with Migration testing at a low intensity before increasing to a steady rate through
 * the test window. The intention is to avoid spikes in intensity." (MHHS-DEL3226, "Planning principles"); by which numbers
 * is left to the settings. Days without any are passed over: after a pause the rate of before is no spike.
 * @param counts in the order of the calendar
 */
export function spikesIn(counts: readonly DayCount[], rules: MigrationRules): readonly Warning<'spike'>[] {
  const some = counts.filter(({ count }) => count > 0);
  return some.flatMap(({ day, count }, place) => {
    const before = some.slice(Math.max(0, place - lookBack), place).map(each => each.count);
    if (before.length === 0 || count < rules.spikeFrom) return [];
    const most = Math.max(...before);
    return count > rules.spikeTimes * most ? [{ is: 'spike' as const, day, count, most }] : [];
  });
}

/** The first day against the middle one. A single day has no shape. */
export function highStart(
  counts: readonly DayCount[],
  { lowStartShare, spikeFrom }: MigrationRules,
): readonly Warning<'high-start'>[] {
  const some = counts.filter(({ count }) => count > 0);
  const [first] = some;
  if (first === undefined || some.length < 2 || first.count < spikeFrom) return [];
  const sorted = some.map(({ count }) => count).sort((a, b) => a - b);
  const steady = sorted[Math.floor(sorted.length / 2)] ?? first.count;
  return first.count > lowStartShare * steady ? [{ is: 'high-start', ...first, steady }] : [];
}
