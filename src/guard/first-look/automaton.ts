// Makes one table of many shapes, so that one pass over a text, with one look at the table a character, meets them all.

/**
 * Shapes by family. A shape is a small regular expression: signs and [classes], each with ?, *, + or {n,m} behind it;
 * no groups, no alternatives. Case is ignored, and a line break stands before and behind every text.
 */
export type Families<Name extends string> = Readonly<Record<Name, readonly string[]>>;

export type Automaton<Name extends string> = {
  /** The kind of each UTF-16 code: codes that no shape tells apart are of one kind. */
  readonly kinds: Uint8Array;
  /** Of every state, for every kind, the next state. A state is named by where its row begins. */
  readonly table: Uint16Array | Uint32Array;
  readonly width: number;
  /** The state behind a line break. */
  readonly start: number;
  /** States from this one on have met a shape: `met` gives the bits of its families, by state divided by width. */
  readonly firstMet: number;
  readonly met: Uint32Array;
  /** The bit of each family. */
  readonly bits: Readonly<Record<Name, number>>;
};

type Step = {
  readonly id: number;
  /** Whether the step takes the sign with an ASCII code. */
  readonly takes: readonly boolean[];
  readonly optional: boolean;
  readonly repeats: boolean;
  readonly followers: Map<string, Step>;
  /** The families that have a shape ending with this step. */
  ends: number;
};

/** Where a text may go on in the shapes, and the families of the shapes that have just ended. */
type State = { readonly steps: readonly Step[]; readonly met: number; readonly next: number[] };

const ASCII = 128;
/** Stands for every sign beyond ASCII: no shape names it. */
const BEYOND = 1;
const LINE_BREAK = 10;

/** Thompson's construction with subsets, as in any book on compilers. */
export function automaton<Name extends string>(families: Families<Name>): Automaton<Name> {
  const names = Object.keys(families) as Name[];
  const first = firstSteps(Object.values(families));
  const { kinds, samples } = kindsOfSigns(first);
  const width = samples.length;
  const states = statesFrom(first, samples);
  const order = [...states.keys()].sort((a, b) => Math.min(1, met(states, a)) - Math.min(1, met(states, b)));
  const rows: number[] = [];
  for (const [index, state] of order.entries()) rows[state] = index * width;
  const Cells = order.length * width > 0xffff ? Uint32Array : Uint16Array;
  const silent = states.filter(state => state.met === 0).length;
  return {
    kinds,
    table: Cells.from(order.flatMap(state => states[state]?.next.map(to => rows[to] ?? 0) ?? [])),
    width,
    start: rows[states[0]?.next[kinds[LINE_BREAK] ?? 0] ?? 0] ?? 0,
    firstMet: silent * width,
    met: Uint32Array.from(order, state => met(states, state)),
    bits: Object.fromEntries(names.map((name, index) => [name, 1 << index])) as Record<Name, number>,
  };
}

function met(states: readonly State[], index: number): number {
  return states[index]?.met ?? 0;
}

function statesFrom(first: readonly Step[], samples: readonly number[]): readonly State[] {
  const states: State[] = [];
  const known = new Map<string, number>();
  const numberOf = ({ steps, ends }: Reached): number => {
    const sorted = [...steps].sort((a, b) => a.id - b.id);
    const name = `${ends}:${sorted.map(step => step.id).join()}`;
    const number = known.get(name) ?? states.push({ steps: sorted, met: ends, next: [] }) - 1;
    known.set(name, number);
    return number;
  };
  numberOf({ steps: new Set(), ends: 0 });
  // A shape may begin at any sign; in most states nothing else goes on.
  const begun = samples.map(code => reachedBy(first, code));
  const beginnings = begun.map(numberOf);
  for (const state of states) {
    for (const [kind, code] of samples.entries()) {
      const own = reachedBy(state.steps, code, begun[kind]);
      state.next.push(own ? numberOf(own) : (beginnings[kind] ?? 0));
    }
  }
  return states;
}

type Reached = { readonly steps: ReadonlySet<Step>; readonly ends: number };

function reachedBy(from: readonly Step[], code: number): Reached;
function reachedBy(from: readonly Step[], code: number, besides: Reached | undefined): Reached | undefined;
function reachedBy(from: readonly Step[], code: number, besides?: Reached): Reached | undefined {
  const taking = from.filter(step => step.takes[code]);
  if (besides && taking.length === 0) return undefined;
  const steps = new Set(besides?.steps);
  let ends = besides?.ends ?? 0;
  for (const step of taking) {
    ends |= step.ends;
    if (step.repeats) steps.add(step);
    addFollowing(step, steps);
  }
  return { steps, ends };
}

function addFollowing(step: Step, to: Set<Step>): void {
  for (const next of step.followers.values()) {
    to.add(next);
    if (next.optional) addFollowing(next, to);
  }
}

/** Builds the steps of all shapes; shapes that begin alike share their first steps. */
function firstSteps(families: readonly (readonly string[])[]): readonly Step[] {
  const roots = new Map<string, Step>();
  let count = 0;
  for (const [index, shapes] of families.entries()) {
    for (const shape of shapes) {
      let level = roots;
      let last: Step | undefined;
      for (const { signs, optional, repeats } of partsOf(shape)) {
        const name = `${signs} ${optional} ${repeats}`;
        last = level.get(name);
        if (!last) {
          last = { id: count++, takes: takenBy(signs), optional, repeats, followers: new Map(), ends: 0 };
          level.set(name, last);
        }
        level = last.followers;
      }
      if (last) last.ends |= 1 << index;
    }
  }
  return [...roots.values()];
}

type Part = { readonly signs: string; readonly optional: boolean; readonly repeats: boolean };

const PART = /(\[(?:\\.|[^\]])+\]|\\.|[^\\[\](){}|^$?*+.])(?:([?*+])|\{(\d+)(?:,(\d+))?\})?/y;

function partsOf(shape: string): readonly Part[] {
  const parts: Part[] = [];
  PART.lastIndex = 0;
  for (let from = 0; from < shape.length; from = PART.lastIndex) {
    const match = PART.exec(shape);
    if (!match) throw new Error(`First look: a group or another sign it does not know in the shape ${shape}`);
    const [, signs = '', mark, least, most] = match;
    const needed = mark === '?' || mark === '*' ? 0 : Number(least ?? 1);
    const wanted = least === undefined ? 1 : Number(most ?? least);
    const repeats = mark === '*' || mark === '+';
    for (let n = 0; n < wanted; n++) parts.push({ signs, optional: n >= needed, repeats });
  }
  if (parts.length === 0 || parts[0]?.optional || parts.at(-1)?.optional)
    throw new Error(`First look: the shape ${shape} begins or ends with what may be missing`);
  return parts;
}

const taken = new Map<string, readonly boolean[]>();

function takenBy(signs: string): readonly boolean[] {
  const pattern = new RegExp(`^${signs}$`, 'i');
  const takes =
    taken.get(signs) ?? Array.from({ length: ASCII }, (_, code) => pattern.test(String.fromCharCode(code)));
  taken.set(signs, takes);
  return takes;
}

/** @returns the kind of each code, and the code of one sign of each kind; the ten digits are one kind, and only they */
function kindsOfSigns(first: readonly Step[]): { kinds: Uint8Array; samples: readonly number[] } {
  const all: Step[] = [...first];
  for (const step of all) all.push(...step.followers.values());
  const classes = [...new Set(all.map(step => step.takes))];
  const known = new Map<string, number>();
  const samples: number[] = [];
  const ofAscii = Array.from({ length: ASCII }, (_, code) => {
    const name = [code >= 48 && code <= 57, ...classes.map(takes => takes[code])].map(Number).join('');
    const kind = known.get(name) ?? samples.push(code) - 1;
    known.set(name, kind);
    return kind;
  });
  if (ofAscii.slice(48, 58).some(kind => kind !== ofAscii[48])) {
    throw new Error('First look: a shape that tells one digit from another');
  }
  const kinds = new Uint8Array(0x10000).fill(ofAscii[BEYOND] ?? 0);
  kinds.set(ofAscii);
  return { kinds, samples };
}
