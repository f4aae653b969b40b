/** The rules of a work item type: what a field takes, which fields must have a value. */
import { badRequest, Refused } from '../http/answer.ts';
import { whoIs } from '../shapes.ts';
import type { Organisation, Project } from '../state.ts';
import { cleanHtml } from './html.ts';
import type { FieldValue, ItemField, ItemType } from './state.ts';
import { fieldNamed } from './types.ts';

function ruleError(message: string): Refused {
  return new Refused(400, 'RuleValidationException', message);
}

/** @throws 400 for a field that the type does not have */
export function fieldOf(type: ItemType, name: string): ItemField {
  const field = fieldNamed(type.fields, name);
  if (field) return field;
  throw new Refused(
    400,
    'WorkItemTrackingFieldDefinitionNotFoundException',
    `TF51535: Cannot find field ${name}.`,
  );
}

/** What is stored for a value that a client sent; `undefined` empties the field.
 *  @throws 400 for a value that the field cannot take */
export function storedValue(
  organisation: Organisation,
  field: ItemField,
  value: unknown,
): FieldValue | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const wrong = (why: string) =>
    ruleError(`TF401326: Invalid field status '${why}' for field '${field.refName}'.`);
  switch (field.kind) {
    case 'integer':
    case 'double': {
      const number = typeof value === 'string' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) throw wrong('InvalidType');
      if (field.kind === 'integer' && !Number.isInteger(number)) throw wrong('InvalidType');
      return number;
    }
    case 'boolean':
      return booleanOf(value, wrong);
    case 'dateTime': {
      const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      if (Number.isNaN(time)) throw wrong('InvalidDate');
      return new Date(time).toISOString();
    }
    case 'identity': {
      const who = whoIs(organisation, value);
      if (who) return who.id;
      throw ruleError(`The identity value for field '${field.name}' is an unknown identity.`);
    }
    case 'html':
    case 'history':
      return cleanHtml(wordsOf(value, wrong));
    case 'plainText':
    case 'treePath':
      return wordsOf(value, wrong);
    case 'string': {
      const text = wordsOf(value, wrong);
      if (text.length > 255) throw wrong('InvalidTooLong');
      return text;
    }
  }
}

type Wrong = (why: string) => Refused;

function booleanOf(value: unknown, wrong: Wrong): boolean {
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  if (text !== 'true' && text !== 'false') throw wrong('InvalidType');
  return text === 'true';
}

function wordsOf(value: unknown, wrong: Wrong): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw wrong('InvalidType');
}

/** Trimmed, without doubles in any case, in alphabetical order, joined as Azure DevOps joins them. */
export function tagText(text: string): string {
  const tags = new Map<string, string>();
  for (const part of text.split(/[;,]/)) {
    const tag = part.trim();
    if (tag !== '' && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  const all = [...tags.values()];
  if (all.length > 100) throw badRequest('VS403660: A work item cannot have more than 100 tags.');
  if (all.some(tag => tag.length > 400))
    throw badRequest('TF401407: A tag cannot be longer than 400 characters.');
  return all.sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())).join('; ');
}

type Fields = Readonly<Record<string, FieldValue>>;

/** @throws 400 for a required field without value, a value outside its list, a state or path that does not exist */
export function checkRules(project: Project, type: ItemType, fields: Fields): void {
  for (const field of type.fields) {
    if (field.readOnly) continue;
    const value = fields[field.refName];
    if (value === undefined) {
      if (!field.required) continue;
      const code = 'Required, HasValues, LimitedToValues, AllowsOldValue, InvalidEmpty';
      throw ruleError(`TF401320: Rule Error for field ${field.name}. Error code: ${code}.`);
    }
    const allowed = allowedValues(project, type, field);
    if (!allowed || allowed.includes(value)) continue;
    if (field.kind === 'treePath') {
      throw ruleError(`TF401347: Invalid tree name given for work item, field '${field.refName}'.`);
    }
    throw ruleError(
      `The field '${field.name}' contains the value '${value}' that is not in the list of supported values`,
    );
  }
}

/** `undefined` where any value will do. */
export function allowedValues(
  project: Project,
  type: ItemType,
  field: ItemField,
): readonly FieldValue[] | undefined {
  if (field.refName === 'System.State') return type.states.map(state => state.name);
  if (field.refName === 'System.AreaPath') return project.areas;
  if (field.refName === 'System.IterationPath') return project.iterations;
  return field.allowed.length > 0 ? field.allowed : undefined;
}
