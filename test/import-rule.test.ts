import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** Each place may use itself and what it names here. `sdk:` is a package that only this place may use. */
const rule: Readonly<Record<string, readonly string[]>> = {
  'src/guard': [],
  'src/domain': ['src/guard/clean-text.ts'],
  'src/intake': ['src/domain', 'src/guard'],
  'src/ports': ['src/domain'],
  'src/cards': ['src/domain', 'src/ports', 'src/guard/clean-text.ts'],
  'src/outbox': ['src/domain', 'src/ports', 'src/cards'],
  'src/rhythm': ['src/domain', 'src/ports'],
  'src/notify.ts': [
    'src/intake',
    'src/domain',
    'src/ports',
    'src/commands.ts',
    'src/held.ts',
    'src/harness/corrected.ts',
    'src/known.ts',
    'src/queries',
    'src/personal',
    'src/stand-up/taken-back.ts',
    'src/guard/clean-text.ts',
    'src/migration/taken-back.ts',
  ],
  'src/held.ts': ['src/intake', 'src/domain', 'src/ports', 'src/known.ts'],
  'src/known.ts': ['src/domain', 'src/ports', 'src/schedule/counting.ts'],
  'src/plan': ['src/domain', 'src/ports', 'src/agreement/plan-order.ts', 'src/settings/participants.ts'],
  'src/metrics': [
    'src/domain',
    'src/ports',
    'src/agreement',
    'src/adapters/ado/gate.ts',
    'src/adapters/teams/server.ts',
  ],
  'src/agreement': ['src/domain', 'src/ports', 'src/outbox/ado/mirror-state.ts'],
  'src/personal/take-tables.ts': [
    'src/personal/attend.ts',
    'src/domain',
    'src/ports',
    'src/register',
    'src/schedule',
    'src/sheets',
  ],
  'src/personal': ['src/intake', 'src/domain', 'src/ports', 'src/commands.ts', 'src/guard/clean-text.ts'],
  'src/commands.ts': [
    'src/domain',
    'src/ports',
    'src/schedule/decide.ts',
    'src/queries/decide.ts',
    'src/register',
    'src/stand-up/cover.ts',
    'src/stand-up/decide.ts',
    'src/harness/decide.ts',
    'src/migration/decide.ts',
  ],
  'src/harness': ['src/domain', 'src/ports', 'src/intake', 'src/rhythm/calendar.ts', 'src/sheets/days.ts'],
  'src/stand-up': [
    'src/domain',
    'src/ports',
    'src/intake',
    'src/rhythm/calendar.ts',
    'src/schedule/counting.ts',
    'src/sheets/days.ts',
  ],
  'src/queries': ['src/domain', 'src/ports', 'src/intake'],
  'src/my-day': ['src/domain', 'src/ports', 'src/rhythm', 'src/day-views.ts'],
  'src/sheets': ['src/domain', 'src/files', 'src/guard', 'src/scan'],
  'src/migration': ['src/domain', 'src/ports', 'src/rhythm', 'src/sheets/days.ts'],
  'src/register': [
    'src/domain',
    'src/ports',
    'src/intake',
    'src/guard/clean-text.ts',
    'src/sheets',
    'src/rhythm/calendar.ts',
  ],
  'src/schedule/main.ts': ['src'],
  'src/schedule/by-hand.ts': [
    'src/schedule',
    'src/domain',
    'src/ports',
    'src/cards',
    'src/rhythm',
    'src/guard',
    'src/plan',
    'src/settings/participants.ts',
  ],
  'src/schedule/decide.ts': ['src/domain', 'src/ports', 'src/rhythm/calendar.ts', 'src/sheets/days.ts'],
  'src/schedule': [
    'src/domain',
    'src/ports',
    'src/intake',
    'src/files',
    'src/guard/clean-text.ts',
    'src/sheets',
  ],
  'src/evidence': [
    'src/domain',
    'src/ports',
    'src/intake',
    'src/guard/clean-text.ts',
    'src/scan',
    'src/personal',
    'src/rhythm/calendar.ts',
  ],
  'src/reports/main.ts': ['src'],
  'src/reports': ['src/domain', 'src/ports', 'src/rhythm', 'src/day-views.ts'],
  'src/adapters/teams': ['src/domain', 'src/ports'],
  'src/adapters/ado': ['src/domain', 'src/ports'],
  'src/adapters/files': ['src/ports'],
  'src/adapters/store': ['src/domain', 'src/ports', 'src/guard/clean-text.ts'],
  'src/sandbox': [],
  'src/local': ['src/domain'],
  'src/files': [],
  'src/scan': ['src/guard', 'src/files'],
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => join('src', name));

const placeOf = (file: string) =>
  Object.keys(rule).find(place => file === place || file.startsWith(`${place}/`));

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm)].map(
    match => match[1] ?? match[2] ?? '',
  );
}

test('every place uses only itself and what the rule names', () => {
  const broken = files.flatMap(file => {
    const place = placeOf(file);
    if (place === undefined) return [];
    const allowed = [place, ...(rule[place] ?? [])];
    return importsOf(file)
      .filter(name => name.startsWith('.'))
      .map(name => relative('.', join(dirname(file), name)))
      .filter(target => !allowed.some(each => target === each || target.startsWith(`${each}/`)))
      .map(target => `${file} -> ${target}`);
  });
  expect(broken).toEqual([]);
});

test.each([
  [
    'the Bot Framework and Teams AI',
    /^(botbuilder|botframework-connector|@microsoft\/teams-ai|restify)$/,
    ['src/adapters/teams'],
  ],
  ['the Azure DevOps client', /^azure-devops-node-api/, ['src/adapters/ado']],
  ['the databases', /^(kysely|pg|node:sqlite|@photostructure\/sqlite)$/, ['src/adapters/store']],
])('%s appear in their own folder alone', (_name, packages, places) => {
  const broken = files.filter(
    file =>
      !places.some(place => file.startsWith(`${place}/`)) &&
      importsOf(file).some(name => packages.test(name)),
  );
  expect(broken).toEqual([]);
});

test('nobody imports the composition root', () => {
  expect(files.filter(file => importsOf(file).some(name => /\/main\.ts$/.test(name)))).toEqual([]);
});

test('what is put together in src/app is used by those alone that start it', () => {
  const uses = (file: string) =>
    importsOf(file).some(name => relative('.', join(dirname(file), name)).startsWith('src/app/'));
  const outside = files.filter(file => !file.startsWith('src/app/') && uses(file));
  expect(outside.sort()).toEqual(['src/day/play.ts', 'src/main.ts']);
});
