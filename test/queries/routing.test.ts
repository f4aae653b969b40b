import { expect, test } from 'vitest';
import type { Group } from '../../src/domain/kinds.ts';
import { openChannel } from '../given-channel.ts';

const named = '40662 EEN-MPAN-0007';

async function calledBy(lines: readonly string[]): Promise<readonly (readonly Group[])[]> {
  const channel = await openChannel();
  try {
    for (const [place, line] of lines.entries()) await channel.post(String(1001 + place), line);
    return (await channel.toSay()).flatMap(intent => (intent.is === 'call-groups' ? [intent.groups] : []));
  } finally {
    await channel.close();
  }
}

test.each<[string, readonly Group[]]>([
  [`/query ${named} needs a CSS2860 first`, ['DataTeam']],
  [`/defect ${named} S2 P2 rejected`, ['DefectTeam']],
  [`/blocking ${named} hits everybody`, ['DefectTeam']],
  [`/query ${named} @NFTTeam how many messages?`, ['NFTTeam', 'DataTeam']],
  [`/downtime UIT ${named} @QualificationTeam nothing answers`, ['QualificationTeam']],
  [`/failed ${named} step 6 @DefectTeam @DataTeam look`, ['DefectTeam', 'DataTeam']],
])('%s calls %j', async (line, groups) => {
  expect(await calledBy([line])).toEqual([groups]);
});

test.each([
  `/triggered ${named}`,
  `/passed ${named}`,
  `/failed ${named} step 6`,
  `/blocked ${named} waits for a meter`,
  `/downtime UIT ${named} DIP not answering`,
  'DIP is back, thanks @QualificationTeam',
])('%s calls nobody', async line => {
  expect(await calledBy([line])).toEqual([]);
});

test('a query in a quiet channel still calls its group, once', async () => {
  expect(await calledBy(['/quiet', `/query ${named} needs a CSS2860 first`])).toEqual([['DataTeam']]);
});
