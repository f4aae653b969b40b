// How a command that people run by hand speaks and ends.
import { wordsOf } from './ports/world-fault.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * @param named what stands behind `--ldso`
 * @throws when it is none of them, with what there is to name
 */
export function ldsoNamed<Ldso extends { readonly id: string }>(
  ldsos: readonly Ldso[],
  named: string | undefined,
): Ldso {
  const found = ldsos.find(({ id }) => id === named);
  if (found !== undefined) return found;
  const known = ldsos.map(({ id }) => id).join(', ');
  throw new Error(`--ldso${named === undefined ? '' : ` ${named}`}: name one of ${known}`);
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
