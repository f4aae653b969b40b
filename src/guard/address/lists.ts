// Finds places that are written as a list of names: a house, its street, its town; no number and no label is needed.
import { type Hit, look, matchesOf, type Page } from '../page.ts';
import type { RuleCode } from '../rules.ts';
import { HOUSES, PLACES_NAMED_FIRST } from './street-words.ts';

// All of these rules need a capital letter at each name, and a comma between two of them or a dwelling by its name.

const NAME = "(?:[A-Z][A-Za-z'.-]{0,30})";
/** Title, with the small words that stand inside names: Mill of Kirk, Heol y Bont. */
const NAMES = `${NAME}(?: (?:(?:of|the|na|nan|an|y|yr|ar|upon|in) ){0,2}${NAME}){0,4}`;

const STREET =
  /(?<![A-Za-z])(?:Street|STREET|Road|ROAD|Avenue|AVENUE|Lane|LANE|Crescent|CRESCENT|Terrace|TERRACE|Gardens|GARDENS|Grove|GROVE|Mews|MEWS|Wynd|WYND|Brae|BRAE|Vennel|VENNEL|Close|CLOSE|Drive|DRIVE|Row|ROW|Hill|HILL)(?![A-Za-z])/g;
const STREET_NAMED_FIRST =
  /(?<![A-Za-z])(?:Heol|Ffordd|Stryd|Rhodfa|Lon|Clos|Maes|Rhiw|Cwrt|Sraid|Rathad|HEOL|FFORDD|STRYD)(?= (?:y |yr |na |an )?[A-Z])/g;
/** Names that people have, too, or words of other talk: worth something only behind the name of a house. */
const DOUBTFUL_STREET = /^(?:lane|close|drive|row|hill|grove|gardens|brae)$/i;
const BEFORE_STREET = new RegExp(`(?:^|[^A-Za-z,] ?)(${NAMES}), {0,2}(?:${NAMES} )$`);
const BEFORE_FIRST_NAME = new RegExp(`(?:^|[^A-Za-z,] ?)(${NAMES}), {0,2}$`);
/** Parts of offices, and greetings before a name. */
const NO_HOUSE =
  /(?:^| )(?:office|room|suite|centre|center|station|hotel|hub|team|depot|floor|level|head|meeting|conference|thanks|hi|hello|dear|regards|cheers|sam|team|all|please|city|university|college|school|hospital|library|council|tests?|defects?|step)(?: |$)/i;

const MEETING = /(?:meet(?:ing)?s?|venue|workshop|conference|hotel|training|office|away ?days?)(?![A-Za-z])/i;

const NUMBERED = new RegExp(
  `(?<![A-Za-z])(?:[Ff]lat|[Aa]pt|[Aa]partment|[Mm]aisonette|[Pp]lot|[Pp]itch|[Bb]erth|[Cc]aravan) \\d{1,3}[A-Za-z]?,? (?:The ${NAME}|${NAMES}, ${NAME})`,
  'g',
);

const DWELLING =
  /(?<![A-Za-z])(?:Cottages?|COTTAGES?|Farm(?:house)?|FARM(?:HOUSE)?|Bungalow|BUNGALOW|Steadings?|STEADINGS?|Croft|CROFT|Schoolhouse|SCHOOLHOUSE|Rectory|Vicarage|Manse|Bothy|Barn|BARN|Lodge|LODGE|Byre|Granary|Maltings)(?![A-Za-z])/g;
const ONLY_DWELLING = /^(?:cottages?|farmhouse|bungalow|steadings?|schoolhouse|bothy|manse)$/i;
const NO_DWELLING = /(?:wind|solar|server|render|content|click|fish|test|data|tank|link)s? $/i;
const ROOM = /^ (?:rooms?|suites?|floor|project|team|call)\b/i;
const NAMES_AT_END = new RegExp(`(?:${NAMES}) $`);
const NEXT_NAME = new RegExp(`^(?: \\d{1,3}[A-Za-z]?)?, {0,2}(?:by |near |nr )?(${NAME})`);

const MAINS = new RegExp(`(?<![A-Za-z])Mains of ${NAME}`, 'g');

export function listedAddresses(page: Page): Hit[] {
  return [
    ...matchesOf(page, STREET).flatMap(match => streetOfHouse(page, match, BEFORE_STREET)),
    ...matchesOf(page, STREET_NAMED_FIRST).flatMap(match => streetOfHouse(page, match, BEFORE_FIRST_NAME)),
    ...matchesOf(page, DWELLING).flatMap(match => dwellingByName(page, match)),
    ...numberedDwellings(page),
    ...matchesOf(page, MAINS).map(match => hit('ADDRESS_STREET_WEAK', match)),
  ];
}

function hit(code: RuleCode, match: RegExpMatchArray, from = match.index ?? 0): Hit {
  return { code, start: from, end: (match.index ?? 0) + match[0].length };
}

/** `Rose Cottage, Long Lane`, `Bryn Awel, Ffordd yr Eglwys`: a name, and behind it the street. */
function streetOfHouse(page: Page, match: RegExpMatchArray, shape: RegExp): Hit[] {
  const at = match.index ?? 0;
  const before = look(page, at - 72, at);
  const found = shape.exec(before);
  const house = found?.[1];
  if (!found || house === undefined) return [];
  const words = house.toLowerCase().split(' ');
  const isHouse =
    words.some(word => HOUSES.has(word)) || PLACES_NAMED_FIRST.has(words[0] ?? '') || words[0] === 'the';
  if (!isHouse && (NO_HOUSE.test(house) || DOUBTFUL_STREET.test(match[0]) || house.length < 4)) return [];
  const from = at - before.length + found.index + found[0].indexOf(house);
  const isSure = isHouse && !MEETING.test(before);
  return [hit(isSure ? 'ADDRESS_STREET' : 'ADDRESS_STREET_WEAK', match, from)];
}

/** `Plot 45 The Sidings, Oldbeck`, `Apt 4B, The Maltings`: a dwelling by its number in a place by its name. */
function numberedDwellings(page: Page): Hit[] {
  return matchesOf(page, NUMBERED).map(match => hit('ADDRESS_STREET_WEAK', match));
}

/** `Glenview Cottage, by Kylebeg`, `Nether Mill Farm, Kirkton`, `Croft 4, Upper Breakish`. */
function dwellingByName(page: Page, match: RegExpMatchArray): Hit[] {
  const at = match.index ?? 0;
  const end = at + match[0].length;
  const before = look(page, at - 48, at);
  if (NO_DWELLING.test(before)) return [];
  const name = NAMES_AT_END.exec(before)?.[0] ?? '';
  const isKnownByItself = name !== '' && ONLY_DWELLING.test(match[0]);
  const next = NEXT_NAME.exec(look(page, end, end + 40));
  if (!next && (!isKnownByItself || ROOM.test(look(page, end, end + 12)))) return [];
  return [hit('ADDRESS_STREET_WEAK', match, at - name.length)];
}
