import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { help } from '../../src/cards/say.ts';
import { exampleIn } from '../../src/domain/example.ts';
import { testCaseId } from '../../src/domain/refs.ts';
import { commandKind } from '../../src/intake/kind-words.ts';
import { channelBook } from '../given-channel.ts';
import { elementsOf, ofType, stringsOf } from './walk.ts';

const manifest: {
  readonly bots: readonly {
    readonly commandLists: readonly {
      readonly scopes: readonly string[];
      readonly commands: readonly { readonly title: string; readonly description: string }[];
    }[];
  }[];
} = JSON.parse(readFileSync('appPackage/manifest.json', 'utf8'));

/** The words that the reader of commands tells apart, read from its own text: one that is new is known here at once. */
const source = readFileSync('src/intake/command.ts', 'utf8');
const reader = source.slice(source.indexOf('switch (of)'), source.indexOf('\n}\n'));
const commands = [...reader.matchAll(/case '([a-z][a-z-]*)':/g)].map(([, word = '']) => word);
const otherNames = ['confirm-plan', 'unanswered', 'not-answered'];
const shown = stringsOf(help().card).join('\n');
const lists = manifest.bots.flatMap(({ commandLists }) => commandLists);

test('the reader of commands is read', () => {
  expect(commands.length).toBeGreaterThan(15);
  expect(commands).toContain('mpid');
});

test.each(commands.filter(word => word !== 'help' && !otherNames.includes(word)))(
  'the help tells of /%s',
  word => {
    expect(shown).toMatch(new RegExp(`(?<![\\w/])/${word}(?![\\w-])`));
  },
);

/** Told already, and read once they are built. */
const comes = ['cover', 'my-day', 'trigger-request', 'received', 'queue', 'replay-request', 'migration'];

test.each([...new Set([...shown.matchAll(/(?<![\w/.])\/([a-z][a-z-]+)/g)].map(([, word = '']) => word))])(
  'what the help tells of is read: /%s',
  word => {
    expect([...commands, ...comes].includes(word) || commandKind(word) !== undefined).toBe(true);
  },
);

test('each command stands in the overview, before a button is pressed', () => {
  const cards = ofType(help().card, 'Action.ShowCard').flatMap(({ card }) => stringsOf(card));
  const overview = stringsOf(elementsOf(help().card).filter(({ type }) => type === 'TextBlock')).join('\n');
  const inDetail = new Set(cards.flatMap(text => text.match(/^\/[a-z-]+/) ?? []));
  expect(inDetail.size).toBeGreaterThan(12);
  expect([...inDetail].filter(word => !overview.includes(word))).toEqual([]);
});

test('examples are of the channel’s own plan, in the form of its own references', () => {
  const kestrel = {
    ...channelBook,
    mpanRefPattern: 'KES_MPAN_\\d{2}',
    mpanRefs: [],
    testCases: [{ ...channelBook.testCases[0]!, id: testCaseId('40710')!, name: 'SITFTS-0010 TC 01' }],
  };
  const lines = stringsOf(help(exampleIn(kestrel)).card);
  expect(lines).toContain('/triggered SITFTS-0010 TC 01 KES_MPAN_07');
  expect(lines).toContain('/passed 40710 KES_MPAN_07');
  expect(lines.join()).not.toContain('EEN-MPAN');
});

test('a reference whose form cannot be written out, or no plan, leaves the made-up example', () => {
  expect(exampleIn({ ...channelBook, mpanRefs: [], mpanRefPattern: '[A-Z]{3}-\\d{3}' })).toBeUndefined();
  expect(exampleIn({ ...channelBook, testCases: [] })).toBeUndefined();
  expect(stringsOf(help().card)).toContain('/passed 40662 EEN-MPAN-0007');
});

test.each(lists.map(list => [list.scopes.join(), list] as const))(
  'the menu of Teams keeps in step: %s',
  (_scope, { commands: listed }) => {
    const words = listed.map(({ title }) => title.replace('/', ''));
    expect(words.filter(word => !commands.includes(word) && commandKind(word) === undefined)).toEqual([]);
    expect(words.filter(word => word !== 'help' && !shown.includes(`/${word}`))).toEqual([]);
    // From it people find the rest.
    expect(words).toContain('help');
    // The schema takes twelve; Teams has long said ten, and older clients show no more.
    expect(words.length).toBeLessThanOrEqual(10);
    expect(listed.filter(({ description }) => description.length > 128)).toEqual([]);
  },
);
