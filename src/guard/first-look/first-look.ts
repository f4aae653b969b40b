// Goes through a text once, and says which families of rules can find anything in it and where its digits are.
import { DigitRuns } from '../page.ts';
import { AUTOMATON } from './shapes.ts';

export type FirstLook = {
  /** The bits of the families that the text holds a shape of. */
  readonly met: number;
  readonly runs: DigitRuns;
};

const { kinds, table, width, start, firstMet, met: metBy } = AUTOMATON;
const DIGIT = kinds[48];
const LINE_BREAK = kinds[10] ?? 0;

/** Long enough for most texts, which then cost no new memory: a message of Teams has at most 28,000 characters. */
const SPARE = new Uint32Array(0x80000);

/** The runs are good until the next first look: one text is looked at after another. */
export function firstLook(text: string): FirstLook {
  const edges = text.length + 2 <= SPARE.length ? SPARE : new Uint32Array(text.length + 2);
  const met = pass(text, edges);
  return { met, runs: new DigitRuns(edges, (edges.at(-1) ?? 0) / 2) };
}

/**
 * Numbers in, a number out: V8 makes the loop half as fast when the same function makes objects of what it finds.
 * @param edges takes where each run begins and ends, and in its last place how many edges there are
 * @returns the bits of the families met
 */
function pass(text: string, edges: Uint32Array): number {
  let count = 0;
  let inside = 0;
  let state = start;
  let met = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)] as number;
    state = table[state + kind] as number;
    if (state >= firstMet) met |= metBy[state / width] as number;
    // No branch, so that a text full of short numbers costs no more than any other: every place is written down as an
    // edge, and the next place overwrites it unless a run of digits did begin or end there.
    const digit = kind === DIGIT ? 1 : 0;
    edges[count] = at;
    count += digit ^ inside;
    inside = digit;
  }
  edges[count] = text.length;
  edges[edges.length - 1] = count + inside;
  state = table[state + LINE_BREAK] as number;
  return state >= firstMet ? met | (metBy[state / width] as number) : met;
}
