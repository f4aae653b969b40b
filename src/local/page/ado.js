// The panel at the right: how the selected LDSO stands in the sandbox's Azure DevOps.
import { element, timeText } from './element.js';

const marks = { Passed: '✓', Failed: '✕', Blocked: '⊘', InProgress: '▸', 'In progress': '▸' };
let seen = new Map();
let seenOf;

/** Rows that changed since the last drawing light up for a moment. */
export function drawAdo(place, ldso, panel) {
  const rows = new Map();
  const isFirst = seenOf !== ldso;
  const row = (key, content, ...children) => {
    const state = JSON.stringify(content);
    rows.set(key, state);
    const isFresh = !isFirst && seen.get(key) !== state;
    return element('li', { class: isFresh ? 'fresh' : undefined }, ...children);
  };
  const top = place.scrollTop;
  place.replaceChildren(
    section('Test plan', panel.tests, test => testRow(test, row), 'The plan holds no tests.'),
    section('Bugs', [...panel.bugs].reverse(), bug => bugRow(bug, row), 'No bugs.'),
    section(
      'Test runs',
      [...panel.runs].reverse(),
      run => runRow(run, row),
      'No runs yet: the first notification makes one.',
    ),
  );
  place.scrollTop = top;
  seen = rows;
  seenOf = ldso;
}

function section(title, items, rowOf, nothing) {
  return element(
    'section',
    {},
    element('h3', {}, title, element('span', { class: 'count' }, String(items.length))),
    items.length === 0 ? element('p', { class: 'quiet' }, nothing) : element('ul', {}, items.map(rowOf)),
  );
}

function testRow(test, row) {
  return row(
    `test/${test.id}`,
    test,
    element(
      'div',
      { class: 'line' },
      element('span', { class: 'id' }, String(test.id)),
      element('span', { class: 'name', title: test.name }, test.name),
      chip(test.outcome),
    ),
    test.lastRun === undefined
      ? undefined
      : element('p', { class: 'quiet' }, `last run ${timeText(test.lastRun)}`),
  );
}

function runRow(run, row) {
  return row(
    `run/${run.id}`,
    run,
    element(
      'div',
      { class: 'line' },
      element('span', { class: 'id' }, `Run ${run.id}`),
      element('span', { class: 'name', title: run.name }, run.name),
      element('span', { class: 'quiet' }, run.state),
    ),
    element(
      'ul',
      {},
      run.results.map(result =>
        element(
          'li',
          {},
          element(
            'div',
            { class: 'line' },
            element('span', { class: 'id name' }, `Test ${result.testCaseId}`),
            chip(result.outcome),
          ),
          note('First step', result.stepComment),
          note('Comment', result.comment),
        ),
      ),
    ),
  );
}

function bugRow(bug, row) {
  const levels = [
    bug.severity,
    bug.priority === undefined ? undefined : String(bug.priority).replace(/^(?=\d)/, 'P'),
  ];
  return row(
    `bug/${bug.id}`,
    bug,
    element(
      'div',
      { class: 'line' },
      element('span', { class: 'id' }, `#${bug.id}`),
      element('span', { class: 'name', title: bug.title }, bug.title),
      element('span', { class: 'quiet' }, bug.state),
    ),
    element(
      'div',
      { class: 'levels' },
      ...levels
        .filter(level => level !== undefined && level !== '')
        .map(level => element('span', { class: 'chip' }, level)),
      ...bug.links.map(link => element('span', { class: 'quiet' }, link)),
    ),
  );
}

function note(title, text) {
  if (text === undefined || text === '') return undefined;
  return element('p', { class: 'note' }, element('span', { class: 'quiet' }, `${title}: `), text);
}

function chip(outcome) {
  const kind = outcome.toLowerCase().replaceAll(' ', '');
  return element(
    'span',
    { class: `chip ${kind}` },
    marks[outcome] === undefined ? outcome : `${marks[outcome]} ${outcome}`,
  );
}
