// Said at the start, before it is too late: what a project does not have, and for how long the bank holidays are known.
import type { AdoTracker } from '../adapters/ado/tracker.ts';
import type { Day } from '../domain/events.ts';
import type { Instance } from '../domain/refs.ts';
import type { Log } from '../ports/log.ts';
import { WorldFault } from '../ports/world-fault.ts';
import { bankHolidaysEnd } from '../rhythm/bank-holidays.ts';
import type { Participants } from '../settings/participants.ts';

export async function checkDefectSettings(
  needs: { readonly tracker: Pick<AdoTracker, 'checkDefects'>; readonly log: Log },
  { ldsos, programme }: Participants,
): Promise<void> {
  const { tracker, log } = needs;
  const instances: readonly Instance[] = [
    ...ldsos.map(({ id }) => id),
    ...(programme.masterOrganisation === undefined ? [] : ['master' as const]),
  ];
  const check = async (instance: Instance) => {
    try {
      for (const finding of await tracker.checkDefects(instance))
        log.warn({ instance, ...finding }, 'defects cannot be written as the settings say');
    } catch (fault) {
      if (!(fault instanceof WorldFault)) throw fault;
      log.warn({ instance, fault: fault.message }, 'the settings for defects could not be checked');
    }
  };
  await Promise.all(instances.map(check));
}

/** One line while plans of today may go beyond the table of bank holidays, none before. */
export function calendarWarnings(today: Day): readonly string[] {
  const end = bankHolidaysEnd(today);
  return end === undefined
    ? []
    : [`bank holidays are known until ${end} only; after it every weekday counts as a working day`];
}
