// Finds the SQLite that this Node can use: the one it brings, or the optional package.

type SqliteStatement = {
  all(...parameters: readonly unknown[]): unknown[];
  run(...parameters: readonly unknown[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  columns(): readonly unknown[];
};

/** What both offer and the store needs. Source: Node.js documentation, SQLite, class DatabaseSync. */
export type SqliteFile = {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
  readonly isTransaction: boolean;
};

export type SqliteModule = { readonly DatabaseSync: new (path: string) => SqliteFile };

/** Somewhere SQLite may come from; `load` answers in words why it cannot. */
export type SqliteSource = {
  readonly name: string;
  readonly load: () => Promise<SqliteModule | string>;
};

const sources: readonly SqliteSource[] = [
  { name: 'node:sqlite', load: async () => builtIn(process.getBuiltinModule('node:sqlite')) },
  { name: '@photostructure/sqlite', load: optionalPackage },
];

/**
 * Up to 3.51.2 two connections that write while the log is being reset can damage the file.
 * Source: SQLite release history, 3.51.3, "WAL-reset bug".
 */
const oldestGood = [3, 51, 3] as const;

/** @throws an Error that says what to install when no source has a good SQLite */
export async function findSqlite(from: readonly SqliteSource[] = sources): Promise<SqliteModule> {
  const reasons: string[] = [];
  for (const source of from) {
    const found = await source.load();
    if (typeof found === 'string') {
      reasons.push(`${source.name} ${found}`);
      continue;
    }
    const version = versionOf(found);
    if (isGood(version)) return found;
    reasons.push(`${source.name} has ${version}`);
  }
  throw new Error(
    `Open the daybook: there is no SQLite ${oldestGood.join('.')} or later here (${reasons.join('; ')}). Run "npm install @photostructure/sqlite@1.2.1", use Node 22.23 or later, or set DATABASE_URL to a PostgreSQL database.`,
  );
}

function builtIn(module: object | undefined): SqliteModule | string {
  return module !== undefined && hasSqlite(module) ? module : `is not part of Node ${process.version}`;
}

async function optionalPackage(): Promise<SqliteModule | string> {
  try {
    return await import('@photostructure/sqlite');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no build for this machine';
    return code === 'ERR_MODULE_NOT_FOUND' ? 'is not installed' : `does not load (${code})`;
  }
}

function hasSqlite(module: object): module is SqliteModule {
  return 'DatabaseSync' in module;
}

function versionOf(module: SqliteModule): string {
  const memory = new module.DatabaseSync(':memory:');
  const [row] = memory.prepare('select sqlite_version() as version').all();
  memory.close();
  return typeof row === 'object' && row !== null && 'version' in row ? String(row.version) : 'no version';
}

function isGood(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [goodMajor, goodMinor, goodPatch] = oldestGood;
  if (major !== goodMajor) return major > goodMajor;
  if (minor !== goodMinor) return minor > goodMinor;
  return patch >= goodPatch;
}
