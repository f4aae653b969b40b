/** Answers work item queries from the state. */
import { type Answer, badRequest, ok, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, numberQuery } from '../http/ask.ts';
import { fieldsOf, textAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { whoIs } from '../shapes.ts';
import { type ItemView, itemUrl, rawValue, viewOf } from './shape.ts';
import type { FieldValue, Item, ItemField } from './state.ts';
import { knownFields } from './type-routes.ts';
import { fieldNamed } from './types.ts';
import { type Condition, type Operand, parseWiql, syntaxError } from './wiql-parse.ts';

const most = { items: 20_000, characters: 32_000 };

function wiqlAnswer(ask: Ask): Answer {
  const text = textAt(fieldsOf(ask.body, 'wiql'), 'query');
  if (!text) throw badRequest('Value cannot be null. Parameter name: wiql');
  if (text.length > most.characters)
    throw syntaxError(`The query is longer than ${most.characters} characters.`);
  const query = parseWiql(text);
  const fields = knownFields({ ...ask, project: undefined });
  const setting: Setting = { ask, fields, byTheSecond: flagQuery(ask, 'timePrecision') };
  const columns = query.columns.map(name => queried(setting, name));
  const sort = query.orderBy.map(({ field, descending }) => ({ field: queried(setting, field), descending }));
  const found = visible(ask)
    .map(item => viewOf(ask, item))
    .filter(view => !query.where || holds(setting, view, query.where));
  const rows = sorted(found, sort).slice(0, numberQuery(ask, '$top') ?? Number.POSITIVE_INFINITY);
  if (rows.length > most.items) {
    const message = `VS402337: The number of work items returned exceeds the size limit of ${most.items}.`;
    throw new Refused(400, 'WorkItemTrackingQueryResultSizeLimitExceededException', message);
  }
  return ok({
    queryType: 'flat',
    queryResultType: 'workItem',
    asOf: ask.now,
    columns: columns.map(field => reference(ask, field)),
    sortColumns:
      sort.length > 0 ? sort.map(one => ({ ...one, field: reference(ask, one.field) })) : undefined,
    workItems: rows.map(({ item }) => ({ id: item.id, url: itemUrl(ask, item.id) })),
  });
}

/** The query index lags behind: an item made a moment ago may not be found yet. */
function visible(ask: Ask): readonly Item[] {
  const until = Date.parse(ask.now) - ask.house.wiqlLagInMs();
  return ask.organisation.items.filter(item => {
    const made = item.revisions[0]?.at ?? ask.now;
    return !item.deleted && Date.parse(made) <= until;
  });
}

type Setting = { readonly ask: Ask; readonly fields: readonly ItemField[]; readonly byTheSecond: boolean };

function queried({ fields }: Setting, name: string): ItemField {
  const field = fieldNamed(fields, name);
  if (field) return field;
  throw syntaxError(
    `TF51005: The query references a field that does not exist. The error is caused by «[${name}]».`,
  );
}

function reference(ask: Ask, { refName, name }: ItemField): object {
  return { referenceName: refName, name, url: `${ask.base}/_apis/wit/fields/${refName}` };
}

function sorted(
  views: readonly ItemView[],
  by: readonly { readonly field: ItemField; readonly descending: boolean }[],
): readonly ItemView[] {
  return [...views].sort((a, b) => {
    for (const { field, descending } of by) {
      const order = compare(rawValue(a, field.refName), rawValue(b, field.refName));
      if (order !== 0) return descending ? -order : order;
    }
    return a.item.id - b.item.id;
  });
}

/** Empty values come first. */
function compare(a: FieldValue | undefined, b: FieldValue | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).toLowerCase().localeCompare(String(b).toLowerCase());
}

function holds(setting: Setting, view: ItemView, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every(part => holds(setting, view, part));
    case 'or':
      return condition.parts.some(part => holds(setting, view, part));
    case 'not':
      return !holds(setting, view, condition.part);
    case 'compare':
      return comparison(setting, view, condition);
  }
}

type Comparison = Extract<Condition, { kind: 'compare' }>;

function comparison(
  setting: Setting,
  view: ItemView,
  { field: name, operator, operands }: Comparison,
): boolean {
  const field = queried(setting, name);
  const actual = rawValue(view, field.refName);
  const values = operands.map(operand => operandValue(setting, view, { field, operand }));
  const [value] = values;
  const equal = (one: FieldValue | undefined) => compareAs(setting, field, actual, one) === 0;
  switch (operator) {
    case '=':
      return equal(value);
    case '<>':
      return !equal(value);
    case 'IN':
      return values.some(equal);
    case 'NOT IN':
      return !values.some(equal);
    case 'IS EMPTY':
      return actual === undefined;
    case 'IS NOT EMPTY':
      return actual !== undefined;
    case 'EVER':
    case 'WAS EVER':
      return view.item.revisions.some(revision => {
        return compareAs(setting, field, rawValue({ ...view, revision }, field.refName), value) === 0;
      });
    case 'CONTAINS':
    case 'CONTAINS WORDS':
      return contains(field, actual, value);
    case 'NOT CONTAINS':
    case 'NOT CONTAINS WORDS':
      return !contains(field, actual, value);
    case 'UNDER':
      return under(actual, value);
    case 'NOT UNDER':
      return !under(actual, value);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return actual !== undefined && ordered(operator, compareAs(setting, field, actual, value));
    default:
      throw syntaxError(`The sandbox does not know the operator «${operator}».`);
  }
}

function ordered(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Dates count by the day unless the request asks for the time too. */
function compareAs(
  setting: Setting,
  field: ItemField,
  actual: FieldValue | undefined,
  value: FieldValue | undefined,
): number {
  const blank = value === '' ? undefined : value;
  if (field.kind !== 'dateTime' || setting.byTheSecond) return compare(actual, blank);
  const day = (one: FieldValue | undefined) => (one === undefined ? undefined : String(one).slice(0, 10));
  return compare(day(actual), day(blank));
}

function contains(field: ItemField, actual: FieldValue | undefined, value: FieldValue | undefined): boolean {
  const wanted = String(value ?? '').toLowerCase();
  const text = String(actual ?? '').toLowerCase();
  // A tag is found by its whole name only.
  if (field.refName === 'System.Tags') return text.split('; ').includes(wanted);
  return text.includes(wanted);
}

function under(actual: FieldValue | undefined, value: FieldValue | undefined): boolean {
  const path = String(actual ?? '').toLowerCase();
  const root = String(value ?? '').toLowerCase();
  return path === root || path.startsWith(`${root}\\`);
}

type Asked = { readonly field: ItemField; readonly operand: Operand };

function operandValue(setting: Setting, view: ItemView, { field, operand }: Asked): FieldValue | undefined {
  switch (operand.kind) {
    case 'number':
      return operand.number;
    case 'field':
      return rawValue(view, queried(setting, operand.field).refName);
    case 'macro':
      return macroValue(setting.ask, operand);
    case 'text':
      return textValue(setting, field, operand.text);
  }
}

function textValue({ ask, byTheSecond }: Setting, field: ItemField, text: string): FieldValue | undefined {
  if (text === '') return undefined;
  switch (field.kind) {
    case 'integer':
    case 'double': {
      const number = Number(text);
      if (Number.isNaN(number))
        throw syntaxError(`The value «${text}» for the field ${field.name} is no number.`);
      return number;
    }
    case 'boolean':
      return text.toLowerCase() === 'true';
    case 'identity':
      return whoIs(ask.organisation, text)?.id ?? text;
    case 'dateTime': {
      const time = Date.parse(text);
      if (Number.isNaN(time))
        throw syntaxError(`The value «${text}» for the field ${field.name} is no date.`);
      if (!byTheSecond && /\d:\d/.test(text)) {
        throw syntaxError(
          'You cannot supply a time with the date when running a query using date precision.',
        );
      }
      return new Date(time).toISOString();
    }
    default:
      return text;
  }
}

function macroValue(ask: Ask, { name, days }: Extract<Operand, { kind: 'macro' }>): FieldValue {
  if (name === 'me') return ask.by.id;
  if (name === 'project') {
    if (ask.project) return ask.project.name;
    throw syntaxError('The macro @project needs a project in the address of the request.');
  }
  if (name !== 'today') throw syntaxError(`The sandbox does not know the macro «@${name}».`);
  const midnight = Date.parse(`${ask.now.slice(0, 10)}T00:00:00.000Z`);
  return new Date(midnight + days * 24 * 60 * 60 * 1000).toISOString();
}

export const wiqlRoutes: readonly Route[] = [
  { method: 'POST', path: 'wit/wiql', scope: 'either', answer: wiqlAnswer },
];
