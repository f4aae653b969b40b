/** Applies a JSON patch document to a work item draft. */
import { badRequest, Refused } from '../http/answer.ts';
import type { Ask } from '../http/ask.ts';
import { isFields, pick, textAt } from '../http/read.ts';
import { checkRelation, readRelation } from './relations.ts';
import { fieldOf, storedValue, tagText } from './rules.ts';
import type { FieldValue, ItemType, Relation } from './state.ts';
import { fieldNamed } from './types.ts';

type Op = { readonly op: string; readonly path: string; readonly value: unknown };

/** An item under change. */
export type Patched = {
  /** `undefined` while the item is being made. */
  readonly id: number | undefined;
  readonly rev: number | undefined;
  readonly type: ItemType;
  readonly fields: Record<string, FieldValue>;
  readonly relations: Relation[];
  /** Fields the document wrote to, by reference name. */
  readonly touched: Set<string>;
};

/** @throws 415 for another content type, 400 for a document that is none */
export function readOps(ask: Ask): readonly Op[] {
  const type = ask.contentType.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json-patch+json') {
    const message =
      `The request indicated a Content-Type of "${type}" for method type "${ask.method}" which is not supported. ` +
      'Valid content types for this method are: application/json-patch+json.';
    throw new Refused(415, 'VssRequestContentTypeNotSupportedException', message);
  }
  return opsOf(ask.body);
}

function opsOf(body: unknown): readonly Op[] {
  const bad = () => badRequest('You must pass a valid patch document in the body of the request.');
  if (!Array.isArray(body)) throw bad();
  return body.map((row: unknown) => {
    if (!isFields(row)) throw bad();
    const op = textAt(row, 'op')?.toLowerCase();
    const path = textAt(row, 'path');
    if (op === undefined || path === undefined) throw bad();
    return { op, path, value: pick(row, 'value') };
  });
}

export function applyOps(ask: Ask, patched: Patched, ops: readonly Op[]): void {
  for (const op of ops) applyOp(ask, patched, op);
}

function applyOp(ask: Ask, patched: Patched, op: Op): void {
  const [root, ...names] = op.path.split('/').slice(1).map(unescaped);
  const name = names[0] ?? '';
  if (!['add', 'replace', 'remove', 'test'].includes(op.op)) {
    throw badRequest(`The patch operation '${op.op}' is not supported for work items.`);
  }
  switch (root?.toLowerCase()) {
    case 'rev':
      testRev(patched, op);
      return;
    case 'id':
      // Only a batch gives ids to items it makes, to link them with each other.
      return;
    case 'fields':
      applyField(ask, patched, { ...op, name });
      return;
    case 'relations':
      applyRelation(ask, patched, { ...op, names });
      return;
    case 'multilinefieldsformat':
      fieldOf(patched.type, name);
      return;
    default:
      throw badRequest(`The patch path '${op.path}' does not exist on a work item.`);
  }
}

/** JSON pointer escapes: `~1` is a slash, `~0` a tilde. */
function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function testRev({ rev }: Patched, { op, value }: Op): void {
  if (op !== 'test') throw badRequest('The revision of a work item cannot be written, only tested.');
  testEqual('/rev', rev, value);
}

function testEqual(path: string, actual: FieldValue | undefined, expected: unknown): void {
  if (String(actual ?? '') === String(expected ?? '')) return;
  const message = `VS403351: Test Operation for path ${path} failed. Actual value is ${actual ?? ''}, tested value is ${String(expected ?? '')}.`;
  throw new Refused(412, 'TestPatchOperationFailedException', message);
}

function applyField(ask: Ask, patched: Patched, { op, path, value, name }: Op & { name: string }): void {
  const field = fieldOf(patched.type, name);
  const { fields } = patched;
  if (op === 'test') {
    testEqual(path, fields[field.refName], value);
    return;
  }
  if (field.readOnly) {
    // The type may be repeated on creation; everything else that is computed cannot be written.
    if (field.refName === 'System.WorkItemType' && value === fields[field.refName]) return;
    throw new Refused(
      400,
      'RuleValidationException',
      `TF401326: Invalid field status 'ReadOnly' for field '${field.refName}'.`,
    );
  }
  patched.touched.add(field.refName);
  const stored = op === 'remove' ? undefined : storedValue(ask.organisation, field, value);
  if (stored === undefined) {
    delete fields[field.refName];
  } else if (field.refName === 'System.Tags') {
    // "add" puts tags to those that are there, "replace" puts them in their place.
    const before = op === 'add' ? (fields[field.refName] ?? '') : '';
    fields[field.refName] = tagText(`${before};${stored}`);
  } else {
    fields[field.refName] = canonical(patched.type, field.refName, stored);
  }
}

/** A state in another case is the same state. */
function canonical({ states, fields }: ItemType, refName: string, stored: FieldValue): FieldValue {
  const known: readonly FieldValue[] =
    refName === 'System.State' ? states.map(one => one.name) : (fieldNamed(fields, refName)?.allowed ?? []);
  return known.find(one => String(one).toLowerCase() === String(stored).toLowerCase()) ?? stored;
}

function applyRelation(
  ask: Ask,
  { id, relations }: Patched,
  { op, path, value, names }: Op & { names: readonly string[] },
): void {
  const [place = '', part, name] = names;
  if (place === '-' && op === 'add') {
    const relation = readRelation(ask, value);
    checkRelation(ask, { id, has: relations }, relation);
    relations.push(relation);
    return;
  }
  const index = Number(place);
  const relation = relations[index];
  if (place === '' || !relation)
    throw badRequest(`The patch path '${path}' does not exist on the work item.`);
  if (part === undefined && op === 'remove') {
    relations.splice(index, 1);
    return;
  }
  if (part?.toLowerCase() === 'attributes' && name?.toLowerCase() === 'comment' && op !== 'test') {
    relations[index] = { ...relation, comment: op === 'remove' || typeof value !== 'string' ? null : value };
    return;
  }
  throw badRequest(`The patch operation '${op}' is not supported for the path '${path}'.`);
}
