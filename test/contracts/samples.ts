// Small made-up pieces of a daybook for tests of the store.
import type { Entry, MessageRef, Person } from '../../src/domain/entry.ts';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { Intent } from '../../src/domain/intents.ts';
import { ldsoId, mpanRef, type TestKey, testCaseId } from '../../src/domain/refs.ts';
import type { ChannelAddress } from '../../src/ports/chat.ts';

export const een = ldsoId('EEN')!;
export const cvd = ldsoId('CVD')!;
export const tilda: Person = { id: 'a1d0c7b2-0000-4000-8000-000000000001', name: 'Tilda Marchbank' };

/** 09:00 on 24 November 2026 in London. */
export const nine = Date.UTC(2026, 10, 24, 9);

export const test40662 = keyOf(een, '40662', 'EEN-MPAN-0007');
export const test40663 = keyOf(een, '40663', 'EEN-MPAN-0008');
export const testOfCvd = keyOf(cvd, '40662', 'CVD-MPAN-012');

export function keyOf(ldso: TestKey['ldso'], id: string, ref: string): TestKey {
  return { ldso, testCaseId: testCaseId(id)!, mpanRef: mpanRef(ref)! };
}

export function messageIn(ldso: TestKey['ldso'], messageId: string): MessageRef {
  return { ldso, thread: `19:${ldso.toLowerCase()}@thread.tacv2;messageid=${messageId}`, messageId };
}

export function entryFor(
  key: TestKey,
  messageId: string,
  more: Partial<Entry> & { place?: number } = {},
): Entry {
  const { place = 0, ...rest } = more;
  return {
    id: `${key.ldso}/${messageId}/${place}`,
    kind: 'triggered',
    message: messageIn(key.ldso, messageId),
    testCaseId: key.testCaseId,
    testCaseName: 'FM_TS_1_TC_1',
    mpanRef: key.mpanRef,
    routeTo: [],
    warnings: [],
    // Stands for text that the guard has passed.
    note: `Triggered, "step 2" – ok'd ✓` as Entry['note'],
    by: tilda,
    at: nine,
    ...rest,
  };
}

export function noted(entry: Entry, at = entry.at): DaybookEvent {
  return { type: 'entry-noted', ldso: entry.message.ldso, at, entry };
}

export function withdrawn(entry: Entry): DaybookEvent {
  return {
    type: 'entry-withdrawn',
    ldso: entry.message.ldso,
    at: entry.at + 1,
    entryId: entry.id,
    why: 'deleted',
    by: tilda,
  };
}

export function restored(entry: Entry): DaybookEvent {
  return {
    type: 'entry-restored',
    ldso: entry.message.ldso,
    at: entry.at + 2,
    entryId: entry.id,
    by: tilda,
  };
}

/** Waits in `ado/<ldso>`. */
export function mirror(test: TestKey): Intent {
  return { is: 'mirror-test', test };
}

/** Waits in a lane of its own test. */
export function show(test: TestKey): Intent {
  return { is: 'show-test', test };
}

/** Waits in the lane of its message; `useInstead` tells a newer one from an older. */
export function refused(messageId: string, useInstead: string): Intent {
  return {
    is: 'say-refused',
    to: messageIn(een, messageId),
    person: tilda,
    kind: 'passed',
    problems: [{ reason: 'missing_tc_ref' }],
    doubtful: false,
    useInstead,
  };
}

export function addressOf(ldso: ChannelAddress['ldso']): ChannelAddress {
  return {
    ldso,
    channelId: `19:${ldso.toLowerCase()}@thread.tacv2`,
    serviceUrl: 'https://smba.example/uk/',
    tenantId: '7e000000-0000-4000-8000-00000000000a',
    botId: '28:daybook',
  };
}
