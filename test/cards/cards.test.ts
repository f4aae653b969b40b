import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { plain } from '../../src/cards/making/shown.ts';
import { cardFrom, cardNames, templateOf } from '../../src/cards/making/template.ts';
import { testCard } from '../../src/cards/say.ts';
import { examples } from './examples.ts';
import { entry, viewOf } from './given.ts';
import { signsIn } from './markdown.ts';
import { complaints } from './object-model.ts';
import { elementsOf, type Json, ofType, stringsOf, textsOf } from './walk.ts';

const all = Object.entries(examples).map(([name, make]) => ({ name, make }));
const cards = all.filter(({ make }) => make().card !== undefined);

describe.each(all)('$name', ({ name, make }) => {
  test('stands as it was looked at', async () => {
    await expect(`${JSON.stringify(make(), null, 2)}\n`).toMatchFileSnapshot(`../golden/cards/${name}.json`);
  });

  test('has a preview that fits on a lock screen line or two', () => {
    const { text } = make();
    expect(text.trim()).not.toBe('');
    expect(text.length).toBeLessThan(260);
  });
});

describe.each(cards)('the card $name', ({ make }) => {
  const card = make().card ?? {};

  test('is taken by the renderer as version 1.5, its fallbacks too', () => {
    expect(complaints(card)).toEqual([]);
  });

  test('has no expression left and no sign that is not ours', () => {
    expect(stringsOf(card).filter(text => text.includes(`\${`))).toEqual([]);
    expect(textsOf(card).flatMap(signsIn)).toEqual([]);
  });

  test('fits any way of sending it', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
  });

  test('is read well by those who do not see it', () => {
    expect(card.fallbackText).toBe(make().text);
    expect(ofType(card, 'TextBlock').some(block => block.style === 'heading')).toBe(true);
    const inputs = elementsOf(card).filter(element => String(element.type).startsWith('Input.'));
    expect(inputs.filter(input => typeof input.label !== 'string')).toEqual([]);
    expect(ofType(card, 'Image').filter(image => typeof image.altText !== 'string')).toEqual([]);
  });

  test('has at most four buttons, and each that posts can be pressed on an old client', () => {
    for (const { actions } of ofType(card, 'ActionSet'))
      expect(actions).toHaveProperty(
        'length',
        expect.toSatisfy(count => count >= 1 && count <= 4),
      );
    for (const { data, title, fallback } of ofType(card, 'Action.Execute'))
      expect(fallback).toEqual({ type: 'Action.Submit', title, data });
  });
});

describe('templates', () => {
  afterEach(() => vi.restoreAllMocks());

  test('every file of cards/ is known by name', () => {
    const files = readdirSync(new URL('../../cards/', import.meta.url)).sort();
    expect(files).toEqual(cardNames.map(name => `${name}.json`).sort());
  });

  test('a template is made once and used again', () => {
    const expand = vi.spyOn(Object.getPrototypeOf(templateOf('test')), 'expand');
    testCard(viewOf([entry(0, 'triggered')]));
    testCard(viewOf([entry(1, 'triggered')]));
    expect(expand.mock.contexts).toEqual([templateOf('test'), templateOf('test')]);
    expect(expand.mock.contexts[0]).toBe(expand.mock.contexts[1]);
  });

  test('a fact that is asked for and not given is our mistake, said by name', () => {
    expect(() => cardFrom('welcome', { text: plain`hello` })).toThrow(
      `cards/welcome.json asks for \${ldso}, which it is not given`,
    );
  });
});

const chartOf = (series: Json, more: Json = {}): Json => ({
  type: 'Chart.Line',
  data: [series],
  fallback: { type: 'TextBlock', text: 'x' },
  ...more,
});

describe('the judge of cards', () => {
  test.each([
    ['an unknown element', { type: 'Accordion' }],
    ['a misspelt property', { type: 'TextBlock', text: 'x', weigth: 'Bolder' }],
    ['an unknown value', { type: 'TextBlock', text: 'x', color: 'Red' }],
    ['an input without an id', { type: 'Input.Text', label: 'x' }],
    ['what came after 1.5', { type: 'Input.Text', id: 'x', label: 'x', labelPosition: 'inline' }],
    ['a chart with nothing for clients that know none', { type: 'Chart.Line', data: [] }],
    ['a chart of figures that are words', chartOf({ values: [{ x: '2026-11-24', y: '3' }] })],
    ['a chart in a colour that Teams has not', chartOf({ color: 'green', values: [] })],
    ['a misspelt part of a chart', chartOf({ values: [] }, { xAxisTitel: 'Day' })],
    ['a button without an address', { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'x' }] }],
    [
      'a fallback that is wrong',
      {
        type: 'ActionSet',
        actions: [{ type: 'Action.Execute', title: 'x', fallback: { type: 'Action.Sumbit' } }],
      },
    ],
  ])('sees %s', (_what, element) => {
    expect(complaints({ type: 'AdaptiveCard', version: '1.5', body: [element] })).not.toEqual([]);
  });
});
