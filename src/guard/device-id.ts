// Finds the device ids of smart meters: EUI-64, eight pairs of hexadecimal digits.
import { type Hit, look, type Page } from './page.ts';

const PAIRS =
  /(?<![0-9A-Fa-f][-:]?)[0-9A-Fa-f]{2}([-:])(?:[0-9A-Fa-f]{2}\1){6}[0-9A-Fa-f]{2}(?![-:]?[0-9A-Fa-f])/g;
const NAMED =
  /(?:esme|euis?|eui-?64|device[ _-]?ids?|device|guid|gpf|hub|chf|smart ?meter|meter(?:ing)?[ _-]?(?:device|id)|mac)["'`\])]{0,2}(?:[ _-]?(?:guid|ids?|eui|identifier|no|number))?["'`\])]{0,2}[ \t]{0,3}(?:is|was|[=:#>])?[ \t"'`=:#([>]{0,4}$/i;
const SOLID = /(?<![0-9A-Za-z-])(?:0x)?([0-9A-Fa-f]{16})(?![0-9A-Za-z-])/g;
const SPACED =
  /(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2}){7}(?![0-9A-Za-z])(?! [0-9A-Fa-f]{2}(?![0-9A-Za-z]))/g;
/** Prefixes that the makers of meters and communication hubs in Great Britain use. */
const MAKERS = /^(?:90B3D5|00DB12|000D6F|BC33AC|0CA2F4|887E25|94F827|70B3D5)/i;

export function deviceIds(page: Page): Hit[] {
  const hits: Hit[] = [];
  for (const match of page.text.matchAll(PAIRS)) {
    const start = match.index;
    // Eight pairs of plain digits may be a date and time.
    if (!/[A-Fa-f]/.test(match[0]) && !isNamed(page, start)) continue;
    hits.push({ code: 'METER_DEVICE_ID', start, end: start + match[0].length });
  }
  for (const match of page.text.matchAll(SOLID)) {
    const start = match.index;
    const named = isNamed(page, start);
    if (!named && !(MAKERS.test(match[1] ?? '') && !/[a-f]/.test(match[0]))) continue;
    if (!/[A-Fa-f]/.test(match[1] ?? '') && !named) continue;
    hits.push({
      code: named ? 'METER_DEVICE_ID' : 'METER_DEVICE_ID_WEAK',
      start,
      end: start + match[0].length,
    });
  }
  for (const match of page.text.matchAll(SPACED)) {
    if (!isNamed(page, match.index)) continue;
    hits.push({ code: 'METER_DEVICE_ID', start: match.index, end: match.index + match[0].length });
  }
  return hits;
}

function isNamed(page: Page, start: number): boolean {
  return NAMED.test(look(page, start - 32, start));
}
