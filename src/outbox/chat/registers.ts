// What is said of the data register, from how it stands when it is said.
import { meterPointsTold, registerOffered, registerShown } from '../../cards/tables/register-words.ts';
import { fileUnknown } from '../../cards/tables/table-files.ts';
import type { LdsoId, MpanRef } from '../../domain/refs.ts';
import type { Outgoing } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';
import type { AnswerNeeds } from './answers.ts';

type Needs = { readonly store: Pick<Store, 'shelf'>; readonly ldsoName: (ldso: LdsoId) => string };

export async function offeredRegister(
  { store, ldsoName }: Needs,
  { ldso, offer: id }: { readonly ldso: LdsoId; readonly offer: string },
): Promise<Outgoing> {
  const offer = (await store.shelf('register-offer', ldso)).get(id);
  if (offer === undefined) return fileUnknown('gone');
  const register = await store.shelf('meter-point', ldso);
  const named = new Set<string>(offer.points.map(({ ref }) => ref));
  return registerOffered(offer, {
    ldsoName: ldsoName(ldso),
    isNew: offer.points.filter(({ ref }) => !register.has(ref)).length,
    notNamed: [...register.keys()].filter(ref => !named.has(ref)).length,
  });
}

export async function shownRegister(
  { migration, ldsoName }: Pick<AnswerNeeds, 'migration' | 'ldsoName'>,
  ldso: LdsoId,
): Promise<Outgoing> {
  const { register } = await migration(ldso);
  return registerShown(register.points, ldsoName(ldso));
}

export async function toldMeterPoints(
  { migration }: Pick<AnswerNeeds, 'migration'>,
  { ldso, refs }: { readonly ldso: LdsoId; readonly refs: readonly MpanRef[] },
): Promise<Outgoing> {
  const { register } = await migration(ldso);
  return meterPointsTold(refs.map(ref => ({ ref, point: register.points.get(ref) })));
}
