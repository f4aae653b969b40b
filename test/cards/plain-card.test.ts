import { expect, test } from 'vitest';
import { plainCard } from '../../src/cards/making/plain-card.ts';
import { examples } from './examples.ts';

const linesOf = (name: string) => plainCard(examples[name]?.() ?? { text: 'none' });

test('a card is told from top to bottom, as it was before it was made fit for Markdown', () => {
  const lines = linesOf('schedule-offered');
  expect(lines.slice(0, 2)).toEqual(['', 'Schedule of Eastmere Electricity Networks: please check']);
  expect(lines).toContain('  Plan!B15: CVD-MPAN-012 is another LDSO’s');
  expect(lines.join('\n')).not.toContain('\\');
});

test('what stands side by side stands on one line', () => {
  expect(linesOf('stand-up').some(line => /Triggered {2}FM_TS_1_TC_1_2_3_4_5_6_7/.test(line))).toBe(true);
});
