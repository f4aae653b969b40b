// A report as a Word document: the few parts of the package that Word asks for, on a page across.
import { strToU8, zipSync } from 'fflate';
import type { Report, ReportSection } from '../domain/day/report.ts';
import { xmlText } from './text.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** In twentieths of a point: what is left of A4 across beside its margins. */
const widthInTwips = 15_398;

// Zip archives know no earlier year, and the same report is to give the same bytes.
const stamp = new Date('1980-01-02T00:00:00Z');

export function docxOf(report: Report): Uint8Array {
  return zipSync(
    {
      '[Content_Types].xml': strToU8(contentTypes),
      '_rels/.rels': strToU8(relations([['officeDocument', 'word/document.xml']])),
      'word/_rels/document.xml.rels': strToU8(relations([['styles', 'styles.xml']])),
      'word/styles.xml': strToU8(styles),
      'word/document.xml': strToU8(documentOf(report)),
    },
    { mtime: stamp },
  );
}

function documentOf({ title, lead, sections }: Report): string {
  const body = [paragraph(title, 'Title'), paragraph(lead, 'Subtitle'), ...sections.flatMap(sectionOf)];
  const page =
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/></w:sectPr>';
  return `${declaration}<w:document xmlns:w="${main}"><w:body>${body.join('')}${page}</w:body></w:document>`;
}

function sectionOf({ heading, lines = [], table }: ReportSection): readonly string[] {
  const parts = [paragraph(heading, 'Heading1'), ...lines.map(line => paragraph(line))];
  // Word asks for a paragraph behind each table.
  return table === undefined ? parts : [...parts, tableOf(table), paragraph('')];
}

function tableOf({ head, rows }: NonNullable<ReportSection['table']>): string {
  const width = Math.floor(widthInTwips / head.length);
  const grid = head.map(() => `<w:gridCol w:w="${width}"/>`).join('');
  const row = (cells: readonly string[], isHead: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells
      .map(
        cell =>
          `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(cell, isHead ? 'TableHead' : 'TableText')}</w:tc>`,
      )
      .join('')}</w:tr>`;
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${width * head.length}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(head, true)}${rows.map(each => row(each, false)).join('')}</w:tbl>`;
}

function paragraph(text: string, style?: string): string {
  const look = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${look}<w:r><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], place) =>
      `<Relationship Id="rId${place + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`;
}

const contentTypes = `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${wordType}.styles+xml"/></Types>`;

type Look = { readonly id: string; readonly name: string; readonly sizeInHalfPoints: number };

function style(
  { id, name, sizeInHalfPoints }: Look,
  more: { paragraph?: string; run?: string } = {},
): string {
  const { paragraph = '', run = '' } = more;
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}<w:sz w:val="${sizeInHalfPoints}"/></w:rPr></w:style>`;
}

const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>`;
const styles = `${declaration}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${[
  style({ id: 'Title', name: 'Title', sizeInHalfPoints: 36 }, { run: '<w:b/>' }),
  style({ id: 'Subtitle', name: 'Subtitle', sizeInHalfPoints: 21 }, { run: '<w:color w:val="595959"/>' }),
  style(
    { id: 'Heading1', name: 'heading 1', sizeInHalfPoints: 26 },
    {
      paragraph: '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="0"/>',
      run: '<w:b/>',
    },
  ),
  style({ id: 'TableHead', name: 'Table Head', sizeInHalfPoints: 18 }, { run: '<w:b/>' }),
  style({ id: 'TableText', name: 'Table Text', sizeInHalfPoints: 18 }),
].join(
  '',
)}<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`;
