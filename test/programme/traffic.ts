// What people post on one day of a made-up programme, from a seed: mostly by the schedule, with slips and second thoughts.
export type Random = () => number;

/** Mulberry32: the same seed gives the same numbers on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Act =
  | { readonly do: 'post'; readonly minute: number; readonly text: string }
  /** `back` counts from the newest message of the LDSO, 0 being that one. */
  | { readonly do: 'edit'; readonly minute: number; readonly back: number; readonly text: string }
  | { readonly do: 'delete' | 'restore' | 'again'; readonly minute: number; readonly back: number };

export type ToRun = { readonly testCaseId: string; readonly mpanRef: string };

/** A valid supply number of nobody: the guard must refuse it. */
const leak = 'the one at MPAN 20 0000 0000 015';

/** In the order of the clock, from a quarter past nine on; some of it after 17:00. */
export function actsOf(random: Random, tests: readonly ToRun[]): readonly Act[] {
  const acts: Act[] = [];
  let minute = 15;
  const at = () => {
    minute += 1 + Math.floor(random() * 7);
    return minute;
  };
  const post = (text: string) => acts.push({ do: 'post', minute: at(), text });
  const isNow = (chance: number) => random() < chance;
  for (const { testCaseId, mpanRef } of tests) {
    const named = `${testCaseId} ${mpanRef}`;
    if (isNow(0.1)) continue;
    if (isNow(0.15)) post(`/query ${named} needs a CSS2860 first`);
    if (isNow(0.85)) post(`/triggered ${named}${isNow(0.1) ? ' by the harness' : ''}`);
    if (isNow(0.1)) post(`/triggered ${named}`);
    const fate = random();
    if (fate < 0.6) post(`/passed ${named}${isNow(0.6) ? ', evidence uploaded' : ''}`);
    else if (fate < 0.8) {
      post(`/failed ${named} step ${1 + Math.floor(random() * 6)} no PUB-036`);
      if (isNow(0.6)) post(`/defect ${named} S${1 + Math.floor(random() * 4)} P2 reference rejected`);
      if (isNow(0.3)) post(`/passed ${named} retest`);
    } else if (fate < 0.88) post(`/blocked ${named} waits for a meter`);
    if (isNow(0.1))
      acts.push({ do: 'edit', minute: at(), back: 0, text: `/failed ${named} step 2 seen too late` });
    if (isNow(0.08)) acts.push({ do: 'delete', minute: at(), back: 0 });
    if (isNow(0.04)) acts.push({ do: 'restore', minute: at(), back: 0 });
    if (isNow(0.08)) acts.push({ do: 'again', minute: at(), back: 0 });
    if (isNow(0.05)) post('has anybody seen this before?');
    if (isNow(0.04)) post(`/downtime ${named} UIT does not answer`);
    if (isNow(0.04)) post(`/restored ${named} UIT is back`);
    if (isNow(0.04)) post(`/blocking ${named} hits everybody`);
    if (isNow(0.04)) post(leak);
    if (isNow(0.04)) acts.push({ do: 'edit', minute: at(), back: 0, text: 'never mind' });
  }
  return acts;
}
