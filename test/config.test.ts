import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig, settings } from '../src/config.ts';

describe('the settings', () => {
  test('the sample names every setting, with its meaning and its default, and no other', () => {
    const lines = Object.entries(settings.shape).flatMap(([name, schema]) => {
      const fallback = schema.safeParse(undefined).data;
      return [`# ${schema.description}`, `${name}=${fallback ?? ''}`];
    });
    const sample = readFileSync('.env.sample', 'utf8').split('\n').slice(2);
    expect(sample.filter(line => line !== '')).toEqual(lines);
  });

  test('an empty variable is as good as none', () => {
    expect(readConfig({ PORT: '', MICROSOFT_APP_ID: '' })).toMatchObject({ PORT: 3978, local: true });
  });

  test('without an app id the bot listens on loopback only', () => {
    expect(readConfig({}).host).toBe('127.0.0.1');
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow(/HOST: without MICROSOFT_APP_ID/);
  });

  test('with an app id it listens everywhere and needs what its kind of app needs', () => {
    const app = { MICROSOFT_APP_ID: '0b5d7a60-1111-4222-8333-944444444444' };
    expect(() => readConfig(app)).toThrow(/MICROSOFT_APP_TENANT_ID/);
    const tenant = { ...app, MICROSOFT_APP_TENANT_ID: '3f0c5a52-0d61-4b52-9a5e-7c1f4e9d2a01' };
    expect(() => readConfig(tenant)).toThrow(/MICROSOFT_APP_PASSWORD/);
    expect(readConfig({ ...tenant, MICROSOFT_APP_TYPE: 'UserAssignedMSI' })).toMatchObject({
      local: false,
      host: '0.0.0.0',
    });
  });

  test.each([
    [{ PORT: 'eighty' }, /^PORT: write a port number/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: write postgres/],
    [{ MICROSOFT_APP_TYPE: 'Multi' }, /^MICROSOFT_APP_TYPE: write SingleTenant/],
  ])('a mistake is one line that names the variable and what to write: %j', (given, line) => {
    expect(() => readConfig(given)).toThrow(line);
  });
});
