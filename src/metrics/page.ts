// The page that a watcher reads: figures in the text form of Prometheus, for this machine or for whoever has the token.
import { timingSafeEqual } from 'node:crypto';
import type { Route } from '../adapters/teams/server.ts';

export type Family = {
  /** e.g. `daybook_drift`. */
  readonly name: string;
  readonly help: string;
  /** A gauge when left out. */
  readonly type?: 'gauge' | 'counter' | 'summary';
  readonly values: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
    /** `_sum` and `_count` of a summary. */
    readonly suffix?: string;
  }[];
};

/** Source: prometheus.io, "Exposition formats", text format 0.0.4. */
export function textOf(families: readonly Family[]): string {
  const lines = families.flatMap(({ name, help, type = 'gauge', values }) => [
    `# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}`,
    `# TYPE ${name} ${type}`,
    ...values.map(({ labels, value, suffix = '' }) => `${name}${suffix}${labelsOf(labels)} ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => {
    const escaped = value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
    return `${name}="${escaped}"`;
  });
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** @param open whoever reaches it may read it: it listens on this machine only; else the token is asked for */
export function metricsRoute(needs: {
  readonly open: boolean;
  readonly token: string | undefined;
  readonly families: () => Promise<readonly Family[]>;
}): Route {
  const { open, token, families } = needs;
  return {
    method: 'get',
    path: '/metrics',
    answer: async (request, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
      if (!open && token === undefined) {
        response.statusCode = 404;
        response.end('Set METRICS_TOKEN to read the metrics.\n');
        return;
      }
      if (!open && !isToken(request.headers.authorization, token)) {
        response.statusCode = 401;
        response.setHeader('www-authenticate', 'Bearer');
        response.end('The token is not the one of METRICS_TOKEN.\n');
        return;
      }
      response.end(textOf(await families()));
    },
  };
}

function isToken(header: string | undefined, token: string | undefined): boolean {
  const given = Buffer.from(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '');
  const wanted = Buffer.from(token ?? '');
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted);
}
