// An organisation in Azure DevOps as the participants file describes it: where it is, how to sign in, its own words for a defect.
import { z } from 'zod';
import { usualDefect } from '../adapters/ado/target.ts';

/** Name of an environment variable: a secret never stands in the file itself. */
export const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'write the name of an environment variable in capitals, e.g. "ADO_TOKEN_EEN"');
const app = { tenantId: z.string().min(1), clientId: z.string().min(1) };
const signIn = z.union(
  [
    z.strictObject({ tokenVariable: variable }),
    z.strictObject({ managedIdentity: z.literal(true), clientId: z.string().optional() }),
    z.strictObject({ ...app, clientSecretVariable: variable }),
    z.strictObject({
      ...app,
      certificateFile: z.string().min(1),
      certificatePasswordVariable: variable.optional(),
    }),
  ],
  {
    error:
      'write {"tokenVariable": "ADO_TOKEN_EEN"}, {"managedIdentity": true}, {"tenantId", "clientId", "clientSecretVariable": "ADO_SECRET_EEN"} or {"tenantId", "clientId", "certificateFile": "een.pem"}',
  },
);

const reference = z
  .string()
  .regex(/^[A-Za-z][\w.]+$/, 'write the reference name of the field, e.g. "Microsoft.VSTS.Common.Severity"');
const word = z.string().min(1);
const value = z.union([word, z.int()]);

/** What is left out is as in the Agile process. */
const defects = z
  .strictObject({
    workItemType: word.default(usualDefect.workItemType),
    fields: likeUsual(reference, usualDefect.fields),
    severities: likeUsual(word, usualDefect.severities),
    priorities: likeUsual(value, usualDefect.priorities),
    states: likeUsual(word, usualDefect.states),
    alsoSet: z.record(reference, value).default({}),
  })
  .prefault({});

/** An object in which each part may be left out. */
function likeUsual<Value extends z.ZodType, Name extends string>(
  schema: Value,
  usual: Readonly<Record<Name, z.output<Value>>>,
) {
  return z
    .strictObject(Object.fromEntries(Object.keys(usual).map(name => [name, schema.optional()])))
    .transform(given => ({ ...usual, ...defined(given) }) as Record<Name, z.output<Value>>)
    .prefault({});
}

function defined(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, part]) => part !== undefined));
}

/** A project in an organisation, and how defects are called there. */
export const organisation = {
  organisationUrl: z
    .string()
    .regex(
      /^(https?:\/\/[^\s]+|sandbox:\/\/[a-z0-9-]+)$/,
      'write the address of the organisation, e.g. "https://dev.azure.com/een", or "sandbox://een" for the local one',
    ),
  project: z.string().min(1),
  signIn,
  defects,
};

const whole = z.strictObject(organisation);
export type OrganisationSettings = z.infer<typeof whole>;
