/** The work item types of a project that says nothing else: an Agile-like Bug, Task, Issue, Test Case, Shared Steps. */
import type { FieldKind, FieldValue, ItemField, ItemType, StateCategory } from './state.ts';

type Extra = Partial<Pick<ItemField, 'required' | 'readOnly' | 'allowed' | 'initial'>>;

function field(refName: string, name: string, kind: FieldKind, extra: Extra = {}): ItemField {
  return { refName, name, kind, required: false, readOnly: false, allowed: [], initial: null, ...extra };
}

const computed = { readOnly: true };

/** What every work item has. States are checked against the type, paths against the project. */
const common: readonly ItemField[] = [
  field('System.Id', 'ID', 'integer', computed),
  field('System.Rev', 'Rev', 'integer', computed),
  field('System.TeamProject', 'Team Project', 'string', computed),
  field('System.WorkItemType', 'Work Item Type', 'string', computed),
  field('System.CreatedDate', 'Created Date', 'dateTime', computed),
  field('System.CreatedBy', 'Created By', 'identity', computed),
  field('System.ChangedDate', 'Changed Date', 'dateTime', computed),
  field('System.ChangedBy', 'Changed By', 'identity', computed),
  field('System.CommentCount', 'Comment Count', 'integer', computed),
  field('System.AreaPath', 'Area Path', 'treePath'),
  field('System.IterationPath', 'Iteration Path', 'treePath'),
  field('System.Title', 'Title', 'string', { required: true }),
  field('System.State', 'State', 'string', { required: true }),
  field('System.Reason', 'Reason', 'string'),
  field('System.AssignedTo', 'Assigned To', 'identity'),
  field('System.Tags', 'Tags', 'plainText'),
  field('System.Description', 'Description', 'html'),
  field('System.History', 'History', 'history'),
  field('Microsoft.VSTS.Common.StateChangeDate', 'State Change Date', 'dateTime', computed),
  field('Microsoft.VSTS.Common.Priority', 'Priority', 'integer', { allowed: [1, 2, 3, 4], initial: 2 }),
];

const severities: readonly FieldValue[] = ['1 - Critical', '2 - High', '3 - Medium', '4 - Low'];
const steps = field('Microsoft.VSTS.TCM.Steps', 'Steps', 'html');

const states = (...rows: readonly (readonly [string, StateCategory])[]) =>
  rows.map(([name, category]) => ({ name, category }));

const usual: readonly ItemType[] = [
  {
    name: 'Bug',
    states: states(
      ['New', 'Proposed'],
      ['Active', 'InProgress'],
      ['Resolved', 'Resolved'],
      ['Closed', 'Completed'],
    ),
    fields: [
      field('Microsoft.VSTS.Common.Severity', 'Severity', 'string', {
        required: true,
        allowed: severities,
        initial: '3 - Medium',
      }),
      field('Microsoft.VSTS.TCM.ReproSteps', 'Repro Steps', 'html'),
      field('Microsoft.VSTS.TCM.SystemInfo', 'System Info', 'html'),
      field('Microsoft.VSTS.Build.FoundIn', 'Found In', 'string'),
      field('Microsoft.VSTS.Common.ResolvedReason', 'Resolved Reason', 'string'),
    ],
  },
  {
    name: 'Task',
    states: states(
      ['New', 'Proposed'],
      ['Active', 'InProgress'],
      ['Closed', 'Completed'],
      ['Removed', 'Removed'],
    ),
    fields: [field('Microsoft.VSTS.Common.Activity', 'Activity', 'string')],
  },
  {
    name: 'Issue',
    states: states(['Active', 'InProgress'], ['Closed', 'Completed']),
    fields: [field('Microsoft.VSTS.Scheduling.DueDate', 'Due Date', 'dateTime')],
  },
  {
    name: 'Test Case',
    states: states(['Design', 'Proposed'], ['Ready', 'InProgress'], ['Closed', 'Completed']),
    fields: [
      steps,
      field('Microsoft.VSTS.TCM.AutomationStatus', 'Automation status', 'string', {
        initial: 'Not Automated',
      }),
    ],
  },
  {
    name: 'Shared Steps',
    states: states(['Active', 'InProgress'], ['Closed', 'Completed']),
    fields: [steps],
  },
];

/** @param own types of the seed: each is added, or takes the place of the usual one of that name */
export function itemTypes(own: readonly ItemType[]): readonly ItemType[] {
  const names = new Set(own.map(type => type.name.toLowerCase()));
  const all = [...usual.filter(type => !names.has(type.name.toLowerCase())), ...own];
  return all.map(type => ({ ...type, fields: withCommon(type.fields) }));
}

function withCommon(own: readonly ItemField[]): readonly ItemField[] {
  const names = new Set(own.map(one => one.refName.toLowerCase()));
  return [...common.filter(one => !names.has(one.refName.toLowerCase())), ...own];
}

export function typeNamed(types: readonly ItemType[], name: string): ItemType | undefined {
  return types.find(type => type.name.toLowerCase() === name.toLowerCase());
}

/** By reference name or by the name people see, in any case. */
export function fieldNamed(fields: readonly ItemField[], name: string): ItemField | undefined {
  const wanted = name.toLowerCase();
  return fields.find(one => one.refName.toLowerCase() === wanted || one.name.toLowerCase() === wanted);
}
