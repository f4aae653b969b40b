// Makes small workbooks of rows for tests, as people's sheets are: texts, dates, formulas, merged and hidden parts.
import { workbook } from '../files/packages.ts';

export type Value =
  | string
  | number
  | null
  /** A cell that Excel shows as a date. */
  | { readonly day: string; readonly time?: string }
  /** A formula, with its worked-out text or without. */
  | { readonly formula: string; readonly text?: string };

export type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly Value[])[];
  /** `B2:B5` */
  readonly merges?: readonly string[];
  readonly isHidden?: boolean;
};

export function workbookOf(...sheets: readonly Sheet[]): Uint8Array {
  return workbook({
    formats: { custom: '', cells: '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>' },
    sheets: sheets.map(({ name, rows, merges = [], isHidden }) => ({
      name,
      ...(isHidden === true ? { state: 'hidden' as const } : {}),
      rows: rows.map((values, row) => rowOf(values, row + 1)).join(''),
      after:
        merges.length === 0
          ? ''
          : `<mergeCells>${merges.map(ref => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    })),
  });
}

function rowOf(values: readonly Value[], row: number): string {
  const cells = values.map((value, place) => cellOf(value, `${columnName(place)}${row}`));
  return `<row r="${row}">${cells.join('')}</row>`;
}

function cellOf(value: Value, ref: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
  if (typeof value === 'string') return `<c r="${ref}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  if ('day' in value) {
    const { day, time = '00:00' } = value;
    const serial = (Date.parse(`${day}T${time}:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
    return `<c r="${ref}" s="${value.time === undefined ? 1 : 2}"><v>${serial}</v></c>`;
  }
  const known = value.text === undefined ? '' : `<v>${escaped(value.text)}</v>`;
  return `<c r="${ref}" t="str"><f>${escaped(value.formula)}</f>${known}</c>`;
}

function columnName(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : `${columnName(Math.floor(place / 26) - 1)}${letter}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
