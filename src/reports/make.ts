// Looks up what a report tells, and makes it.
import type { DayViews } from '../day-views.ts';
import type { Report, ReportKind } from '../domain/day/report.ts';
import type { Day } from '../domain/events.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { boundsOf, dayBefore, mondayOf } from '../rhythm/calendar.ts';
import { dailyReport, defectCall } from './daily.ts';
import type { CentralDefect } from './lines.ts';
import { type LdsoWeek, weeklyReport } from './weekly.ts';

export type ReportNeeds = {
  readonly store: Store;
  readonly views: DayViews;
  readonly clock: Clock;
  readonly zone: string;
};

export type ReportAsked = {
  readonly kind: ReportKind;
  readonly day: Day;
  /** One for a daily report and a defect call; a weekly report has those named and no other. */
  readonly ldsos: readonly [LdsoId, ...LdsoId[]];
};

export async function makeReport(needs: ReportNeeds, { kind, day, ldsos }: ReportAsked): Promise<Report> {
  const { views, clock } = needs;
  const now = clock.now().getTime();
  if (kind === 'weekly') {
    const weeks: LdsoWeek[] = [];
    for (const ldso of ldsos) weeks.push(await weekOf(needs, ldso, day));
    return weeklyReport(weeks, { from: mondayOf(day), to: day, now });
  }
  const [ldso] = ldsos;
  const told = {
    view: await views.washUp(ldso, day),
    defects: await views.defects(ldso, day),
    central: await centralDefects(needs.store, ldso),
    now,
  };
  return kind === 'daily' ? dailyReport(told) : defectCall(told);
}

async function weekOf({ store, views, zone }: ReportNeeds, ldso: LdsoId, day: Day): Promise<LdsoWeek> {
  const monday = mondayOf(day);
  const window = { from: boundsOf(monday, zone).from, to: boundsOf(day, zone).to };
  const entries = await store.entriesOf(ldso, window);
  return {
    view: await views.washUp(ldso, day),
    before: await views.washUp(ldso, dayBefore(monday)),
    defects: await views.defects(ldso, day),
    raised: entries.filter(
      ({ kind, withdrawn }) => !withdrawn && (kind === 'defect_raised' || kind === 'blocking_defect'),
    ).length,
  };
}

/** Their titles hold no name of an LDSO: a copy that told one was not made. */
async function centralDefects(store: Store, ldso: LdsoId): Promise<readonly CentralDefect[]> {
  const copies = await store.linksOf('copy', 'master');
  return copies.flatMap(({ key, at }) => {
    if (!key.endsWith(`/${ldso}`) || at.id === undefined) return [];
    const url = typeof at.url === 'string' ? { url: at.url } : {};
    return [{ bugId: String(at.id), title: String(at.title ?? ''), ...url }];
  });
}
