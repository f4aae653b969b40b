// The two references that every notification carries, and the LDSO they belong to.
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A distributor's short name in the programme, e.g. `EEN`: 2 to 8 capitals or digits. */
export type LdsoId = Branded<'LdsoId'>;

export function ldsoId(text: string): LdsoId | undefined {
  return /^[A-Z][A-Z0-9]{1,7}$/.test(text) ? (text as LdsoId) : undefined;
}

/** An instance of Azure DevOps, by whose it is: an LDSO's, or the programme's own. */
export type Instance = LdsoId | 'master';

/** Stands for one meter point in an LDSO's data sheet, e.g. `EEN-MPAN-0007`. A label, never the 13-digit MPAN. */
export type MpanRef = Branded<'MpanRef'>;

/** A reference is short, starts with a letter and never holds nine digits in a row (an MPAN would). */
export function mpanRef(text: string): MpanRef | undefined {
  const isLabel = /^[A-Z][A-Z0-9_.\-/]{1,39}$/i.test(text) && !/\d{9}/.test(text);
  return isLabel ? (text as MpanRef) : undefined;
}

/** The numeric id of a test case in the LDSO's Azure DevOps, e.g. `40662`. */
export type TestCaseId = Branded<'TestCaseId'>;

export function testCaseId(text: string): TestCaseId | undefined {
  return /^\d{1,9}$/.test(text) ? (text as TestCaseId) : undefined;
}

/** One test: a test case run for one meter point by one LDSO. */
export type TestKey = {
  readonly ldso: LdsoId;
  readonly testCaseId: TestCaseId;
  readonly mpanRef: MpanRef;
};

/** The key as one word, e.g. `EEN/40662/EEN-MPAN-0007`. */
export function testKeyText(key: TestKey): string {
  return `${key.ldso}/${key.testCaseId}/${key.mpanRef}`;
}

/** The test that something speaks of; undefined when it does not name both references. */
export function testKeyOf(ldso: LdsoId, named: Partial<Omit<TestKey, 'ldso'>>): TestKey | undefined {
  const { testCaseId: id, mpanRef: ref } = named;
  return id === undefined || ref === undefined ? undefined : { ldso, testCaseId: id, mpanRef: ref };
}
