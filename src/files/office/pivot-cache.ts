// Reads the values that a workbook keeps for a pivot table beside the names of their fields: their sheet may be long gone.
// Source: ECMA-376 part 1, 18.10 (pivotCacheDefinition, pivotCacheRecords).
import { type Passage, type PassageWriter, type Place, passageWriter } from '../passage.ts';
import { headingWords } from '../text/headings.ts';
import { type Run, readXml } from '../xml.ts';
import { attributeSource } from './changes.ts';

export type PivotPart = { readonly name: string; readonly xml: string };

/** Elements that hold a value: a text, a number, a date. */
const VALUES = new Set(['s', 'n', 'd']);

/** @param records absent where the values were not kept */
export function pivotPassage(definition: PivotPart, records: PivotPart | undefined, place: Place): Passage {
  const writer = passageWriter();
  writer.at(place);
  const fields: string[] = [];
  readValues(definition, {
    field: name => fields.push(name),
    value: (element, run) => write(writer, fields.at(-1), { part: definition.name, element, run }),
  });
  if (records === undefined) return writer.passage();
  let column = 0;
  readValues(records, {
    row: () => {
      column = 0;
    },
    value: (element, run) => write(writer, fields[column], { part: records.name, element, run }),
    column: () => {
      column++;
    },
  });
  return writer.passage();
}

type Value = { readonly part: string; readonly element: string; readonly run: Run };

function write(writer: PassageWriter, field: string | undefined, { part, element, run }: Value): void {
  const heading = field === undefined ? undefined : headingWords(field);
  if (heading === undefined) return;
  writer.put(`${heading}: `);
  writer.put(run.text, attributeSource(part, element, run));
  writer.put('\n');
}

type Reader = {
  readonly field?: (name: string) => void;
  readonly row?: () => void;
  readonly value: (element: string, run: Run) => void;
  /** Behind every value of a row, also one that stands elsewhere. */
  readonly column?: () => void;
};

function readValues({ xml }: PivotPart, reader: Reader): void {
  let pending: Run | undefined;
  let inRow = false;
  readXml(xml, {
    attribute(name, run) {
      if (name === 'v') pending = run;
    },
    open({ name, attributes }) {
      if (name === 'cacheField') reader.field?.(attributes.name ?? '');
      if (name === 'r') {
        inRow = true;
        reader.row?.();
      } else {
        if (pending && VALUES.has(name)) reader.value(name, pending);
        if (inRow) reader.column?.();
      }
      pending = undefined;
    },
    close(name) {
      if (name === 'r') inRow = false;
    },
  });
}
