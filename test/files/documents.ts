// Makes small text documents (.docx) for tests.
import { contentTypes, type Link, relationships, XML, zip } from './packages.ts';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPACES = `xmlns:w="${WORD}" xmlns:r="${RELATIONSHIPS}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`;

/** A paragraph of runs of text. */
export function paragraph(...runs: readonly string[]): string {
  return `<w:p>${runs.map(run => `<w:r><w:t xml:space="preserve">${run}</w:t></w:r>`).join('')}</w:p>`;
}

/** A part as `header1.xml` with its root element. */
export function wordPart(root: string, content: string): string {
  return `${XML}<w:${root} ${SPACES}>${content}</w:${root}>`;
}

export type DocumentSource = {
  /** The content of `<w:body>`. */
  readonly body: string;
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  readonly links?: readonly Link[];
};

const KIND = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export function wordDocument({ body, parts = {}, links = [] }: DocumentSource): Uint8Array {
  const kinds: Record<string, string> = { 'word/document.xml': `${KIND}.document.main+xml` };
  for (const part of Object.keys(parts)) {
    const root = /^word\/([a-z]+)\d*\.xml$/.exec(part)?.[1];
    if (root) kinds[part] = `${KIND}.${root}+xml`;
  }
  return zip({
    '[Content_Types].xml': contentTypes(kinds),
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': wordPart('document', `<w:body>${body}<w:sectPr/></w:body>`),
    'word/_rels/document.xml.rels': relationships(links),
    ...parts,
  });
}
