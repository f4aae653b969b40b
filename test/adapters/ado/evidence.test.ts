import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Link } from '../../../src/ports/store.ts';
import type { WantedEvidence } from '../../../src/ports/tracker.ts';
import { asking, linkIn, passed, test } from './given.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const { shown, resultOf } = asking(() => world);
const fileOf = (at: Link['at'], more: Partial<WantedEvidence> = {}): WantedEvidence => ({
  test: test(),
  at,
  fileName: 'FM_TS_1 EEN-MPAN-0007 payload.txt',
  bytes: Buffer.from('the payload that was sent'),
  comment: 'Evidence by Tom Hale [k:abc123]',
  mark: '[k:abc123]',
  step: 'last',
  ...more,
});
const attach = (wanted: WantedEvidence) => world.tracker.attachEvidence(een, wanted);
const attachments = (id = 40662) => resultOf(id)[0]!.attachments;

describe('evidence', () => {
  it('goes on the last step, byte for byte', async () => {
    await attach(fileOf(await shown(passed())));
    expect(attachments()).toMatchObject([
      {
        fileName: 'FM_TS_1 EEN-MPAN-0007 payload.txt',
        comment: 'Evidence by Tom Hale [k:abc123]',
        text: 'the payload that was sent',
        iterationId: 1,
        actionPath: '0000000a',
      },
    ]);
  });

  it.each<[WantedEvidence['step'], string]>([
    [2, '00000005'],
    ['result', ''],
    [99, ''],
  ])('goes where the setting says: %s', async (step, actionPath) => {
    await attach(fileOf(await shown(passed()), { step }));
    expect(attachments()).toMatchObject([{ actionPath }]);
  });

  it('goes on the last step inside shared steps', async () => {
    const at = await shown(passed({ test: test('40715') }));
    await attach(fileOf(at, { test: test('40715'), step: 1 }));
    expect(attachments(40715)).toMatchObject([{ actionPath: '0000000300000007' }]);
  });

  it('goes on the result where no step can carry it', async () => {
    const at = await shown(passed());
    await world.person('PATCH', `test/Runs/${at.runId}/Results`, [{ id: at.resultId, iterationDetails: [] }]);
    await attach(fileOf(at));
    expect(attachments()).toMatchObject([{ iterationId: 0, actionPath: '' }]);
    expect(world.warnings).toMatchObject([{ message: 'the step cannot carry evidence, the result does' }]);
  });

  it('is attached once, also when nobody heard that it was', async () => {
    const at = await shown(passed());
    const headers = { 'content-type': 'application/json' };
    const rules = [{ kind: 'dropAfterApply', method: 'POST', path: '/attachments', times: 1 }];
    await fetch(`${world.sandbox.url}/_sandbox/faults`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ rules }),
    });
    expect(await attach(fileOf(at))).toMatchObject({ is: 'again' });
    world.later(60_000);
    const link = linkIn(await attach(fileOf(at)));
    expect(linkIn(await attach(fileOf(at)))).toEqual(link);
    expect(attachments()).toMatchObject([{ id: link.attachmentId }]);
  });

  it('waits for a result that is not there yet', async () => {
    expect(await attach(fileOf({ tried: 1 }))).toMatchObject({ is: 'again' });
  });
});
