// Watches every LDSO's Azure DevOps for what people change there: one that cannot be read never holds up another.
import type { LdsoId } from '../domain/refs.ts';
import { WorldFault, wordsOf } from '../ports/world-fault.ts';
import type { ReadBack } from './read-back.ts';

export type Watch = {
  /** Looks at all of them. */
  look(): Promise<void>;
  lookAt(ldso: LdsoId): Promise<void>;
  lookAtBugs(ldso: LdsoId, bugIds: readonly number[]): Promise<void>;
};

type Say = (facts: object, message: string) => void;

export function watchOf(needs: {
  readonly ldsos: readonly LdsoId[];
  readonly readBack: ReadBack;
  readonly log: { readonly warn: Say; readonly error: Say };
}): Watch {
  const { ldsos, readBack, log } = needs;
  /** What was last said of an LDSO: a look every few seconds says the same fault once. */
  const said = new Map<LdsoId, string>();

  async function orSay(ldso: LdsoId, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      said.delete(ldso);
    } catch (error) {
      const words = wordsOf(error);
      if (said.get(ldso) === words) return;
      said.set(ldso, words);
      const say = error instanceof WorldFault ? log.warn : log.error;
      say.call(log, { ldso, fault: words }, 'what people changed in Azure DevOps could not be read');
    }
  }

  const lookAt = (ldso: LdsoId) => orSay(ldso, () => readBack.look(ldso));
  return {
    lookAt,
    look: async () => {
      await Promise.all(ldsos.map(lookAt));
    },
    lookAtBugs: (ldso, bugIds) => orSay(ldso, () => readBack.lookAtBugs(ldso, bugIds)),
  };
}
