// Every way in which somebody can bring a value to the bot: as Teams sends it, and as anybody can who reaches the port.

export type Request = {
  readonly how: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
};

/** Where the requests seem to come from. */
export type Channel = {
  readonly channelId: string;
  readonly tenantId: string;
  readonly teamId: string;
  readonly serviceUrl: string;
  /** A message that was recorded, to be edited. */
  readonly recorded: string;
  /** A message that is held. */
  readonly held: string;
};

const asha = { id: '29:person-1', name: 'Asha Rao', aadObjectId: '00000000-0000-4000-8000-000000000001' };

/** What the guard is not sure of is recorded where its author says that it is no customer data; this brings that about. */
export const vouching = 'an answer for a held message';

/** @param number a number that no other value has, for the ids of its messages */
export function plantsOf(value: string, number: number, channel: Channel): readonly Request[] {
  return [...messagesWith(value, number, channel), ...bareRequestsWith(value)];
}

function messagesWith(value: string, number: number, channel: Channel): readonly Request[] {
  const line = `/failed 40662 EEN-MPAN-0007 step 6 seen at ${value}`;
  let place = 0;
  const send = (how: string, change: object = {}): Request => {
    place += 1;
    const id = String(1_700_000_000_000 + number * 1_000 + place);
    return post(how, JSON.stringify({ ...activity(id, channel), ...change }));
  };
  const html = (content: string) => [{ contentType: 'text/html', content }];
  const personal = { id: 'a:1', conversationType: 'personal', tenantId: channel.tenantId };
  const known = { act: 'status', kind: 'failed', testCaseId: '40662', mpanRef: 'EEN-MPAN-0007' };
  const edit = { type: 'messageUpdate', id: channel.recorded, text: line, timestamp: stamp(number) };
  const again = send('again', { text: line });
  return [
    send('a notification', { text: line }),
    send('talk', { text: `has anybody seen ${value}?` }),
    send('only HTML', { text: '', attachments: html(`<p>${line}</p>`) }),
    send('an attribute', {
      text: 'hello',
      attachments: html(`<p title="${value}" data-x="${value}">hello</p>`),
    }),
    send('a quoted reply', {
      text: 'hello',
      attachments: html(
        `<blockquote itemtype="http://schema.skype.com/Reply">${value}</blockquote><p>hello</p>`,
      ),
    }),
    send('the name of a file', { text: 'hello', attachments: [{ contentType: 'image/png', name: value }] }),
    send('a mention', {
      text: `<at>${value}</at> hello`,
      entities: [{ type: 'mention', text: `<at>${value}</at>`, mentioned: { id: '29:x', name: value } }],
    }),
    send('fields that nobody reads', {
      summary: value,
      speak: value,
      label: value,
      locale: value,
      topicName: value,
    }),
    send('the name of the sender', { text: '/passed 40663 EEN-MPAN-0008', from: { ...asha, name: value } }),
    send('a type', { type: value, text: line }),
    send('an event', { ...edit, channelData: { ...activity('', channel).channelData, eventType: value } }),
    send('an edit', {
      ...edit,
      channelData: { ...activity('', channel).channelData, eventType: 'editMessage' },
    }),
    send('an undelete', {
      ...edit,
      channelData: { ...activity('', channel).channelData, eventType: 'undeleteMessage' },
    }),
    send('a deletion', { type: 'messageDelete', id: `${channel.recorded}9`, text: line }),
    send('a card’s input', { text: null, value: { ...known, note: value } }),
    send('a button’s data', {
      text: null,
      value: { act: value, kind: value, testCaseId: value, [value]: value },
    }),
    send('references of a button', { text: null, value: { ...known, testCaseId: value, mpanRef: value } }),
    send('a command of a button', { text: null, value: { act: 'line', line: `/leak-in-ado ${value}` } }),
    send('an invoke', invoke({ ...known, note: value })),
    send('an invoke of another name', { type: 'invoke', name: value, value: { text: value } }),
    send(vouching, invoke({ act: 'held', answer: 'harmless', messageId: channel.held, text: line })),
    send(
      'an answer for no message',
      invoke({ act: 'held', answer: 'without', messageId: value, text: line }),
    ),
    send('a reaction', {
      type: 'messageReaction',
      replyToId: value,
      reactionsAdded: [{ type: value }, { type: `2705_${value}` }],
      from: { ...asha, name: value },
    }),
    send('a reply', {
      text: `it is ${value}`,
      conversation: {
        ...activity('', channel).conversation,
        id: `${channel.channelId};messageid=${channel.recorded}`,
      },
    }),
    send('/answered', { text: `/answered ${value}` }),
    send('/reopen', { text: `/reopen ${value}` }),
    send('/quiet', { text: `/quiet ${value}` }),
    send('/leak-in-ado', { text: `/leak-in-ado ${value}` }),
    send('/schedule', { text: `/schedule import ${value} final` }),
    send('an installation', {
      type: 'installationUpdate',
      action: 'add',
      channelData: { tenant: { id: channel.tenantId }, team: { id: channel.teamId, name: value } },
    }),
    send('words to the bot alone', { text: line, conversation: personal, channelData: undefined }),
    send('a file to the bot alone', {
      text: 'here',
      conversation: personal,
      channelData: undefined,
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: `${value}.xlsx`,
          content: {
            downloadUrl: `https://een.sharepoint.com/${encodeURIComponent(value)}`,
            fileType: 'xlsx',
          },
        },
      ],
    }),
    send('a chat that is not served', {
      text: line,
      conversation: {
        id: '19:elsewhere@thread.v2',
        conversationType: 'groupChat',
        tenantId: channel.tenantId,
      },
      channelData: { tenant: { id: channel.tenantId } },
    }),
    send('a channel that is not served', {
      text: line,
      channelData: { channel: { id: '19:other@thread.tacv2' }, tenant: { id: 'another' } },
    }),
    send('a sender of another form', { text: line, from: { [value]: value } }),
    again,
    { ...again, how: 'the same once more' },
  ];
}

function bareRequestsWith(value: string): readonly Request[] {
  const encoded = encodeURIComponent(value);
  const boundary = 'a-boundary';
  const form = [
    `--${boundary}`,
    `content-disposition: form-data; name="file"; filename="${value.replace(/[^ -~]/g, '')}.txt"`,
    'content-type: text/plain',
    '',
    value,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return [
    post('broken JSON', `{"type":"message","text":"${value}`),
    post('JSON that is no object', JSON.stringify(value)),
    post('a list', JSON.stringify([value])),
    post('another type of body', value, 'text/plain'),
    post('a form', `text=${encoded}`, 'application/x-www-form-urlencoded'),
    post('a form with a file', form, `multipart/form-data; boundary=${boundary}`),
    post('bytes', value, 'application/octet-stream'),
    post('a type that is none', value, `${encoded}/${encoded}`),
    post(
      'a body that is too long',
      `{"text":"${`${value} `.repeat(Math.ceil(1_700_000 / (value.length + 1)))}"}`,
    ),
    { how: 'an unknown address', method: 'GET', path: `/${encoded}/${encoded}` },
    { how: 'a query', method: 'GET', path: `/readyz?${encoded}=${encoded}` },
    { how: 'a query of a message', method: 'POST', path: `/api/messages?text=${encoded}`, body: '{}' },
    { how: 'another method', method: 'PUT', path: `/api/messages?${encoded}`, body: value },
    { how: 'metrics', method: 'GET', path: `/metrics?${encoded}` },
    { how: 'a broken address', method: 'GET', path: `/%zz${encoded}` },
    { how: 'the page of the local channel', method: 'GET', path: `/local/page/${encoded}` },
    { how: 'the local Azure DevOps', method: 'GET', path: `/local/ado/${encoded}` },
    {
      how: 'the local connector',
      method: 'POST',
      path: `/connector/v3/conversations/${encoded}/activities`,
      body: '{}',
    },
    post(
      'a service hook',
      JSON.stringify({ eventType: value, resource: { text: value, id: value } }),
      undefined,
      '/api/ado/hooks/een',
    ),
    post(
      'a service hook of nobody',
      JSON.stringify({ eventType: value }),
      undefined,
      `/api/ado/hooks/${encoded}`,
    ),
    post('a broken service hook', `{"eventType":"${value}`, undefined, '/api/ado/hooks/een'),
    post(
      'the local post',
      JSON.stringify({ channel: value, person: value, text: 'hello' }),
      undefined,
      '/local/post',
    ),
    post(
      'the local edit',
      JSON.stringify({ messageId: value, person: value, text: value }),
      undefined,
      '/local/edit',
    ),
  ];
}

function post(how: string, body: string, type = 'application/json', path = '/api/messages'): Request {
  return { how, method: 'POST', path, type, body };
}

function invoke(data: object): object {
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'held', data }, trigger: 'manual' },
  };
}

function activity(id: string, { channelId, tenantId, teamId, serviceUrl, recorded }: Channel) {
  return {
    type: 'message',
    id,
    timestamp: stamp(0),
    serviceUrl,
    channelId: 'msteams',
    from: asha,
    recipient: { id: '28:qt-daybook-local', name: 'QT Daybook' },
    // In a thread that is there, so that the bot can answer.
    conversation: {
      id: `${channelId};messageid=${recorded}`,
      conversationType: 'channel',
      tenantId,
      isGroup: true,
    },
    channelData: { channel: { id: channelId }, team: { id: teamId }, tenant: { id: tenantId } },
  };
}

/** Two edits of one message never have the same time. */
function stamp(number: number): string {
  return new Date(Date.UTC(2026, 10, 24, 13, 30, number)).toISOString();
}
