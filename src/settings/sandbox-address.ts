// Where the sandbox of a bot that runs on this machine is.
import type { Config } from '../config.ts';

/** @returns undefined where an app id is set: there is none then */
export function sandboxUrlOf(config: Pick<Config, 'local' | 'SANDBOX_PORT'>): string | undefined {
  return config.local ? `http://127.0.0.1:${config.SANDBOX_PORT}` : undefined;
}
