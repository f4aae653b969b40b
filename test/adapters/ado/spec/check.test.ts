import { expect, test } from 'vitest';
import { wrongIn } from './check.ts';

const project = 'http://127.0.0.1:1/eastmere/Qualification%20Testing/_apis';

/** @param more.version what the client asks for, e.g. `7.2-preview.6` */
function sent(
  line: string,
  more: { readonly body?: unknown; readonly version?: string; readonly type?: string } = {},
) {
  const [method = '', address = ''] = line.split(' ');
  const { body, version = '7.1', type = 'application/json; charset=utf-8' } = more;
  const headers: Readonly<Record<string, string>> = {
    accept: `application/json;api-version=${version}`,
    ...(body === undefined ? {} : { 'content-type': type }),
  };
  return wrongIn({
    method,
    url: new URL(`${project}/${address}`),
    header: name => headers[name],
    bytes: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
  });
}

const result = { id: 100_000, state: 'Completed', outcome: 'Passed' };

test('what the specification has is fine', () => {
  expect(sent('PATCH test/Runs/101/Results', { body: [result], version: '7.2-preview.6' })).toBeUndefined();
  expect(sent('GET testplan/Plans/500/Suites/510/TestPoint?testPointIds=1,2')).toBeUndefined();
});

test.each([
  ['an operation that is not in it', 'DELETE test/Runs/101', {}, /no operation/],
  ['another method', 'PATCH testplan/Plans/500', { body: {} }, /no operation/],
  ['a longer address', 'GET test/Runs/101/Results/100000/Steps', {}, /no operation/],
  ['a parameter that is not in it', 'GET test/Runs/101/results?top=5', {}, /query.*top/],
  ['more than it gives at a time', 'GET test/Runs/101/results?$top=2000', {}, /\$top/],
  [
    'a field that is misspelt',
    'PATCH test/Runs/101/Results',
    { body: [{ ...result, coment: 'x' }] },
    /coment/,
  ],
  [
    'an outcome that is none',
    'PATCH test/Runs/101/Results',
    { body: [{ ...result, outcome: 'Good' }] },
    /outcome/,
  ],
  [
    'a number where text is wanted',
    'POST test/runs',
    { body: { name: 'x', plan: { id: 5 }, automated: false, state: 'InProgress' } },
    /plan.id/,
  ],
  [
    'a run that is born completed',
    'POST test/runs',
    { body: { name: 'x', automated: false, state: 'Completed' } },
    /state/,
  ],
  [
    'a comment that is too long',
    'PATCH test/Runs/1/Results',
    { body: [{ ...result, comment: 'x'.repeat(1001) }] },
    /comment/,
  ],
  [
    'a date without its time',
    'PATCH test/Runs/1/Results',
    { body: [{ ...result, startedDate: '2026-11-24' }] },
    /startedDate/,
  ],
  [
    'a revision of the resource that is not there',
    'GET test/Runs/1/results',
    { version: '7.2-preview.9' },
    /preview.9/,
  ],
  ['a version to come', 'GET test/Runs/1/results', { version: '8.0' }, /too new/],
  [
    'dates a month apart',
    'GET test/runs?minLastUpdatedDate=2026-10-01T00:00:00Z&maxLastUpdatedDate=2026-11-01T00:00:00Z',
    {},
    /seven days/,
  ],
  [
    'a work item that is changed without its revision',
    'PATCH wit/workitems/5',
    {
      body: [
        { op: 'add', path: '/fields/System.Title', value: 'x' },
        { op: 'add', path: '/fields/System.Tags', value: 'y' },
      ],
      type: 'application/json-patch+json',
    },
    /revision/,
  ],
  [
    'another content type',
    'POST wit/workitems/$Bug',
    { body: [{ op: 'add', path: '/fields/System.Title', value: 'x' }] },
    /content type/,
  ],
  ['a body where none is taken', 'GET wit/workitemtypes', { body: {} }, /no body/],
])('it finds %s', (_, line, more, why) => {
  expect(sent(line, more)).toMatch(why);
});
