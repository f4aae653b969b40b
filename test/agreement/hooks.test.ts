import { describe, expect, it } from 'vitest';
import { eachWithBot } from './given.ts';

const secret = 'a hook secret of this test';
const participants = 'test/agreement/hooked.json';
const open = eachWithBot({ PARTICIPANTS_FILE: participants, HOOK_EEN: secret });

const withPassword = { authorization: `Basic ${Buffer.from(`ado:${secret}`).toString('base64')}` };

async function send(
  body: string | object,
  headers: Record<string, string> = withPassword,
  organisation = 'een',
) {
  const answer = await fetch(`${open().app.url}/api/ado/hooks/${organisation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return answer.status;
}

async function withResolvedBug() {
  const given = open();
  await given.post('/failed 40710 EEN-MPAN-0021 step 3');
  await given.post('/defect SITFTS-0010 TC 01 EEN-MPAN-0021 S2 P2 contract reference rejected');
  given.setTime('2026-11-24T15:10:00Z');
  const { id } = given.bugs()[0]!;
  await given.setBug(id, 'Resolved');
  return { ...given, update: { resource: { id: 3, workItemId: id, rev: 9, revision: { id, rev: 9 } } } };
}

describe('a service hook', () => {
  it('with its secret has the bug read, with the bot’s own token', async () => {
    const given = await withResolvedBug();
    expect(await send(given.update)).toBe(202);
    await given.app.idle();
    expect(await given.events()).toMatchObject([{ seen: { is: 'defect', state: 'Resolved' } }]);
  });

  it('is a hint only: what it says of the bug is not believed', async () => {
    const given = await withResolvedBug();
    const { id } = given.bugs()[0]!;
    await given.setBug(id, 'New');
    const lie = {
      revision: { id, rev: 9, fields: { 'System.State': 'Resolved' } },
      revisedBy: { name: 'Eve' },
    };
    expect(await send({ resource: lie })).toBe(202);
    await given.app.idle();
    expect(await given.events()).toEqual([]);
  });

  it('whose body is no event, or longer than a message may be, is taken; everything is looked at', async () => {
    const given = await withResolvedBug();
    expect(await send(`{"resource":{"text":"${'x'.repeat(3 * 1024 * 1024)}"}}`)).toBe(202);
    expect(await send('{"resource":')).toBe(202);
    await given.app.idle();
    expect(await given.events()).toHaveLength(1);
  });

  it('with another secret is answered like any other', async () => {
    expect(await send({}, { 'x-daybook-hook': 'guessed' })).toBe(202);
    expect(await send({}, { 'x-daybook-hook': secret }, 'elsewhere')).toBe(202);
  });

  it('of a bug that is not ours asks nothing of Azure DevOps', async () => {
    const given = await withResolvedBug();
    const before = await given.requestCount();
    expect(await send({ resource: { id: 4711, rev: 2, fields: {} } })).toBe(202);
    await given.app.idle();
    expect(await given.requestCount()).toBe(before);
  });

  it('of the sandbox’s own arrives by its subscription', async () => {
    const given = open();
    await given.asNia('POST', '../../_apis/hooks/subscriptions', {
      publisherId: 'tfs',
      eventType: 'workitem.updated',
      resourceVersion: '1.0',
      consumerId: 'webHooks',
      consumerActionId: 'httpRequest',
      publisherInputs: { workItemType: 'Bug' },
      consumerInputs: { url: `${given.app.url}/api/ado/hooks/een`, httpHeaders: `x-daybook-hook: ${secret}` },
    });
    await withResolvedBug();
    await expect
      .poll(async () => {
        await given.app.idle();
        return (await given.events()).length;
      })
      .toBe(1);
  });
});
