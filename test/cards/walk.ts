// Walks through a card as plain JSON.
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object in a card with a `type`: elements, columns, actions, cards in cards, and what stands in as fallback. */
export function elementsOf(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([name, each]) => (name === 'data' ? [] : elementsOf(each)));
  return typeof value.type === 'string' ? [value, ...inner] : inner;
}

export function ofType(card: unknown, type: string): readonly Json[] {
  return elementsOf(card).filter(element => element.type === type);
}

/** The Markdown of a card, block by block. */
export function textsOf(card: unknown): readonly string[] {
  return ofType(card, 'TextBlock').map(block => String(block.text));
}

/** Every string of a card, wherever it stands. */
export function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  return isObject(value) ? Object.values(value).flatMap(stringsOf) : [];
}
