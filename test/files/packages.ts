// Makes small Office packages for tests, so that no binary file has to be kept.
import { strToU8, type Zippable, zipSync } from 'fflate';

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files))
    entries[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(entries);
}

export type Link = {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external?: boolean;
};

export function relationships(links: readonly Link[]): string {
  const each = links.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

/** @param kinds content type by part name, without the leading slash */
export function contentTypes(kinds: Readonly<Record<string, string>>): string {
  const each = Object.entries(kinds).map(
    ([part, kind]) => `<Override PartName="/${part}" ContentType="${kind}"/>`,
  );
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${each.join('')}</Types>`;
}

const SHEET_KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export type SheetSource = {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** The content of `<sheetData>`. */
  readonly rows: string;
  /** What stands behind `</sheetData>`. */
  readonly after?: string;
  readonly links?: readonly Link[];
};

export type WorkbookSource = {
  readonly sheets: readonly SheetSource[];
  /** Each the content of an `<si>`. */
  readonly strings?: readonly string[];
  /** The content of `<numFmts>` and of `<cellXfs>`. */
  readonly formats?: { readonly custom: string; readonly cells: string };
  readonly since1904?: boolean;
  /** What stands behind `</sheets>`. */
  readonly after?: string;
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  readonly links?: readonly Link[];
};

export function workbookFiles(source: WorkbookSource): Record<string, string | Uint8Array> {
  const { sheets, strings = [], formats, since1904, after = '', parts = {}, links = [] } = source;
  const kinds: Record<string, string> = {
    'xl/workbook.xml': `${SHEET_KIND}.sheet.main+xml`,
    'xl/sharedStrings.xml': `${SHEET_KIND}.sharedStrings+xml`,
    'xl/styles.xml': `${SHEET_KIND}.styles+xml`,
  };
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const files: Record<string, string | Uint8Array> = {
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONSHIPS}"><workbookPr${since1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets>${after}</workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, index) => ({
        id: `rId${index + 1}`,
        type: 'worksheet',
        target: `worksheets/sheet${index + 1}.xml`,
      })),
      { id: 'rIdStrings', type: 'sharedStrings', target: 'sharedStrings.xml' },
      { id: 'rIdStyles', type: 'styles', target: 'styles.xml' },
      ...links,
    ]),
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${SPREADSHEET}">${strings.map(each => `<si>${each}</si>`).join('')}</sst>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${SPREADSHEET}"><numFmts>${formats?.custom ?? ''}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs>${formats?.cells ?? '<xf numFmtId="0"/>'}</cellXfs></styleSheet>`,
    ...parts,
  };
  for (const [index, sheet] of sheets.entries()) {
    const part = `xl/worksheets/sheet${index + 1}.xml`;
    kinds[part] = `${SHEET_KIND}.worksheet+xml`;
    files[part] =
      `${XML}<worksheet xmlns="${SPREADSHEET}" xmlns:r="${RELATIONSHIPS}"><sheetData>${sheet.rows}</sheetData>${sheet.after ?? ''}</worksheet>`;
    if (sheet.links) files[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relationships(sheet.links);
  }
  return { '[Content_Types].xml': contentTypes(kinds), ...files };
}

export function workbook(source: WorkbookSource): Uint8Array {
  return zip(workbookFiles(source));
}
