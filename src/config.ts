// The settings of one process: the only reader of the environment.
import { existsSync } from 'node:fs';
import { z } from 'zod';

const port = z.coerce.number({ error: 'write a port number' }).int().min(0).max(65_535);

/** Every setting with its meaning; `.env.sample` is held equal to this by a test. */
export const settings = z.object({
  PORT: port.default(3978).describe('Port the bot listens on.'),
  HOST: z
    .string()
    .optional()
    .describe('Address the bot listens on; 127.0.0.1 without an app id, 0.0.0.0 with one.'),
  DATA_DIR: z.string().min(1).default('./.data').describe('Folder of the embedded store.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'write postgres://user:password@host/database' })
    .optional()
    .describe('PostgreSQL instead of the embedded store, e.g. postgres://user:password@host/daybook.'),
  PARTICIPANTS_FILE: z
    .string()
    .optional()
    .describe("The programme's participants; participants.sample.json when empty."),
  SANDBOX_PORT: port
    .default(8099)
    .describe('Port of the local Azure DevOps, which runs only while no app id is set.'),
  SANDBOX_SEED: z
    .string()
    .optional()
    .describe('Seed file of the local Azure DevOps; the shipped programme when empty.'),
  MICROSOFT_APP_ID: z
    .string()
    .optional()
    .describe("The bot's Entra app id. Without one the bot runs in local mode, on loopback only."),
  MICROSOFT_APP_TYPE: z
    .enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant'], {
      error: 'write SingleTenant, UserAssignedMSI or MultiTenant',
    })
    .default('SingleTenant')
    .describe('SingleTenant, UserAssignedMSI or MultiTenant.'),
  MICROSOFT_APP_TENANT_ID: z.string().optional().describe('The Entra tenant of the app.'),
  MICROSOFT_APP_PASSWORD: z
    .string()
    .optional()
    .describe('Client secret of the app; empty with a managed identity.'),
  FILE_HOSTS: z
    .string()
    .default('*.sharepoint.com')
    .transform(hosts => hosts.split(/[\s,]+/).filter(host => host !== ''))
    .describe('Hosts from which files sent to the bot alone are fetched, by https; with commas between.'),
  FILE_MAX_MB: z.coerce
    .number({ error: 'write a number of megabytes' })
    .int()
    .min(1)
    .max(100)
    .default(60)
    .describe(
      'Largest file that is taken, in megabytes; Azure DevOps takes 60 on a work item and 100 on a test result.',
    ),
  BOT_OPENID_METADATA_URL: z
    .url()
    .optional()
    .describe("Another key server for inbound tokens; Bot Framework's own when empty."),
  METRICS_TOKEN: z
    .string()
    .optional()
    .describe('Token that GET /metrics asks for; without one the metrics are for local mode only.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('trace, debug, info, warn, error or silent.'),
});

export type Settings = z.infer<typeof settings>;

export type Config = Settings & {
  /** No app id: no sign-in, loopback only, with the local channel and the sandbox. */
  readonly local: boolean;
  readonly host: string;
  /** Reads a secret that the participants file names by its variable. */
  readonly secret: (variable: string) => string | undefined;
};

/** @throws with one line a mistake: variable and what to write */
export function readConfig(given: Readonly<Record<string, string | undefined>> = environment()): Config {
  const present = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(present);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const config = parsed.data;
  const local = config.MICROSOFT_APP_ID === undefined;
  if (local && config.HOST !== undefined && !isLoopback(config.HOST))
    throw new Error(
      'HOST: without MICROSOFT_APP_ID nobody signs in, so the bot listens on loopback only; set the app id or leave HOST empty',
    );
  if (!local && config.MICROSOFT_APP_TYPE !== 'MultiTenant' && config.MICROSOFT_APP_TENANT_ID === undefined)
    throw new Error(`MICROSOFT_APP_TENANT_ID: ${config.MICROSOFT_APP_TYPE} needs the tenant of the app`);
  if (
    !local &&
    config.MICROSOFT_APP_TYPE !== 'UserAssignedMSI' &&
    config.MICROSOFT_APP_PASSWORD === undefined
  )
    throw new Error(
      `MICROSOFT_APP_PASSWORD: ${config.MICROSOFT_APP_TYPE} needs the client secret of the app`,
    );
  return {
    ...config,
    local,
    host: config.HOST ?? (local ? '127.0.0.1' : '0.0.0.0'),
    secret: variable => present[variable],
  };
}

/** Where the daybook is kept: PostgreSQL when its address is set, else the embedded store. */
export function storePlaceOf({
  DATABASE_URL: url,
  DATA_DIR: dir,
}: Pick<Settings, 'DATABASE_URL' | 'DATA_DIR'>): { readonly url: string } | { readonly dir: string } {
  return url === undefined ? { dir } : { url };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function environment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
