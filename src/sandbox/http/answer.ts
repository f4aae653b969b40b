/** What the sandbox sends back: the reply shapes of Azure DevOps and its error body. */

export type Answer = {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with `contentType`. */
  readonly bytes?: Buffer;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function list(value: readonly unknown[], headers?: Readonly<Record<string, string>>): Answer {
  const body = { count: value.length, value };
  return headers ? { status: 200, body, headers } : { status: 200, body };
}

export function text(status: number, words: string, contentType = 'text/plain; charset=utf-8'): Answer {
  return { status, bytes: Buffer.from(words), contentType };
}

/** A reply other than success, thrown from any depth of a handler and turned into the error body at the edge. */
export class Refused extends Error {
  readonly status: number;
  readonly typeKey: string;
  constructor(status: number, typeKey: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.typeKey = typeKey;
  }
}

export function refused({ status, typeKey, message }: Refused): Answer {
  const typeName = `Microsoft.TeamFoundation.Sandbox.${typeKey}, Microsoft.TeamFoundation.Sandbox`;
  const body = { $id: '1', innerException: null, message, typeName, typeKey, errorCode: 0, eventId: 3000 };
  return { status, body };
}

export function badRequest(message: string): Refused {
  return new Refused(400, 'VssPropertyValidationException', message);
}
