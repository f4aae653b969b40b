// Makes small PDF files for tests.

export function stream(content: string, entries = ''): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

export type PdfSource = {
  /** The program of the only page, as `BT /F1 12 Tf 10 150 Td (text) Tj ET`. */
  readonly content: string;
  /** Further entries of the page, its resources, the catalog and the trailer. */
  readonly page?: string;
  readonly resources?: string;
  readonly catalog?: string;
  readonly trailer?: string;
  /** Objects from number 6 on. */
  readonly objects?: readonly string[];
};

export function pdf({ content, page, resources, catalog, trailer, objects = [] }: PdfSource): Uint8Array {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources ?? ''} >> ${page ?? ''} >>`,
    stream(content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...objects,
  ];
  let out = '%PDF-1.7\n';
  const offsets = all.map((object, index) => {
    const offset = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = out.length;
  out += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

/** The file with another program for its page added at the end, the older one kept, as programs save changes. */
export function withNewContent(older: Uint8Array, content: string): Uint8Array {
  const before = Buffer.from(older).toString('latin1');
  const object = `4 0 obj\n${stream(content)}\nendobj\n`;
  const previous = /startxref\n(\d+)/.exec(before)?.[1];
  const table = `xref\n4 1\n${String(before.length).padStart(10, '0')} 00000 n \n`;
  const trailer = `trailer\n<< /Size 6 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${before.length + object.length}\n%%EOF\n`;
  return Buffer.from(before + object + table + trailer, 'latin1');
}
