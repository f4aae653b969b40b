import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Played, play } from '../src/day/play.ts';
import { readRows } from '../src/day/rows.ts';
import { summaryOf } from '../src/day/summary.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

describe('the shipped day, through the whole bot over HTTP', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'qt-day-test-'));
  let played: Played;
  beforeAll(async () => {
    played = await play({ rows: readRows('src/day/day.jsonl'), log: silent, dataDir });
  });
  afterAll(() => played.close());

  const outcomeOf = (id: string) => played.answered.find(({ row }) => row.id === id)?.outcome;
  const botSaid = () => played.local.teams.transcript().filter(message => message.from.is === 'bot');

  test('notifications are noted, talk is left alone, the incomplete and the leaking are refused', () => {
    expect(played.answered.map(({ row, outcome }) => [row.id, outcome.decision, outcome.kind])).toEqual([
      ['d01', 'accept', 'triggered'],
      ['d02', 'ignore', null],
      ['d03', 'reject', 'passed'],
      ['d04', 'accept', 'passed'],
      ['d05', 'accept', 'failed'],
      ['d06', 'accept', 'defect_raised'],
      ['d07', 'reject', null],
      ['d08', 'ignore', null],
      ['d09', 'accept', 'triggered'],
      ['d10', 'accept', 'data_query'],
      ['d11', 'accept', 'passed'],
      ['d12', 'accept', 'passed'],
    ]);
    expect(outcomeOf('d03')?.rejectReasons).toEqual(['missing_mpan_ref']);
    expect(outcomeOf('d07')?.rejectReasons).toEqual(['raw_mpan']);
  });

  test('each test ends as it was last said to stand', async () => {
    expect(await summaryOf(played)).toMatchObject({
      finalStates: [
        { ldso: 'EEN', adoTestCaseId: '40710', mpanRef: 'EEN-MPAN-0021', final: 'passed' },
        { ldso: 'CVD', adoTestCaseId: '40710', mpanRef: 'CVD-MPAN-031', final: 'passed' },
        { ldso: 'KES', adoTestCaseId: '40663', mpanRef: 'KES_MPAN_11', final: 'passed' },
      ],
    });
  });

  test('Azure DevOps holds the failed run with its bug, and the retest beside it', () => {
    const een = played.local.sandboxState().organisations.een;
    const results = een?.projects[0]?.runs.flatMap(run => run.results) ?? [];
    expect(results.map(result => result.outcome)).toEqual(['Failed', 'Passed']);
    expect(een?.projects[0]?.runs.map(run => run.state)).toEqual(['Completed']);
    const bugs = een?.workItems.filter(item => item.type === 'Bug') ?? [];
    expect(bugs.map(bug => bug.fields['Microsoft.VSTS.Common.Severity'])).toEqual(['2 - High']);
    expect(results[0]?.associatedBugs).toEqual([bugs[0]?.id]);
    expect(results[0]?.iterationDetails[0]?.actionResults[0]?.comment).toContain('EEN-MPAN-0021');
  });

  test('the channel has one card a test, and one stand-up and one wash-up a channel', () => {
    const cards = botSaid().filter(
      message =>
        /SITFTS-0010 TC 01/.test(message.summary ?? '') && message.ldso === 'EEN' && message.cards.length > 0,
    );
    expect(cards).toHaveLength(1);
    for (const ldso of ['EEN', 'CVD', 'KES']) {
      const posts = botSaid().filter(message => message.ldso === ldso && message.root === message.id);
      expect(
        posts.map(({ at, summary }) => `${new Date(at).toISOString().slice(11, 16)} ${summary?.slice(0, 8)}`),
      ).toEqual(['09:04 QT Daybo', '09:04 Stand-up', '17:00 Wash-up ']);
    }
  });

  test('the leaked number is nowhere: not in a post, not in a file, not in Azure DevOps', () => {
    const leaked = '2000000000015';
    const files = (folder: string): string[] =>
      readdirSync(folder).flatMap(name => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? files(path) : [path];
      });
    for (const path of files(dataDir)) expect(readFileSync(path).includes(leaked), path).toBe(false);
    expect(JSON.stringify(botSaid())).not.toContain(leaked);
    expect(JSON.stringify(played.local.sandboxState())).not.toContain(leaked);
    expect(files(dataDir).length).toBeGreaterThan(1);
  });

  test('the same activity sent again changes nothing', async () => {
    const before = JSON.stringify(await summaryOf(played));
    const posted = played.local.teams
      .transcript()
      .find(message => message.from.is === 'person' && message.ldso === 'EEN');
    await played.local.teams.redeliver(posted?.id ?? '');
    await played.app.idle();
    expect(JSON.stringify(await summaryOf(played))).toBe(before);
  });
});
