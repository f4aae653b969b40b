// Given some entries, when a message says something, then these events and this outcome follow.
import { decideDeleted, decideRestored, decideSaid } from '../../src/domain/decide.ts';
import type { Entry, StandingEntry } from '../../src/domain/entry.ts';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { Kind } from '../../src/domain/kinds.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { ldsoId, mpanRef, testCaseId, testKeyOf, testKeyText } from '../../src/domain/refs.ts';
import type { Decision, Known, Said } from '../../src/domain/said.ts';
import { progressOf } from '../../src/domain/tests/progress.ts';
import { inspect } from '../../src/guard/inspect.ts';

export const een = ldsoId('EEN')!;
export const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);
export const clean = (text: string) => inspect(text, { mode: 'chat', now: new Date(at('09:00')) }).redacted;
export const asha = { id: 'asha', name: 'Asha Rao' };

export function item(testCase = '40662', ref = 'EEN-MPAN-0007') {
  return { testCaseId: testCaseId(testCase)!, testCaseName: `TC_${testCase}`, mpanRef: mpanRef(ref)! };
}

export const key = (testCase = '40662', ref = 'EEN-MPAN-0007') => ({
  ldso: een,
  ...pick(item(testCase, ref)),
});

function pick({ testCaseId: id, mpanRef: ref }: ReturnType<typeof item>) {
  return { testCaseId: id, mpanRef: ref };
}

export function notification(
  kind: Kind,
  more: Partial<Extract<Reading, { is: 'notification' }>> = {},
): Reading {
  return {
    is: 'notification',
    kind,
    items: [item()],
    problems: [],
    warnings: [],
    tcRefs: ['40662'],
    mpanRefs: ['EEN-MPAN-0007'],
    routeTo: [],
    ...more,
  };
}

export const chatter: Reading = { is: 'chatter', tcRefs: [], mpanRefs: [], routeTo: [] };

export function said(
  reading: Reading,
  more: Partial<Said> & { readonly id?: string; readonly time?: string } = {},
): Said {
  const { id = '1001', time = '10:00', ...rest } = more;
  return {
    message: { ldso: een, thread: `19:een@thread.tacv2;messageid=${id}`, messageId: id },
    by: asha,
    at: at(time),
    came: 'posted',
    outsideHours: false,
    reading,
    note: clean('a note'),
    personalData: [],
    doubtful: false,
    ...rest,
  };
}

/** A daybook in memory: what the store's read model does, in a few naive lines. */
export function daybook() {
  const entries = new Map<string, StandingEntry>();
  const leaks = new Set<string>();
  const log: DaybookEvent[] = [];

  function known(words: Pick<Said, 'message'> & { readonly reading?: Reading }): Known {
    const all = [...entries.values()];
    const items = words.reading?.is === 'notification' ? words.reading.items : [];
    const keys = items.flatMap(each => testKeyOf(words.message.ldso, each) ?? []);
    return {
      ofMessage: all.filter(entry => entry.message.messageId === words.message.messageId),
      ofTests: new Map(keys.map(test => [testKeyText(test), ofTest(test)])),
      leakOpen: leaks.has(words.message.messageId),
    };
  }

  function ofTest(test: ReturnType<typeof key>): readonly StandingEntry[] {
    return [...entries.values()].filter(
      entry => entry.testCaseId === test.testCaseId && entry.mpanRef === test.mpanRef,
    );
  }

  function apply(decision: Decision): Decision {
    for (const event of decision.events) {
      log.push(event);
      if (event.type === 'entry-noted') entries.set(event.entry.id, { ...event.entry, withdrawn: false });
      if (event.type === 'entry-withdrawn') strike(event.entryId, true);
      if (event.type === 'entry-restored') strike(event.entryId, false);
      if (event.type === 'leak-opened') leaks.add(event.message.messageId);
      if (event.type === 'leak-closed') leaks.delete(event.message.messageId);
    }
    return decision;
  }

  function strike(entryId: string, withdrawn: boolean): void {
    const entry = entries.get(entryId);
    if (entry !== undefined) entries.set(entryId, { ...entry, withdrawn });
  }

  return {
    say: (words: Said) => apply(decideSaid(known(words), words)),
    delete: (words: Said) => apply(decideDeleted(known(words), words)),
    restore: (words: Said) => apply(decideRestored(known(words), words)),
    progress: (test = key()) => progressOf(test, ofTest(test)),
    entries: (): readonly Entry[] => [...entries.values()],
    log,
  };
}
