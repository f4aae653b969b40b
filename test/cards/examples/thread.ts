// Examples of what is said in a thread or a channel beside cards of tests.
import {
  callGroups,
  elsewhere,
  help,
  leakCall,
  leakClosed,
  mended,
  noted,
  welcome,
} from '../../../src/cards/say.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { asha, at, downtime, eastmere, now, query } from '../given.ts';

export const threadExamples: Readonly<Record<string, () => Outgoing>> = {
  'mended-vouched': () => mended({ person: asha, how: 'vouched' }),
  noted: () => noted({ entry: downtime, ldsoName: eastmere }),
  'call-groups': () =>
    callGroups({
      groups: ['DataTeam', 'QualificationTeam'],
      tagId: group => (group === 'DataTeam' ? 'MjA1-ZGF0YQ==' : undefined),
      entry: query,
      ldsoName: eastmere,
    }),
  'leak-call': () =>
    leakCall({
      leak: { kinds: ['raw_mpan', 'raw_postcode'], by: asha, openedAt: at('10:02') },
      tagId: () => 'MjA1-cXQ=',
      ldsoName: eastmere,
      now,
    }),
  'leak-closed': () => leakClosed(),
  'mended-edited': () => mended({ person: asha, how: 'edited' }),
  'mended-deleted': () => mended({ person: asha, how: 'deleted' }),
  elsewhere: () => elsewhere(),
  help: () => help(),
  welcome: () => welcome(eastmere),
};
