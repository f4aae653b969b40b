// Said at the start: what of the settings for defects a project does not have, before the first defect would be refused.
import type { AdoTracker } from '../adapters/ado/tracker.ts';
import type { Instance } from '../domain/refs.ts';
import type { Log } from '../ports/log.ts';
import { WorldFault } from '../ports/world-fault.ts';
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
