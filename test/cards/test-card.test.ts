import { describe, expect, test } from 'vitest';
import { testCard, withdrawnCard } from '../../src/cards/say.ts';
import { lineOf } from '../../src/intake/submitted.ts';
import { at, bo, entry, key, now, viewOf } from './given.ts';
import { ofType, textsOf } from './walk.ts';

const triggered = entry(0, '/triggered SITFTS-0240 TC 03 EEN-MPAN-0011');
const failed = entry(2, '/failed 40715 EEN-MPAN-0011 step 6 PUB-036 not received', {
  kind: 'failed',
  step: 6,
  at: at('11:02'),
});
const passed = entry(3, '/passed 40715 EEN-MPAN-0011', { kind: 'passed', by: bo, at: at('12:15') });

function texts(...args: Parameters<typeof viewOf>): readonly string[] {
  return textsOf(testCard(viewOf(...args)).card);
}

function posted(...args: Parameters<typeof viewOf>): readonly unknown[] {
  return ofType(testCard(viewOf(...args)).card, 'Action.Execute').map(action => action.data);
}

describe('the live card of a test', () => {
  test.each([
    ['► Triggered', [triggered]],
    ['✕ Failed', [triggered, failed]],
    ['✓ Passed', [triggered, passed]],
    ['■ Blocked', [entry(1, '/blocked', { kind: 'blocked' })]],
    ['○ Planned', [entry(1, '/query why', { kind: 'data_query' })]],
  ])('tells the status in a word and a shape: %s', (status, entries) => {
    expect(texts(entries)).toContain(status);
  });

  test('says which test, who, at which step and when in UK time', () => {
    const said = texts([triggered, failed]);
    expect(said).toContain('SITFTS-0240 TC 03');
    expect(said).toContain('EEN-MPAN-0011 · test case 40715');
    expect(said).toContain('Step 6 · Asha Renn · Tue 24 Nov 09:17 to 11:02 UK');
    expect(said).toContain('“PUB-036 not received”');
  });

  test('names the attempt from the second on, and keeps the failure before it in sight', () => {
    const again = entry(4, '/triggered', { at: at('12:05') });
    expect(texts([triggered, failed, again])).toEqual(
      expect.arrayContaining([
        'EEN-MPAN-0011 · test case 40715 · attempt 2',
        'Attempt 1: ✕ Failed · step 6 · Asha Renn · Tue 24 Nov 11:02',
      ]),
    );
    expect(texts([triggered]).join()).not.toContain('attempt');
  });

  test('says that no trigger was posted, and only then', () => {
    expect(texts([passed])).toContain('No trigger was posted for this run.');
    expect(texts([triggered, passed]).join()).not.toContain('No trigger');
  });

  test('shows the newest five remarks and how many more there are', () => {
    const queries = [0, 1, 2, 3, 4, 5, 6].map(place =>
      entry(10 + place, `/query 40715 EEN-MPAN-0011 question ${place}`, { kind: 'data_query' }),
    );
    const said = texts([triggered, ...queries]);
    expect(said.filter(text => text.startsWith('Data query'))).toEqual(
      [6, 5, 4, 3, 2].map(place => `Data query · “question ${place}”`),
    );
    expect(said).toContain('+2 more, in the messages of this test');
  });

  test('links the bugs that stand in Azure DevOps, those named by a remark beside it', () => {
    const defect = entry(5, '/defect 40715 EEN-MPAN-0011 S2 P2 bug 913 rejected', {
      kind: 'defect_raised',
      defect: { severity: 'S2', priority: 'P2', bugId: '913' },
    });
    const defects = ['913', '914'].map(bugId => ({ bugId, url: `https://dev.azure.example/${bugId}` }));
    const said = texts([triggered, defect], { defects });
    expect(said).toContain('Defect S2 P2 · [bug 913](https://dev.azure.example/913) · “bug 913 rejected”');
    expect(said).toContain('Raised in Azure DevOps: [bug 914](https://dev.azure.example/914)');
  });

  test('links the bug that was raised for a remark beside the remark', () => {
    const defect = entry(5, '/defect 40715 EEN-MPAN-0011 S2 P2 reference rejected', {
      kind: 'defect_raised',
      defect: { severity: 'S2', priority: 'P2' },
    });
    const defects = [{ entryId: defect.id, bugId: '914', url: 'https://dev.azure.example/914' }];
    const said = texts([triggered, defect], { defects });
    expect(said).toContain('Defect S2 P2 · [bug 914](https://dev.azure.example/914) · “reference rejected”');
    expect(said.join()).not.toContain('Raised in Azure DevOps');
  });

  test.each([
    ['done', '✓ In Azure DevOps · Eastmere Electricity Networks'],
    ['waiting', '… Recorded, Azure DevOps waits since Tue 24 Nov 11:03 UK · Eastmere Electricity Networks'],
    [
      'given-up',
      '! Recorded, but Azure DevOps refuses it: the QT team must look · Eastmere Electricity Networks',
    ],
    [
      'newer-there',
      '! Azure DevOps was changed by a person since and is left as it is: please compare · Eastmere Electricity Networks',
    ],
  ] as const)('says how Azure DevOps stands: %s', (mirror, line) => {
    expect(texts([triggered, failed], { mirror, waitingSince: at('11:03') })).toContain(line);
  });

  test('says how much evidence is in Azure DevOps, and how much on the way', () => {
    const foot = (evidence: { attached: number; waiting: number }) =>
      texts([triggered, failed], { mirror: 'done', evidence }).at(-1);
    expect(foot({ attached: 0, waiting: 0 })).toBe('✓ In Azure DevOps · Eastmere Electricity Networks');
    expect(foot({ attached: 2, waiting: 1 })).toBe(
      '✓ In Azure DevOps · 2 files of evidence attached · 1 file of evidence on the way · Eastmere Electricity Networks',
    );
  });

  test('does not claim a waiting time that it does not know', () => {
    expect(texts([triggered], { mirror: 'waiting' }).join()).toContain('… Recorded, Azure DevOps to follow');
  });
});

describe('the buttons of the card', () => {
  const data = { act: 'status', ldso: 'EEN', testCaseId: '40715', mpanRef: 'EEN-MPAN-0011' };

  test('while a test runs, its result is one tap away; a failure is asked for step and words', () => {
    expect(posted([triggered])).toEqual(['passed', 'failed', 'blocked'].map(kind => ({ ...data, kind })));
    const [asks] = ofType(testCard(viewOf([triggered])).card, 'Action.ShowCard');
    expect(ofType(asks, 'Input.Number').map(input => input.id)).toEqual(['step']);
    expect(ofType(asks, 'Input.Text').map(input => input.id)).toEqual(['note']);
  });

  test.each([
    ['finished', [triggered, passed], 'Retest triggered'],
    ['planned', [entry(1, '/query why', { kind: 'data_query' })], 'Triggered'],
  ] as const)('a test that is %s can be triggered', (_how, entries, title) => {
    expect(posted(entries)).toEqual([{ ...data, kind: 'triggered' }]);
    expect(ofType(testCard(viewOf(entries)).card, 'Action.Execute')[0]?.title).toBe(title);
  });

  test('what a button sends back is read as the line that a person would have typed', () => {
    const lines = posted([triggered]).map(sent =>
      lineOf({ ...(sent as object), step: 6, note: 'not received' }),
    );
    expect(lines).toContain('/failed 40715 EEN-MPAN-0011 step 6: not received');
  });

  test('Azure DevOps is one tap away where the result stands there, and no other address is', () => {
    const opens = (resultUrl: string) =>
      ofType(testCard(viewOf([triggered], { resultUrl })).card, 'Action.OpenUrl').map(action => action.url);
    expect(opens('https://dev.azure.example/een/r/1?a=b%20c')).toEqual([
      'https://dev.azure.example/een/r/1?a=b%20c',
    ]);
    expect(opens('javascript:alert(1)')).toEqual([]);
    expect(ofType(testCard(viewOf([triggered])).card, 'Action.OpenUrl')).toEqual([]);
  });

  test('a test whose entries were all taken back says so and can be triggered again', () => {
    const { card, text } = withdrawnCard({
      ldsoName: 'Eastmere',
      test: key,
      testCaseName: 'SITFTS-0240 TC 03',
    });
    expect(text).toBe('WITHDRAWN · SITFTS-0240 TC 03 · EEN-MPAN-0011');
    expect(textsOf(card)).toContain('○ Withdrawn');
    expect(ofType(card, 'Action.Execute').map(action => action.data)).toEqual([
      { ...data, kind: 'triggered' },
    ]);
  });

  test('the year stands in a time of another year only', () => {
    const old = entry(0, '/triggered', { at: Date.parse('2025-07-01T08:17:00Z') });
    expect(textsOf(testCard(viewOf([old])).card)).toContain('Asha Renn · since Tue 1 Jul 2025 09:17 UK');
    expect(now.getUTCFullYear()).toBe(2026);
  });
});

describe('a person’s newer word in Azure DevOps', () => {
  const word = {
    outcome: 'Passed',
    byName: 'Nia Bowen',
    changedAt: at('12:20'),
    over: 'EEN/2/0/failed',
    overAt: at('11:02'),
    wholeCase: false,
  };

  test('is what the card shows, with who and when; the channel’s word stands below', () => {
    const card = testCard(viewOf([triggered, failed], { seen: word, mirror: 'newer-there' }));
    expect(textsOf(card.card)).toEqual(
      expect.arrayContaining([
        '✓ Passed',
        'Set to Passed in Azure DevOps by Nia Bowen, Tue 24 Nov 12:20 UK.',
        'In this channel: ✕ Failed · Step 6 · Asha Renn · Tue 24 Nov 09:17 to 11:02 UK “PUB-036 not received”',
        '✓ As in Azure DevOps, until something newer is posted here · Eastmere Electricity Networks',
      ]),
    );
    expect(card.text).toBe('PASSED · SITFTS-0240 TC 03 · EEN-MPAN-0011 · in Azure DevOps by Nia Bowen');
  });

  test.each([
    [{ outcome: 'Active' }, '○ Planned', 'Set back to be run again in Azure DevOps by Nia Bowen'],
    [{ outcome: 'NotApplicable' }, '✕ Failed', 'Set to Not applicable in Azure DevOps by Nia Bowen'],
    [{ byName: '' }, '✓ Passed', 'Set to Passed in Azure DevOps, Tue'],
    [{ wholeCase: true }, '✓ Passed', '12:20 UK, for the test case as a whole.'],
  ])('%j is told as it is', (more, status, words) => {
    const said = texts([triggered, failed], { seen: { ...word, ...more } });
    expect(said).toContain(status);
    expect(said.join('\n')).toContain(words);
  });

  test('that set the test back offers to start it', () => {
    const titles = (more: object) =>
      ofType(
        testCard(viewOf([triggered, failed], { seen: { ...word, ...more } })).card,
        'Action.Execute',
      ).map(action => action.title);
    expect(titles({ outcome: 'Active' })).toEqual(['Triggered']);
    expect(titles({})).not.toEqual(['Triggered']);
  });

  test('is gone from the card when the channel has said something since', () => {
    const later = entry(4, '/blocked 40715 EEN-MPAN-0011', { kind: 'blocked', at: at('12:25') });
    expect(texts([triggered, failed, later], { seen: word })).toContain('■ Blocked');
  });

  test('moves the bug on beside its remark', () => {
    const raised = entry(3, '/defect S2 rejected', { kind: 'defect_raised', defect: { severity: 'S2' } });
    const bug = { entryId: raised.id, bugId: '77', state: 'Resolved' };
    expect(texts([triggered, failed, raised], { defects: [bug] }).join()).toContain(
      'Defect S2 · bug 77 · Resolved',
    );
  });
});
