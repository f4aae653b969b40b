import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type App, openApp } from '../src/app/app.ts';
import { readConfig } from '../src/config.ts';
import { ldsoId } from '../src/domain/refs.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

const welcomesIn = (app: App, ldso: string) =>
  (app.local?.teams.transcript() ?? []).filter(
    message => message.ldso === ldso && /keeps the daybook of/.test(message.summary ?? ''),
  ).length;

test('each channel is welcomed once, however often the bot is added and started', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'qt-welcome-'));
  const open = () =>
    openApp({
      config: readConfig({ PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataDir }),
      clock: { now: () => new Date('2026-11-24T13:00:00Z') },
      log: silent,
    });
  const first = await open();
  await first.local?.teams.installed();
  await first.idle();
  for (const ldso of ['EEN', 'CVD', 'KES']) expect(welcomesIn(first, ldso)).toBe(1);
  const cards = (ldso: string) =>
    JSON.stringify(first.local?.teams.transcript().filter(message => message.ldso === ldso));
  const [planned] = (await first.books.bookOf(ldsoId('KES')!)).testCases;
  expect(cards('KES')).toContain(`/triggered ${planned?.name} KES_MPAN_`);
  expect(cards('KES')).toContain(`/failed ${planned?.id} KES_MPAN_`);
  for (const ldso of ['CVD', 'KES']) expect(cards(ldso)).not.toContain('EEN-MPAN');
  await first.close();
  const second = await open();
  await second.idle();
  for (const ldso of ['EEN', 'CVD', 'KES']) expect(welcomesIn(second, ldso)).toBe(1);
  await second.close();
  rmSync(dataDir, { recursive: true });
});
