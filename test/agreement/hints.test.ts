import { afterEach, describe, expect, it } from 'vitest';
import { type Hints, hints } from '../../src/agreement/hints.ts';
import { ldsoId } from '../../src/domain/refs.ts';

const een = ldsoId('EEN')!;
const cvd = ldsoId('CVD')!;

let taken: Hints;
afterEach(() => taken.close());

function given() {
  const looks: string[] = [];
  taken = hints({
    organisations: new Map([['eastmere', [een, cvd]]]),
    lookAtBugs: async (ldso, ids) => void looks.push(`${ldso}: ${ids.join(' ')}`),
    look: async ldso => void looks.push(`${ldso}: all`),
    gatherMs: 60_000,
  });
  return looks;
}
const hint = (id: number, rev = 2, organisation = 'Eastmere') =>
  taken.take({ organisation, item: { id, rev } });

describe('hints that a bug has changed', () => {
  it('are gathered: one look for each LDSO of the organisation', async () => {
    const looks = given();
    for (const id of [77, 78, 79]) expect(hint(id)).toBe(true);
    await taken.idle();
    expect(looks).toEqual(['EEN: 77 78 79', 'CVD: 77 78 79']);
  });

  it('count once, also when they come again later; the next revision is another', async () => {
    const looks = given();
    for (const rev of [2, 2, 3]) hint(77, rev);
    await taken.idle();
    hint(77, 2);
    await taken.idle();
    hint(77, 4);
    await taken.idle();
    expect(looks.filter(look => look.startsWith('EEN'))).toEqual(['EEN: 77', 'EEN: 77']);
  });

  it('that do not say what changed have everything looked at', async () => {
    const looks = given();
    taken.take({ organisation: 'eastmere' });
    await taken.idle();
    expect(looks).toEqual(['EEN: all', 'CVD: all']);
  });

  it('of an organisation that is nobody’s are no work', async () => {
    const looks = given();
    expect(hint(77, 2, 'elsewhere')).toBe(true);
    await taken.idle();
    expect(looks).toEqual([]);
  });

  it('are turned away when there are too many, and taken again afterwards', async () => {
    given();
    for (let id = 1; id <= 1_000; id += 1) expect(hint(id)).toBe(true);
    expect(hint(1_001)).toBe(false);
    expect(taken.isFull()).toBe(true);
    await taken.idle();
    expect(taken.isFull()).toBe(false);
    expect(hint(1_001)).toBe(true);
  });

  it('are turned away when the bot stops', () => {
    given();
    taken.close();
    expect(hint(77)).toBe(false);
  });
});
