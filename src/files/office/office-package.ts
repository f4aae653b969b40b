// Opens an Office document (.docx, .xlsx, .pptx): its parts, their kinds and how they point to one another.
// Source: ECMA-376 part 2 (Open Packaging Conventions).
import { decodeXml } from '../text/encoding.ts';
import { Unreadable } from '../unreadable.ts';
import { readXml } from '../xml.ts';
import type { Zip, ZipEntry } from '../zip.ts';

export type Relationship = {
  readonly id: string;
  /** The last word of its type, as `worksheet`: the strict and the usual form differ in what stands before. */
  readonly type: string;
  /** The name of a part, or an address outside. */
  readonly target: string;
  readonly external: boolean;
};

export type OfficePackage = {
  readonly parts: readonly ZipEntry[];
  readonly has: (part: string) => boolean;
  /** @throws Unreadable when the part is not there, encrypted, damaged or over the budget */
  readonly text: (part: string) => string;
  /** Where a part points to; of the package itself, where '' is given. */
  readonly related: (part: string) => readonly Relationship[];
};

const CONTENT_TYPES = '[Content_Types].xml';

/** @throws Unreadable when it is no Office document of the formats since 2007 */
export function openPackage({ entries: parts }: Zip): OfficePackage {
  const byName = new Map(parts.map(part => [sameName(part.name), part]));
  if (!byName.has(sameName(CONTENT_TYPES))) throw new Unreadable('not an Office document');
  if (byName.size !== parts.length) throw new Unreadable('damaged: two parts of it have one name');
  const texts = new Map<string, string>();

  function text(name: string): string {
    const key = sameName(name);
    const known = texts.get(key);
    if (known !== undefined) return known;
    const part = byName.get(key);
    if (part === undefined) throw new Unreadable('damaged: a part of it is missing');
    const read = decodeXml(part.read()).text;
    texts.set(key, read);
    return read;
  }

  function has(name: string): boolean {
    return byName.has(sameName(name));
  }

  return {
    parts,
    has,
    text,
    related(part) {
      const slash = part.lastIndexOf('/') + 1;
      const list = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
      if (!has(list)) return [];
      return relationships(text(list), part).map(link => ({
        ...link,
        target: byName.get(sameName(link.target))?.name ?? link.target,
      }));
    },
  };
}

/** The part that the package is about: the document, workbook or presentation itself. */
export function mainPart(opened: OfficePackage): string | undefined {
  return opened.related('').find(({ type }) => type === 'officeDocument')?.target;
}

/** Names of parts are the same whatever their case, and with or without percent signs. */
function sameName(name: string): string {
  try {
    return decodeURI(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}

function relationships(xml: string, part: string): readonly Relationship[] {
  const found: Relationship[] = [];
  readXml(xml, {
    open({ name, attributes }) {
      if (name !== 'Relationship') return;
      const { Id = '', Type = '', Target = '', TargetMode } = attributes;
      const external = TargetMode === 'External';
      found.push({
        id: Id,
        type: Type.slice(Type.lastIndexOf('/') + 1),
        target: external ? Target : partName(part, Target),
        external,
      });
    },
  });
  return found;
}

/** The name of the part that a target means, read from the place of the part that names it. */
function partName(from: string, target: string): string {
  return new URL(target, `part:/${from}`).pathname.slice(1);
}
