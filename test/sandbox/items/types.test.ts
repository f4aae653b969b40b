import { describe, expect, test } from 'vitest';
import { project } from '../world.ts';
import { givenItems, testedBy } from './given.ts';

const given = givenItems();

describe('types', () => {
  test('states, fields and their values', async () => {
    expect((await given.items.getWorkItemTypes(project)).map(one => one.name)).toEqual([
      'Bug',
      'Task',
      'Issue',
      'Test Case',
      'Shared Steps',
    ]);
    expect((await given.items.getWorkItemTypeStates(project, 'Bug')).map(one => one.name)).toEqual([
      'New',
      'Active',
      'Resolved',
      'Closed',
    ]);
    const severity = await given.items.getWorkItemTypeFieldWithReferences(
      project,
      'Bug',
      'Microsoft.VSTS.Common.Severity',
      1,
    );
    expect(severity.allowedValues).toEqual(['1 - Critical', '2 - High', '3 - Medium', '4 - Low']);
    const state = await given.items.getWorkItemTypeFieldWithReferences(project, 'Task', 'System.State', 3);
    expect(state.allowedValues).toEqual(['New', 'Active', 'Closed', 'Removed']);
    expect(await given.items.getWorkItemType(project, 'Riddle')).toBeNull();
    expect((await given.items.getField('System.Title')).name).toBe('Title');
    expect((await given.items.getRelationType(testedBy)).attributes?.oppositeEndReferenceName).toBe(
      'Microsoft.VSTS.Common.TestedBy-Reverse',
    );
    expect((await given.items.getRelationTypes()).map(one => one.referenceName)).toContain('AttachedFile');
  });
});
