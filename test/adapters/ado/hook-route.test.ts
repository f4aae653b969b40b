import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hookReceiver } from '../../../src/adapters/ado/hook-route.ts';

const secret = 'a hook secret of this test';
const password = (word: string) => `Basic ${Buffer.from(`ado:${word}`).toString('base64')}`;
const withSecret = { 'x-daybook-hook': secret };
const update = { resource: { id: 3, workItemId: 77, rev: 9, revision: { id: 77, rev: 9 } } };

function given(more: { readonly full?: boolean; readonly takes?: boolean } = {}) {
  const hints: object[] = [];
  const warnings: object[] = [];
  const receive = hookReceiver({
    secrets: new Map([
      ['eastmere', () => [secret, 'an older secret']],
      ['calder', () => []],
    ]),
    take: hint => {
      hints.push(hint);
      return more.takes ?? true;
    },
    isFull: () => more.full ?? false,
    log: { warn: facts => void warnings.push(facts) },
  });
  const send = (body: unknown, headers: Record<string, string> = withSecret, organisation = 'Eastmere') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = Object.assign(Readable.from([Buffer.from(text)]), { headers });
    return receive(request as unknown as IncomingMessage, organisation);
  };
  return { hints, warnings, send };
}

describe('a service hook', () => {
  it.each([
    ['as a header', withSecret],
    ['as a password', { authorization: password(secret) }],
    ['as a password that is being changed', { authorization: password('an older secret') }],
  ])('brings its secret %s', async (_how, headers) => {
    const { hints, send } = given();
    expect(await send(update, headers)).toBe(202);
    expect(hints).toEqual([{ organisation: 'eastmere', item: { id: 77, rev: 9 } }]);
  });

  it.each([
    ['with another secret', { 'x-daybook-hook': `${secret}.` }, 'eastmere'],
    ['with another password', { authorization: password('guessed') }, 'eastmere'],
    ['without one', {}, 'eastmere'],
    ['for an organisation that nobody has', withSecret, 'elsewhere'],
    ['for one that has no secret set', { 'x-daybook-hook': '' }, 'calder'],
  ])('%s is answered like any other and not listened to', async (_what, headers, organisation) => {
    const { hints, warnings, send } = given();
    for (const _ of [1, 2])
      expect(await send(update, headers as Record<string, string>, organisation)).toBe(202);
    expect(hints).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).not.toMatch(/elsewhere|guessed|secret of this test/);
  });

  it.each([
    ['an update with its revision', update, { id: 77, rev: 9 }],
    ['an update in brief', { resource: { id: 3, workItemId: 77, rev: 9 } }, { id: 77, rev: 9 }],
    ['a new or deleted item', { resource: { id: 77, rev: 1, fields: {} } }, { id: 77, rev: 1 }],
    ['an update of item 0, as some are', { resource: { id: 3, workItemId: 0, rev: 9 } }, undefined],
    ['no JSON', '{"resource":', undefined],
    ['nothing', '', undefined],
    ['something else', [1], undefined],
    ['longer than Azure DevOps sends', 'x'.repeat(3 * 1024 * 1024), undefined],
  ])('tells which item it was, or only that something has changed: %s', async (_what, body, item) => {
    const { hints, send } = given();
    expect(await send(body)).toBe(202);
    expect(hints).toEqual([{ organisation: 'eastmere', ...(item === undefined ? {} : { item }) }]);
  });

  it('is put off with 503, which Azure DevOps takes as "later", when there is too much to do', async () => {
    expect(await given({ full: true }).send(update)).toBe(503);
    expect(await given({ takes: false }).send(update)).toBe(503);
  });

  it('whose connection breaks is put off as well', async () => {
    const { hints } = given();
    const broken = Object.assign(
      new Readable({
        read() {
          this.destroy(new Error('aborted'));
        },
      }),
      { headers: withSecret },
    );
    const receive = hookReceiver({
      secrets: new Map([['eastmere', () => [secret]]]),
      take: () => true,
      isFull: () => false,
      log: { warn: () => {} },
    });
    expect(await receive(broken as unknown as IncomingMessage, 'eastmere')).toBe(503);
    expect(hints).toEqual([]);
  });
});
