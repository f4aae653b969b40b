// Whether a test's data is ready, from what the log says of its meter point; the programme's rules are written down here anew.
import type { Asked, Known } from './log.ts';
import { stateNow } from './migration.ts';
import { openQueries, running } from './tests.ts';
import { nameIn, type Row, statusOf } from './words.ts';

/** What is wrong with each row's data, in words; undefined where nothing is known of it, or it matters no more. */
export function lacksOf(
  row: Row,
  testCaseId: string,
  known: Known,
  asked: Asked,
): readonly string[] | undefined {
  if (['triggered', 'passed'].includes(statusOf(row))) return undefined;
  const { points, isSheetLoaded } = known;
  const point = row.mpanRef === undefined ? undefined : points.get(row.mpanRef);
  if (point === undefined) {
    if (!isSheetLoaded) return undefined;
    return [row.mpanRef === undefined ? 'no MPAN reference' : 'not in the data register'];
  }
  const isMigrated = stateNow(row.mpanRef ?? '', known, asked);
  const isKept = (field: keyof typeof point) => [...points.values()].some(each => each[field] !== undefined);
  const planned = asked.plan.find(({ id }) => id === testCaseId);
  const words = `${planned?.name} ${planned?.title} ${planned?.suite}`.toLowerCase();
  const isForward = words.includes('forward migration');
  const isReverse = words.includes('reverse migration');
  const supplier = isReverse ? 'CIDC' : words.includes('change of supplier') && !isForward ? 'MHHX' : 'MHHS';
  const isAgent = words.includes('change of agent') && !isForward && !isReverse && supplier !== 'MHHX';
  const lacks: string[] = [];
  if (isKept('state') && isForward && isMigrated !== 'legacy') lacks.push('migrated already');
  if (isKept('state') && !isForward && isMigrated !== 'migrated') lacks.push('not migrated');
  if (isKept('cssSent') && point.cssSent !== true) lacks.push('CSS2860 missing');
  else if (isKept('cssReceived') && point.cssReceived !== true) lacks.push('CSS2860 not received');
  if (isKept('agentsLoaded') && !isForward && point.agentsLoaded !== true) lacks.push('dummy agents missing');
  if (isKept('supplier') && point.supplier !== supplier)
    lacks.push(`supplier ${point.supplier ?? 'unknown'}, needs ${supplier}`);
  if (isKept('agent') && isAgent && point.agent !== 'MHHS')
    lacks.push(`agent ${point.agent ?? 'unknown'}, needs MHHS`);
  return lacks;
}

type Planned = { readonly row: Row; readonly lacks: readonly string[] | undefined };

export function dataLines(planned: readonly Planned[], known: Known, { plan }: Asked): readonly string[] {
  const inUse = [
    ...running(known).map(run => ({ ref: run.mpanRef, name: nameIn(plan, run.testCaseId) })),
    ...planned
      .filter(({ row }) => !['passed', 'triggered'].includes(statusOf(row)))
      .map(({ row }) => ({ ref: row.mpanRef, name: row.name })),
  ];
  const clashes = [...new Set(inUse.flatMap(({ ref }) => ref ?? []))].flatMap(ref => {
    const names = [...new Set(inUse.filter(each => each.ref === ref).map(({ name }) => name))];
    return names.length < 2 ? [] : [`■ Clash ${ref} · ${some(names, 3)}`];
  });
  const notReady = planned.flatMap(({ row, lacks = [] }) =>
    lacks.length === 0 ? [] : [['▲ Not ready', lacks.join(', ')].join(' ') + after([row.name, row.mpanRef])],
  );
  const queries = openQueries(known);
  const asked = [...new Set(queries.flatMap(({ mpanRef }) => mpanRef ?? []))].map(ref => {
    const names = queries.filter(each => each.mpanRef === ref).flatMap(each => each.testCaseName ?? []);
    return `■ Query ${ref} · ${some([...new Set(names)], 3)}`;
  });
  return [...clashes, ...notReady, ...asked];
}

/** `A · B · +3 more` */
export function some(names: readonly string[], most: number): string {
  const more = names.length > most ? [`+${names.length - most} more`] : [];
  return [...names.slice(0, most), ...more].join(' · ');
}

function after(parts: readonly (string | undefined)[]): string {
  return parts.flatMap(part => (part === undefined ? [] : [` · ${part}`])).join('');
}
