// Looks whether a project has the work item type, fields, values and states that the settings name for defects.
import { z } from 'zod';
import type { Connection } from '../client.ts';
import { organisationName, usualDefect } from '../target.ts';

const types = z.array(
  z.object({ name: z.string(), states: z.array(z.object({ name: z.string() })).nullish() }),
);
const fields = z.array(
  z.object({
    referenceName: z.string(),
    name: z.string().nullish(),
    alwaysRequired: z.boolean().nullish(),
    // Text, or objects for identities, which nothing here is compared with.
    defaultValue: z.unknown(),
    allowedValues: z.array(z.unknown()).nullish(),
  }),
);
type Field = z.infer<typeof fields>[number];

const withAllowedValues = 1;

/** What Azure DevOps or every creation fills in by itself. */
const filledIn = ['System.Title', 'System.State', 'System.AreaId', 'System.AreaPath', 'System.IterationId'];

/** One thing that is not as the settings say. */
export type Finding = { readonly problem: string; readonly todo: string };

/** @returns nothing when a defect can be written as the settings say @throws WorldFault when that cannot be looked at */
export async function checkDefects(connection: Connection): Promise<readonly Finding[]> {
  const settings = connection.target.defect ?? usualDefect;
  const place = `${organisationName(connection.address)}/${connection.project}`;
  const all = await connection.ask('read the work item types', types, ({ items }) =>
    items.getWorkItemTypes(connection.project),
  );
  const type = all.find(({ name }) => isSame(name, settings.workItemType));
  if (type === undefined)
    return [
      {
        problem: `${place} has no work item type "${settings.workItemType}"`,
        todo: `write one of ${listed(all.map(({ name }) => name))} into azureDevOps.defects.workItemType`,
      },
    ];
  const known = await fieldsOf(connection, type.name);
  const states = (type.states ?? []).map(({ name }) => name);
  const what = `${type.name} of ${place}`;
  return [
    ...missingFields(what, known, settings.fields),
    ...wrongValues(what, known.get(settings.fields.severity), {
      setting: 'severities',
      wanted: settings.severities,
    }),
    ...wrongValues(what, known.get(settings.fields.priority), {
      setting: 'priorities',
      wanted: settings.priorities,
    }),
    ...wrongWords(states, { setting: 'states', wanted: settings.states, what: `${what} has no state` }),
    ...unfilled(what, known, [settings.fields.details, ...Object.keys(settings.alsoSet)]),
  ];
}

async function fieldsOf(connection: Connection, type: string): Promise<ReadonlyMap<string, Field>> {
  const found = await connection.ask('read the fields of a work item type', fields, ({ items }) =>
    items.getWorkItemTypeFieldsWithReferences(connection.project, type, withAllowedValues),
  );
  return new Map(found.map(field => [field.referenceName, field]));
}

function missingFields(
  what: string,
  known: ReadonlyMap<string, Field>,
  wanted: Readonly<Record<string, string>>,
): readonly Finding[] {
  return Object.entries(wanted)
    .filter(([, name]) => !known.has(name))
    .map(([part, name]) => ({
      problem: `${what} has no field "${name}"`,
      todo: `write the reference name of its field into azureDevOps.defects.fields.${part}`,
    }));
}

function wrongValues(
  what: string,
  field: Field | undefined,
  given: { readonly setting: string; readonly wanted: Readonly<Record<string, string | number>> },
): readonly Finding[] {
  const allowed = (field?.allowedValues ?? []).map(String);
  // A field without a list takes any value.
  if (field === undefined || allowed.length === 0) return [];
  return wrongWords(allowed, {
    ...given,
    what: `${field.name ?? field.referenceName} of ${what} does not take`,
  });
}

function wrongWords(
  allowed: readonly string[],
  given: {
    readonly setting: string;
    readonly wanted: Readonly<Record<string, string | number>>;
    readonly what: string;
  },
): readonly Finding[] {
  return Object.entries(given.wanted)
    .filter(([, word]) => !allowed.some(each => isSame(each, String(word))))
    .map(([part, word]) => ({
      problem: `${given.what} "${word}"`,
      todo: `write one of ${listed(allowed)} into azureDevOps.defects.${given.setting}.${part}`,
    }));
}

/** A rule of the project that would refuse every defect. */
function unfilled(
  what: string,
  known: ReadonlyMap<string, Field>,
  filled: readonly string[],
): readonly Finding[] {
  return [...known.values()]
    .filter(
      ({ referenceName, alwaysRequired, defaultValue }) =>
        alwaysRequired === true &&
        (defaultValue === null || defaultValue === undefined || defaultValue === '') &&
        ![...filledIn, ...filled].includes(referenceName),
    )
    .map(({ referenceName }) => ({
      problem: `${what} cannot be made without "${referenceName}"`,
      todo: `write a value for it into azureDevOps.defects.alsoSet`,
    }));
}

function listed(words: readonly string[]): string {
  return words.map(word => `"${word}"`).join(', ');
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
