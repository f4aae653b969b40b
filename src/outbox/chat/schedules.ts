// What is said of a schedule, from the versions that stand when it is said.

import { dayIn } from '../../cards/making/times.ts';
import { scheduleOffered } from '../../cards/tables/schedule-offered.ts';
import { scheduledDayShown, scheduleImported, scheduleShown } from '../../cards/tables/schedule-words.ts';
import { fileUnknown } from '../../cards/tables/table-files.ts';
import type { Answer } from '../../domain/answers.ts';
import { withSwaps } from '../../domain/day/day-plan.ts';
import type { Day } from '../../domain/events.ts';
import {
  countingVersion,
  plannedOn,
  type ScheduleState,
  versionBefore,
} from '../../domain/planning/schedule.ts';
import { scheduleDiff } from '../../domain/planning/schedule-diff.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { Outgoing } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { type ChatNeeds, channelOf } from './reply.ts';

type Needs = {
  readonly store: Pick<Store, 'shelf'>;
  readonly clock: Clock;
  readonly ldsoName: (ldso: LdsoId) => string;
};

export async function offeredSchedule(
  needs: Needs,
  { ldso, version: id, state }: Extract<Answer, { about: 'schedule-offered' }>,
): Promise<Outgoing> {
  const { standings, versions } = await schedulesOf(needs, ldso);
  const version = versions.get(id);
  if (version === undefined) return fileUnknown('gone');
  const before = versionBefore(standings, versions, state ?? 'draft');
  return scheduleOffered(version, {
    ldsoName: needs.ldsoName(ldso),
    diff: before === undefined ? undefined : scheduleDiff(before, version),
    state,
  });
}

/** For the one who imported it, and for the channel. */
export async function importedSchedule(
  needs: Needs,
  { ldso, state }: { readonly ldso: LdsoId; readonly state: ScheduleState },
): Promise<Outgoing> {
  const { standings, versions } = await schedulesOf(needs, ldso);
  const standing = standings.get(state);
  const version = versions.get(standing?.version ?? '');
  if (standing === undefined || version === undefined) return fileUnknown('gone');
  return scheduleImported(version, standing, { ldsoName: needs.ldsoName(ldso), state });
}

export async function shownSchedule(
  needs: Needs,
  { ldso, day }: { readonly ldso: LdsoId; readonly day?: Day },
): Promise<Outgoing> {
  const { standings, versions } = await schedulesOf(needs, ldso);
  const counting = countingVersion(standings, versions);
  if (day !== undefined && counting !== undefined) {
    const swaps = [...(await needs.store.shelf('swap', ldso)).values()];
    const own = swaps.filter(({ version }) => version === counting.version.id);
    return scheduledDayShown(plannedOn(withSwaps(counting.version, own), day), {
      ldsoName: needs.ldsoName(ldso),
      day,
    });
  }
  const standing = (['final', 'draft'] as const).flatMap(state => {
    const stands = standings.get(state);
    const version = versions.get(stands?.version ?? '');
    return stands === undefined || version === undefined ? [] : [{ state, standing: stands, version }];
  });
  return scheduleShown(standing, {
    ldsoName: needs.ldsoName(ldso),
    today: dayIn(needs.clock.now().getTime()),
  });
}

/** Each version is told of once. */
export async function postSchedule(
  needs: ChatNeeds,
  { ldso, state }: { readonly ldso: LdsoId; readonly state: ScheduleState },
): Promise<void> {
  const version = (await needs.store.shelf('schedule-standing', ldso)).get(state)?.version ?? '';
  const key = `${ldso}/schedule/${version}/${state}`;
  if ((await needs.store.link('reply', key)) !== undefined) return;
  const message = await importedSchedule(needs, { ldso, state });
  const messageId = await needs.chat.post(await channelOf(needs, ldso), message);
  await needs.store.saveLink({ kind: 'reply', key, at: { messageId } });
}

async function schedulesOf({ store }: Needs, ldso: LdsoId) {
  return {
    standings: await store.shelf('schedule-standing', ldso),
    versions: await store.shelf('schedule', ldso),
  };
}
