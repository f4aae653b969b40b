// Opens PDF files with pdf.js, which is loaded only when there is one.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { canvasPackage } from '../picture/points.ts';
import { Unreadable } from '../unreadable.ts';

export type Document = PDFDocumentProxy;
export type Page = PDFPageProxy;
export type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** @throws Unreadable where what pdf.js draws on, an optional package, is not installed */
export async function pdfLibrary(): Promise<Library> {
  // It cannot be loaded without, and says so on standard output.
  if ((await canvasPackage()) === undefined)
    throw new Unreadable('reading PDF files is not installed: npm install without --omit=optional');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/**
 * @param errors 'stop' makes a page with a broken part fail; 'pass over' reads what is left of it
 * @throws Unreadable when it has a password or is damaged
 */
export async function openPdf(
  library: Library,
  bytes: Uint8Array,
  errors: 'stop' | 'pass over',
): Promise<Document> {
  // The library asks for folders with a slash behind them, on every machine.
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    return await library.getDocument({
      // The library takes over what it is given.
      data: new Uint8Array(bytes),
      verbosity: library.VerbosityLevel.ERRORS,
      isEvalSupported: false,
      stopAtErrors: errors === 'stop',
      useSystemFonts: false,
      standardFontDataUrl: `${folder}/standard_fonts/`,
      cMapUrl: `${folder}/cmaps/`,
      wasmUrl: `${folder}/wasm/`,
      iccUrl: `${folder}/iccs/`,
    }).promise;
  } catch (error) {
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    throw new Unreadable(
      encrypted ? 'encrypted: save it without a password' : 'damaged: not a whole PDF file',
    );
  }
}
