import { expect, test } from 'vitest';
import { type Intent, keyOf } from '../../src/domain/intents.ts';
import { ldsoId } from '../../src/domain/refs.ts';
import { asha } from './given.ts';

const to = (ldso: string) => ({ ldso: ldsoId(ldso)!, thread: '19:x;messageid=1', messageId: '1001' });

const aboutMessages: readonly ((ldso: string) => Intent)[] = [
  ldso => ({
    is: 'say-refused',
    to: to(ldso),
    person: asha,
    kind: undefined,
    problems: [],
    doubtful: false,
  }),
  ldso => ({ is: 'answer', to: to(ldso), answer: { about: 'help' } }),
  ldso => ({ is: 'say-noted', to: to(ldso), entryId: '1001/0' }),
  ldso => ({ is: 'call-groups', to: to(ldso), groups: ['DataTeam'] }),
];

test.each(aboutMessages.map(make => [make('EEN').is, make] as const))(
  '%s of two channels that number a message alike are two',
  (_is, make) => {
    expect(keyOf(make('EEN'))).not.toBe(keyOf(make('CVD')));
    expect(keyOf(make('EEN'))).toBe(keyOf(make('EEN')));
  },
);
