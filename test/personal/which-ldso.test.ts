import { expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { whichLdso } from '../../src/personal/which-ldso.ts';

const een = ldsoId('EEN')!;
const cvd = ldsoId('CVD')!;
const ldsos = [
  { id: een, name: 'Eastmere Electricity Networks', mpanRefPattern: 'EEN-MPAN-\\d{4}' },
  { id: cvd, name: 'Calder Valley Distribution', mpanRefPattern: 'CV-\\d{3}' },
];
const analyst = { memberOf: [een, cvd], postedIn: [een, cvd] };
const tester = { memberOf: [een, cvd], postedIn: [cvd] };

test.each([
  ['its short name', 'the plan of EEN please', een],
  ['its short name in a file’s name', 'een_plan_v2.xlsx', een],
  ['its full name', 'for Calder valley distribution', cvd],
  ['one of its references', 'migrated: cv-012', cvd],
])('an LDSO is named by %s', (_how, text, ldso) => {
  expect(whichLdso([text], analyst, ldsos)).toEqual({ is: 'one', ldso });
});

test('the message counts before the name of the file', () => {
  expect(whichLdso(['for CVD', 'EEN.xlsx'], analyst, ldsos)).toEqual({ is: 'one', ldso: cvd });
});

test('without a name it is where the person posts, or else where the person is', () => {
  expect(whichLdso(['my plan'], tester, ldsos)).toEqual({ is: 'one', ldso: cvd });
  expect(whichLdso(['my plan'], { memberOf: [een], postedIn: [] }, ldsos)).toEqual({ is: 'one', ldso: een });
});

test('where it can be several, it is asked for', () => {
  expect(whichLdso(['my plan'], analyst, ldsos)).toEqual({ is: 'several', ldsos: [een, cvd] });
  expect(whichLdso(['EEN and CVD'], analyst, ldsos)).toEqual({ is: 'several', ldsos: [een, cvd] });
});

test('whoever is in the channel of another LDSO only can do nothing for this one', () => {
  const other = { memberOf: [cvd], postedIn: [cvd] };
  expect(whichLdso(['for EEN'], other, ldsos)).toEqual({ is: 'not-theirs', ldso: een });
  expect(whichLdso(['mine'], { memberOf: [], postedIn: [] }, ldsos)).toEqual({ is: 'none' });
});

test('a word that only holds the short name does not name it', () => {
  expect(whichLdso(['seen and keen'], tester, ldsos)).toEqual({ is: 'one', ldso: cvd });
});
