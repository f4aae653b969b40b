/** Reads request bodies as Azure DevOps does: property names in any case, numbers and booleans also as strings. */
import { badRequest } from './answer.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws 400 when the body is no JSON object */
export function fieldsOf(value: unknown, what: string): Fields {
  if (isFields(value)) return value;
  throw badRequest(`Value cannot be null. Parameter name: ${what}`);
}

/** @throws 400 when the body is no JSON array */
export function rowsOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw badRequest(`Value cannot be null. Parameter name: ${what}`);
}

/** The property of that name in any case; `undefined` where it is missing or null. */
export function pick(from: unknown, name: string): unknown {
  if (!isFields(from)) return undefined;
  const exact = from[name];
  if (exact !== undefined) return exact ?? undefined;
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(from))
    if (key.toLowerCase() === wanted) return value ?? undefined;
  return undefined;
}

export function has(from: unknown, name: string): boolean {
  return pick(from, name) !== undefined;
}

export function textAt(from: unknown, name: string): string | undefined {
  const value = pick(from, name);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function numberAt(from: unknown, name: string): number | undefined {
  return numberOf(pick(from, name));
}

export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function flagAt(from: unknown, name: string): boolean | undefined {
  const value = pick(from, name);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return value.toLowerCase() === 'true';
}

export function rowsAt(from: unknown, name: string): readonly unknown[] {
  const value = pick(from, name);
  return Array.isArray(value) ? value : [];
}

/** An instant in the form the store keeps: ISO 8601, UTC, milliseconds.
 *  @throws 400 when the property is there and is no date */
export function instantAt(from: unknown, name: string): string | undefined {
  const value = pick(from, name);
  if (value === undefined) return undefined;
  return instantOf(value, name);
}

export function instantOf(value: unknown, name: string): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw badRequest(`The value of '${name}' is not a valid date and time.`);
  return new Date(time).toISOString();
}
