// How a number and a line are written on a card, as the checks expect it.
import type { Run, Scheduled } from './log.ts';

/** Before words that must not stand on the card. */
export const nothingOf = 'nothing of ';

/** What a card must say: whole blocks of text, and the lines of each list by its heading. */
export type Expected = {
  readonly text: string;
  readonly blocks: Readonly<Record<string, string>>;
  /** Under a heading; a list without a number in its heading stands under the heading's words. */
  readonly lists: Readonly<Record<string, List>>;
};

/** The lines that are shown, and what is said of those that are not. */
export type List = { readonly lines: readonly string[]; readonly more: string };

export function listOf(lines: readonly string[], most: number, see: string): List {
  const left = lines.length - most;
  return { lines: lines.slice(0, most), more: left > 0 ? `+${left} more, see ${see}` : '' };
}

const dayMs = 86_400_000;

/** In winter: London is on UTC. */
export function timeOf(at: number, day: string): string {
  const text = new Date(at).toISOString();
  const clock = text.slice(11, 16);
  return text.startsWith(day) ? clock : `${shortDay(text.slice(0, 10))} ${clock}`;
}

/** Without bank holidays: the programme is played where there are none. */
export function nextWeekday(day: string): string {
  const next = new Date(Date.parse(day) + dayMs);
  const text = next.toISOString().slice(0, 10);
  return next.getUTCDay() === 0 || next.getUTCDay() === 6 ? nextWeekday(text) : text;
}

export function weekdayBefore(day: string): string {
  const before = new Date(Date.parse(day) - dayMs);
  const text = before.toISOString().slice(0, 10);
  return before.getUTCDay() === 0 || before.getUTCDay() === 6 ? weekdayBefore(text) : text;
}

export function shortDay(day: string): string {
  const [weekday, date, month] = new Date(day).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${Number(date)} ${month}`;
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A list that is empty is not shown. */
export function heading(words: string, count: number): string {
  return count === 0 ? `${nothingOf}${words}:` : `${words}: ${count}`;
}

const signs: Readonly<Record<string, string>> = {
  triggered: '► Triggered',
  passed: '✓ Passed',
  failed: '✕ Failed',
  blocked: '■ Blocked',
  planned: '○ Planned',
};

/** A test on a list: how it stands if anything was said of it, else as the schedule has it. */
export type Row = {
  readonly run: Run | undefined;
  readonly name: string;
  readonly mpanRef: string | undefined;
  readonly who: string | undefined;
  readonly time?: string;
};

export function statusOf({ run }: Row): string {
  return run?.status ?? 'planned';
}

export function rowOf(run: Run, name: string): Row {
  return { run, name, mpanRef: run.mpanRef, who: run.who };
}

export function lineOf(row: Row, day: string, marks: readonly (string | undefined)[] = []): string {
  const { run, name, mpanRef, who, time } = row;
  const what = [name, mpanRef].filter(part => part !== undefined).join(' · ');
  const aside = [
    run === undefined || run.number === 1 ? undefined : `attempt ${run.number}`,
    run?.step === undefined ? undefined : `step ${run.step}`,
    who,
    run === undefined ? undefined : timeOf(run.since, day),
    run === undefined && time !== undefined ? `at ${time}` : undefined,
    ...marks,
  ].filter(part => part !== undefined);
  return [`${signs[statusOf(row)]} ${what}`, ...aside].join(' · ');
}

/** `SITFTS-0001 TC 01`, as the plan calls it. */
export function nameIn(plan: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return plan.find(each => each.id === id)?.name ?? id;
}

export function lastDayOf({ day, until }: Scheduled): string {
  return until ?? day;
}

export function lengthOf(minutes: number): string {
  const hours = `${Math.floor(minutes / 60)} h`;
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? hours : `${hours} ${minutes % 60} min`;
}
