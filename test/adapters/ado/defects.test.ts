import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualDefect } from '../../../src/adapters/ado/target.ts';
import type { Link } from '../../../src/ports/store.ts';
import type { WantedDefect } from '../../../src/ports/tracker.ts';
import { defect, failed, linkIn } from './given.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const raise = (wanted: WantedDefect, links: { known?: Link['at']; result?: Link['at'] } = {}) =>
  world.tracker.raiseDefect(een, wanted, links);

const bug = () => world.read().bugs[0]!;
const asPerson = (id: number, field: string, value: unknown) =>
  world.person('PATCH', `wit/workitems/${id}`, [{ op: 'add', path: `/fields/${field}`, value }]);
const severity = 'Microsoft.VSTS.Common.Severity';

describe('a defect', () => {
  it('becomes a bug in the words of the project, with what a person needs to look into it', async () => {
    const link = linkIn(await raise(defect()));
    expect(bug().fields).toMatchObject({
      'System.Title': 'FM_TS_1_TC_1_2_3_4_5_6_7, EEN-MPAN-0007: contract reference rejected',
      [severity]: '2 - High',
      'Microsoft.VSTS.Common.Priority': 2,
      'System.Tags': expect.stringMatching(/^daybook-[0-9a-f]{16}; QT Daybook$/),
    });
    const words = String(bug().fields['Microsoft.VSTS.TCM.ReproSteps']);
    for (const fact of ['EEN-MPAN-0007', '(40662)', 'Tom Hale', '2026-11-24T09:55', 'Step'])
      expect(words).toContain(fact);
    expect(link.url).toBe(`${world.sandbox.url}/eastmere/Qualification%20Testing/_workitems/edit/${link.id}`);
  });

  it('leads to its message in Teams', async () => {
    await raise({ ...defect(), messageUrl: 'https://teams.example/1?a=1&b=2' });
    expect(String(bug().fields['Microsoft.VSTS.TCM.ReproSteps'])).toContain(
      'href="https://teams.example/1?a=1&amp;b=2"',
    );
  });

  it('keeps what a person wrote as text, never as HTML', async () => {
    await raise(defect({}, '<img src=x onerror="go()"> & more'));
    const words = String(bug().fields['Microsoft.VSTS.TCM.ReproSteps']);
    expect(words).toContain('&lt;img');
    expect(words).not.toContain('<img');
  });

  it('leaves severity and priority to the project when nobody has said them', async () => {
    const { defect: _words, ...entry } = defect().entry;
    await raise({ ...defect(), entry });
    expect(bug().fields[severity]).toBe('3 - Medium');
  });

  it('is linked to its test case and to its result', async () => {
    const [shown] = await world.tracker.showResults(een, [{ result: failed() }]);
    await raise(defect(), { result: linkIn(shown) });
    expect(bug().relations).toMatchObject([
      { rel: 'Microsoft.VSTS.Common.TestedBy-Forward', itemId: 40662 },
      { rel: 'ArtifactLink', url: 'vstfs:///TestManagement/TcmResult/101.100000' },
    ]);
  });

  it('gets the link to its result later, when the bug was there first, and only once', async () => {
    const known = linkIn(await raise(defect()));
    const [shown] = await world.tracker.showResults(een, [
      { result: failed({ defectIds: [String(known.id)] }) },
    ]);
    await raise(defect(), { known, result: linkIn(shown) });
    expect(bug().relations.map(each => each.rel)).toEqual([
      'Microsoft.VSTS.Common.TestedBy-Forward',
      'ArtifactLink',
    ]);
  });

  it('is corrected with its message', async () => {
    const known = linkIn(await raise(defect()));
    const corrected = defect({ defect: { severity: 'S1', priority: 'P1' } });
    await raise({ ...corrected, title: 'Another title' }, { known });
    expect(bug().fields).toMatchObject({
      'System.Title': 'Another title',
      [severity]: '1 - Critical',
      'Microsoft.VSTS.Common.Priority': 1,
    });
  });

  it('is not corrected over what a person has changed', async () => {
    const known = linkIn(await raise(defect()));
    await asPerson(Number(known.id), severity, '4 - Low');
    const answer = await raise(defect({ defect: { severity: 'S1' } }), { known });
    expect(answer).toMatchObject({ is: 'newer-there' });
    expect(bug().fields[severity]).toBe('4 - Low');
    const { at } = answer as { at: Link['at'] };
    expect(await raise(defect({ defect: { severity: 'S1' } }), { known: at })).toMatchObject({
      is: 'newer-there',
    });
    expect(bug().fields[severity]).toBe('4 - Low');
  });

  it('that a person has deleted is not made again', async () => {
    const known = linkIn(await raise(defect()));
    await world.person('DELETE', `wit/workitems/${known.id}`, undefined);
    expect(await raise(defect(), { known })).toMatchObject({ is: 'newer-there', found: 'removed' });
    expect(world.read().bugs).toEqual([]);
  });

  it('that names a bug links that one, and leaves its words alone', async () => {
    const other = linkIn(await raise({ ...defect(), entryId: 'EEN/900/0', title: 'Seen before' }));
    const named = {
      ...defect({
        defect: { bugId: String(other.id), severity: 'S1' },
        testCaseId: failed().test.testCaseId,
      }),
    };
    const link = linkIn(await raise(named));
    expect(link.id).toBe(other.id);
    expect(world.read().bugs).toHaveLength(1);
    expect(bug().fields).toMatchObject({ 'System.Title': 'Seen before', [severity]: '2 - High' });
  });

  it.each([
    ['77777', 'there is no work item 77777 that the bot may see'],
    ['40663', 'work item 40663 is a Test Case, not a Bug'],
  ])('that names %s, which is no bug, is impossible and says why', async (bugId, why) => {
    expect(await raise(defect({ defect: { bugId } }))).toEqual({
      is: 'impossible',
      error: `raise the defect EEN: ${why}`,
    });
  });

  it('that the project refuses is impossible, and the answer does not repeat its words', async () => {
    const target = {
      ...world.ldsos[0]!,
      defect: { ...usualDefect, severities: { S1: 'Dire', S2: 'Grave', S3: 'Fair', S4: 'Mild' } },
    };
    const answer = await world.freshTracker({ ldsos: [target] }).raiseDefect(een, defect(), {});
    expect(answer).toMatchObject({ is: 'impossible' });
    expect(JSON.stringify(answer)).not.toMatch(/Grave|EEN-MPAN|rejected/);
  });
});

describe('a withdrawn defect', () => {
  const withdraw = (known: Link['at']) => world.tracker.withdrawDefect(een, defect().entryId, known);

  it('closes its bug and says why, once', async () => {
    const known = linkIn(await raise(defect()));
    await withdraw(known);
    await withdraw(known);
    expect(bug().fields['System.State']).toBe('Closed');
    expect(bug().comments.map(each => each.text)).toEqual([expect.stringContaining('was withdrawn')]);
  });

  it.each([
    ['System.State', 'Active'],
    ['System.AssignedTo', 'Nia Bowen'],
    ['System.Title', 'What it really is'],
  ])('only says so when a person has taken it up (%s)', async (field, value) => {
    const known = linkIn(await raise(defect()));
    await asPerson(Number(known.id), field, value);
    const state = field === 'System.State' ? value : 'New';
    await withdraw(known);
    expect(bug().fields['System.State']).toBe(state);
    expect(bug().comments.map(each => each.text)).toEqual([expect.stringContaining('was withdrawn')]);
  });

  it('only says so on a bug that it had named', async () => {
    const other = linkIn(await raise({ ...defect(), entryId: 'EEN/900/0' }));
    await withdraw(linkIn(await raise(defect({ defect: { bugId: String(other.id) } }))));
    expect(bug().fields['System.State']).toBe('New');
    expect(bug().comments).toHaveLength(1);
  });

  it('that comes back opens its bug again', async () => {
    const known = linkIn(await raise(defect()));
    await withdraw(known);
    await raise(defect(), { known });
    expect(bug().fields).toMatchObject({ 'System.State': 'New' });
    expect(bug().fields['System.Tags']).not.toContain('withdrawn');
    expect(world.read().bugs).toHaveLength(1);
  });

  it('of which no bug was ever made needs nothing', async () => {
    expect(await withdraw({})).toEqual({ is: 'done', at: {} });
  });
});
