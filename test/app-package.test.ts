import { readFileSync } from 'node:fs';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { expect, test } from 'vitest';

const manifest = JSON.parse(readFileSync('appPackage/manifest.json', 'utf8'));

test('the manifest is valid by its own schema', async () => {
  expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
});

test('the bot hears every message of the team, and takes files from a person', () => {
  expect(manifest.authorization.permissions.resourceSpecific).toEqual([
    { name: 'ChannelMessage.Read.Group', type: 'Application' },
  ]);
  expect(manifest.bots[0].scopes).toEqual(['team', 'personal']);
  expect(manifest.bots[0].supportsFiles).toBe(true);
});

test('a slash command is never made private: that would leave no record in the channel', () => {
  expect(manifest.bots[0]).not.toHaveProperty('supportsTargetedMessages');
});

test.each([
  ['color.png', 192],
  ['outline.png', 32],
])('%s is a PNG of %i pixels a side', (name, side) => {
  const bytes = readFileSync(`appPackage/${name}`);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([side, side]);
});
