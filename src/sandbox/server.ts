/** Starts a local Azure DevOps: one HTTP server, many organisations, state that outlives it. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Control, controlAnswer } from './admin.ts';
import { buildWorld, seedHash } from './build.ts';
import { dumpOrganisation } from './dump.ts';
import { type FaultBook, faultBook } from './faults.ts';
import { folderFiles, memoryFiles } from './files.ts';
import { sender } from './hooks/sender.ts';
import type { House } from './http/ask.ts';
import type { Call } from './http/handle.ts';
import { type Desk, serve } from './http/serve.ts';
import { type Keeper, keeper, readKept } from './keep.ts';
import { pageAnswer } from './page.ts';
import { requestLog } from './requests.ts';
import type { Seed } from './seed.ts';
import type { World } from './state.ts';

export type SandboxOptions = {
  readonly seed: Seed;
  /** Where state and attachments are kept; `undefined` keeps them in memory. */
  readonly dataDir: string | undefined;
  readonly host: '127.0.0.1';
  /** 0 takes any free port. */
  readonly port: number;
  /** `cloud` (the default) as dev.azure.com, `server` as Azure DevOps Server. */
  readonly mode?: 'cloud' | 'server';
  /** Rows per page of the test plan lists; 200 in the real service. */
  readonly pageSize?: number;
  readonly testFileLimitInBytes?: number;
  readonly itemFileLimitInBytes?: number;
  /** Forget the kept state and build it from the seed again. */
  readonly reset?: boolean;
  /** Shortens the waits between attempts to deliver a service hook event; 1, the default, waits as the real service. */
  readonly hookDelayScale?: number;
  readonly now?: () => Date;
  /** Told of each request for Azure DevOps, with all that was sent: for tests of what a client sends. */
  readonly onRequest?: (call: Call) => void;
  readonly log?: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
};

export type SandboxState = Readonly<Record<string, unknown>> & {
  readonly organisations: Readonly<Record<string, ReturnType<typeof dumpOrganisation>>>;
  readonly requests: Readonly<Record<string, number>>;
  readonly unhandled: Readonly<Record<string, number>>;
};

export type Sandbox = {
  /** Organisations are at `{url}/{organisation}`. */
  readonly url: string;
  readonly port: number;
  readonly state: () => SandboxState;
  readonly faults: Pick<FaultBook, 'add' | 'clear' | 'list'>;
  /** Ends open connections and writes what is not written yet. */
  readonly close: () => Promise<void>;
};

/** @throws when the kept state cannot be used, or the port is taken */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => {});
  const faults = faultBook();
  const requests = requestLog();
  const { world, keep, seedChanged } = openWorld(options, { now, log });
  const hooks = sender({ world, changed: keep.changed, now, delayScale: options.hookDelayScale ?? 1 });
  const house: House = {
    world,
    files: options.dataDir === undefined ? memoryFiles() : folderFiles(join(options.dataDir, 'attachments')),
    mode: options.mode ?? 'cloud',
    pageSize: options.pageSize ?? 200,
    testFileLimitInBytes: options.testFileLimitInBytes ?? 100 * 1024 * 1024,
    itemFileLimitInBytes: options.itemFileLimitInBytes ?? 60 * 1024 * 1024,
    wiqlLagInMs: faults.wiqlLagInMs,
    announce: hooks.announce,
  };
  const state = (): SandboxState => ({
    mode: house.mode,
    seedChanged,
    organisations: Object.fromEntries(
      world.organisations.map(one => [one.name, dumpOrganisation(house, one)]),
    ),
    requests: requests.counts(),
    unhandled: requests.unhandled(),
    faults: faults.list(),
  });
  const control: Control = { faults, requests, state };
  const desk: Desk = {
    house,
    tokens: options.seed.tokens,
    faults,
    requests,
    own: call => controlAnswer(control, call) ?? pageAnswer(world, call),
    changed: keep.changed,
    onRequest: options.onRequest ?? (() => {}),
    now,
    log,
  };
  const server = createServer((request, response) => {
    serve(desk, request, response);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve((server.address() as AddressInfo).port));
  });
  hooks.resume();
  return {
    url: `http://${options.host}:${port}`,
    port,
    state,
    faults,
    close: async () => {
      hooks.stop();
      await new Promise<void>(resolve => {
        // A server that is closed already says so in an error, and then there is nothing left to wait for.
        server.close(() => resolve());
        server.closeAllConnections();
      });
      keep.flush();
    },
  };
}

type Opened = { readonly world: World; readonly keep: Keeper; readonly seedChanged: boolean };

function openWorld(
  { seed, dataDir, reset }: SandboxOptions,
  { now, log }: { now: () => Date; log: NonNullable<SandboxOptions['log']> },
): Opened {
  if (dataDir === undefined) {
    const keep = { changed: () => {}, flush: () => {} };
    return { world: buildWorld(seed, now().toISOString()), keep, seedChanged: false };
  }
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'sandbox.json');
  const kept = reset ? undefined : readKept(path);
  const world = kept ?? buildWorld(seed, now().toISOString());
  const seedChanged = world.seedHash !== seedHash(seed);
  if (seedChanged) {
    log(
      'the sandbox seed has changed since this state was built: the state is kept, start with reset to build it anew',
      {
        state: path,
      },
    );
  }
  const keep = keeper(world, path, error => {
    log('the sandbox state could not be written, the next change tries again', {
      state: path,
      error: String(error),
    });
  });
  return { world, keep, seedChanged };
}
