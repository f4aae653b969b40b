// Examines every organisation of the participants file, one after another, and writes to none.
import type { Finding } from '../adapters/ado/doctor/finding.ts';
import { type AdoTracker, adoTracker } from '../adapters/ado/tracker.ts';
import type { Config } from '../config.ts';
import type { Instance } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import { adoTargets } from '../settings/ado-targets.ts';
import type { Participants } from '../settings/participants.ts';

export type Examined = {
  readonly instance: Instance;
  readonly organisation: string;
  readonly findings: readonly Finding[];
};

export type DoctorNeeds = {
  readonly config: Pick<Config, 'secret'>;
  readonly participants: Participants;
  readonly clock: Clock;
  /** Undefined where an app id is set: there is none then. */
  readonly sandboxUrl: string | undefined;
};

const quiet = { warn: () => {}, error: () => {} };

/** @throws with one plain line for settings that cannot be used at all */
export async function examineAll(needs: DoctorNeeds): Promise<readonly Examined[]> {
  const { config, participants, clock, sandboxUrl } = needs;
  const targets = adoTargets(participants, config, sandboxUrl);
  const tracker = adoTracker({ ldsos: targets, clock, log: quiet });
  try {
    const examined: Examined[] = [];
    for (const { ldso: instance, organisationUrl: organisation } of targets)
      examined.push({ instance, organisation, findings: await examineOne(tracker, instance, needs) });
    return examined;
  } finally {
    tracker.close();
  }
}

function examineOne(
  tracker: Pick<AdoTracker, 'examine'>,
  instance: Instance,
  { participants, config }: DoctorNeeds,
): Promise<readonly Finding[]> {
  const settings = participants.ldsos.find(({ id }) => id === instance)?.azureDevOps;
  const variable = settings?.hookSecretVariable;
  const isSet = variable !== undefined && (config.secret(variable) ?? '') !== '';
  return tracker.examine(instance, { hooks: { variable, isSet }, defectsOnly: settings === undefined });
}

/** 0 all is well, or only to be noticed; 1 something is to be mended; 2 an organisation could not be examined. */
export function exitOf(examined: readonly Examined[]): 0 | 1 | 2 {
  const all = examined.flatMap(({ findings }) => findings);
  const toMend = all.filter(({ is }) => is === 'mend');
  if (toMend.some(({ check }) => check === 'reach' || check === 'sign-in')) return 2;
  return toMend.length > 0 ? 1 : 0;
}
