import { describe, expect, it } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { SeenDefect } from '../../src/domain/tests/seen.ts';
import { blockersOf, failedWithoutDefect, firstWords, wordsSaid } from '../../src/rhythm/day/blockers.ts';
import { queriesOn } from '../../src/rhythm/day/queries.ts';
import { standingOn } from '../../src/rhythm/day/standing.ts';
import { asked, at, entry } from './given.ts';

const standing = (entries: readonly StandingEntry[]) => standingOn({ ...asked, now: at('17:00'), entries });
const blockers = (...entries: readonly StandingEntry[]) => blockersOf(standing(entries)).map(({ is }) => is);
const queries = (...entries: readonly StandingEntry[]) =>
  queriesOn(standing(entries), { ...asked, now: at('17:00') }).open.length;
const noDefect = (...entries: readonly StandingEntry[]) =>
  failedWithoutDefect(standing(entries), new Map()).length;
const other = { test: '40663', ref: 'EEN-MPAN-0008' };

describe('an outage', () => {
  const down = entry('env_downtime', at('10:00'));

  it('stands over night', () => {
    expect(blockers(entry('env_downtime', at('10:00', '2026-11-20')))).toEqual(['downtime']);
  });

  it('ends when somebody says later that the environment is back, whatever test that names', () => {
    expect(blockers(down, entry('env_restored', at('11:00'), { test: '', ref: '' }))).toEqual([]);
    expect(blockers(down, entry('env_restored', at('11:00'), other))).toEqual([]);
    expect(blockers(down, entry('env_restored', at('09:59')))).toEqual(['downtime']);
    expect(blockers(down, entry('env_restored', at('11:00'), { withdrawn: true }))).toEqual(['downtime']);
  });

  it('ends when its own test goes on, triggered or passed', () => {
    expect(blockers(down, entry('triggered', at('11:00')))).toEqual([]);
    expect(blockers(down, entry('passed', at('11:00')))).toEqual([]);
    expect(blockers(down, entry('failed', at('11:00')))).toEqual(['downtime']);
    expect(blockers(down, entry('passed', at('11:00'), other))).toEqual(['downtime']);
    expect(blockers(down, entry('passed', at('09:00')))).toEqual(['downtime']);
  });

  it('that names no test ends only when somebody says so', () => {
    const nameless = entry('env_downtime', at('10:00'), { test: '', ref: '' });
    expect(blockers(nameless, entry('passed', at('11:00')))).toEqual(['downtime']);
    expect(blockers(nameless, entry('env_restored', at('11:00')))).toEqual([]);
  });

  it('that names only the test case is about every meter point of it', () => {
    const ofTestCase = entry('env_downtime', at('10:00'), { ref: '' });
    expect(blockers(ofTestCase, entry('passed', at('11:00'), { ref: 'EEN-MPAN-0099' }))).toEqual([]);
    expect(blockers(ofTestCase, entry('passed', at('11:00'), other))).toEqual(['downtime']);
  });
});

describe('a defect', () => {
  it('blocks until its test passes: a blocking one, and one of severity S1 or S2', () => {
    const blocking = entry('blocking_defect', at('10:00'), { defect: { severity: 'S1', priority: 'P1' } });
    const severe = entry('defect_raised', at('10:00'), { defect: { severity: 'S2' } });
    expect(blockers(blocking, severe)).toEqual(['blocking-defect', 'severe-defect']);
    expect(blockers(blocking, severe, entry('triggered', at('11:00')))).toHaveLength(2);
    expect(blockers(blocking, severe, entry('passed', at('11:00')))).toEqual([]);
    expect(blockers(blocking, severe, entry('passed', at('11:00'), other))).toHaveLength(2);
  });

  it('is in the way no more once a person has closed its bug in Azure DevOps', () => {
    const blocking = entry('blocking_defect', at('10:00'), { defect: { severity: 'S1', priority: 'P1' } });
    const bug = { bugId: 7, state: 'Closed', ready: false, byName: 'Nia Prosser', changedAt: at('12:00') };
    const inTheWay = (seen: SeenDefect) =>
      blockersOf(
        standingOn({
          ...asked,
          now: at('17:00'),
          entries: [blocking],
          moved: new Map([[blocking.id, seen]]),
        }),
      );
    expect(inTheWay({ ...bug, closed: true })).toEqual([]);
    expect(inTheWay({ ...bug, state: 'Resolved', ready: true })).toHaveLength(1);
  });

  it('of severity S3 or S4, or not rated, is no blocker', () => {
    expect(
      blockers(
        entry('defect_raised', at('10:00'), { defect: { severity: 'S3' } }),
        entry('defect_raised', at('10:00'), { defect: { severity: 'S4', priority: 'P1' } }),
        entry('defect_raised', at('10:00')),
      ),
    ).toEqual([]);
  });

  it('tells its severity and its first words', () => {
    const [blocker] = blockersOf(
      standing([
        entry('defect_raised', at('10:00'), {
          defect: { severity: 'S2' },
          note: 'contract\n reference  rejected',
        }),
      ]),
    );
    expect(blocker).toMatchObject({
      severity: 'S2',
      words: 'contract reference rejected',
      since: at('10:00'),
    });
  });
});

describe('a blocked test', () => {
  it('stands while blocked is what was said of it last', () => {
    const blocked = entry('blocked', at('10:00'), { note: 'no DIP' });
    expect(blockers(blocked)).toEqual(['blocked-test']);
    expect(blockers(blocked, entry('triggered', at('11:00')))).toEqual([]);
    expect(blockers(blocked, entry('passed', at('11:00')))).toEqual([]);
  });

  it('is no blocker any more when its test case has passed since with another meter point', () => {
    const blocked = entry('blocked', at('10:00'));
    expect(blockers(blocked, entry('passed', at('11:00'), { ref: 'EEN-MPAN-0008' }))).toEqual([]);
    expect(blockers(blocked, entry('passed', at('09:00'), { ref: 'EEN-MPAN-0008' }))).toEqual([
      'blocked-test',
    ]);
  });
});

describe('blockers', () => {
  it('stand worst kind first, then oldest first', () => {
    expect(
      blockers(
        entry('blocked', at('08:00')),
        entry('defect_raised', at('09:00'), { ...other, defect: { severity: 'S1' } }),
        entry('blocking_defect', at('10:00'), other),
        entry('env_downtime', at('11:00'), other),
      ),
    ).toEqual(['downtime', 'blocking-defect', 'severe-defect', 'blocked-test']);
    const outages = blockersOf(
      standing([entry('env_downtime', at('11:00'), other), entry('env_downtime', at('10:00'), other)]),
    );
    expect(outages.map(({ since }) => since)).toEqual([at('10:00'), at('11:00')]);
  });
});

describe('a query', () => {
  const query = entry('data_query', at('10:00'));

  it('is open until its test goes on, triggered or passed', () => {
    expect(queries(query)).toBe(1);
    expect(queries(query, entry('triggered', at('11:00')))).toBe(0);
    expect(queries(query, entry('passed', at('11:00')))).toBe(0);
    expect(queries(query, entry('failed', at('11:00')))).toBe(1);
    expect(queries(query, entry('passed', at('09:00')))).toBe(1);
    expect(queries(query, entry('passed', at('11:00'), other))).toBe(1);
  });
});

describe('a failed test has no defect', () => {
  const failed = entry('failed', at('10:00'));

  it('until one is raised against it', () => {
    expect(noDefect(failed)).toBe(1);
    expect(noDefect(failed, entry('defect_raised', at('10:05')))).toBe(0);
    expect(noDefect(failed, entry('blocking_defect', at('10:05')))).toBe(0);
    expect(noDefect(failed, entry('defect_raised', at('10:05'), other))).toBe(1);
    expect(noDefect(failed, entry('defect_raised', at('10:05'), { withdrawn: true }))).toBe(1);
  });

  it('unless it was raised during the run', () => {
    const triggered = entry('triggered', at('09:00'));
    const defect = entry('defect_raised', at('09:30'));
    expect(noDefect(triggered, defect, failed)).toBe(0);
    expect(noDefect(entry('defect_raised', at('08:30')), triggered, failed)).toBe(1);
  });

  it('unless an entry of the failure gives the number of a bug', () => {
    expect(noDefect(entry('failed', at('10:00'), { defect: { bugId: '41890' } }))).toBe(0);
    expect(
      noDefect(entry('failed', at('10:00'), { defect: { bugId: '41890' } }), entry('failed', at('11:00'))),
    ).toBe(0);
    expect(noDefect(entry('failed', at('10:00'), { defect: { severity: 'S3' } }))).toBe(1);
  });

  it('unless somebody has said why there is none, in the notification or since', () => {
    const reasons = (time: string) => new Map([['EEN/40662/EEN-MPAN-0007', { at: at(time) }]]);
    const missing = (time: string) => failedWithoutDefect(standing([failed]), reasons(time)).length;
    expect(missing('10:30')).toBe(0);
    // Of a run before this one.
    expect(missing('09:30')).toBe(1);
    expect(noDefect(entry('failed', at('10:00'), { note: 'failed, no defect: typed wrong' }))).toBe(0);
  });

  it('and passes in the end: then none is missed', () => {
    expect(noDefect(failed, entry('passed', at('11:00')))).toBe(0);
  });
});

describe('the first words', () => {
  it('are one line of 80 characters at most', () => {
    expect(firstWords('  a\n b\t c ')).toBe('a b c');
    expect(firstWords('x'.repeat(80))).toBe('x'.repeat(80));
    expect(firstWords('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
    expect([...firstWords('🙂'.repeat(90))]).toHaveLength(80);
  });
});

describe('what is said', () => {
  it.each([
    ['/downtime SITFTS-0010 TC 01 EEN-MPAN-0007 UIT does not answer', 'UIT does not answer'],
    ['/downtime SITFTS-0010 TC 01, EEN-MPAN-0007: UIT does not answer', 'UIT does not answer'],
    ['/downtime 40662 UIT does not answer for EEN-MPAN-0007', 'UIT does not answer for EEN-MPAN-0007'],
    ['/downtime', ''],
    ['SITFTS-0010 TC 01 EEN-MPAN-0007: UIT is down', 'SITFTS-0010 TC 01 EEN-MPAN-0007: UIT is down'],
  ])('in %j is %j: a command is left out, a sentence stays whole', (note, words) => {
    const down = entry('env_downtime', at('10:00'), { note });
    expect(wordsSaid({ ...down, testCaseName: 'SITFTS-0010 TC 01' })).toBe(words);
  });
});
