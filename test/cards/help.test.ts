import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { help } from '../../src/cards/say.ts';
import { exampleIn } from '../../src/domain/example.ts';
import { testCaseId } from '../../src/domain/refs.ts';
import { commandOf } from '../../src/intake/command.ts';
import { commandKind } from '../../src/intake/kind-words.ts';
import { clean } from '../domain/given.ts';
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

/** Every word of the readers' own text, tried: a command that is new is known here at once. */
const folder = new URL('../../src/intake/', import.meta.url);
const words = readdirSync(folder).flatMap(
  name => readFileSync(new URL(name, folder), 'utf8').match(/[a-z]+(?:-[a-z]+)*/g) ?? [],
);
const asked = (word: string) => commandOf(clean(`/${word} 40715 EEN-MPAN-0011 because`), channelBook);
/** With words that it does not take it is asked back, as one that is nearly another. */
const isCommand = (word: string) => {
  const read = asked(word);
  return read !== undefined && (read.is !== 'near-command' || read.nearest === word);
};
const commands = [...new Set(words)].filter(isCommand);
/** Words that ask for the same are one command. */
const meanings = new Set(commands.map(word => JSON.stringify(asked(word))));
const alike = [...meanings].map(meant => commands.filter(word => JSON.stringify(asked(word)) === meant));
const shown = stringsOf(help().card).join('\n');
const lists = manifest.bots.flatMap(({ commandLists }) => commandLists);

test('the readers of commands are read', () => {
  expect(alike.length).toBeGreaterThan(18);
  expect(commands).toContain('mpid');
  expect(commands).toContain('trigger-request');
});

test.each(alike.filter(names => !names.includes('help')))('the help tells of /%s', (...names) => {
  expect(names.filter(word => new RegExp(`(?<![\\w/])/${word}(?![\\w-])`).test(shown))).not.toEqual([]);
});

test.each([...new Set([...shown.matchAll(/(?<![\w/.])\/([a-z][a-z-]+)/g)].map(([, word = '']) => word))])(
  'what the help tells of is read: /%s',
  word => {
    expect(commands.includes(word) || commandKind(word) !== undefined).toBe(true);
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
