import { expect, test } from 'vitest';
import { fromTeams, type Served } from '../../../src/adapters/teams/activity.ts';
import { ldsoId } from '../../../src/domain/refs.ts';

const served: Served = new Map([
  ['19:een@thread.tacv2', { ldso: ldsoId('EEN')!, tenantId: 't1', teamId: '19:team' }],
]);
const planted = '2000000000015';
const message = {
  type: 'message',
  id: '1759944781430',
  from: { id: '29:someone', name: 'Asha Rao' },
  recipient: { id: '28:bot' },
  conversation: { id: '19:een@thread.tacv2', conversationType: 'channel', tenantId: 't1' },
  channelData: { channel: { id: '19:een@thread.tacv2' }, tenant: { id: 't1' } },
  text: '/passed 40662 EEN-MPAN-0007',
};
const inbound = (change: object) => fromTeams({ ...message, ...change }, served, 0).inbound;

test.each([
  ['a type that nobody knows', { type: planted }],
  ['one without a sender', { type: planted, from: undefined }],
  ['one from elsewhere', { type: planted, channelData: { channel: { id: '19:x' }, tenant: { id: 't1' } } }],
  ['an invoke of another name', { type: 'invoke', name: planted, value: {} }],
  [
    'one in a personal chat',
    { type: planted, conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't1' } },
  ],
  ['a field of another form', { from: { [planted]: planted } }],
])('why %s is left alone is said in words of ours', (_what, change) => {
  const left = inbound(change);
  expect(left.is).toBe('unsupported');
  expect(JSON.stringify(left)).not.toContain(planted);
});

test('an event that nobody knows is no part of the cause, which is kept', () => {
  const { channelData } = message;
  const edited = inbound({ type: 'messageUpdate', channelData: { ...channelData, eventType: planted } });
  expect(edited).toMatchObject({ is: 'edited' });
  expect(JSON.stringify(edited)).not.toContain(planted);
});

test('the names of files and the words of a forwarded message come along, for the guard', () => {
  const attachments = [
    { contentType: 'text/html', content: '<p>hello</p>' },
    { contentType: 'application/octet-stream', name: 'evidence.png' },
    { contentType: 'messageReference', content: '{"messagePreview":"see this"}' },
    { contentType: 'application/vnd.microsoft.card.adaptive', content: { body: [] } },
  ];
  expect(inbound({ attachments })).toMatchObject({
    raw: { html: '<p>hello</p>', beside: ['evidence.png', '{"messagePreview":"see this"}'] },
  });
});

test('who is mentioned comes along by account, the bot not', () => {
  const mention = (mentioned: object) => ({ type: 'mention', text: '<at>x</at>', mentioned });
  const entities = [
    mention({ id: '28:bot', name: 'QT Daybook' }),
    mention({ id: '29:bo', name: 'Bo Tarn' }),
    mention({ id: '29:cy', name: 'Cy Lowe', aadObjectId: 'cy-guid' }),
    mention({ id: '29:nobody' }),
    { type: 'clientInfo', locale: 'en-GB' },
  ];
  expect(inbound({ entities })).toMatchObject({
    raw: {
      mentioned: [
        { id: '29:bo', name: 'Bo Tarn' },
        { id: 'cy-guid', name: 'Cy Lowe' },
      ],
    },
  });
});

test.each([[[{ type: 'mention', mentioned: 'nobody' }]], ['none'], [null]])(
  'entities of another form (%j) cost no message',
  entities => {
    expect(inbound({ entities })).toMatchObject({ is: 'posted' });
  },
);
