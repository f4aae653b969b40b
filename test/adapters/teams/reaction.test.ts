import { describe, expect, test } from 'vitest';
import { fromTeams, type Served } from '../../../src/adapters/teams/activity.ts';
import { ldsoId } from '../../../src/domain/refs.ts';

const served: Served = new Map([
  ['19:een@thread.tacv2', { ldso: ldsoId('EEN')!, tenantId: 't1', teamId: '19:team@thread.tacv2' }],
]);

/** As Teams sends it, by its documentation ("Conversation events in your Teams bot"): nobody's name, and no text. */
const liked = {
  reactionsAdded: [{ type: 'like' }],
  type: 'messageReaction',
  timestamp: '2026-11-24T14:05:41.943Z',
  id: 'f:9f78d1f3',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/uk/t1/',
  from: { id: '29:bo', aadObjectId: 'a-guid-of-bo' },
  conversation: {
    isGroup: true,
    conversationType: 'channel',
    tenantId: 't1',
    id: '19:een@thread.tacv2;messageid=1795515000001',
  },
  recipient: { id: '28:the-bot', name: 'QT Daybook' },
  channelData: {
    channel: { id: '19:een@thread.tacv2' },
    team: { id: '19:team@thread.tacv2' },
    tenant: { id: 't1' },
  },
  replyToId: '1795515000002',
};

const heard = (change: object = {}) => fromTeams({ ...liked, ...change }, served, 0).inbound;

describe('a reaction to a message of the bot', () => {
  test('says who ticked which message, and when', () => {
    expect(heard()).toMatchObject({
      is: 'reacted',
      to: '1795515000002',
      added: ['like'],
      removed: [],
      by: { id: 'a-guid-of-bo', name: 'somebody' },
      at: Date.parse('2026-11-24T14:05:41.943Z'),
      message: { ldso: 'EEN' },
    });
  });

  test('taken back says so', () => {
    const change = { reactionsAdded: undefined, reactionsRemoved: [{ type: '2705_whiteheavycheckmark' }] };
    expect(heard(change)).toMatchObject({ is: 'reacted', added: [], removed: ['2705'] });
  });

  test.each([
    ['like', ['like']],
    ['2705_whiteheavycheckmark', ['2705']],
    ['2714_heavycheckmark', ['2714']],
    ['2611_ballotboxwithcheck', ['2611']],
    ['1f44d_thumbsup-tone3', ['1f44d']],
    ['✅', ['2705']],
  ])('%s is a tick', (type, added) => {
    expect(heard({ reactionsAdded: [{ type }] })).toMatchObject({ is: 'reacted', added });
  });

  test.each(['heart', 'laugh', 'surprised', 'sad', 'angry', '1f440_eyes', 'likeness', ''])(
    '“%s” answers nothing, and its name goes no further',
    type => {
      expect(heard({ reactionsAdded: [{ type }] })).toEqual({
        is: 'unsupported',
        why: 'a reaction that is no tick',
      });
    },
  );

  test.each([
    ['to no message', { replyToId: undefined }],
    ['without any type', { reactionsAdded: undefined }],
    ['in a channel that is not served', { channelData: { channel: { id: '19:x' }, tenant: { id: 't1' } } }],
    ['in a personal chat', { conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't1' } }],
    ['of a bot', { from: { id: '28:another' } }],
  ])('%s is left alone', (_what, change) => {
    expect(heard(change)).toMatchObject({ is: 'unsupported' });
  });

  test('sent again is one cause; given, taken back and given again are three', () => {
    const causeOf = (change: object = {}) => {
      const inbound = heard(change);
      return 'cause' in inbound ? inbound.cause : undefined;
    };
    const later = { timestamp: '2026-11-24T14:06:00Z' };
    const back = { ...later, reactionsAdded: undefined, reactionsRemoved: [{ type: 'like' }] };
    expect(causeOf()).toBe(causeOf());
    expect(new Set([causeOf(), causeOf(back), causeOf({ timestamp: '2026-11-24T14:07:00Z' })]).size).toBe(3);
  });
});
