// Attempts and defects of invented tests, as the daybook hands them to the tracker.
import { mpanRef, type TestKey, testCaseId } from '../../../src/domain/refs.ts';
import { inspect } from '../../../src/guard/inspect.ts';
import type { Link } from '../../../src/ports/store.ts';
import type { Mirrored, ToShow, WantedDefect, WantedResult } from '../../../src/ports/tracker.ts';
import { een, type World } from './world.ts';

export const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);

export function test(id = '40662', ref = 'EEN-MPAN-0007'): TestKey {
  return { ldso: een, testCaseId: testCaseId(id)!, mpanRef: mpanRef(ref)! };
}

export function triggered(more: Partial<WantedResult> = {}): WantedResult {
  return {
    test: test(),
    attempt: 1,
    status: 'triggered',
    startedAt: at('09:05'),
    comment: 'Triggered the first step.',
    byName: 'Tom Hale',
    defectIds: [],
    ...more,
  };
}

export function passed(more: Partial<WantedResult> = {}): WantedResult {
  return triggered({ status: 'passed', finishedAt: at('09:45'), comment: 'All as expected.', ...more });
}

export function failed(more: Partial<WantedResult> = {}): WantedResult {
  return triggered({
    status: 'failed',
    finishedAt: at('09:50'),
    step: 3,
    comment: 'PUB-036 not received.',
    ...more,
  });
}

export function defect(
  more: Partial<WantedDefect['entry']> = {},
  note = 'contract reference <rejected> & more',
): WantedDefect {
  const key = test();
  return {
    ldso: een,
    entryId: 'EEN/1001/0',
    title: 'FM_TS_1_TC_1_2_3_4_5_6_7, EEN-MPAN-0007: contract reference rejected',
    test: key,
    entry: {
      id: 'EEN/1001/0',
      kind: 'defect_raised',
      message: { ldso: een, thread: '19:een@thread.tacv2;messageid=1001', messageId: '1001' },
      testCaseId: key.testCaseId,
      testCaseName: 'FM_TS_1_TC_1_2_3_4_5_6_7',
      mpanRef: key.mpanRef,
      step: 6,
      defect: { severity: 'S2', priority: 'P2' },
      routeTo: ['DefectTeam'],
      warnings: [],
      note: inspect(note, { mode: 'chat', now: new Date(at('09:00')) }).redacted,
      by: { id: 'tom', name: 'Tom Hale' },
      at: at('09:55'),
      ...more,
    },
  };
}

/** The link that an answer brings; a test that needs one fails without it. */
export function linkIn(answer: Mirrored | undefined): Link['at'] {
  if (answer?.is !== 'done') throw new Error(`expected it to be done: ${JSON.stringify(answer)}`);
  return answer.at;
}

/** Asks the tracker of a world, and reads what then stands in its Azure DevOps. */
export function asking(world: () => World) {
  const show = (...wanted: readonly ToShow[]) => world().tracker.showResults(een, wanted);
  const resultOf = (id: number) =>
    world()
      .read()
      .results.filter(each => each.testCaseId === id);
  return {
    show,
    shown: async (result: WantedResult, known?: Link['at']): Promise<Link['at']> => {
      const [answer] = await show(known === undefined ? { result } : { result, known });
      return linkIn(answer);
    },
    resultOf,
    rowsOf: (id: number) => resultOf(id)[0]!.iterationDetails[0]!.actionResults,
  };
}
