// Whether the data of a planned test is ready: a meter point that the test can use, and what is missing of it.
import type { PlannedTestCase } from './plan.ts';
import { fieldsKept, type MeterPoint, type MeterPointField } from './register.ts';

/** What a test is about, as far as its data is concerned. */
export type TestNature =
  | 'forward-migration'
  | 'reverse-migration'
  | 'change-of-supplier'
  | 'change-of-agent'
  | 'other';

/** Why a test's data is not ready. */
export type DataReason =
  | { readonly is: 'no-reference' }
  | { readonly is: 'not-in-register' }
  | { readonly is: 'not-migrated' }
  | { readonly is: 'already-migrated' }
  | { readonly is: 'css2860-not-sent' }
  | { readonly is: 'css2860-not-received' }
  | { readonly is: 'agents-not-loaded' }
  /** The test harness starts it, and its own reference of the meter point is not known. */
  | { readonly is: 'no-harness-reference' }
  /** Another market participant than the test needs. */
  | { readonly is: 'supplier' | 'agent'; readonly has: string | undefined; readonly needs: string };

type Needs = {
  readonly state: NonNullable<MeterPoint['state']>;
  readonly supplier: string;
  readonly agent?: string;
  readonly agentsLoaded: boolean;
};

/**
 * What a test needs of its meter point. Source: "Day in the life of: LDSO Qualification Testing" (MHHS-DEL3226, October
 * 2024), pages "Supplier MPIDs", "Agent MPIDs", "Reverse Migration MPIDs" and "Migration of legacy MPANs": MHHS is the
 * outgoing and MHHX the incoming participant, a CSS2860 puts MHHX in before a change of supplier is tested, agents become
 * dummies during migration, reverse migration uses CIDC, and every other test needs a migrated meter point.
 */
const needs: Readonly<Record<TestNature, Needs>> = {
  'forward-migration': { state: 'legacy', supplier: 'MHHS', agentsLoaded: false },
  'reverse-migration': { state: 'migrated', supplier: 'CIDC', agentsLoaded: true },
  'change-of-supplier': { state: 'migrated', supplier: 'MHHX', agentsLoaded: true },
  'change-of-agent': { state: 'migrated', supplier: 'MHHS', agent: 'MHHS', agentsLoaded: true },
  other: { state: 'migrated', supplier: 'MHHS', agentsLoaded: true },
};

/** Words of a test case's reference, title or suite that tell its nature, the first that fits. A marked default. */
const natureWords: readonly (readonly [TestNature, RegExp])[] = [
  ['reverse-migration', /\breverse migration\b|\bRM_TS/i],
  ['forward-migration', /\bforward migration\b|\bFM_TS/i],
  ['change-of-supplier', /\bchange of supplier\b/i],
  ['change-of-agent', /\bchange of (?:an? )?(?:agent|service|metering service|data service)\b/i],
];

export function natureOf({
  name,
  title,
  suite,
}: Pick<PlannedTestCase, 'name' | 'title' | 'suite'>): TestNature {
  const described = `${name} ${title} ${suite}`;
  return natureWords.find(([, words]) => words.test(described))?.[0] ?? 'other';
}

/** The data register as it stands. */
export type Register = {
  readonly points: ReadonlyMap<string, MeterPoint>;
  /** A data sheet was loaded: then a meter point that is not in it is missing. */
  readonly isLoaded: boolean;
};

/** @returns nothing when the data is ready, as far as the register says; undefined when it says nothing of it */
export function dataReasons(
  test: {
    readonly nature: TestNature;
    readonly mpanRef: string | undefined;
    /** The test harness has a part in it. */
    readonly isHarness?: boolean;
  },
  { points, isLoaded }: Register,
): readonly DataReason[] | undefined {
  const point = test.mpanRef === undefined ? undefined : points.get(test.mpanRef);
  if (point === undefined)
    return isLoaded ? [{ is: test.mpanRef === undefined ? 'no-reference' : 'not-in-register' }] : undefined;
  const kept = fieldsKept(points.values());
  const isUnknownThere = test.isHarness === true && kept.has('harnessRef') && point.harnessRef === undefined;
  return [
    ...stateReasons(test.nature, point, kept),
    ...participantReasons(test.nature, point, kept),
    ...(isUnknownThere ? [{ is: 'no-harness-reference' as const }] : []),
  ];
}

type Kept = ReadonlySet<MeterPointField>;

function stateReasons(nature: TestNature, point: MeterPoint, kept: Kept): readonly DataReason[] {
  const needed = needs[nature];
  const reasons: DataReason[] = [];
  if (kept.has('state') && point.state !== needed.state)
    reasons.push({ is: needed.state === 'migrated' ? 'not-migrated' : 'already-migrated' });
  if (kept.has('cssSent') && point.cssSent !== true) reasons.push({ is: 'css2860-not-sent' });
  else if (kept.has('cssReceived') && point.cssReceived !== true)
    reasons.push({ is: 'css2860-not-received' });
  if (needed.agentsLoaded && kept.has('agentsLoaded') && point.agentsLoaded !== true)
    reasons.push({ is: 'agents-not-loaded' });
  return reasons;
}

function participantReasons(nature: TestNature, point: MeterPoint, kept: Kept): readonly DataReason[] {
  const { supplier, agent } = needs[nature];
  const reasons: DataReason[] = [];
  if (kept.has('supplier') && point.supplier !== supplier)
    reasons.push({ is: 'supplier', has: point.supplier, needs: supplier });
  if (agent !== undefined && kept.has('agent') && point.agent !== agent)
    reasons.push({ is: 'agent', has: point.agent, needs: agent });
  return reasons;
}
