/** The sandbox's own controls under `/_sandbox`: state, requests, faults. */
import type { FaultBook } from './faults.ts';
import { type Answer, ok, text } from './http/answer.ts';
import type { Call } from './http/handle.ts';
import type { RequestLog } from './requests.ts';

export type Control = {
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly state: () => unknown;
};

/** @returns `undefined` for an address that is none of the sandbox's own */
export function controlAnswer(control: Control, call: Call): Answer | undefined {
  const [root, name] = call.url.pathname.split('/').filter(part => part !== '');
  if (root !== '_sandbox') return undefined;
  switch (`${call.method} ${name ?? ''}`) {
    case 'GET state':
      return ok(control.state());
    case 'GET requests':
      return ok({ requests: control.requests.last(Number(call.url.searchParams.get('last')) || 100) });
    case 'GET faults':
      return ok({ rules: control.faults.list() });
    case 'POST faults':
      return addFaults(control, call);
    case 'DELETE faults':
      control.faults.clear();
      return { status: 204 };
    default:
      return text(404, 'The sandbox has GET state, GET requests?last=100, and GET, POST and DELETE faults.');
  }
}

function addFaults({ faults }: Control, call: Call): Answer {
  // Another site's page can post plain text to this port without asking, but not JSON.
  if (!/^application\/json\b/i.test(call.header('content-type') ?? '')) {
    return text(415, 'Send the rules as application/json.');
  }
  let body: unknown;
  try {
    body = JSON.parse(call.bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return text(400, 'The rules are not valid JSON.');
    throw error;
  }
  const wrong = faults.add(body);
  return wrong === undefined ? ok({ rules: faults.list() }) : text(400, wrong);
}
