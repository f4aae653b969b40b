import { expect, test } from 'vitest';
import { commandOf } from '../../src/intake/command.ts';
import { clean } from '../domain/given.ts';

test.each([
  ['/help', { is: 'help' }],
  ['Help?', { is: 'help' }],
  ['/quiet', { is: 'quiet', on: true }],
  ['/quiet off please', { is: 'quiet', on: false }],
])('%s is a command', (text, command) => {
  expect(commandOf(clean(text))).toEqual(command);
});

test.each(['/passed 40662 EEN-MPAN-0007', 'can somebody help with 40662?', 'see dev/help for more'])(
  '%s is none',
  text => {
    expect(commandOf(clean(text))).toBeUndefined();
  },
);
