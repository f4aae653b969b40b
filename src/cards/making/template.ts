// Card templates of cards/*.json, read and parsed once, filled with facts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Outgoing } from '../../ports/chat.ts';
import type { Plain, Shown } from './shown.ts';

export const cardNames = [
  'test',
  'withdrawn',
  'refusal',
  'stand-up',
  'wash-up',
  'help',
  'welcome',
  'notice',
  'remediation',
  'query',
  'my-day',
] as const;

export type CardName = (typeof cardNames)[number];

/** Names of colours and container styles of Adaptive Cards. */
export type Look = 'default' | 'accent' | 'good' | 'attention' | 'warning' | 'emphasis';

/** What a template is filled with. There is no way in for a bare string: it is `md` or `plain` text first. */
export type Facts = { readonly [name: string]: Shown | Plain | Look | boolean | number | readonly Facts[] };

type Template = { expand(context: { readonly $root: Facts }): unknown };

// Not an import: the package's types pull in TypeScript sources of adaptivecards 3.0.6 that no project of ES modules can
// check. To be an import again once its types name `lib` instead of `src`.
const require = createRequire(import.meta.url);
const templating: {
  readonly Template: new (card: unknown) => Template;
} = require('adaptivecards-templating');

// Parsing takes ten times as long as filling (2.5 ms to 0.2 ms), so a template is made once.
const templates = new Map<CardName, Template>(
  cardNames.map(name => [
    name,
    new templating.Template(
      JSON.parse(readFileSync(new URL(`../../../cards/${name}.json`, import.meta.url), 'utf8')),
    ),
  ]),
);

/** @throws when the template asks for a fact that it was not given: the engine would show `${name}` to people */
export function cardFrom(name: CardName, facts: Facts & { readonly text: Plain }): Outgoing {
  const card = templateOf(name).expand({ $root: facts }) as Readonly<Record<string, unknown>>;
  const left = /\$\{[^}]*\}?/.exec(JSON.stringify(card));
  if (left !== null) throw new Error(`cards/${name}.json asks for ${left[0]}, which it is not given`);
  return { text: facts.text, card };
}

export function templateOf(name: CardName): Template {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`there is no cards/${name}.json`);
  return template;
}
