// What an examination of an organisation finds, each thing with what to do about it.
import { type WorldFault as Fault, WorldFault } from '../../../ports/world-fault.ts';

export type Check = 'reach' | 'sign-in' | 'plan' | 'rights' | 'defects' | 'licence' | 'hooks' | 'retention';

export type Finding = {
  readonly check: Check;
  /** `mend`: entries will not arrive, or not whole. `unknown`: it could not be looked at; the check is to be made by hand. */
  readonly is: 'well' | 'notice' | 'mend' | 'unknown';
  readonly says: string;
  readonly todo?: string;
};

/** What one check comes to; a fault of the world is a finding of its own. */
export async function looked(
  check: Check,
  look: () => Promise<readonly Finding[]>,
  onFault: (fault: Fault) => Finding,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (fault) {
    if (!(fault instanceof WorldFault)) throw fault;
    return [{ ...onFault(fault), check }];
  }
}

/** It cannot be told: what to look at by hand. */
export function cannotTell(check: Check, todo: string): (fault: Fault) => Finding {
  return fault => {
    // A token of narrow scope is refused like one that does not work; that it works was seen before.
    const isScope = fault.status === 401 || fault.status === 203 || fault.status === 403;
    const says = isScope ? 'this token may not look at it' : `not told (${fault.message})`;
    return { check, is: 'unknown', says, todo };
  };
}
