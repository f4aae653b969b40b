/** A plain page of an organisation for people who want to see what stands in the sandbox; it changes nothing. */
import { type Answer, text } from './http/answer.ts';
import type { Call } from './http/handle.ts';
import { addressOf } from './http/router.ts';
import { bugsOf } from './items/bugs.ts';
import { configurationName, latest, titleOf, withDescendants } from './plans/find.ts';
import type { Result, Run } from './runs/state.ts';
import { personNameById } from './shapes.ts';
import type { Organisation, Plan, Point, Project, World } from './state.ts';

/** @returns `undefined` unless a browser asks for an organisation, or for the list of them */
export function pageAnswer(world: World, call: Call): Answer | undefined {
  if (call.method !== 'GET' || !/text\/html/i.test(call.header('accept') ?? '')) return undefined;
  if (call.url.pathname === '/') return html('Sandbox', organisationList(world));
  const address = addressOf(call.url.pathname);
  if (address?.home !== 'main' || address.rest) return undefined;
  const wanted = address.organisation.toLowerCase();
  const organisation = world.organisations.find(one => one.name.toLowerCase() === wanted);
  if (!organisation) return undefined;
  return html(
    organisation.name,
    organisation.projects.map(project => projectPart(organisation, project)).join(''),
  );
}

function escaped(value: unknown): string {
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `
  body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem; color: #222; }
  h1 { font-size: 1.3rem } h2 { font-size: 1.1rem; margin-top: 2rem } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem }
  table { border-collapse: collapse; width: 100%; table-layout: fixed } th { text-align: left; font-weight: 600; color: #666 }
  th, td { padding: .25rem .7rem .25rem 0; border-bottom: 1px solid #e4e4e4; vertical-align: top; overflow-wrap: anywhere }
  td.number { white-space: nowrap; color: #666 } p, td.none { color: #777 }
  .Passed { color: #107c10 } .Failed { color: #a4262c } .Blocked { color: #8a5a00 } .InProgress { color: #005a9e }
`;

function html(title: string, body: string): Answer {
  const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)} – sandbox</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1><p>A sandbox of Azure DevOps on this machine. This page only shows; reload it to see what is new.</p>
${body}</body></html>`;
  const answer = text(200, page, 'text/html; charset=utf-8');
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return { ...answer, headers: { 'content-security-policy': policy, 'cache-control': 'no-store' } };
}

function organisationList({ organisations }: World): string {
  const rows = organisations.map(({ name }) => `<li><a href="/${escaped(name)}">${escaped(name)}</a></li>`);
  return `<ul>${rows.join('')}</ul>`;
}

type Cell = string | number | { readonly html: string };

/** @param heads the columns; one with a width, `Order 4rem`, is as wide in every table */
function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '<p>None yet.</p>';
  const head = heads.map(one => {
    const [words = '', width] = one.split(/ (?=\d+rem$)/);
    return `<th${width === undefined ? '' : ` style="width: ${width}"`}>${escaped(words)}</th>`;
  });
  const cell = (one: Cell) => {
    if (typeof one === 'number') return `<td class="number">${one}</td>`;
    return `<td>${typeof one === 'string' ? escaped(one) : one.html}</td>`;
  };
  const body = rows.map(row => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table><tr>${head.join('')}</tr>\n${body}</table>`;
}

function projectPart(organisation: Organisation, project: Project): string {
  const bugs = organisation.items.filter(
    item =>
      item.projectId === project.id && !item.deleted && !['Test Case', 'Shared Steps'].includes(typeOf(item)),
  );
  const runs = [...project.runs].reverse().map(run => runPart(organisation, run));
  return [
    ...project.plans.map(plan => planPart(organisation, project, plan)),
    `<h2>Runs</h2>${runs.length > 0 ? runs.join('') : '<p>None yet.</p>'}`,
    `<h2>Bugs and other work items</h2>${itemTable(bugs)}`,
  ].join('\n');
}

function planPart(organisation: Organisation, project: Project, plan: Plan): string {
  const root = plan.suites.find(one => one.id === plan.rootSuiteId);
  const suites = root ? withDescendants(plan, root) : [];
  const parts = suites
    .filter(suite => suite.caseIds.length > 0)
    .map(suite => {
      const points = plan.points
        .filter(point => point.suiteId === suite.id)
        .sort((a, b) => suite.caseIds.indexOf(a.caseId) - suite.caseIds.indexOf(b.caseId) || a.id - b.id);
      const rows = points.map(point =>
        pointRow(organisation, project, {
          point,
          order: suite.caseIds.indexOf(point.caseId) + 1,
        }),
      );
      const heads = [
        'Order 4rem',
        'Test case 6rem',
        'Title',
        'Configuration 8rem',
        'Outcome 7rem',
        'Tester 9rem',
        'Last run 5rem',
      ];
      return `<h3>${escaped(suite.name)}</h3>${table(heads, rows)}`;
    });
  return `<h2>${escaped(plan.name)} (${escaped(project.name)}, plan ${plan.id})</h2>${parts.join('\n')}`;
}

type Row = { readonly point: Point; readonly order: number };

function pointRow(organisation: Organisation, project: Project, { point, order }: Row): readonly Cell[] {
  return [
    order,
    point.caseId,
    titleOf(organisation, point.caseId),
    configurationName(project, point.configurationId),
    outcome(
      point.lastRunId === 0
        ? 'Active'
        : point.outcome === 'Unspecified'
          ? point.lastResultState
          : point.outcome,
    ),
    personNameById(organisation, point.testerId),
    point.lastRunId === 0 ? '' : `${point.lastRunId}`,
  ];
}

function outcome(word: string): Cell {
  return { html: `<span class="${escaped(word)}">${escaped(word)}</span>` };
}

function runPart(organisation: Organisation, run: Run): string {
  const heads = [
    'Result 5rem',
    'Test case 22rem',
    'Outcome 7rem',
    'Comment',
    'Steps',
    'Files 7rem',
    'Bugs 4rem',
    'Changed 8rem',
  ];
  const rows = run.results.map(result => resultRow(organisation, run, result));
  return `<h3>Run ${run.id}: ${escaped(run.name)} (${escaped(run.state)})</h3>${table(heads, rows)}`;
}

function resultRow(organisation: Organisation, run: Run, result: Result): readonly Cell[] {
  const actions = result.iterations.flatMap(one => one.actions);
  const steps = actions.map(
    one => `${one.stepIdentifier} ${one.outcome}${one.comment ? `: ${one.comment}` : ''}`,
  );
  return [
    result.id,
    result.caseTitle,
    outcome(result.state === 'Completed' ? result.outcome : result.state),
    result.comment,
    lines(steps),
    lines(result.attachments.map(one => one.fileName)),
    bugsOf(organisation, run.id, result.id).join(', '),
    result.at.slice(0, 16).replace('T', ' '),
  ];
}

function lines(rows: readonly string[]): Cell {
  return { html: rows.map(escaped).join('<br>') };
}

function typeOf(item: Organisation['items'][number]): string {
  return String(latest(item).fields['System.WorkItemType']);
}

function itemTable(items: Organisation['items']): string {
  const value = (item: Organisation['items'][number], name: string) =>
    String(latest(item).fields[name] ?? '');
  const rows = [...items]
    .reverse()
    .map(item => [
      item.id,
      typeOf(item),
      value(item, 'System.Title'),
      value(item, 'System.State'),
      value(item, 'Microsoft.VSTS.Common.Severity'),
      value(item, 'Microsoft.VSTS.Common.Priority'),
      value(item, 'System.Tags'),
      String(item.comments.filter(one => !one.deleted).length),
    ]);
  const heads = [
    'Item 5rem',
    'Type 6rem',
    'Title',
    'State 6rem',
    'Severity 7rem',
    'Priority 5rem',
    'Tags',
    'Comments 6rem',
  ];
  return table(heads, rows);
}
