// How fast the guard reads, beside one pass of a plain expression over the same pieces. Run: npm run bench
import { inspect } from '../../src/guard/inspect.ts';
import { SAMPLES, type Sample } from './guard-texts.ts';

const now = new Date('2026-03-03T10:00:00Z');

const ROUNDS = 9;
/** Seconds: asking for the processor's time is dear, so it is asked seldom. */
const ROUND = 0.06;

/** Processor time, not time on the clock, and the best of some rounds: the machine may be busy with other things. */
function secondsFor(work: () => void): number {
  let calls = 1;
  while (processorTime(work, calls) < ROUND) calls *= 2;
  return Math.min(...Array.from({ length: ROUNDS }, () => processorTime(work, calls) / calls));
}

function processorTime(work: () => void, calls: number): number {
  const start = process.cpuUsage().user;
  for (let call = 0; call < calls; call++) work();
  return (process.cpuUsage().user - start) / 1e6;
}

function secondsToScan({ mode, pieces }: Sample): number {
  return secondsFor(() => {
    for (const text of pieces) inspect(text, { mode, now });
  });
}

function secondsForPlainPass({ pieces }: Sample): number {
  return secondsFor(() => {
    for (const text of pieces) text.match(/\d{13}/g);
  });
}

for (const [name, sample] of Object.entries(SAMPLES)) {
  const megabytes = sample.pieces.join('').length / 1e6;
  const ours = secondsToScan(sample);
  const plain = secondsForPlainPass(sample);
  console.log(
    `guard, ${name}: ${(megabytes / ours).toFixed(0)} MB/s; one /\\d{13}/g pass: ${(megabytes / plain).toFixed(0)} MB/s; ratio ${(plain / ours).toFixed(3)}`,
  );
}

const message =
  'TC 40662 failed at step 6 for EEN-MPAN-0007: the registration was sent at 10:12 and accepted, but no PUB-036 came back within the hour. Defect 41877 is raised, S2 P2, evidence is in the folder of today.';
const chat = { mode: 'chat', pieces: Array.from({ length: 1000 }, () => message) } as const;
console.log(
  `guard, one message of ${message.length} characters: ${(secondsToScan(chat) * 1000).toFixed(2)} microseconds`,
);
