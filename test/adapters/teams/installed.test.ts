import { describe, expect, test } from 'vitest';
import { fromTeams, type Served } from '../../../src/adapters/teams/activity.ts';
import { ldsoId } from '../../../src/domain/refs.ts';

const een = ldsoId('EEN')!;
const cvd = ldsoId('CVD')!;
const far = ldsoId('FAR')!;
const served: Served = new Map([
  ['19:een@thread.tacv2', { ldso: een, tenantId: 't1', teamId: '19:team@thread.tacv2' }],
  ['19:cvd@thread.tacv2', { ldso: cvd, tenantId: 't1', teamId: '19:team@thread.tacv2' }],
  ['19:far@thread.tacv2', { ldso: far, tenantId: 't1', teamId: '19:other@thread.tacv2' }],
]);

// Source: "Conversation events in your Teams bot", Microsoft Learn: the chosen channel is the conversation.
const installed = {
  type: 'installationUpdate',
  action: 'add',
  id: 'f:1',
  serviceUrl: 'https://smba.example/uk/',
  from: { id: '29:owner', aadObjectId: 'a-guid' },
  recipient: { id: '28:bot' },
  conversation: { isGroup: true, conversationType: 'channel', tenantId: 't1', id: '19:general@thread.tacv2' },
  channelData: {
    settings: { selectedChannel: { id: '19:general@thread.tacv2' } },
    team: { id: '19:team@thread.tacv2', name: 'QT', aadGroupId: 'g' },
    tenant: { id: 't1' },
  },
};
const added = {
  ...installed,
  type: 'conversationUpdate',
  action: undefined,
  membersAdded: [{ id: '28:bot' }],
  channelData: { ...installed.channelData, eventType: 'teamMemberAdded' },
};

describe('the bot is added to a team', () => {
  test.each([
    ['installationUpdate', installed],
    ['conversationUpdate', added],
  ])(
    '%s: it is in every channel of that team that it serves, and knows where they are',
    (_type, activity) => {
      const { inbound, addresses } = fromTeams(activity, served, 0);
      expect(inbound).toMatchObject({ is: 'installed', ldsos: [een, cvd] });
      expect(addresses).toMatchObject([
        {
          ldso: een,
          channelId: '19:een@thread.tacv2',
          botId: '28:bot',
          serviceUrl: 'https://smba.example/uk/',
        },
        { ldso: cvd, channelId: '19:cvd@thread.tacv2' },
      ]);
    },
  );

  test.each([
    ['it was taken away', { ...installed, action: 'remove' }],
    ['somebody else was added', { ...added, membersAdded: [{ id: '29:someone' }] }],
    ['another tenant', { ...installed, channelData: { ...installed.channelData, tenant: { id: 't2' } } }],
    [
      'a team that is not served',
      { ...installed, channelData: { tenant: { id: 't1' }, team: { id: '19:x' } } },
    ],
  ])('not where %s', (_what, activity) => {
    const { inbound, addresses } = fromTeams(activity, served, 0);
    expect(inbound.is).toBe('unsupported');
    expect(addresses).toEqual([]);
  });
});
