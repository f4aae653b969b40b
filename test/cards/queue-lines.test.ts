import { expect, test } from 'vitest';
import { harnessByClock } from '../../src/cards/queue/queue-lines.ts';
import type { QueueLine } from '../../src/domain/harness/queue-view.ts';
import { item } from '../domain/given.ts';

const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}:00Z`);
const line = (id: string, askedAt: string, wantedAt?: string): QueueLine => ({
  test: item(id),
  askedAt: at(askedAt),
  askedBy: 'Asha Rao',
  toTrigger: { testing: 0, all: 0 },
  ...(wantedAt === undefined ? {} : { wantedAt: at(wantedAt) }),
});

test('what is wanted tomorrow stands behind what is wanted today, and what was asked for yesterday before it', () => {
  const waiting = [
    line('40664', '2026-11-24 09:00', '2026-11-25 09:00'),
    line('40663', '2026-11-24 10:00'),
    line('40662', '2026-11-23 16:00'),
  ];
  const lines = harnessByClock({ planned: [], queue: { waiting, onTheWay: [], fuses: [] } }, '2026-11-24');
  const names = [item('40662'), item('40663'), item('40664')].map(({ testCaseName }) => testCaseName);
  expect(lines.map(({ what }) => String(what).split(' · ')[0])).toEqual(names);
});
