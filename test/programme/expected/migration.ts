// Migration asked against done, asked of the event log anew: the days of the schedule, and what was passed or told.
import { some } from './data.ts';
import { successesOf } from './evidence.ts';
import type { Asked, Known, Scheduled } from './log.ts';
import { askedByDay, limitOf, spikes, warningsOf } from './migration-plan.ts';
import { counted, type Expected, lastDayOf, listOf, nothingOf, shortDay, weekdayBefore } from './words.ts';

type Nature = 'forward' | 'reverse' | undefined;

function natureIn(plan: Asked['plan'], testCaseId: string): Nature {
  const planned = plan.find(({ id }) => id === testCaseId);
  const words = `${planned?.name} ${planned?.title} ${planned?.suite}`.toLowerCase();
  if (words.includes('reverse migration')) return 'reverse';
  return words.includes('forward migration') ? 'forward' : undefined;
}

/** When migrations of a reference passed, oldest first. */
function passes(ref: string, nature: Nature, known: Known, { plan }: Asked): readonly number[] {
  return known.runs
    .filter(run => run.mpanRef === ref && natureIn(plan, run.testCaseId) === nature)
    .flatMap(run => successesOf(run, known).map(({ at }) => at))
    .sort((a, b) => a - b);
}

/** What was told of a reference last; a sheet that was loaded first was told before anything. */
function toldOf(ref: string, known: Known) {
  const state = known.points.get(ref)?.state;
  return known.states.get(ref) ?? (state === undefined ? undefined : { state, at: 0 });
}

/** As it stands by what was told and by the tests that passed since. */
export function stateNow(ref: string, known: Known, asked: Asked): string | undefined {
  const told = toldOf(ref, known);
  const words = [
    ...(told === undefined ? [] : [{ at: told.at, state: told.state as string }]),
    ...passes(ref, 'forward', known, asked).map(at => ({ at, state: 'migrated' })),
    ...passes(ref, 'reverse', known, asked).map(at => ({ at, state: 'legacy' })),
  ];
  return words.sort((a, b) => a.at - b.at).at(-1)?.state;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The day on which each reference was first migrated; `undefined` where it is migrated and no day is known. */
function doneDays(known: Known, asked: Asked): ReadonlyMap<string, string | undefined> {
  const refs = new Set([
    ...known.points.keys(),
    ...known.states.keys(),
    ...known.runs.map(({ mpanRef }) => mpanRef),
  ]);
  const done = new Map<string, string | undefined>();
  for (const ref of refs) {
    const told = toldOf(ref, known);
    const back = passes(ref, 'reverse', known, asked);
    const counting = passes(ref, 'forward', known, asked).filter(
      at =>
        told?.state !== 'legacy' || at > told.at || back.some(reverse => at < reverse && reverse < told.at),
    );
    const on = told?.state === 'migrated' ? told.on : undefined;
    const days = [...counting.map(dayOf), ...(on === undefined ? [] : [on])].filter(day => day <= asked.day);
    const [first] = days.sort();
    if (first !== undefined) done.set(ref, first);
    else if (told?.state === 'migrated' && on === undefined && dayOf(told.at) <= asked.day)
      done.set(ref, undefined);
  }
  return done;
}

function migrationsIn(known: Known, { plan }: Asked): readonly Scheduled[] {
  return known.schedule.filter(({ testCaseId }) => natureIn(plan, testCaseId) === 'forward');
}

/** Each reference counts once, on the first of its last days. */
function scheduledByDay(known: Known, asked: Asked): ReadonlyMap<string, number> {
  const rows = [...migrationsIn(known, asked)].sort((a, b) => lastDayOf(a).localeCompare(lastDayOf(b)));
  const counts = new Map<string, number>();
  for (const [place, row] of rows.entries()) {
    const isSeen = rows
      .slice(0, place)
      .some(({ mpanRef }) => mpanRef !== undefined && mpanRef === row.mpanRef);
    if (!isSeen) counts.set(lastDayOf(row), (counts.get(lastDayOf(row)) ?? 0) + 1);
  }
  return counts;
}

const askedWords = { day: '', week: ', of the week’s number', schedule: ', by the schedule' } as const;

/** What both cards say: of today, of the working day before, and of all until a day. */
function figures(known: Known, asked: Asked, upTo: string) {
  const { day } = asked;
  const { proposed, isAgreed } = known;
  const byDay = askedByDay(known, scheduledByDay(known, asked));
  const some = [...byDay].filter(([, { count }]) => count > 0);
  const done = doneDays(known, asked);
  const doneOn = (on: string) => [...done.values()].filter(each => each === on).length;
  const from = some[0]?.[0];
  const total = some.reduce((sum, [, { count }]) => sum + count, 0);
  const before = weekdayBefore(day);
  const askedUntil = some.reduce((sum, [on, { count }]) => (on <= upTo ? sum + count : sum), 0);
  const dated = [...done.values()].flatMap(each => each ?? []);
  const doneUntil = dated.filter(each => from !== undefined && each >= from && each <= upTo).length;
  const behind = askedUntil - doneUntil;
  const standing = behind > 0 ? `${behind} behind` : behind < 0 ? `${-behind} ahead` : 'on plan';
  const askedToday = byDay.get(day);
  const isToday = (askedToday?.count ?? 0) > 0 || doneOn(day) > 0;
  const isSoon = from !== undefined && from > day && Date.parse(from) - Date.parse(day) <= 7 * 86_400_000;
  const isOpen =
    from === undefined ? doneOn(before) > 0 : from <= day && (doneUntil < total || doneOn(before) > 0);
  const bulk = { day, upTo, asked: byDay, done: dated, doneUntil };
  const limit = limitOf(bulk);
  const ofPlan = dated.filter(each => from === undefined || day < from || each >= from);
  const counts = new Map(ofPlan.map(on => [on, ofPlan.filter(each => each === on).length]));
  const [limitWhat, limitAside] = limit?.words.split(': ') ?? [];
  const isKnown = isAgreed || proposed !== undefined || some.length > 0 || done.size > 0;
  const isTold = isKnown && (proposed !== undefined || isToday || isSoon || isOpen);
  return {
    done,
    doneOn,
    askedToday,
    askedWords: askedToday === undefined ? '' : askedWords[askedToday.by],
    before: { day: before, asked: byDay.get(before), done: doneOn(before) },
    isKnown,
    isTold,
    blocks: {
      proposal:
        isTold && proposed !== undefined
          ? `${proposed.by.name} proposes another plan, which waits to be agreed: /migration`
          : `${nothingOf}proposes another plan`,
      'limit of migration':
        isTold && limit !== undefined && limit.words !== '' && !limit.isNear && behind > 0
          ? `${limit.words}.`
          : `${nothingOf}of a bulk`,
    },
    ofLimit: limit?.isNear === true && limit.words !== '' ? [`▲ Limit ${limitWhat} · ${limitAside}`] : [],
    spikes: spikes(counts)
      .filter(spike => spike.day === day)
      .map(({ count, most }) => `▲ Spike ${count} migrated today · at most ${most} on a day before`),
    warnings: warningsOf(bulk, limit, known),
    bulk:
      from === undefined
        ? `${nothingOf} in all`
        : upTo < from
          ? `It begins ${shortDay(from)}: ${total} in all`
          : `${doneUntil} done of ${askedUntil} asked until ${shortDay(upTo)} · ${standing} · ${total} in all`,
  };
}

/** As many warnings as a card shows. */
const mostWarnings = 2;

export function migrationAtStandUp(known: Known, asked: Asked): Pick<Expected, 'blocks' | 'lists'> {
  const { day, plan } = asked;
  const now = figures(known, asked, dayBefore(day));
  const { isTold, isKnown, bulk, before, askedToday, done, doneOn } = now;
  const refs = [
    ...new Set(
      migrationsIn(known, { ...asked, plan })
        .filter(test => test.day <= day && day <= lastDayOf(test))
        .flatMap(({ mpanRef }) => mpanRef ?? []),
    ),
  ].filter(ref => !done.has(ref));
  const first = askedToday === undefined ? refs.length : Math.max(0, askedToday.count - doneOn(day));
  const warnings = isTold ? [...now.ofLimit, ...now.spikes, ...now.warnings] : [];
  return {
    lists: { Migration: listOf(warnings, mostWarnings, '/migration') },
    blocks: {
      ...now.blocks,
      'first step':
        first === 0 || !isKnown
          ? `${nothingOf}First step`
          : [
              `First step of today’s migrations: the QT team issues IF-031 for ${counted(first, 'MPAN')}`,
              ...(refs.length === 0 ? [] : [some(refs, 12)]),
            ].join(' · '),
      'migration today':
        !isTold || askedToday === undefined
          ? `${nothingOf}asked today`
          : `Migration: ${askedToday.count} asked today${now.askedWords}`,
      'migration before':
        !isTold || (before.asked === undefined && before.done === 0)
          ? `${nothingOf}${shortDay(before.day)}: `
          : before.asked === undefined
            ? `${shortDay(before.day)}: ${before.done} done, no number asked`
            : `${shortDay(before.day)}: ${before.done} done of ${before.asked.count} asked${askedWords[before.asked.by]}`,
      'migration in all': isTold ? bulk : `${nothingOf} in all`,
    },
  };
}

export function migrationAtWashUp(known: Known, asked: Asked): Pick<Expected, 'blocks' | 'lists'> {
  const { day } = asked;
  const now = figures(known, asked, day);
  const { isTold, bulk, askedToday, doneOn } = now;
  const refs = new Set(known.runs.map(({ mpanRef }) => mpanRef));
  const reversed = [...refs].filter(ref => {
    const [first] = passes(ref, 'reverse', known, asked);
    return first !== undefined && dayOf(first) === day;
  }).length;
  const warnings = isTold ? [...now.ofLimit, ...now.spikes] : [];
  return {
    lists: { 'Migrated today': listOf(warnings, mostWarnings, '/migration') },
    blocks: {
      ...now.blocks,
      'migrated today': !isTold
        ? `${nothingOf}Migrated today`
        : askedToday === undefined
          ? `Migrated today: ${doneOn(day)}, no number was asked`
          : `Migrated today: ${doneOn(day)} of ${askedToday.count} asked${now.askedWords}`,
      // The tests against the schedule are counted "in all" as well.
      'migration in all': isTold && !bulk.startsWith(nothingOf) ? bulk : `${nothingOf} asked until `,
      'reverse migrations':
        !isTold || reversed === 0
          ? `${nothingOf}Reverse migrations`
          : `Reverse migrations today, counted apart: ${reversed}`,
    },
  };
}

function dayBefore(day: string): string {
  return dayOf(Date.parse(day) - 86_400_000);
}
