// Holds a card against the object model of Microsoft's own renderer, as version 1.5.
import { createRequire } from 'node:module';
import { lineChart } from './chart-schema.ts';
import { elementsOf, isObject, type Json } from './walk.ts';

type Named = { readonly name: string; readonly targetVersion: { compareTo(other: unknown): number } };
type Schema = { getCount(): number; getItemAt(place: number): Named };
type Made = new () => { getSchema(): Schema };
type Registry = { findByName(type: string): { readonly objectType: Made } | undefined };
/** As much of the package as is used here: its own types pull in sources that this project's settings refuse. */
type ObjectModel = {
  readonly Versions: { readonly v1_5: unknown };
  readonly SerializationContext: new (
    version: unknown,
  ) => { readonly eventCount: number; getEventAt(place: number): { readonly message: string } };
  readonly AdaptiveCard: new () => InstanceType<Made> & {
    parse(card: Json, context: unknown): void;
    validateProperties(): { readonly validationEvents: readonly { readonly message: string }[] };
  };
  readonly Column: Made;
  readonly GlobalRegistry: { readonly elements: Registry; readonly actions: Registry };
};

// The package's own entry is ES modules without file names in its imports, which Node cannot load; the bundle it can.
const require = createRequire(import.meta.url);
const cards: ObjectModel = require('adaptivecards/dist/adaptivecards.js');

/** @returns what the renderer says against the card, in its words; empty when it takes it as it is */
export function complaints(card: Json): readonly string[] {
  const fallbacks = elementsOf(card).flatMap(element =>
    isObject(element.fallback) ? [element.fallback] : [],
  );
  return [
    ...parsed(card).filter(event => !isOfChart(event)),
    ...fallbacks.flatMap(fallback => parsed({ type: 'AdaptiveCard', version: '1.5', ...placed(fallback) })),
    ...elementsOf(card).flatMap(unknownProperties),
  ];
}

/** The renderer of version 1.5 has no charts; Teams has. Without a fallback one would leave a hole elsewhere. */
function isOfChart(event: string): boolean {
  return event === 'Unknown element type "Chart.Line". Fallback will be used if present.';
}

function placed(fallback: Json): Json {
  return String(fallback.type).startsWith('Action.') ? { actions: [fallback] } : { body: [fallback] };
}

function parsed(card: Json): readonly string[] {
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  const it = new cards.AdaptiveCard();
  it.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, place) => context.getEventAt(place).message);
  return [...events, ...it.validateProperties().validationEvents.map(event => event.message)];
}

// Read by the parser itself, beside the schema of the class.
const structural: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['$schema', 'msteams', 'body', 'actions', 'fallbackText', 'version'],
  Container: ['items'],
  Column: ['items', 'width'],
  ColumnSet: ['columns'],
  ActionSet: ['actions'],
  RichTextBlock: ['inlines'],
  'Action.ShowCard': ['card'],
};

/** The parser passes over a property that it does not know: a misspelt one would never be noticed. */
function unknownProperties(element: Json): readonly string[] {
  const type = String(element.type);
  if (type === 'Chart.Line')
    return (lineChart.safeParse(element).error?.issues ?? []).map(
      ({ path, message }) => `${type} ${path.join('.')}: ${message}`,
    );
  const known = new Set([...schemaOf(type), ...(structural[type] ?? []), 'type', 'fallback']);
  return Object.keys(element)
    .filter(name => !known.has(name))
    .map(name => `${type} has no property "${name}" in version 1.5`);
}

function schemaOf(type: string): readonly string[] {
  const maker = makerOf(type);
  if (maker === undefined) return [];
  const made = new maker().getSchema();
  return Array.from({ length: made.getCount() }, (_, place) => made.getItemAt(place))
    .filter(property => property.targetVersion.compareTo(cards.Versions.v1_5) <= 0)
    .map(property => property.name);
}

function makerOf(type: string): Made | undefined {
  if (type === 'AdaptiveCard') return cards.AdaptiveCard;
  if (type === 'Column') return cards.Column;
  const { elements, actions } = cards.GlobalRegistry;
  return (elements.findByName(type) ?? actions.findByName(type))?.objectType;
}
