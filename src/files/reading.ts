// What reading a file needs beside the file: how much it may cost, and how pictures are read.
import type { Budget } from './budget.ts';
import type { Ocr } from './picture/ocr.ts';

export type Reading = { readonly budget: Budget; readonly ocr: Ocr };
