// Which MPAN references have been migrated, and on which day: by the data register and by passed migration tests.
import type { Day } from '../domain/events.ts';
import { natureOf, type TestNature } from '../domain/planning/readiness.ts';
import type { MeterPoint, StateTold } from '../domain/planning/register.ts';
import { dayOf } from '../rhythm/calendar.ts';
import type { Standing, Test } from '../rhythm/day/standing.ts';
import { successesOf } from '../rhythm/day/successes.ts';

/** By MPAN reference: the register as it is kept, and what was last said of each state. */
export type KeptRegister = {
  readonly points: ReadonlyMap<string, MeterPoint>;
  readonly told: ReadonlyMap<string, StateTold>;
};

export type Migrations = {
  /** By MPAN reference, the day on which it was first migrated: each counts once. */
  readonly days: ReadonlyMap<string, Day>;
  /** Migrated by the register, on a day that is not known: a data sheet had them so. */
  readonly undated: ReadonlySet<string>;
  /** By MPAN reference, the day of its first reverse migration. */
  readonly reversed: ReadonlyMap<string, Day>;
};

type Asked = {
  readonly standing: Standing;
  readonly register: KeptRegister;
  readonly zone: string;
  /** What was migrated on a later day is not known yet. */
  readonly day: Day;
};

export function migrationsOf({ standing, register, zone, day }: Asked): Migrations {
  const passed = passedMigrations(standing);
  const days = new Map<string, Day>();
  const undated = new Set<string>();
  for (const ref of new Set([...register.points.keys(), ...register.told.keys(), ...passed.keys()])) {
    const told = toldOf(ref, register);
    const runs = passed.get(ref) ?? none;
    const known = [
      ...countingPasses(runs, told).map(at => dayOf(at, zone)),
      ...(told?.state === 'migrated' && told.on !== undefined ? [told.on] : []),
    ].filter(each => each <= day);
    const [first] = known.sort();
    if (first !== undefined) days.set(ref, first);
    else if (told?.state === 'migrated' && told.on === undefined && dayOf(told.at, zone) <= day)
      undated.add(ref);
  }
  const reversed = new Map(
    [...passed].flatMap(
      ([
        ref,
        {
          reverse: [at],
        },
      ]) => (at === undefined ? [] : [[ref, dayOf(at, zone)] as const]),
    ),
  );
  return { days, undated, reversed };
}

/**
 * The register with what the tests have shown: a passed forward migration makes a reference migrated, a passed reverse
 * migration makes it legacy; the newest word counts. What the register does not name stays out of it, and so does the state
 * where it is kept of none: one that has passed would make all others wrong.
 */
export function registerNow(
  register: KeptRegister,
  standing: Pick<Standing, 'entries' | 'tests' | 'plan'>,
): ReadonlyMap<string, MeterPoint> {
  const passed = passedMigrations(standing);
  const isKept = [...register.points.values()].some(({ state }) => state !== undefined);
  if (passed.size === 0 || !isKept) return register.points;
  return new Map(
    [...register.points].map(([ref, point]) => {
      const state = stateOf(passed.get(ref) ?? none, toldOf(ref, register));
      return [ref, state === undefined || state === point.state ? point : { ...point, state }];
    }),
  );
}

/** When its migrations passed, epoch milliseconds, oldest first. */
type Passed = { readonly forward: readonly number[]; readonly reverse: readonly number[] };

const none: Passed = { forward: [], reverse: [] };

function passedMigrations({
  entries,
  tests,
  plan,
}: Pick<Standing, 'entries' | 'tests' | 'plan'>): ReadonlyMap<string, Passed> {
  const passed = new Map<string, Passed>();
  for (const test of tests) {
    const nature = natureOfTest(test, plan);
    if (nature !== 'forward-migration' && nature !== 'reverse-migration') continue;
    const times = successesOf({ entries }, test).map(({ at }) => at);
    if (times.length === 0) continue;
    const { forward, reverse } = passed.get(test.key.mpanRef) ?? none;
    passed.set(
      test.key.mpanRef,
      nature === 'forward-migration'
        ? { forward: inOrder([...forward, ...times]), reverse }
        : { forward, reverse: inOrder([...reverse, ...times]) },
    );
  }
  return passed;
}

function natureOfTest({ key, name }: Test, plan: Standing['plan']): TestNature {
  return natureOf(plan.find(({ id }) => id === key.testCaseId) ?? { name, title: '', suite: '' });
}

/** What a sheet said when it was first loaded was said before any test. */
function toldOf(ref: string, { points, told }: KeptRegister): StateTold | undefined {
  const state = points.get(ref)?.state;
  return told.get(ref) ?? (state === undefined ? undefined : { state, at: 0 });
}

function stateOf({ forward, reverse }: Passed, told: StateTold | undefined): StateTold['state'] | undefined {
  const words = [
    ...(told === undefined ? [] : [{ at: told.at, state: told.state }]),
    ...forward.map(at => ({ at, state: 'migrated' as const })),
    ...reverse.map(at => ({ at, state: 'legacy' as const })),
  ];
  return words.sort((a, b) => a.at - b.at).at(-1)?.state;
}

/**
 * Whoever says later that a reference is legacy corrects the passes before it; not where a reverse migration has made it
 * so, for then both did happen.
 */
function countingPasses({ forward, reverse }: Passed, told: StateTold | undefined): readonly number[] {
  if (told?.state !== 'legacy') return forward;
  return forward.filter(at => at > told.at || reverse.some(back => at < back && back < told.at));
}

function inOrder(times: readonly number[]): readonly number[] {
  return [...times].sort((a, b) => a - b);
}
