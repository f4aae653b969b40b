/** The hand-written file a sandbox starts from: organisations, projects, plans, test cases, people, tokens. */
import { z } from 'zod';
import { check } from './seed-check.ts';
import { licences, mayNots } from './state.ts';

// Every message says what to write: it is read by somebody who edits the file by hand.
const words = (what: string) =>
  z
    .string({ error: `write ${what}` })
    .trim()
    .min(1, { error: `write ${what}` });
const number = (what: string) => z.int({ error: `write ${what}` }).min(1, { error: `write ${what}` });
const rows = <Row extends z.ZodType>(row: Row, what: string) =>
  z.array(row, { error: `write a list of ${what}` });

const id = number('a whole number from 1, or leave it out to have one given').optional();

const stepSchema = z.strictObject({
  id: number('the step id, a whole number from 1, or leave it out').optional(),
  action: words('what the tester does').optional(),
  expected: words('the expected result, or leave it out').optional(),
  /** Title of an entry of the project's `sharedSteps`: the step stands for all of its steps. */
  sharedSteps: words('the title of one of the project’s sharedSteps').optional(),
});

const testCaseSchema = z.strictObject({
  id,
  title: words('the title as it stands in ADO, for example "FM_TS_2_TC_1 - Switch of supplier"'),
  steps: rows(stepSchema, 'steps, each with an action').min(1, { error: 'write at least one step' }),
  tester: words('the name of one of the users').optional(),
  state: words('Design, Ready or Closed').default('Ready'),
  priority: z.int({ error: 'write 1, 2, 3 or 4' }).min(1).max(4).default(2),
});

/** A number puts the test case of that id, written out elsewhere in the organisation, also in this suite. */
const entrySchema = z.union([z.int(), testCaseSchema], {
  error: issue =>
    typeof issue.input === 'object' && issue.input !== null
      ? undefined
      : 'write a test case {title, steps}, or the id of one that is written out elsewhere',
});

const names = (what: string) => rows(words(what), `${what}s`).optional();

const suiteFields = {
  id,
  name: words('the name of the suite'),
  testCases: rows(entrySchema, 'test cases').default([]),
  configurations: names('configuration name'),
};
type SuiteFields = z.infer<z.ZodObject<typeof suiteFields>>;
export type SeedSuite = SuiteFields & { suites: SeedSuite[] };
const suiteSchema: z.ZodType<SeedSuite> = z.lazy(() =>
  z.strictObject({ ...suiteFields, suites: rows(suiteSchema, 'suites').default([]) }),
);

const planSchema = z.strictObject({
  id,
  rootSuiteId: id,
  name: words('the name of the plan'),
  syncOutcomeAcrossSuites: z.boolean({ error: 'write true or false' }).default(false),
  configurations: names('configuration name'),
  testCases: rows(entrySchema, 'test cases').default([]),
  suites: rows(suiteSchema, 'suites').default([]),
});

const value = z.union([z.string(), z.number(), z.boolean()]);
const fieldSchema = z.strictObject({
  refName: words('the reference name, for example "Custom.Party"'),
  name: words('the name people see'),
  kind: z
    .enum(
      ['string', 'integer', 'double', 'boolean', 'dateTime', 'html', 'plainText', 'identity', 'treePath'],
      {
        error: 'write string, integer, double, boolean, dateTime, html, plainText, identity or treePath',
      },
    )
    .default('string'),
  required: z.boolean().default(false),
  allowed: z.array(value).default([]),
  initial: value.nullable().default(null),
});
const typeSchema = z.strictObject({
  name: words('the name of the work item type'),
  states: rows(
    z.strictObject({
      name: words('the name of the state'),
      category: z.enum(['Proposed', 'InProgress', 'Resolved', 'Completed', 'Removed'], {
        error: 'write Proposed, InProgress, Resolved, Completed or Removed',
      }),
    }),
    'states {name, category}, the first one for new items',
  ).min(1),
  /** Besides title, state, tags, description and the like, which every type has. */
  fields: rows(fieldSchema, 'fields').default([]),
});

const configurationSchema = z.strictObject({
  id,
  name: words('the name of the configuration'),
  values: rows(z.strictObject({ name: z.string(), value: z.string() }), 'values {name, value}').default([]),
});

const projectSchema = z.strictObject({
  id: z.guid({ error: 'write a GUID, or leave it out to have one made' }).optional(),
  name: words('the name of the project'),
  description: z.string().default(''),
  /** Below the project, with backslashes: `Migration\\Wave 1`. */
  areas: rows(words('an area path below the project'), 'area paths').default([]),
  iterations: rows(words('an iteration path below the project'), 'iteration paths').default([]),
  /** Added to the usual types; one of the same name takes the place of the usual one. */
  workItemTypes: rows(typeSchema, 'work item types').default([]),
  configurations: rows(configurationSchema, 'configurations').default([]),
  sharedSteps: rows(
    z.strictObject({
      id,
      title: words('the title of the shared steps'),
      steps: rows(stepSchema, 'steps').min(1, { error: 'write at least one step' }),
    }),
    'shared steps {title, steps}',
  ).default([]),
  plans: rows(planSchema, 'plans').default([]),
});

const organisationSchema = z.strictObject({
  name: z.string({ error: 'write the name of the organisation' }).regex(/^[a-z0-9][a-z0-9-]*$/i, {
    error: 'write a name of letters, digits and hyphens, as in an address',
  }),
  tenant: z.string().default(''),
  /** Where ids that are left out begin. */
  firstItemId: number('a whole number from 1').default(1001),
  firstRunId: number('a whole number from 1').default(1),
  firstPointId: number('a whole number from 1').default(1),
  projects: rows(projectSchema, 'projects').min(1, { error: 'write at least one project' }),
});

export const seedSchema = z
  .strictObject({
    users: rows(
      z.strictObject({
        name: words('the person’s name'),
        email: words('the person’s sign-in name'),
        licence: z.enum(licences, { error: `write ${licences.join(', ')}` }).exactOptional(),
        mayNot: z.array(z.enum(mayNots, { error: `write ${mayNots.join(', ')}` })).exactOptional(),
      }),
      'users {name, email, licence, mayNot}',
    ).default([{ name: 'Sandbox Tester', email: 'sandbox.tester@example.org' }]),
    /** Empty: any token opens every organisation, as the first user. */
    tokens: rows(
      z.strictObject({
        token: words('the token'),
        user: words('the name of one of the users').optional(),
        organisations: names('organisation name'),
      }),
      'tokens {token, user, organisations}',
    ).default([]),
    organisations: rows(organisationSchema, 'organisations').min(1, {
      error: 'write at least one organisation',
    }),
  })
  .check(context => {
    for (const { path, message } of check(context.value)) {
      context.issues.push({ code: 'custom', input: context.value, path: [...path], message });
    }
  });

export type Seed = z.output<typeof seedSchema>;
export type SeedOrganisation = Seed['organisations'][number];
export type SeedProject = SeedOrganisation['projects'][number];
export type SeedPlan = SeedProject['plans'][number];
export type SeedStep = z.output<typeof stepSchema>;

/** @param text the file's content
 *  @throws one error that lists every mistake: the file, the place in it, and what to write there */
export function parseSeed(text: string, fileName: string): Seed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the sandbox seed ${fileName} is not valid JSON: ${why}`, { cause: error });
  }
  const parsed = seedSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.flatMap(issue => linesOf(issue));
  throw new Error(`the sandbox seed ${fileName} cannot be used:\n${lines.join('\n')}`);
}

type Issue = z.core.$ZodIssue;

function linesOf(issue: Issue, before: readonly PropertyKey[] = []): string[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union') {
    // The second branch is the written-out test case: its complaints are the ones worth reading.
    const inner = issue.errors.at(-1) ?? [];
    if (issue.message === 'Invalid input' && inner.length > 0)
      return inner.flatMap(one => linesOf(one, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => `- ${placeOf([...path, key])}: remove it, no such setting exists`);
  }
  return [`- ${placeOf(path)}: ${issue.message}`];
}

/** `['plans', 0, 'name']` → `plans[0].name` */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return place.replace(/^\./, '') || 'the file';
}
