// What people propose, agree to and leave of the migration plan on one day of a made-up programme.
import type { Add } from './harness-acts.ts';
import type { Random } from './traffic.ts';

const numbers = [
  '3 Nov 5, 4 Nov 12',
  'week of 9 Nov 30',
  'this week 24',
  'next week 45 and 10 Nov 4',
  '9-11 Nov 3',
  '5 Nov 40',
  '12 Nov 0',
  '10 Nov none',
  'week of 2 Nov none',
  '26 Nov 6',
  'some day soon',
];

export function migrationActs(random: Random, add: Add): void {
  const isNow = (chance: number) => random() < chance;
  const one = () => numbers[Math.floor(random() * numbers.length)] ?? '';
  const post = (text: string, by: number) => add({ do: 'post', text }, by);
  if (isNow(0.4)) {
    post(`/migration plan ${one()}`, 0);
    if (isNow(0.3)) post(`/migration plan ${one()}`, 1);
    if (isNow(0.2)) add({ do: 'edit', back: 0, text: `/migration plan ${one()}` }, 1);
    if (isNow(0.1)) add({ do: 'delete', back: 0 }, 1);
  }
  if (isNow(0.5)) post('/migration agree', Math.floor(random() * 3));
  if (isNow(0.1)) post('/migration leave', 2);
  if (isNow(0.1)) post('/migration', 3);
}
