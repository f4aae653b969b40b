// A plan saved by Microsoft Project as XML, as a table of its tasks.
// Source: "Microsoft Project XML Data Interchange schema" (MSPDI) on Microsoft Learn, elements of Task, Resource and Assignment.
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

/** @returns undefined when it is XML of another kind, or none */
export function readProjectXml(source: string): ProjectXml | undefined {
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
  const names = ['Task Name', 'Start', 'Finish', 'Resource Names', 'Waits for', 'Kind', ...aliases.values()];
  const columns = new Map([...new Set(names)].map((text, place) => [text, place + 1]));
  const rows = tasks
    // A summary stands for the tasks below it; a task that was taken out of the plan is not planned.
    .filter(task => textOf(task, 'Summary') !== '1' && textOf(task, 'Active') !== '0')
    .map((task): GridRow => {
      const said: readonly (readonly [string, string])[] = [
        ['Task Name', textOf(task, 'Name')],
        ['Start', textOf(task, 'Start')],
        ['Finish', textOf(task, 'Finish')],
        ['Resource Names', (assigned.get(textOf(task, 'UID')) ?? []).join(', ')],
        ['Waits for', waitsFor(task, byUid)],
        ['Kind', isMilestone(task) ? 'Milestone' : 'Task'],
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
