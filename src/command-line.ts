// How a command that people run by hand speaks and ends.
import { wordsOf } from './ports/world-fault.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * Ends the process with what `main` answers.
 * @param fault what to end with when it throws, and what to say after the error
 */
export function run(
  main: () => Promise<number>,
  fault: { readonly code: number; readonly usage?: string },
): void {
  main().then(
    code => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${wordsOf(error)}\n${fault.usage ?? ''}`);
      process.exitCode = fault.code;
    },
  );
}
