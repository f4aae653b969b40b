// Finds places without a house number, because the text or a field of a payload calls them an address.

import { type Hit, look, matchesOf, type Page } from '../page.ts';
import { streetIn } from './street.ts';
import { HOUSES, TALK } from './street-words.ts';

/** Whether a text speaks of addresses at all: the cheap question before the dear ones. */
const SPEAKS_OF_PLACES =
  /addr|street|premis|thorough|building|house|lives|living at|resid|occupier|property|uprn/i;

export function namedAddresses(page: Page): Hit[] {
  if (!SPEAKS_OF_PLACES.test(page.text)) return [];
  return [...fields(page), ...sentences(page), ...propertyNumbers(page)];
}

const FIELD =
  /(?<![A-Za-z])(?:address[ _-]?line[ _-]?\d|addr(?:ess)?[ _-]?\d|addr[ _-]?line[ _-]?\d|street(?:[ _-]?(?:name|address))?|thoroughfare(?:[ _-]?name)?|house[ _-]?(?:name|number|no)|building[ _-]?(?:name|number)|sub[ _-]?building(?:[ _-]?name)?|premises?(?:[ _-]?name)?|dependent[ _-]?(?:thoroughfare|locality)|(?:site|property|supply|postal|service|metering ?point|mpan|customer|installation|billing|correspondence|home)[ _-]?address(?:[ _-]?line[ _-]?\d)?|(?:full[ _-]?)?address)(\\?["']\s{0,4}[:=]\s{0,4}\\?["']|>|[ \t]{0,2}=[ \t]{0,2}["']?)/gi;
const VALUE = /^(?=[\s(]{0,2}[A-Za-z0-9])[^"'<>\n\\]{2,60}/;
const PLACEHOLDER =
  /^\s*(?:null|none|n\/?a|tbc|tbd|unknown|redacted|removed|masked|obfuscated|dummy|test|see\b|as\b|missing|blank|empty|string|x{2,}|\*+|-+|\.+|\[|\{|\$|%|#)/i;
const REMOVED = /(?<![a-z])(?:removed|redacted|masked|withheld|hidden)(?![a-z])/i;
const MACHINE =
  /@|:\/\/|^\s*(?:0x)?[0-9a-f]{6,}\s*$|^\s*\d{1,3}(?:\.\d{1,3}){3}|^\s*[\w-]+(?:\.[\w-]+){1,30}(?::\d+)?\s*$/i;

const TAG_OPENS = /<[\w:.-]*$/;

/** `"addressLine1":"..."`, `<streetName>...</streetName>`, `siteAddress=...` with something in it. */
function fields(page: Page): Hit[] {
  const hits: Hit[] = [];
  for (const match of matchesOf(page, FIELD)) {
    const start = match.index + match[0].length;
    // "wait(address> + 4" is no tag
    if (match[1] === '>' && !TAG_OPENS.test(look(page, match.index - 24, match.index))) continue;
    const value = VALUE.exec(look(page, start, start + 60))?.[0] ?? '';
    if (!isPlace(value, match[0])) continue;
    hits.push({ code: 'ADDRESS_FIELD', start, end: start + value.trimEnd().length });
  }
  return hits;
}

/** A cell under a heading that says address: names or a number, not a sentence about addresses. */
export function isPlaceCell(value: string): boolean {
  if (!isPlace(value, 'addressLine')) return false;
  const words = value.split(/[\s,]/).filter(word => word !== '');
  const names = words.filter(word => /^[A-Z0-9(]/.test(word)).length;
  return words.length > 1 && words.length <= 12 && names * 2 >= words.length;
}

function isPlace(value: string, key: string): boolean {
  if (PLACEHOLDER.test(value) || REMOVED.test(value) || MACHINE.test(value)) return false;
  if (/(?:number|no)\W/i.test(key)) return /\d/.test(value);
  // A bare "address" may be a machine's: there, two words are asked for.
  const bare = /^(?:full[ _-]?)?address\W/i.test(key);
  return bare
    ? /[A-Za-z]{3,}[ ,]+[A-Za-z0-9]{2,}/.test(value) && looksLikePlace(value)
    : /[A-Za-z]{3,}/.test(value);
}

function looksLikePlace(value: string): boolean {
  return /\d/.test(value) || value.includes(',') || placeIn(value) !== undefined;
}

const SPOKEN =
  /(?<![A-Za-z])(?:address(?:es)?|lives|living|resides|resident|premises|property|occupier)(?:[ \t]{1,2}(?:for [A-Za-z0-9_-]{3,24}|line ?\d|on file|in [A-Z]{3,6}))?(?:[ \t]{0,2}(?::|=|->?|>|,|\u00b7)|[ \t]{1,2}(?:is|was|at|on|in|near|now|reads|shows|as|should be|called|known as)(?![A-Za-z])){1,3}[ \t]{0,2}["'(]?/gi;
const OTHER_ADDRESS =
  /(?:e-?mail|ip|ipv4|ipv6|mac|web|url|memory|network|host|server|wallet|reply|return|callback|endpoint|webhook|http|bus|from|to|cc|smtp|sftp|ftp|dns)[ _-]?$/i;

/** What is called an address, and is two names with a comma or a number and a name: Pen-y-Bryn, Llanfair. */
const TWO_NAMES =
  /^(?:[A-Z][a-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*){0,3}, {0,2}|\d{1,4}[A-Za-z]?,? )[A-Z][a-z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]*){0,32}/;

/** "address: Rose Cottage, Mill Lane", "customer lives at the old mill". */
function sentences(page: Page): Hit[] {
  const hits: Hit[] = [];
  for (const match of matchesOf(page, SPOKEN)) {
    if (OTHER_ADDRESS.test(look(page, match.index - 12, match.index))) continue;
    const start = match.index + match[0].length;
    const named = look(page, start, start + 64);
    const length = placeIn(named);
    if (length !== undefined) hits.push({ code: 'ADDRESS_STREET', start, end: start + length });
    const list = length === undefined ? TWO_NAMES.exec(named)?.[0] : undefined;
    if (list !== undefined) hits.push({ code: 'ADDRESS_STREET_WEAK', start, end: start + list.length });
  }
  return hits;
}

/** How far a text is the name of a house or street, to the last word that makes it one. */
function placeIn(text: string): number | undefined {
  const line = /^[A-Za-z][A-Za-z'., -]{2,64}/.exec(text)?.[0];
  if (line === undefined) return undefined;
  let end: number | undefined;
  let at = 0;
  for (const part of line.split(/(?<=,)/)) {
    const lead = part.length - part.trimStart().length;
    const length = streetIn(part.trimStart())?.length ?? houseIn(part.trimStart());
    if (length === undefined) {
      if (end !== undefined || at > 0) break;
    } else end = at + lead + length;
    at += part.length;
  }
  return end;
}

/** The Old Mill, Rose Cottage: up to four words, the last of them a kind of house. */
function houseIn(part: string): number | undefined {
  let length = 0;
  const tokens = part.match(/[A-Za-z'.-]+ {0,2}/g)?.slice(0, 5) ?? [];
  for (const [index, token] of tokens.entries()) {
    const name = token.trimEnd();
    const word = name.toLowerCase();
    if (index > 0 && HOUSES.has(word)) return length + name.length;
    if (TALK.has(word) && !(index > 0 && /^(?:of|and|in)$/.test(word))) return undefined;
    length += token.length;
  }
  return undefined;
}

const UPRN =
  /(?<![A-Za-z])uprns?["'\])]{0,2}[ \t]{0,2}(?:is|no\.?|number)?[ \t:="'#-]{0,4}(\d{6,12})(?!\d)/gi;

function propertyNumbers(page: Page): Hit[] {
  return matchesOf(page, UPRN).map(match => {
    const end = match.index + match[0].length;
    return { code: 'ADDRESS_PROPERTY' as const, start: end - (match[1]?.length ?? 0), end };
  });
}
