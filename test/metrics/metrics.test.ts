import { expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { figuresOf } from '../../src/metrics/figures.ts';
import { metricsRoute, textOf } from '../../src/metrics/page.ts';
import type { LaneFigures } from '../../src/ports/outbox.ts';
import { mirror, nine, show, test40662 } from '../contracts/samples.ts';

const een = ldsoId('EEN')!;
const kes = ldsoId('KES')!;

const lanes: readonly LaneFigures[] = [
  { lane: 'ado/EEN', waiting: 3, dead: 1, oldest: nine - 90_000 },
  { lane: 'chat/EEN/40662/EEN-MPAN-0007', waiting: 2, dead: 0, oldest: nine - 5_000 },
  { lane: 'chat/EEN/1001', waiting: 1, dead: 0, oldest: nine - 1_000 },
  { lane: 'ado/KES', waiting: 0, dead: 2 },
];

const figures = () =>
  figuresOf({
    ldsos: [een, kes],
    outbox: { figures: async () => lanes },
    gateOf: ldso => (ldso === kes ? 'shut' : 'open'),
    now: () => nine,
  });

test('what waits and what was given up is told by LDSO and where it leads to', async () => {
  const text = textOf(await figures().families());
  expect(text).toContain('# TYPE daybook_outbox_waiting gauge\n');
  for (const line of [
    'daybook_outbox_waiting{ldso="EEN",to="ado"} 3',
    'daybook_outbox_waiting{ldso="EEN",to="chat"} 3',
    'daybook_outbox_dead{ldso="KES",to="ado"} 2',
    'daybook_outbox_oldest_seconds{ldso="EEN",to="ado"} 90',
    'daybook_outbox_oldest_seconds{ldso="KES",to="ado"} 0',
    'daybook_ado_gate{ldso="EEN"} 0',
    'daybook_ado_gate{ldso="KES"} 2',
  ])
    expect(text.split('\n')).toContain(line);
});

test('requests are counted by what they do and how they were answered', async () => {
  const each = figures();
  const call = { ldso: 'EEN', operation: 'write test results', slowed: false };
  each.noteCall({ ...call, status: 200 });
  each.noteCall({ ...call, status: 200 });
  each.noteCall({ ...call, status: 429, slowed: true });
  each.noteCall({ ...call, status: 'none' });
  const lines = textOf(await each.families()).split('\n');
  expect(lines).toContain(
    'daybook_ado_requests_total{ldso="EEN",operation="write test results",status="200"} 2',
  );
  expect(lines).toContain(
    'daybook_ado_requests_total{ldso="EEN",operation="write test results",status="none"} 1',
  );
  expect(lines).toContain('daybook_ado_slowed_total{ldso="EEN"} 1');
});

test('how long delivery takes counts what was delivered, not what waits again', async () => {
  const each = figures();
  const work = [mirror(test40662), show(test40662)].map((intent, id) => ({
    id,
    lane: id === 0 ? 'ado/EEN' : 'chat/EEN/40662/EEN-MPAN-0007',
    intent,
    attempts: 0,
    enqueuedAt: nine,
  }));
  each.noteSettled(
    work,
    [
      { id: 0, is: 'done' },
      { id: 1, is: 'again', nextAt: nine, error: 'status 503' },
    ],
    nine + 1500,
  );
  const lines = textOf(await each.families()).split('\n');
  expect(lines.filter(line => line.startsWith('daybook_delivery_seconds'))).toEqual([
    'daybook_delivery_seconds_sum{to="ado"} 1.5',
    'daybook_delivery_seconds_count{to="ado"} 1',
  ]);
});

test('the page takes no part of a value for its own form', () => {
  const values = [{ labels: { words: 'a "b"\n\\c' }, value: 1 }];
  expect(textOf([{ name: 'daybook_x', help: 'One\ntwo.', values }])).toBe(
    '# HELP daybook_x One\\ntwo.\n# TYPE daybook_x gauge\ndaybook_x{words="a \\"b\\"\\n\\\\c"} 1\n',
  );
});

test.each([
  ['anybody on this machine in local mode', { open: true, token: undefined }, undefined, 200],
  ['nobody where no token is set', { open: false, token: undefined }, 'Bearer x', 404],
  ['nobody with another token', { open: false, token: 'right' }, 'Bearer wrong', 401],
  ['nobody without one', { open: false, token: 'right' }, undefined, 401],
  ['whoever has the token', { open: false, token: 'right' }, 'Bearer right', 200],
])('the page is for %s', async (_, how, authorization, status) => {
  const route = metricsRoute({ ...how, families: async () => [] });
  const response = { statusCode: 200, setHeader: () => {}, end: () => {} };
  type Given = Parameters<typeof route.answer>;
  await route.answer({ headers: { authorization } } as unknown as Given[0], response as unknown as Given[1]);
  expect(response.statusCode).toBe(status);
});
