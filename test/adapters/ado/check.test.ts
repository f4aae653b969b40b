import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DefectSettings, usualDefect } from '../../../src/adapters/ado/target.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const check = (defect: Partial<DefectSettings>) =>
  world
    .freshTracker({ ldsos: [{ ...world.ldsos[0]!, defect: { ...usualDefect, ...defect } }] })
    .checkDefects(een);

describe('the settings for defects', () => {
  it('fit a usual project', async () => {
    expect(await world.tracker.checkDefects(een)).toEqual([]);
  });

  it.each<[string, Partial<DefectSettings>, string, RegExp]>([
    [
      'a type',
      { workItemType: 'Fault' },
      'eastmere/Qualification Testing has no work item type "Fault"',
      /^write one of "Bug", .*"Task".* into azureDevOps\.defects\.workItemType$/,
    ],
    [
      'a field',
      { fields: { ...usualDefect.fields, severity: 'Custom.Severity' } },
      'Bug of eastmere/Qualification Testing has no field "Custom.Severity"',
      /azureDevOps\.defects\.fields\.severity$/,
    ],
    [
      'a severity',
      { severities: { ...usualDefect.severities, S2: '2 - Major' } },
      'Severity of Bug of eastmere/Qualification Testing does not take "2 - Major"',
      /^write one of "1 - Critical", .* into azureDevOps\.defects\.severities\.S2$/,
    ],
    [
      'a priority',
      { priorities: { ...usualDefect.priorities, P4: 9 } },
      'Priority of Bug of eastmere/Qualification Testing does not take "9"',
      /azureDevOps\.defects\.priorities\.P4$/,
    ],
    [
      'a state',
      { states: { ...usualDefect.states, readyForRetest: 'Ready for Retest' } },
      'Bug of eastmere/Qualification Testing has no state "Ready for Retest"',
      /^write one of "New", "Active", "Resolved", "Closed" into azureDevOps\.defects\.states\.readyForRetest$/,
    ],
  ])('that name %s which the project does not have are found out, with what to do', async (...row) => {
    const [, settings, problem, todo] = row;
    expect(await check(settings)).toMatchObject([{ problem, todo: expect.stringMatching(todo) }]);
  });

  it('that leave out a field which the project demands are found out', async () => {
    await world.close();
    world = await openWorld({ bugFields: [{ refName: 'Custom.Party', name: 'Party', required: true }] });
    expect(await check({})).toEqual([
      {
        problem: 'Bug of eastmere/Qualification Testing cannot be made without "Custom.Party"',
        todo: 'write a value for it into azureDevOps.defects.alsoSet',
      },
    ]);
    expect(await check({ alsoSet: { 'Custom.Party': 'LDSO' } })).toEqual([]);
  });
});
