// Makes a copy of a file in which nothing is found any more, or says why there can be none.
import { openBudget } from '../../files/budget.ts';
import type { GivenFile, Item } from '../../files/item.ts';
import type { Passage } from '../../files/passage.ts';
import { blankPicture, pictureKind } from '../../files/picture/kinds.ts';
import { type Ocr, openOcr } from '../../files/picture/ocr.ts';
import { readFile } from '../../files/read-file.ts';
import { recognise } from '../../files/recognise.ts';
import { Unreadable } from '../../files/unreadable.ts';
import { inspect } from '../../guard/inspect.ts';
import { inspectLong } from '../inspect-long.ts';
import { placeInWords } from '../place-words.ts';
import { type FileToScan, scanFile } from '../scan-file.ts';
import { type Change, changePackage, changeText } from './copy.ts';
import { type Edit, editsOf, type Stretch } from './edits.ts';
import { renameSheets } from './sheet-names.ts';
import { repairWorkbook } from './workbook-repairs.ts';

export type Redacted =
  | { readonly type: 'redacted'; readonly bytes: Uint8Array }
  /** Why there is no copy, in words for people; holds nothing of the file. */
  | { readonly type: 'not redacted'; readonly why: string };

export async function redactFile(file: FileToScan): Promise<Redacted> {
  const { now, ocr = openOcr() } = file;
  try {
    return { type: 'redacted', bytes: await redacted(file, { now, ocr }) };
  } catch (error) {
    if (error instanceof Unreadable) return { type: 'not redacted', why: error.message };
    throw error;
  } finally {
    if (file.ocr === undefined) await ocr.close();
  }
}

type Redacting = { readonly now: Date; readonly ocr: Ocr };

/** Taking one thing out may bring another to light: in the later looks the whole line goes. */
const LOOKS = 6;
const CAREFUL_LOOKS = 3;

/** @throws Unreadable when there can be no clean copy */
async function redacted({ name, bytes: given }: GivenFile, redacting: Redacting): Promise<Uint8Array> {
  const { format } = recognise(given, openBudget());
  if (format !== 'text' && format !== 'document' && format !== 'workbook')
    throw new Unreadable('a clean copy can be made of text, .docx, .xlsx and .pptx only');
  let bytes = format === 'workbook' ? renameSheets(given, name => isClean(name, redacting.now)) : given;
  for (let look = 0; look < LOOKS; look++) {
    const change = await changeIn({ name, bytes }, { ...redacting, look });
    if (change.edits.length === 0 && change.replaced.size === 0) return bytes;
    bytes = format === 'text' ? changeText(bytes, change) : changePackage(bytes, change);
    if (format === 'workbook') bytes = repairWorkbook(bytes);
  }
  throw new Unreadable('what is in it comes up again however often it is taken out');
}

function isClean(text: string, now: Date): boolean {
  return inspect(text, { mode: 'file', now }).findings.length === 0;
}

type Looking = Redacting & { readonly look: number };

async function changeIn(file: GivenFile, looking: Looking): Promise<Change> {
  const edits: Edit[] = [];
  const replaced = new Map<string, Uint8Array>();
  for await (const item of readFile(file, { budget: openBudget(), ocr: looking.ocr })) {
    switch (item.type) {
      case 'passage':
        edits.push(...passageEdits(item.passage, looking));
        break;
      case 'unread':
        throw new Unreadable(`${words(item, looking)}: ${item.why}`);
      case 'file': {
        // Once looked at, they are clean or replaced.
        const instead = looking.look === 0 ? await cleanInstead(item, looking) : undefined;
        if (instead) replaced.set(item.part, instead);
      }
    }
  }
  return { edits, replaced };
}

function words({ place }: { place: Parameters<typeof placeInWords>[0] }, { now }: Looking): string {
  return placeInWords(place, name => isClean(name, now)) || 'the file';
}

function passageEdits(passage: Passage, looking: Looking): readonly Edit[] {
  const findings = inspectLong(passage.text, looking.now);
  if (findings.some(({ code }) => code === 'UNSCANNABLE'))
    throw new Unreadable('a text in it could not be looked through');
  const stretches =
    looking.look < CAREFUL_LOOKS ? findings : findings.map(finding => wholeLine(passage.text, finding));
  const { edits, fixed } = editsOf(passage, stretches);
  const [first] = fixed;
  if (first) {
    const where = words({ place: passage.placeAt(first.start) }, looking);
    throw new Unreadable(`${where}: what was found there cannot be taken out without breaking the file`);
  }
  return edits;
}

function wholeLine(text: string, { start, end }: Stretch): Stretch {
  const next = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', Math.max(0, start - 1)) + 1, end: next === -1 ? text.length : next };
}

/**
 * @returns what to put in the place of a file within; undefined when it is clean
 * @throws Unreadable when there can be no clean copy of it
 */
async function cleanInstead(
  item: Item & { readonly type: 'file' },
  looking: Looking,
): Promise<Uint8Array | undefined> {
  const { bytes, part } = item;
  const { findings, unread } = await scanFile({ name: '', bytes, now: looking.now, ocr: looking.ocr });
  if (findings.length === 0 && unread.length === 0) return undefined;
  const where = words(item, looking);
  if (part === '') throw new Unreadable(`${where}: it would have to be taken out by hand`);
  const kind = pictureKind(bytes);
  if (kind === undefined) return redactedWithin(item, looking, where);
  const blank = blankPicture(kind);
  if (blank === undefined) throw new Unreadable(`${where}: this kind of picture cannot be replaced`);
  return blank;
}

async function redactedWithin(item: GivenFile, redacting: Redacting, where: string): Promise<Uint8Array> {
  try {
    return await redacted(item, redacting);
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(`${where}: ${error.message}`);
    throw error;
  }
}
