// Runs a program to its end and keeps what it says.
import { spawn } from 'node:child_process';

export type Ran = { readonly code: number; readonly said: string };

export function run(
  program: string,
  args: readonly string[],
  how: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    // biome-ignore lint/style/noProcessEnv: a program needs its PATH and the like
    const child = spawn(program, args, { cwd: how.cwd, env: { ...process.env, ...how.env } });
    let said = '';
    const hear = (part: Buffer) => {
      said += part.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? 1, said }));
  });
}
