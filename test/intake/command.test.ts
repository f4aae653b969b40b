import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { LdsoBook } from '../../src/domain/planning/plan.ts';
import { testCaseId } from '../../src/domain/refs.ts';
import { commandOf } from '../../src/intake/command.ts';
import { commandWords } from '../../src/intake/near-command.ts';
import { clean } from '../domain/given.ts';

const testCase = { id: testCaseId('40662')!, name: 'FM_TS_1_TC_1', title: 'One', suite: 'One', order: 1 };
const book: LdsoBook = {
  id: 'EEN',
  testCases: [testCase],
  mpanRefPattern: 'EEN-MPAN-\\d{4}',
  mpanRefs: [],
  harnessRefs: {},
  otherPatterns: [],
  needs: {},
};
const one = { is: 'one', testCase };

test.each([
  ['/help', { is: 'help' }],
  ['Help?', { is: 'help' }],
  ['/quiet', { is: 'quiet', on: true }],
  ['/quiet on', { is: 'quiet', on: true }],
  ['/quiet maybe', { is: 'near-command', typed: 'quiet maybe', nearest: 'quiet' }],
  ['/quiet off please', { is: 'quiet', on: false }],
  ['/leak-in-ado 40662', { is: 'leak-in-ado', of: one, ask: { do: 'open' } }],
  ['/leak-in-ado fm-ts-1-tc-1', { is: 'leak-in-ado', of: one, ask: { do: 'open' } }],
  ['/leak-in-ado 40662 step 2 done', { is: 'leak-in-ado', of: one, ask: { do: 'tick', step: 2 } }],
  ['/leak-in-ado 40662 step 2 is not done', { is: 'leak-in-ado', of: one, ask: { do: 'untick', step: 2 } }],
  ['/leak-in-ado', { is: 'leak-in-ado', of: { is: 'none' }, ask: { do: 'open' } }],
  [
    '/leak-in-ado FM_TS_1_TC_9',
    {
      is: 'leak-in-ado',
      of: { is: 'unknown', typed: 'FM_TS_1_TC_9', nearest: ['FM_TS_1_TC_1'] },
      ask: { do: 'open' },
    },
  ],
  ['/recieved 40662', { is: 'near-command', typed: 'recieved', nearest: 'received' }],
  ['/leak in ado 40662', { is: 'near-command', typed: 'leak', nearest: 'leak-in-ado' }],
  ['/evidense 40662', { is: 'near-command', typed: 'evidense', nearest: 'evidence' }],
  ['/repotr', { is: 'near-command', typed: 'repotr', nearest: 'report' }],
  ['/wash up', { is: 'near-command', typed: 'wash', nearest: 'report daily' }],
])('%s is a command', (text, command) => {
  expect(commandOf(clean(text), book)).toEqual(command);
});

test.each([
  '/pased 40662 EEN-MPAN-0007',
  '/shrug',
  '/cake at three',
  '/constructor 40662',
  '/passed 40662 EEN-MPAN-0007',
  'can somebody help with 40662?',
  'see dev/help for more',
])('%s is none', text => {
  expect(commandOf(clean(text), book)).toBeUndefined();
});

test('every command that is read can be meant', () => {
  const source = readFileSync('src/intake/command.ts', 'utf8');
  const reader = source.slice(source.indexOf('switch (of)'), source.indexOf('\n}\n'));
  const words = [...reader.matchAll(/case '([a-z][a-z-]*)':/g)].map(([, word = '']) => word);
  const otherNames = ['confirm-plan', 'unanswered', 'not-answered'];
  expect(words.filter(word => !commandWords.includes(word) && !otherNames.includes(word))).toEqual([]);
});
