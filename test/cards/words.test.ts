import { describe, expect, test } from 'vitest';
import { dayIn, dayText, fullTime, span, timeOn } from '../../src/cards/making/times.ts';
import { gistOf } from '../../src/cards/making/words.ts';
import { callGroups, noted } from '../../src/cards/say.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { entry, now } from './given.ts';

describe('the gist of a message', () => {
  test.each<[string, string | undefined, Partial<Entry>]>([
    [
      '/failed SITFTS-0240 TC 03 EEN-MPAN-0011 step 6 PUB-036 not received',
      'PUB-036 not received',
      { step: 6 },
    ],
    ['Passed TC 40715 EEN-MPAN-0011, evidence uploaded', 'evidence uploaded', {}],
    ['/triggered SITFTS-0240 TC 03 EEN-MPAN-0011', undefined, {}],
    ['triggered again: een-mpan-0011 sitfts-0240  tc 03', undefined, {}],
    ['@DataTeam /query 40715 EEN-MPAN-0011 needs a CSS2860 first', 'needs a CSS2860 first', {}],
    [
      'defect 40715 EEN-MPAN-0011 S2 P2: rejected',
      'rejected',
      { defect: { severity: 'S2', priority: 'P2' } },
    ],
    ['/downtime UIT 40715 EEN-MPAN-0011 DIP not answering', 'UIT DIP not answering', {}],
    ['Test case: 40715\nMPAN ref: EEN-MPAN-0011\nfailed at the last step', 'failed at the last step', {}],
    ['/passed 40715 EEN-MPAN-0011 like EEN-MPAN-00112', 'like EEN-MPAN-00112', {}],
    ['/passed 40715 EEN-MPAN-0011 👍', undefined, {}],
  ])('is what the card does not say already: %j', (words, gist, more) => {
    expect(gistOf(entry(1, words, more), 100)).toBe(gist);
  });

  test('is cut where it gets long', () => {
    expect(gistOf(entry(1, `/failed 40715 ${'word '.repeat(50)}`), 20)).toBe('word word word word…');
  });
});

describe('times', () => {
  const winter = Date.parse('2026-11-24T09:17:30Z');
  const summer = Date.parse('2026-07-01T08:17:00Z');

  test('are London’s, in winter and in summer', () => {
    expect(fullTime(winter, now)).toBe('Tue 24 Nov 09:17');
    expect(fullTime(summer, now)).toBe('Wed 1 Jul 09:17');
    expect(dayIn(Date.parse('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
  });

  test('are short on the day that is spoken of', () => {
    expect(timeOn('2026-11-24', winter)).toBe('09:17');
    expect(timeOn('2026-11-25', winter)).toBe('Tue 24 Nov 09:17');
  });

  test('from when to when says a day once', () => {
    const hour = 3_600_000;
    expect(span(winter, winter + hour, now)).toBe('Tue 24 Nov 09:17 to 10:17');
    expect(span(winter, winter + 24 * hour, now)).toBe('Tue 24 Nov 09:17 to Wed 25 Nov 09:17');
    expect(span(winter, winter, now)).toBe('Tue 24 Nov 09:17');
  });

  test('a day that is none is our mistake', () => {
    expect(dayText('2026-11-24')).toBe('Tue 24 Nov');
    expect(() => dayText('2026-02-30')).toThrow('"2026-02-30" is not a day');
  });
});

describe('short answers', () => {
  const query = entry(1, '/query 40715 EEN-MPAN-0011 needs a CSS2860 first', { kind: 'data_query' });

  test('a group with a tag is mentioned, one without is named in bold', () => {
    const call = callGroups({
      groups: ['DataTeam', 'DefectTeam'],
      tagId: group => (group === 'DataTeam' ? 'tag-1' : undefined),
      entry: query,
      ldsoName: 'Eastmere',
    });
    expect(call).toEqual({
      text: '<at>DataTeam</at> **DefectTeam**: Data query by Asha Renn · SITFTS-0240 TC 03 · EEN-MPAN-0011 · “needs a CSS2860 first” · Eastmere',
      mentions: [{ name: 'DataTeam', id: 'tag-1', is: 'tag' }],
    });
  });

  test('a group can be called without an entry', () => {
    expect(
      callGroups({ groups: ['NFTTeam'], tagId: () => undefined, entry: undefined, ldsoName: 'Eastmere' }),
    ).toEqual({
      text: '**NFTTeam**: you are asked for in Eastmere',
    });
  });

  test('an entry without a test is confirmed in one line', () => {
    const { testCaseId: _id, testCaseName: _name, mpanRef: _ref, ...bare } = query;
    const down = {
      ...bare,
      kind: 'env_downtime',
      note: entry(1, '/downtime UIT not answering').note,
    } as const;
    expect(noted({ entry: down, ldsoName: 'Eastmere' })).toEqual({
      text: '✓ Recorded: Environment down · “UIT not answering”',
    });
  });

  test('a correction and what was odd about the message are said', () => {
    const corrected = { ...query, kind: 'passed', how: 'correction', warnings: ['pairing_unclear'] } as const;
    const { text } = noted({ entry: corrected, ldsoName: 'Eastmere' });
    expect(text).toContain('✓ Corrected: Passed · SITFTS-0240 TC 03');
    expect(text).toContain('please check this pair');
  });
});
