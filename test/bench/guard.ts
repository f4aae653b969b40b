// How fast the guard reads, beside one pass of a plain expression over the same text. Run: npm run bench
import { inspect } from '../../src/guard/inspect.ts';

const now = new Date('2026-03-03T10:00:00Z');
const lines = {
  chat: (n: number) =>
    `${40_000 + (n % 999)} passed EEN-MPAN-${String(n % 9999).padStart(4, '0')}, evidence is up, thanks all for the help this morning\n`,
  log: (n: number) =>
    `{"time":"2026-03-03T09:${String(n % 60).padStart(2, '0')}:12.331Z","dip":"25950000${10 + (n % 80)}","run":${n},"state":"sent"}\n`,
  halfHours: (n: number) =>
    `2026-03-03,${n % 48},${(n * 7919) % 1000}.${(n * 31) % 1000},${(n * 104_729) % 9999}\n`,
};

for (const [name, line] of Object.entries(lines)) {
  const text = Array.from({ length: 4_000 }, (_, n) => line(n)).join('');
  const megabytes = text.length / 1_000_000;
  const parts = text.match(/[\s\S]{1,2000}/g) ?? [];
  const seconds = (work: () => void) => {
    work();
    const times = [1, 2, 3, 4, 5].map(() => {
      const start = performance.now();
      work();
      return (performance.now() - start) / 1000;
    });
    return times.sort((a, b) => a - b)[2] ?? 0;
  };
  const ours = megabytes / seconds(() => parts.forEach(part => void inspect(part, { mode: 'chat', now })));
  const plain = megabytes / seconds(() => void (text.match(/\d{13}/g) ?? []).length);
  console.log(
    `guard, ${name}: ${ours.toFixed(1)} MB/s; one /\\d{13}/g pass: ${plain.toFixed(0)} MB/s; ratio ${(ours / plain).toFixed(3)}`,
  );
}
