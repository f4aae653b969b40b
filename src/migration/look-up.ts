// What is kept of an LDSO's migration: the plan, and the data register with what was said of its states.
import type { LdsoId } from '../domain/refs.ts';
import { wholeChannel } from '../domain/shelf.ts';
import type { Store } from '../ports/store.ts';
import type { MigrationAsked } from './view.ts';

type Kept = Pick<MigrationAsked, 'register' | 'agreed' | 'proposal'>;

export async function keptOfMigration(store: Pick<Store, 'shelf'>, ldso: LdsoId): Promise<Kept> {
  const agreed = (await store.shelf('migration-agreed', ldso)).get(wholeChannel);
  const proposal = (await store.shelf('migration-proposal', ldso)).get(wholeChannel);
  return {
    register: {
      points: await store.shelf('meter-point', ldso),
      told: await store.shelf('state-told', ldso),
      isLoaded: (await store.shelf('register-stamp', ldso)).get(wholeChannel)?.isLoaded === true,
    },
    ...(agreed === undefined ? {} : { agreed }),
    ...(proposal === undefined ? {} : { proposal }),
  };
}
