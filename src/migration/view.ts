// Migration at one instant, computed: asked against done by day and week, the limit, what is out of shape, what comes first.
import type { Day } from '../domain/events.ts';
import {
  type AgreedMigration,
  differencesOf,
  type MigrationNumbers,
  type MigrationProposal,
  noNumbers,
  proposed,
} from '../domain/migration/migration.ts';
import type {
  MigrationDay,
  MigrationPlanned,
  MigrationRules,
  MigrationView,
  MigrationWarning,
  MigrationWeek,
} from '../domain/migration/migration-view.ts';
import { dataReasons } from '../domain/planning/readiness.ts';
import type { Schedule } from '../domain/planning/schedule.ts';
import { dayBefore, mondayOf, previousWorkingDay, type WorkingCalendar } from '../rhythm/calendar.ts';
import type { Standing } from '../rhythm/day/standing.ts';
import { type AskedDay, daysAsked } from './asked.ts';
import { bulkDays, bulkOf, pastLimit } from './bulk.ts';
import { type KeptRegister, type Migrations, migrationsOf, registerNow } from './done.ts';
import { type DayCount, highStart, spikesIn } from './intensity.ts';
import { scheduledByDay, scheduledOn } from './scheduled.ts';

export type MigrationAsked = {
  readonly ldso: { readonly id: string; readonly name: string };
  readonly day: Day;
  /** The day itself is over, as at the wash-up: then it counts with those before. */
  readonly isOver: boolean;
  readonly zone: string;
  readonly calendar: WorkingCalendar;
  readonly rules: MigrationRules;
  readonly standing: Standing;
  readonly register: KeptRegister & { readonly isLoaded: boolean };
  readonly agreed?: AgreedMigration;
  readonly proposal?: MigrationProposal;
  readonly schedule?: Schedule;
};

/** @returns undefined where nothing is asked, proposed or done */
export function migrationView(asked: MigrationAsked): MigrationView | undefined {
  const { ldso, day, calendar, agreed, proposal, standing } = asked;
  const done = migrationsOf(asked);
  const numbers = agreed?.numbers ?? noNumbers;
  const plan = planOf(asked, numbers, done);
  const isPlanned = agreed !== undefined || proposal !== undefined || plan.days.length > 0;
  if (!isPlanned && done.days.size + done.undated.size === 0) return undefined;
  const { bulk } = plan;
  const doneOn = (on: Day) => [...done.days.values()].filter(each => each === on).length;
  const dayAt = (on: Day) => dayLine(on, plan.asked, doneOn(on));
  const today = dayAt(day);
  const from = bulk?.from;
  // A trial before the plan begins is no measure of its days.
  const ofPlan = [...done.days.values()].filter(each => from === undefined || day < from || each >= from);
  const spikeToday = spikesIn(countsOf(ofPlan), asked.rules).find(each => each.day === day);
  const points = registerNow(asked.register, standing);
  return {
    ldso: ldso.id,
    ldsoName: ldso.name,
    day,
    ...(agreed === undefined ? {} : { agreed: saidOf(agreed) }),
    ...(proposal === undefined
      ? {}
      : { proposal: { id: proposal.id, ...proposedPlan(asked, proposal, done) } }),
    today,
    before: dayAt(previousWorkingDay(day, calendar)),
    days: plan.days,
    weeks: weeksOf(plan.days, numbers),
    ...(bulk === undefined ? {} : { bulk }),
    beforeBulk: [...done.days.values()].filter(each => from === undefined || each < from).length,
    undated: done.undated.size,
    reversed: {
      today: [...done.reversed.values()].filter(each => each === day).length,
      all: [...done.reversed.values()].filter(each => each <= day).length,
    },
    warnings: plan.warnings,
    ...(spikeToday === undefined ? {} : { spikeToday }),
    firstStep: firstStepOf(asked, today, done),
    legacy: [...points.values()].filter(({ state }) => state === 'legacy').length,
  };
}

type Plan = {
  /** Of every day, whichever bulk it belongs to. */
  readonly asked: readonly AskedDay[];
  readonly days: readonly MigrationDay[];
  readonly bulk: MigrationView['bulk'];
  readonly warnings: readonly MigrationWarning[];
};

function planOf(asked: MigrationAsked, numbers: MigrationNumbers, done: Migrations): Plan {
  const { day, isOver, calendar, rules, schedule, standing } = asked;
  const { bulkWeeks, lowStartShare } = rules;
  const scheduled = schedule === undefined ? new Map<Day, number>() : scheduledByDay(schedule, standing.plan);
  const all = daysAsked(numbers, scheduled, { calendar, lowStartShare });
  const days = bulkDays(all, { day, bulkWeeks });
  const doneDays = [...done.days.values()];
  const upTo = isOver ? day : dayBefore(day);
  const bulk = bulkOf({ days, done: doneDays, upTo, day, calendar, bulkWeeks });
  const from = bulk?.from;
  const ofBulk = doneDays.filter(each => from === undefined || each >= from);
  const shown = [...new Set([...days.map(each => each.day), ...ofBulk])].sort();
  return {
    asked: all,
    days: shown.map(on => dayLine(on, all, doneDays.filter(each => each === on).length)),
    bulk,
    warnings: [
      ...(bulk?.limit === undefined ? [] : pastLimit(days, bulk.limit)),
      // What is over cannot be planned otherwise any more.
      ...[...highStart(days, rules), ...spikesIn(days, rules)].filter(warning => warning.day >= day),
      ...weeksThatDiffer(all, numbers).filter(({ monday }) => monday >= mondayOf(day)),
    ],
  };
}

function proposedPlan(
  asked: MigrationAsked,
  proposal: MigrationProposal,
  done: Migrations,
): MigrationPlanned {
  const before = asked.agreed?.numbers ?? noNumbers;
  const after = proposed(before, proposal);
  const { asked: all, warnings } = planOf(asked, after, done);
  return {
    byName: proposal.by.name,
    at: proposal.at,
    differences: differencesOf(before, after),
    days: all
      .filter(({ by }) => by !== 'schedule')
      .map(({ day }) => dayLine(day, all, [...done.days.values()].filter(each => each === day).length)),
    warnings,
  };
}

function dayLine(day: Day, asked: readonly AskedDay[], done: number): MigrationDay {
  const found = asked.find(each => each.day === day);
  return { day, done, ...(found === undefined ? {} : { asked: found.count, by: found.by }) };
}

function weeksOf(days: readonly MigrationDay[], { weeks }: MigrationNumbers): readonly MigrationWeek[] {
  const mondays = [...new Set(days.map(({ day }) => mondayOf(day)))].sort();
  return mondays.map(monday => {
    const own = days.filter(({ day }) => mondayOf(day) === monday);
    const said = weeks[monday]?.count;
    return {
      monday,
      ...(said === undefined ? {} : { said }),
      asked: own.reduce((sum, { asked = 0 }) => sum + asked, 0),
      done: own.reduce((sum, { done }) => sum + done, 0),
    };
  });
}

/** Days that have numbers of their own may come to more, or to less, than the week was to. */
function weeksThatDiffer(
  asked: readonly AskedDay[],
  { weeks }: MigrationNumbers,
): readonly Extract<MigrationWarning, { is: 'week-differs' }>[] {
  return Object.entries(weeks)
    .sort()
    .flatMap(([monday, { count: said }]) => {
      const own = asked.filter(({ day }) => mondayOf(day) === monday);
      const sum = own.reduce((total, { count }) => total + count, 0);
      return sum === said ? [] : [{ is: 'week-differs' as const, monday, said, asked: sum }];
    });
}

function saidOf({ proposedBy, agreedBy, agreedAt }: AgreedMigration): NonNullable<MigrationView['agreed']> {
  return { proposedBy, agreedBy, agreedAt };
}

function countsOf(days: readonly Day[]): readonly DayCount[] {
  return [...new Set(days)].sort().map(day => ({ day, count: days.filter(each => each === day).length }));
}

/** "As a first step, LDSO QT Team will issue a service appointment – IF-031 request using the test harness tool." */
function firstStepOf(
  { schedule, day, standing, register }: MigrationAsked,
  { asked, done: doneToday }: MigrationDay,
  done: Migrations,
): MigrationView['firstStep'] {
  const named = schedule === undefined ? [] : scheduledOn(schedule, standing.plan, day);
  const refs = named.filter(ref => !done.days.has(ref) && !done.undated.has(ref));
  const now = { points: registerNow(register, standing), isLoaded: register.isLoaded };
  return {
    count: asked === undefined ? refs.length : Math.max(0, asked - doneToday),
    refs: refs.map(ref => ({
      ref,
      reasons: dataReasons({ nature: 'forward-migration', mpanRef: ref, isHarness: true }, now) ?? [],
    })),
  };
}
