// Service hooks: whether Azure DevOps tells the bot of changed bugs, and still sends.
import { z } from 'zod';
import type { Connection } from '../client.ts';
import { organisationName } from '../target.ts';
import { cannotTell, type Finding, looked } from './finding.ts';

export type HooksWanted = {
  /** Name of the variable with the secret; undefined when hooks are not wanted. */
  readonly variable: string | undefined;
  readonly isSet: boolean;
};

const subscriptions = z.object({
  value: z.array(
    z.object({
      eventType: z.string().nullish(),
      status: z.string().nullish(),
      consumerInputs: z.object({ url: z.string().nullish() }).nullish(),
    }),
  ),
});
type Subscription = z.infer<typeof subscriptions>['value'][number];

/** What a hook has as the end of its address. */
const hookPath = '/api/ado/hooks/';

export async function examineHooks(connection: Connection, wanted: HooksWanted): Promise<readonly Finding[]> {
  const unknown = cannotTell(
    'hooks',
    'look in Project settings > Service hooks that the web hook is enabled',
  );
  return looked(
    'hooks',
    async () => {
      const { value } = await connection.get(
        'read the service hooks',
        subscriptions,
        '_apis/hooks/subscriptions',
      );
      return findingsOf(
        value.filter(each => isOurs(connection, each)),
        wanted,
        connection,
      );
    },
    fault =>
      wanted.variable === undefined
        ? { check: 'hooks', is: 'notice', says: 'no service hook is set up: bugs are seen within minutes' }
        : unknown(fault),
  );
}

function isOurs(connection: Connection, { consumerInputs }: Subscription): boolean {
  const url = (consumerInputs?.url ?? '').toLowerCase().replace(/\/+$/, '');
  return url.endsWith(`${hookPath}${organisationName(connection.address).toLowerCase()}`);
}

function findingsOf(
  ours: readonly Subscription[],
  { variable, isSet }: HooksWanted,
  connection: Connection,
): readonly Finding[] {
  const address = `https://…${hookPath}${organisationName(connection.address)}`;
  const secret: readonly Finding[] =
    variable === undefined || isSet
      ? []
      : [
          {
            check: 'hooks',
            is: 'mend',
            says: `${variable} is not set, so no service hook is listened to`,
            todo: `set ${variable} to the secret that the web hook brings, or take hookSecretVariable out`,
          },
        ];
  if (ours.length === 0)
    return [
      ...secret,
      {
        check: 'hooks',
        is: 'notice',
        says: 'no service hook is set up: bugs are seen within minutes instead of at once',
        todo: `set hookSecretVariable, and make a web hook for "Work item updated" to ${address}`,
      },
    ];
  return [...secret, ...ours.map(each => findingOf(each, address))];
}

function findingOf({ eventType, status }: Subscription, address: string): Finding {
  const is = (status ?? 'enabled').toLowerCase();
  if (is === 'onprobation')
    return {
      check: 'hooks',
      is: 'mend',
      says: 'the service hook is on probation: Azure DevOps sends nothing new through it',
      todo: `see that ${address} can be reached from the internet; then delete the hook and make it anew`,
    };
  if (is !== 'enabled')
    return {
      check: 'hooks',
      is: 'mend',
      says: `the service hook is switched off (${status ?? ''})`,
      // Source: github.com/getsentry/sentry/issues, re-enabled subscriptions were seen to stay silent.
      todo: 'delete it and make it anew: one that is only switched on again was seen to stay silent',
    };
  if (eventType !== 'workitem.updated')
    return {
      check: 'hooks',
      is: 'notice',
      says: `a service hook sends ${eventType ?? 'something'}; moved bugs come with "Work item updated"`,
      todo: `make one for "Work item updated" to ${address}`,
    };
  return { check: 'hooks', is: 'well', says: 'the service hook is enabled' };
}
