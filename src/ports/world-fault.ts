// What an adapter throws when the world fails.

/** Thrown by an adapter when the world fails for now. Never holds a payload or a person's words. */
export class WorldFault extends Error {
  readonly operation: string;
  readonly target: string;
  readonly status: number | undefined;
  /** Milliseconds the other side asked us to wait. */
  readonly retryAfterMs: number | undefined;
  /** True when a repeat cannot help (400, 403, 404). */
  readonly permanent: boolean;

  constructor(fault: {
    readonly operation: string;
    readonly target: string;
    readonly status?: number;
    readonly retryAfterMs?: number;
    readonly permanent?: boolean;
    readonly advice?: string;
  }) {
    const status = fault.status === undefined ? 'no answer' : `status ${fault.status}`;
    super(
      `${fault.operation} ${fault.target}: ${status}${fault.advice === undefined ? '' : `. ${fault.advice}`}`,
    );
    this.name = 'WorldFault';
    this.operation = fault.operation;
    this.target = fault.target;
    this.status = fault.status;
    this.retryAfterMs = fault.retryAfterMs;
    this.permanent = fault.permanent ?? false;
  }
}

/**
 * What may be said of something thrown. Our own errors' messages never hold a payload; those of libraries may quote what
 * they could not take (a parser, a database, Node's "Received …"), so of these only the kind is said.
 */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault';
  const kind = error.constructor;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const isOurs = error instanceof WorldFault || kind === Error;
  const isBare = [TypeError, RangeError, ReferenceError].some(each => kind === each) && code === undefined;
  if (isOurs || isBare) return error.message;
  return code === undefined ? kind.name : `${kind.name} ${code}`;
}
