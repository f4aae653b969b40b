// How fast the guard reads, beside one pass of a plain expression over the same pieces. Run: npm run bench
import { inspect } from '../../src/guard/inspect.ts';
import { SAMPLES, type Sample } from './guard-texts.ts';

const now = new Date('2026-03-03T10:00:00Z');

/** Processor time, not time on the clock: the machine may be busy with other things. @returns seconds for one call */
function secondsFor(work: () => void): number {
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    const start = process.cpuUsage().user;
    let calls = 0;
    do {
      work();
      calls++;
    } while (process.cpuUsage().user - start < 80_000);
    times.push((process.cpuUsage().user - start) / calls / 1e6);
  }
  return times.sort((a, b) => a - b)[2] ?? 0;
}

function measure({ mode, pieces }: Sample): { readonly ours: number; readonly plain: number } {
  return {
    ours: secondsFor(() => {
      for (const text of pieces) inspect(text, { mode, now });
    }),
    plain: secondsFor(() => {
      for (const text of pieces) text.match(/\d{13}/g);
    }),
  };
}

for (const [name, sample] of Object.entries(SAMPLES)) {
  const megabytes = sample.pieces.join('').length / 1e6;
  const { ours, plain } = measure(sample);
  console.log(
    `guard, ${name}: ${(megabytes / ours).toFixed(0)} MB/s; one /\\d{13}/g pass: ${(megabytes / plain).toFixed(0)} MB/s; ratio ${(plain / ours).toFixed(3)}`,
  );
}

const message =
  'TC 40662 failed at step 6 for EEN-MPAN-0007: the registration was sent at 10:12 and accepted, but no PUB-036 came back within the hour. Defect 41877 is raised, S2 P2, evidence is in the folder of today.';
const chat = { mode: 'chat', pieces: Array.from({ length: 1000 }, () => message) } as const;
console.log(
  `guard, one message of ${message.length} characters: ${(measure(chat).ours * 1000).toFixed(2)} microseconds`,
);
