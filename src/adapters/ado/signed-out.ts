// Keeps in mind which organisations do not know the bot at present, so that operators are told once and can look it up.
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { isSignInFault } from './sign-in.ts';

export type SignedOut = {
  /** Epoch milliseconds. */
  readonly since: number;
  /** What is wrong, and what to do. */
  readonly words: string;
};

export type SignInWatch = {
  /** A request was answered: whoever asked is known. */
  answered(): void;
  failed(fault: unknown): void;
  signedOut(): SignedOut | undefined;
};

/** @param ldso whose organisation it is, for the log */
export function signInWatch(
  ldso: string,
  { clock, log }: { readonly clock: Clock; readonly log: Pick<Log, 'warn' | 'error'> },
): SignInWatch {
  let out: SignedOut | undefined;
  return {
    answered() {
      if (out === undefined) return;
      log.warn({ ldso, since: new Date(out.since).toISOString() }, 'signed in to Azure DevOps again');
      out = undefined;
    },
    failed(fault) {
      if (!isSignInFault(fault)) return;
      if (out?.words !== fault.message)
        log.error(
          { ldso, fault: fault.message },
          'Azure DevOps does not take the sign-in: entries wait until it does',
        );
      out = { since: out?.since ?? clock.now().getTime(), words: fault.message };
    },
    signedOut: () => out,
  };
}
