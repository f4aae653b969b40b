// Examines one organisation from the outside in: reached, signed in, then everything that the bot needs there. Writes nothing.
import { WorldFault } from '../../../ports/world-fault.ts';
import { checkDefects } from '../defects/check.ts';
import type { Room } from '../room.ts';
import { isSignInFault } from '../sign-in.ts';
import { cannotTell, type Finding, looked } from './finding.ts';
import { examineHooks, type HooksWanted } from './hooks.ts';
import { examineLicence, signedInAs } from './licence.ts';
import { examinePlan } from './plan.ts';
import { examineRetention } from './retention.ts';
import { examineRights, mayRaiseDefects } from './rights.ts';

export type Wanted = {
  readonly hooks: HooksWanted;
  /** The programme's own organisation holds defects only. */
  readonly defectsOnly: boolean;
};

export async function examine(room: Room, wanted: Wanted): Promise<readonly Finding[]> {
  const { connection } = room;
  const door = await knock(room);
  if (door.some(({ is }) => is === 'mend')) return door;
  const ofPlan = wanted.defectsOnly
    ? []
    : [
        ...(await examinePlan(room)),
        ...(await examineRights(connection)),
        ...(await examineRetention(connection)),
      ];
  return [
    ...door,
    ...ofPlan,
    ...(await defectsOf(room)),
    ...(await examineLicence(connection)),
    ...(wanted.defectsOnly ? [] : await examineHooks(connection, wanted.hooks)),
  ];
}

/** Nothing else can be looked at when nobody opens. */
async function knock({ connection }: Room): Promise<readonly Finding[]> {
  try {
    const who = await signedInAs(connection);
    return [
      { check: 'reach', is: 'well', says: `${connection.address} answers` },
      { check: 'sign-in', is: 'well', says: `signed in as ${who.name}` },
    ];
  } catch (fault) {
    if (!(fault instanceof WorldFault)) throw fault;
    const isSignedOut: boolean = isSignInFault(fault);
    if (isSignedOut) return [refused(fault)];
    const todo = 'check organisationUrl in the participants file, the network and the proxy';
    return [{ check: 'reach', is: 'mend', says: fault.message, todo }];
  }
}

function refused(fault: WorldFault): Finding {
  const todo = 'make a new token or mend the identity, as said; entries wait meanwhile and none is lost';
  return { check: 'sign-in', is: 'mend', says: fault.message, todo };
}

async function defectsOf({ connection }: Room): Promise<readonly Finding[]> {
  const unknown = cannotTell('defects', 'check the type, fields and states of azureDevOps.defects by hand');
  return looked(
    'defects',
    async () => {
      const found = await checkDefects(connection);
      if (found.length > 0)
        return found.map(({ problem, todo }) => ({ check: 'defects', is: 'mend', says: problem, todo }));
      return mayRaiseDefects(connection);
    },
    unknown,
  );
}
