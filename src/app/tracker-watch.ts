// Wires what keeps the daybook and Azure DevOps in agreement: the looks, the route that hooks come in by, the comparisons.
import { hookReceiver } from '../adapters/ado/hook-route.ts';
import { organisationName } from '../adapters/ado/target.ts';
import type { AdoTracker } from '../adapters/ado/tracker.ts';
import type { Route } from '../adapters/teams/server.ts';
import { driftOf } from '../agreement/drift.ts';
import { type DriftBook, driftBook } from '../agreement/drift-book.ts';
import { hints } from '../agreement/hints.ts';
import { type ReadBackNeeds, readBack } from '../agreement/read-back.ts';
import { type Watch, watchOf } from '../agreement/watch.ts';
import type { Config } from '../config.ts';
import { agreementGauges } from '../metrics/gauges.ts';
import type { Family } from '../metrics/page.ts';
import type { Log } from '../ports/log.ts';
import type { TrackerChanges } from '../ports/tracker-changes.ts';
import type { TrackerCompare } from '../ports/tracker-compare.ts';
import { dayOf } from '../rhythm/calendar.ts';
import type { LdsoSettings, Participants } from '../settings/participants.ts';

export type TrackerWatch = Watch & {
  readonly routes: readonly Route[];
  /** How Azure DevOps compares with the daybook. */
  readonly drift: DriftBook['drift'];
  /** Compares all of them, and says where there is drift. */
  compare(): Promise<void>;
  gauges(): readonly Family[];
  /** @returns when what hooks told has been looked at */
  idle(): Promise<void>;
  close(): void;
};

export type TrackerWatchNeeds = Omit<ReadBackNeeds, 'tracker'> & {
  readonly tracker: TrackerChanges & TrackerCompare & Pick<AdoTracker, 'signedOut'>;
  readonly participants: Participants;
  readonly config: Pick<Config, 'secret'>;
  readonly log: Log;
};

export function trackerWatch(needs: TrackerWatchNeeds): TrackerWatch {
  const { participants, config, log } = needs;
  const ldsos = participants.ldsos.map(({ id }) => id);
  const watch = watchOf({ ldsos, readBack: readBack(needs), log });
  const today = () => dayOf(needs.clock.now().getTime(), participants.programme.timeZone);
  const drifts = driftBook({ clock: needs.clock, compare: ldso => driftOf({ ...needs, today }, ldso), log });
  const organisations = new Map<string, readonly LdsoSettings[]>();
  for (const ldso of participants.ldsos) {
    const name = organisationName(ldso.azureDevOps.organisationUrl).toLowerCase();
    organisations.set(name, [...(organisations.get(name) ?? []), ldso]);
  }
  const taken = hints({
    organisations: mapped(organisations, ldsos => ldsos.map(({ id }) => id)),
    lookAtBugs: watch.lookAtBugs,
    look: watch.lookAt,
  });
  const receive = hookReceiver({
    secrets: mapped(organisations, ldsos => () => ldsos.flatMap(ldso => secretOf(ldso, config))),
    take: taken.take,
    isFull: taken.isFull,
    log,
  });
  const route: Route = {
    method: 'post',
    path: '/api/ado/hooks/:organisation',
    readsBody: true,
    answer: async (request, response) => {
      const params: unknown = request.params;
      const named = typeof params === 'object' && params !== null ? Reflect.get(params, 'organisation') : '';
      response.send(await receive(request, String(named)));
    },
  };
  return {
    ...watch,
    routes: [route],
    drift: drifts.drift,
    compare: async () => {
      for (const ldso of ldsos) {
        const found = (await drifts.drift(ldso))?.differences.length ?? 0;
        if (found > 0)
          log.warn({ ldso, differences: found }, 'drift: npm run reconcile tells where, --fix mends it');
      }
    },
    gauges: () => agreementGauges({ ldsos, drifts, signedOut: needs.tracker.signedOut }),
    idle: taken.idle,
    close: taken.close,
  };
}

function secretOf({ azureDevOps }: LdsoSettings, config: Pick<Config, 'secret'>): readonly string[] {
  const { hookSecretVariable: variable } = azureDevOps;
  const secret = variable === undefined ? undefined : config.secret(variable);
  return secret === undefined || secret === '' ? [] : [secret];
}

function mapped<From, To>(map: ReadonlyMap<string, From>, to: (value: From) => To): ReadonlyMap<string, To> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}
