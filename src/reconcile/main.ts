// `npm run reconcile`: compares the daybook with Azure DevOps, prints where they differ, and mends it through the outbox.
import { parseArgs } from 'node:util';
import { openStore } from '../adapters/store/open.ts';
import { ldsoNamed, run, say } from '../command-line.ts';
import { readConfig, storePlaceOf } from '../config.ts';
import { readParticipants, shippedParticipants } from '../settings/participants.ts';
import { type Compared, reconcile } from './reconcile.ts';
import { wordsOfDrift } from './words.ts';

const usage = `npm run --silent reconcile -- [--json] [--ldso ID] [--fix]
      --json      one JSON object for each LDSO
      --ldso ID   this one only; may stand several times
      --fix       puts what can be mended into the outbox, from which the running bot delivers it
`;

/** Exit: 0 no drift, 1 drift, 2 something could not be read. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      ldso: { type: 'string', multiple: true, default: [] },
    },
  });
  const config = readConfig();
  const participants = readParticipants(config.PARTICIPANTS_FILE ?? shippedParticipants);
  for (const named of values.ldso) ldsoNamed(participants.ldsos, named);
  const clock = { now: () => new Date() };
  const store = await openStore({
    ...storePlaceOf(config),
    now: () => clock.now().getTime(),
  });
  try {
    const compared = await reconcile(
      { store, clock, config, participants },
      { fix: values.fix, ldsos: values.ldso },
    );
    for (const each of compared) say(values.json ? JSON.stringify(jsonOf(each)) : textOf(each));
    return exitOf(compared);
  } finally {
    await store.close();
  }
}

function exitOf(compared: readonly Compared[]): number {
  if (compared.some(({ is }) => is === 'unread')) return 2;
  return compared.some(each => each.is === 'compared' && each.drift.differences.length > 0) ? 1 : 0;
}

function textOf(each: Compared): string {
  return each.is === 'unread' ? `${each.ldso}: ${each.why}` : wordsOfDrift(each.drift, each.mended);
}

function jsonOf(each: Compared): object {
  if (each.is === 'unread') return { ldso: each.ldso, read: false, why: each.why };
  const { drift, mended } = each;
  return {
    ...drift,
    at: new Date(drift.at).toISOString(),
    read: true,
    drift: drift.differences.length,
    ...(mended === undefined ? {} : { asked: mended.asked.length, byHand: mended.byHand.length }),
  };
}

run(main, { code: 2, usage });
