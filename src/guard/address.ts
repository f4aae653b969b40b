// Finds street addresses: a house number, a name and a kind of street, or a flat in a named house.
import { type Hit, look, type Page } from './page.ts';

/** Kinds of street that are hardly ever anything else. */
const STRONG =
  'street|road|avenue|lane|crescent|terrace|gardens|grove|mews|boulevard|parade|drive|rd|ave|cres|gdns|parkway';
/** Kinds of street that testers also use for other things. */
const WEAK = 'close|way|court|place|park|row|view|hill|walk|square|green|rise|st|house|estate';

const NUMBERED = new RegExp(
  `\\d{1,4}[A-Za-z]?(?:[-/]\\d{1,4})?,?[ \\t\\n]+((?:[A-Za-z][A-Za-z'’.-]{1,20}[ \\t]+){1,3})(${STRONG}|${WEAK})\\b`,
  'iy',
);
const FLAT =
  /\b(?:flat|apartment|apt\.?|unit|maisonette)[ ]+\d{1,4}[a-z]?\b,?[ ]+((?:[A-Z][A-Za-z'’-]{1,20}[ ]?){1,3}|\d{1,4})/gi;
const LABEL =
  /\b(?:address|lives? at|living at|resident at|premises|property|site|delivered to|occupier|customer at|house at)\b[^.\n]{0,24}$/i;
const POSTCODE_NEAR = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b/i;
/** A number after one of these counts something else: `step 4 Main Street view`. */
const COUNTED =
  /\b(?:step|test|case|tc|defect|bug|run|day|page|row|line|version|stage|phase|cycle|level|no|#)[ .:#]*$/i;
const PLAIN_WORDS =
  /\b(?:step|steps|test|tests|case|cases|defect|defects|days?|hours?|errors?|messages?|records?|on|in|of|to|the|and|for|with|at|is|are|was|we|not|by|per|out|this|that|min|mins|minutes?|seconds?)\b/i;

export function addresses(page: Page): Hit[] {
  const { runs, text } = page;
  const hits: Hit[] = [];
  for (let run = 0; run < runs.count; run += 1) {
    if (runs.length(run) > 4) continue;
    const start = runs.start(run);
    const hit = numbered(page, start);
    if (hit !== undefined) hits.push(hit);
  }
  for (const match of text.matchAll(FLAT)) {
    const start = match.index;
    const end = start + match[0].length;
    const behind = look(page, end, end + 80);
    const named = match[1] ?? '';
    const isHouse = /^[A-Z]/.test(named) && !PLAIN_WORDS.test(named);
    if (isHouse || hits.some(hit => hit.start >= start && hit.start <= end + 4) || POSTCODE_NEAR.test(behind))
      hits.push({ code: 'ADDRESS_STREET', start, end });
  }
  return hits;
}

function numbered(page: Page, start: number): Hit | undefined {
  const { text } = page;
  const before = look(page, start - 48, start);
  if (/[\w.#/-]$/.test(before)) return undefined;
  NUMBERED.lastIndex = 0;
  const ahead = look(page, start, start + 80);
  const match = NUMBERED.exec(ahead);
  if (match === null) return undefined;
  const [whole, name = '', kind = ''] = match;
  const end = start + whole.length;
  const isLabelled = LABEL.test(before) || POSTCODE_NEAR.test(text.slice(end, end + 80));
  if (COUNTED.test(before) && !isLabelled) return undefined;
  if (PLAIN_WORDS.test(name)) return undefined;
  if (isLabelled) return { code: 'ADDRESS_STREET', start, end };
  const isTitled = /^[A-Z]/.test(name) && /^[A-Z]/.test(kind);
  const isStrong = new RegExp(`^(?:${STRONG}|st)$`, 'i').test(kind);
  if (isStrong && isTitled) return { code: 'ADDRESS_STREET', start, end };
  return isStrong || isTitled ? { code: 'ADDRESS_STREET_WEAK', start, end } : undefined;
}
