import { describe, expect, it } from 'vitest';
import type { Drift } from '../../src/agreement/drift.ts';
import { driftBook } from '../../src/agreement/drift-book.ts';
import { ldsoId } from '../../src/domain/refs.ts';
import { agreementGauges } from '../../src/metrics/gauges.ts';
import type { Difference } from '../../src/ports/tracker-compare.ts';
import { WorldFault } from '../../src/ports/world-fault.ts';

const een = ldsoId('EEN')!;
const cvd = ldsoId('CVD')!;
const missing: Difference = { kind: 'result missing', wanted: 'Passed', found: 'nothing', where: 'nowhere' };

function given() {
  const time = { now: Date.parse('2026-11-24T17:00:00Z') };
  const state = { compared: 0, fails: false };
  const book = driftBook({
    clock: { now: () => new Date(time.now) },
    log: { warn: () => {} },
    compare: async (ldso): Promise<Drift> => {
      state.compared += 1;
      if (state.fails) throw new WorldFault({ operation: 'read', target: 'een', status: 503 });
      const nothing = { attempts: 1, defects: 0, onTheWay: [], leftToPersons: [] };
      return { ldso, at: time.now, differences: [missing], ...nothing };
    },
  });
  return {
    book,
    state,
    later: (minutes: number) => {
      time.now += minutes * 60_000;
    },
  };
}

describe('what is known of drift', () => {
  it('is as of some minutes ago: a comparison reads much', async () => {
    const { book, state, later } = given();
    await Promise.all([book.drift(een), book.drift(een)]);
    later(4);
    expect((await book.drift(een))?.differences).toHaveLength(1);
    expect(state.compared).toBe(1);
    later(4);
    await book.drift(een);
    expect(state.compared).toBe(2);
  });

  it('is nothing while Azure DevOps cannot be read; what was known is kept', async () => {
    const { book, state, later } = given();
    await book.drift(een);
    later(60);
    state.fails = true;
    expect(await book.drift(een)).toBeUndefined();
    expect(book.last(een)?.differences).toHaveLength(1);
  });

  it('is a number for whoever watches, and none for an LDSO that was never compared', async () => {
    const { book } = given();
    await book.drift(een);
    const gauges = agreementGauges({ ldsos: [een, cvd], drifts: book, signedOut: () => [{ ldso: 'CVD' }] });
    const values = (name: string) => gauges.find(each => each.name === name)?.values;
    expect(values('daybook_drift')).toEqual([{ labels: { ldso: 'EEN' }, value: 1 }]);
    expect(values('daybook_compared_at_seconds')?.[0]?.value).toBe(Date.parse('2026-11-24T17:00:00Z') / 1000);
    expect(values('daybook_signed_out')).toEqual([
      { labels: { ldso: 'EEN' }, value: 0 },
      { labels: { ldso: 'CVD' }, value: 1 },
    ]);
  });
});
