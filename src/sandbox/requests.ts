/** Remembers which requests came, without their headers and bodies. */

export type Seen = {
  readonly number: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** 0 when the connection was cut before an answer. */
  readonly status: number;
  readonly fault: string | null;
};

export type RequestLog = {
  readonly add: (seen: Omit<Seen, 'number'>, route: string | undefined) => void;
  /** The newest requests, oldest first. */
  readonly last: (count: number) => readonly Seen[];
  /** How often each route was asked, as `GET test/runs/{runId}`. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** Requests that no route answers: what a client needs and the sandbox does not have. */
  readonly unhandled: () => Readonly<Record<string, number>>;
};

export function requestLog(kept = 1000): RequestLog {
  const seen: Seen[] = [];
  const counts = new Map<string, number>();
  const unhandled = new Map<string, number>();
  let number = 0;
  return {
    add: (one, route) => {
      number += 1;
      seen.push({ number, ...one });
      if (seen.length > kept) seen.shift();
      const key = route ?? `${one.method} ${one.path}`;
      const table = route === undefined ? unhandled : counts;
      table.set(key, (table.get(key) ?? 0) + 1);
    },
    last: count => seen.slice(-count),
    counts: () => Object.fromEntries(counts),
    unhandled: () => Object.fromEntries(unhandled),
  };
}
