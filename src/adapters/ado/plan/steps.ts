// Reads the steps of a test case: which rows there are, and by which path a result speaks of each.
import { Parser } from 'htmlparser2';

/** A row of the test case as testers count them; shared steps are one row with rows inside. */
export type StepRow = {
  /** Step id as 8 hexadecimal digits, after that of the shared steps it stands in: `0000000300000001`. */
  readonly path: string;
  /** The same in decimals: `3;1`. */
  readonly identifier: string;
  readonly shared?: { readonly id: number; readonly revision: number };
  readonly inside: readonly StepRow[];
};

export type SharedSteps = ReadonlyMap<number, { readonly revision: number; readonly xml: string }>;

type Element = { readonly id: number; readonly ref?: number };

/** @param xml the field Microsoft.VSTS.TCM.Steps; @returns rows in the order of the document, none for an empty field */
export function stepRows(xml: string, shared: SharedSteps): readonly StepRow[] {
  return elementsOf(xml).map(element => {
    const row = { path: hexOf(element.id), identifier: String(element.id) };
    const steps = element.ref === undefined ? undefined : shared.get(element.ref);
    if (element.ref === undefined || steps === undefined) return { ...row, inside: [] };
    return {
      ...row,
      shared: { id: element.ref, revision: steps.revision },
      // Shared steps cannot hold shared steps.
      inside: elementsOf(steps.xml).map(({ id }) => ({
        path: `${row.path}${hexOf(id)}`,
        identifier: `${row.identifier};${id}`,
        inside: [],
      })),
    };
  });
}

/** The row that a tester carries out first: inside the shared steps, where the test case begins with some. */
export function firstRow(rows: readonly StepRow[]): StepRow | undefined {
  const first = rows[0];
  return first?.inside[0] ?? first;
}

/** Work items of the shared steps that a test case uses. */
export function sharedStepsIn(xml: string): readonly number[] {
  return elementsOf(xml).flatMap(({ ref }) => ref ?? []);
}

// In document order whatever the nesting: the web editor puts the steps that follow shared steps inside their element.
// Ids are neither in a row nor ascending after edits, so a place in the list says nothing about an id.
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const id = Number(attributes.id);
        if (!Number.isInteger(id)) return;
        if (name === 'step') elements.push({ id });
        if (name === 'compref') elements.push({ id, ref: Number(attributes.ref) });
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return elements;
}

function hexOf(id: number): string {
  return id.toString(16).padStart(8, '0');
}
