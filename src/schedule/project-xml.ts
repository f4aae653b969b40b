// A plan saved by Microsoft Project as XML, as a table of its tasks.
// Source: "Microsoft Project XML Data Interchange schema" (MSPDI) on Microsoft Learn, elements of Task, Resource and Assignment.
import { daysAfter } from '../domain/days.ts';
import { Unreadable } from '../files/unreadable.ts';
import { readXml } from '../files/xml.ts';
import type { Grid, GridCell, GridRow } from '../sheets/grid.ts';

/** A record of the file: its own elements by name, and the records inside it. */
type Node = { readonly name: string; text: string; readonly children: Node[] };

export type ProjectXml = {
  readonly grid: Grid;
  /** Every text of the file with its place, for the guard. */
  readonly texts: readonly { readonly place: string; readonly label: string; readonly text: string }[];
};

const deepest = 50;

/**
 * @param isTest whether a name is that of a test case
 * @returns undefined when it is XML of another kind, or none
 */
export function readProjectXml(source: string, isTest: (name: string) => boolean): ProjectXml | undefined {
  const project = treeOf(source);
  if (project === undefined) return undefined;
  const tasks = below(project, 'Tasks', 'Task').filter(task => textOf(task, 'IsNull') !== '1');
  const byUid = new Map(tasks.map(task => [textOf(task, 'UID'), task]));
  const resources = new Map(
    below(project, 'Resources', 'Resource').map(each => [textOf(each, 'UID'), textOf(each, 'Name')]),
  );
  const assigned = new Map<string, string[]>();
  for (const each of below(project, 'Assignments', 'Assignment')) {
    const name = resources.get(textOf(each, 'ResourceUID')) ?? '';
    const uid = textOf(each, 'TaskUID');
    if (name !== '') assigned.set(uid, [...(assigned.get(uid) ?? []), name]);
  }
  const aliases = new Map(
    below(project, 'ExtendedAttributes', 'ExtendedAttribute').map(each => [
      textOf(each, 'FieldID'),
      textOf(each, 'Alias') || textOf(each, 'FieldName'),
    ]),
  );
  const names = [
    'Task Name',
    'Start',
    'Finish',
    'Resource Names',
    'Waits for',
    'Kind',
    'Notes',
    ...aliases.values(),
  ];
  const dayBegins = textOf(project, 'DefaultStartTime');
  const columns = new Map([...new Set(names)].map((text, place) => [text, place + 1]));
  // A task that was taken out of the plan is not planned.
  const active = tasks.filter(task => textOf(task, 'Active') !== '0');
  const rows = planned(active, isTest).map((task): GridRow => {
    const said: readonly (readonly [string, string])[] = [
      ['Task Name', textOf(task, 'Name')],
      ['Start', startOf(task, dayBegins)],
      ['Finish', finishOf(task)],
      ['Resource Names', (assigned.get(textOf(task, 'UID')) ?? []).join(', ')],
      ['Waits for', waitsFor(task, byUid)],
      ['Kind', isMilestone(task) ? 'Milestone' : 'Task'],
      ['Notes', textOf(task, 'Notes')],
      ...children(task, 'ExtendedAttribute').map(
        each => [aliases.get(textOf(each, 'FieldID')) ?? '', textOf(each, 'Value')] as const,
      ),
    ];
    const place = placeOf(task);
    return {
      place,
      cells: new Map(
        said.flatMap(([heading, text]): [number, GridCell][] => {
          const column = columns.get(heading);
          const plain = text.replace(/\s+/g, ' ').trim();
          if (column === undefined || plain === '') return [];
          return [[column, { text: plain, place: `${place}, ${heading}` }]];
        }),
      ),
    };
  });
  const headings = [...columns].map(([text, column]) => ({ text, column }));
  return { grid: { name: 'tasks', headings, rows }, texts: [...textsOf(project, '')] };
}

/**
 * A summary stands for the tasks below it. Where it is named after a test case, and none of them is, they are its steps:
 * then it is the test.
 */
function planned(tasks: readonly Node[], isTest: (name: string) => boolean): readonly Node[] {
  const named = (task: Node) => isTest(textOf(task, 'Name'));
  const isSummary = (task: Node) => textOf(task, 'Summary') === '1';
  const steps = new Set<Node>();
  const tests = new Set<Node>();
  for (const [place, task] of tasks.entries()) {
    if (!isSummary(task) || !named(task)) continue;
    const below = tasksBelow(tasks, place);
    if (below.some(named)) continue;
    tests.add(task);
    for (const step of below) steps.add(step);
  }
  return tasks.filter(task => tests.has(task) || (!isSummary(task) && !steps.has(task)));
}

function tasksBelow(tasks: readonly Node[], place: number): readonly Node[] {
  const level = (task: Node | undefined) =>
    task === undefined ? 0 : Number(textOf(task, 'OutlineLevel') || Number.NaN);
  const own = level(tasks[place]);
  const end = tasks.findIndex((task, at) => at > place && !(level(task) > own));
  return tasks.slice(place + 1, end === -1 ? undefined : end);
}

/** Every task has a time of day: that at which each working day begins says nothing. */
function startOf(task: Node, dayBegins: string): string {
  const [day = '', time = ''] = textOf(task, 'Start').split('T');
  return time === dayBegins ? day : `${day}${time === '' ? '' : `T${time}`}`;
}

/** Midnight at the end of a day is written as the beginning of the next. */
function finishOf(task: Node): string {
  const [day = '', time = ''] = textOf(task, 'Finish').split('T');
  return time === '00:00:00' && day > textOf(task, 'Start').slice(0, 10) ? daysAfter(day, -1) : day;
}

/** Of the tasks before it those that are no work of this plan: milestones, and tasks of another file. */
function waitsFor(task: Node, byUid: ReadonlyMap<string, Node>): string {
  return children(task, 'PredecessorLink')
    .flatMap(link => {
      if (textOf(link, 'CrossProject') === '1') return [textOf(link, 'CrossProjectName')];
      const before = byUid.get(textOf(link, 'PredecessorUID'));
      return before !== undefined && isMilestone(before) ? [textOf(before, 'Name')] : [];
    })
    .filter(name => name !== '')
    .join('; ');
}

function isMilestone(task: Node): boolean {
  return textOf(task, 'Milestone') === '1' || textOf(task, 'ExternalTask') === '1';
}

function treeOf(source: string): Node | undefined {
  const root: Node = { name: '', text: '', children: [] };
  const open: Node[] = [root];
  readXml(source, {
    open({ name }) {
      if (open.length > deepest) throw new Unreadable('nested deeper than any plan');
      const node: Node = { name, text: '', children: [] };
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    text({ text }) {
      const node = open.at(-1);
      if (node !== undefined) node.text += text;
    },
    close() {
      if (open.length > 1) open.pop();
    },
  });
  const project = root.children.find(({ name }) => name === 'Project');
  return project !== undefined && children(project, 'Tasks').length > 0 ? project : undefined;
}

function* textsOf(node: Node, place: string): Generator<ProjectXml['texts'][number]> {
  for (const child of node.children) {
    const inside = child.name === 'Task' || child.name === 'Resource' ? placeOf(child) : place;
    const text = child.children.length === 0 ? child.text.trim() : '';
    if (text !== '')
      yield { place: inside === '' ? child.name : `${inside}, ${child.name}`, label: child.name, text };
    yield* textsOf(child, inside);
  }
}

function placeOf(node: Node): string {
  return `${node.name.toLowerCase()} ${textOf(node, 'ID') || textOf(node, 'UID')}`;
}

function below(node: Node, list: string, name: string): readonly Node[] {
  return children(node, list).flatMap(each => children(each, name));
}

function children(node: Node, name: string): readonly Node[] {
  return node.children.filter(child => child.name === name);
}

function textOf(node: Node, name: string): string {
  return node.children.find(child => child.name === name)?.text.trim() ?? '';
}
