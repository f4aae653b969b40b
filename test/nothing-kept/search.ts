// Looks for any piece of what was planted, in bytes or text, however it is written there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Planted } from './planted.ts';

export type Place = { readonly name: string; readonly content: string | Uint8Array };

/** A piece of this many digits is too much. */
const piece = 6;

/** @returns `MPAN in daybook.sqlite-wal`, for each kind and place in which a piece of it stands */
export function foundIn(places: readonly Place[], values: readonly Planted[]): readonly string[] {
  return places.flatMap(({ name, content }) => {
    const written = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
    const readings = readingsOf(written);
    return values
      .filter(value => needlesOf(value).some(isIn(readings)))
      .map(({ kind }) => `${kind} in ${name}`);
  });
}

export function filesIn(folder: string): readonly Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ name: path.slice(folder.length + 1), content: readFileSync(path) }));
}

type Needle = { readonly in: 'joined digits' | 'joined text'; readonly text: string };

function needlesOf({ digits = '', words = [] }: Planted): readonly Needle[] {
  const windows = Array.from({ length: Math.max(0, digits.length - piece + 1) }, (_, at) =>
    digits.slice(at, at + piece),
  );
  return [
    ...windows.map(text => ({ in: 'joined digits' as const, text })),
    ...words.map(text => ({ in: 'joined text' as const, text })),
  ];
}

type Readings = Readonly<Record<Needle['in'], readonly string[]>>;

function isIn(readings: Readings): (needle: Needle) => boolean {
  return needle => readings[needle.in].some(text => text.includes(needle.text));
}

const signs = /[\s\u00a0\u00ad\u200b-\u200f\ufeff.,:;_/+|*'"()[\]-]+/g;

/** As it is written, with escapes undone, with tags taken out; digits joined over whatever signs stand between them. */
function readingsOf(written: string): Readings {
  // Ids of the process's own making: hexadecimal by chance holds any six digits now and then.
  const text = written
    .replace(/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, ' id ')
    .replace(/\b(?:127\.0\.0\.1|localhost):\d{2,5}\b/g, ' host ');
  const plain = [text, unescaped(text), text.replace(/<[^<>]*>/g, '')].map(each =>
    each
      .replace(/[\uff10-\uff19]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
      .toLowerCase(),
  );
  return {
    'joined text': plain.map(each => each.replace(signs, '')),
    // Only between digits: else figures that have nothing to do with each other become one.
    'joined digits': plain.map(each => each.replace(new RegExp(`(?<=\\d)${signs.source}(?=\\d)`, 'g'), '')),
  };
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(\d{2,6});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
