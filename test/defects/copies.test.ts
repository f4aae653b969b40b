import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, openBot } from '../given-bot.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await openBot('2026-11-24T10:00:00Z');
});
afterEach(() => bot.close());

const minutes = (count: number) =>
  new Date(Date.parse('2026-11-24T10:00:00Z') + count * 60_000).toISOString();
/** Every delivery that was put off is due by then. */
async function later(count: number): Promise<void> {
  bot.setTime(minutes(count));
  await bot.app.tick();
  await bot.app.idle();
}

async function post(text: string, person = 'Tomos Reed', channel = 'CVD'): Promise<void> {
  const { teams } = bot.local;
  const who = teams.people.find(({ name }) => name === person);
  const stranger = { id: `29:${person}`, aadObjectId: `aad-${person}`, name: person, role: 'tester' };
  await teams.post({ channel, person: who?.id ?? stranger, text });
  await bot.app.idle();
}

const bugsOf = (organisation: string) =>
  bot.local
    .sandboxState()
    .organisations[organisation]!.workItems.filter(item => item.type === 'Bug' && !item.deleted);
const masterBugs = () => bugsOf('mhhs-master');
const severity = 'Microsoft.VSTS.Common.Severity';
const details = 'Microsoft.VSTS.TCM.ReproSteps';

async function triage(bugId: number, fields: Readonly<Record<string, string>>): Promise<void> {
  const url = `${bot.local.sandboxUrl}/mhhs-master/LDSO QT/_apis/wit/workitems/${bugId}?api-version=7.1`;
  const answer = await fetch(url, {
    method: 'PATCH',
    headers: { authorization: 'Basic eDp5', 'content-type': 'application/json-patch+json' },
    body: JSON.stringify(
      Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value })),
    ),
  });
  expect(answer.status).toBe(200);
}

async function fault(rule: object): Promise<void> {
  const body = JSON.stringify({ rules: [rule] });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${bot.local.sandboxUrl}/_sandbox/faults`, { method: 'POST', headers, body });
}

const failedWith = async (words: string) => {
  await post('/failed 40715 CVD-MPAN-012 step 6 PUB-036 not received');
  await post(`/defect 40715 CVD-MPAN-012 step 6 S2 P1 ${words}`);
};

describe('a defect of an LDSO', () => {
  it('is copied to the programme’s own organisation, and its bug leads to the copy', async () => {
    await failedWith('contract reference rejected, Asha of Eastmere has it too');
    const [copy, ...others] = masterBugs();
    expect(others).toEqual([]);
    expect(copy).toMatchObject({
      fields: {
        'System.Title': 'SITFTS-0240 TC 03, step 6: contract reference rejected, […] of […] has it too',
        [severity]: '2 - High',
        'Microsoft.VSTS.Common.Priority': 1,
        'System.Tags': expect.stringMatching(/^daybook-copy-[0-9a-f]{16}; QT Daybook$/),
      },
      relations: [],
    });
    expect(String(copy!.fields[details])).toContain('<li><b>Test case</b>: SITFTS-0240 TC 03</li>');
    expect(bugsOf('cvd')[0]!.relations.map(({ rel, url }) => ({ rel, url }))).toContainEqual({
      rel: 'Hyperlink',
      url: `${bot.local.sandboxUrl}/mhhs-master/LDSO%20QT/_workitems/edit/${copy!.id}`,
    });
  });

  it('is copied once, whatever happens on the way', async () => {
    for (const kind of ['dropAfterApply', '503', 'dropBefore'])
      await fault({ kind, method: 'POST', path: '*mhhs-master*wit/workitems*', times: 1 });
    await failedWith('contract reference rejected');
    for (const count of [5, 10, 20, 30]) await later(count);
    expect(masterBugs()).toHaveLength(1);
    expect(bugsOf('cvd')).toHaveLength(1);
    expect(await bot.app.store.outbox.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('is corrected there with its message, unless somebody there has changed it', async () => {
    const { teams } = bot.local;
    await failedWith('contract reference rejected');
    const said = () => teams.transcript().findLast(({ text }) => text?.startsWith('/defect'))!;
    await teams.edit({
      messageId: said().id,
      text: '/defect 40715 CVD-MPAN-012 step 6 S1 P1 all contracts rejected',
    });
    await bot.app.idle();
    expect(masterBugs()[0]!.fields).toMatchObject({ [severity]: '1 - Critical' });
    await triage(masterBugs()[0]!.id, { [severity]: '3 - Medium' });
    await teams.edit({
      messageId: said().id,
      text: '/defect 40715 CVD-MPAN-012 step 6 S2 P1 all contracts rejected',
    });
    await bot.app.idle();
    expect(masterBugs()[0]!.fields).toMatchObject({ [severity]: '3 - Medium' });
  });

  it('says there that it was withdrawn, and comes back', async () => {
    const { teams } = bot.local;
    await failedWith('contract reference rejected');
    const said = teams.transcript().findLast(({ text }) => text?.startsWith('/defect'))!;
    await teams.remove({ messageId: said.id });
    await bot.app.idle();
    expect(masterBugs()).toMatchObject([{ fields: { 'System.State': 'Closed' } }]);
    await teams.undelete({ messageId: said.id });
    await bot.app.idle();
    expect(masterBugs()).toMatchObject([{ fields: { 'System.State': 'New' } }]);
  });
});

describe('a defect that triage has marked for other LDSOs', () => {
  const marked = async (tags = 'copy-to-EEN; copy-to-KES') => {
    await failedWith('contract reference rejected');
    await triage(masterBugs()[0]!.id, { 'System.Tags': tags });
    await later(6);
  };

  it('is copied to their organisations as children of the programme’s own', async () => {
    await marked();
    const parent = masterBugs()[0]!;
    expect(parent.fields['System.Tags']).toContain('daybook-parent');
    for (const [organisation, testCaseId] of [
      ['een', 40715],
      ['kes', 40715],
    ] as const) {
      expect(bugsOf(organisation)).toMatchObject([
        {
          fields: {
            'System.Title': parent.fields['System.Title'],
            [severity]: '2 - High',
            'System.Tags': `daybook-child; daybook-child-of-${parent.id}; QT Daybook`,
          },
          relations: [
            { rel: 'Microsoft.VSTS.Common.TestedBy-Forward', itemId: testCaseId },
            { rel: 'Hyperlink', url: expect.stringMatching(new RegExp(`mhhs-master/.*/${parent.id}$`)) },
          ],
        },
      ]);
    }
    expect(bugsOf('cvd')).toHaveLength(1);
  });

  it('is told of in their channels, once', async () => {
    await marked('copy-to-EEN');
    await later(12);
    const told = () =>
      bot.local.teams.transcript().filter(({ text }) => text?.includes('Triage has put a defect') === true);
    expect(told()).toMatchObject([
      { ldso: 'EEN', text: expect.stringContaining(`bug ${bugsOf('een')[0]!.id}`) },
    ]);
    await triage(masterBugs()[0]!.id, { 'System.Title': 'SITFTS-0240 TC 03: other words' });
    await later(18);
    expect(told()).toHaveLength(1);
  });

  it('is copied once, and follows when triage puts it in other words', async () => {
    await fault({ kind: 'dropAfterApply', method: 'POST', path: '*/een/*wit/workitems*', times: 1 });
    await marked('copy-to-EEN; copy-to-CVD');
    for (const count of [12, 18, 24]) await later(count);
    expect(bugsOf('een')).toHaveLength(1);
    // Its own LDSO has the defect itself.
    expect(bugsOf('cvd')).toHaveLength(1);
    await triage(masterBugs()[0]!.id, {
      'System.Title': 'SITFTS-0240 TC 03: every contract reference is rejected',
    });
    await later(30);
    expect(bugsOf('een')).toMatchObject([
      { fields: { 'System.Title': 'SITFTS-0240 TC 03: every contract reference is rejected' } },
    ]);
  });

  it('is not copied in words that tell of whose it is: triage is told so, once', async () => {
    await failedWith('contract reference rejected');
    const words = { 'System.Tags': 'copy-to-EEN', [details]: '<p>Seen at <b>Calder</b> Valley by Tomos</p>' };
    await triage(masterBugs()[0]!.id, words);
    for (const count of [6, 12, 18]) await later(count);
    expect(bugsOf('een')).toEqual([]);
    expect(masterBugs()[0]!.comments.map(({ text }) => text)).toEqual([
      expect.stringContaining('Not copied'),
    ]);
    await triage(masterBugs()[0]!.id, { [details]: '<p>Seen at one LDSO</p>' });
    await later(24);
    expect(bugsOf('een')).toHaveLength(1);
  });
});

it('whoever posts what: nothing that reaches another organisation tells of whose defect it is', async () => {
  const tellers = ['Quinby Vosk', 'Zed Orlow', "Niamh O'Xyle"];
  const telling = [
    'Calder Valley Distribution',
    'Calder valley',
    'calder',
    'CVD',
    "CVD's",
    'CVD_GW_01',
    'https://dev.azure.com/cvd/LDSO%20QT/_workitems/edit/40715',
    'zed.orlow@calder.example',
    '@Zed Orlow',
    'quinby',
    "O'Xyle",
  ];
  const said = fc.record({
    person: fc.constantFrom(...tellers),
    names: fc.array(fc.constantFrom(...telling, ...tellers), { minLength: 1, maxLength: 4 }),
    test: fc.constantFrom('40715', '40710', '40662'),
  });
  let count = 0;
  for (const { person, names, test } of fc.sample(said, { numRuns: 8, seed: 11 })) {
    count += 1;
    const words = names.join(' says the contract of ');
    await post(
      `/defect ${test} CVD-MPAN-${String(count).padStart(3, '0')} S2 P2 rejected at ${words}`,
      person,
    );
  }
  for (const bug of masterBugs()) await triage(bug.id, { 'System.Tags': 'copy-to-EEN; copy-to-KES' });
  await later(6);
  expect(masterBugs()).toHaveLength(8);
  expect(bugsOf('een')).toHaveLength(8);
  const { organisations } = bot.local.sandboxState();
  const outgoing = ['een', 'kes', 'mhhs-master'].flatMap(name =>
    organisations[name]!.workItems.filter(item => item.type === 'Bug'),
  );
  const body = JSON.stringify(outgoing, (name, value: unknown) =>
    name === 'url' ? String(value).replace(/^https?:\/\/[^/]+/, '') : value,
  );
  expect(body).not.toMatch(
    /cvd|calder|quinby|vosk|zed|orlow|niamh|xyle|tomos|_MPAN|-MPAN|teams\.microsoft|"\/een|"\/kes/i,
  );
  expect(body).toContain('rejected at');
});
