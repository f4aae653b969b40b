// Finds the device ids of smart meters: EUI-64, eight pairs of hexadecimal digits.
import { type Hit, look, matchesOf, type Page } from '../page.ts';
import type { RuleCode } from '../rules.ts';

const PAIRS =
  /(?<![0-9A-Fa-f][-:]?)[0-9A-Fa-f]{2}(?<sign>[-:])(?:[0-9A-Fa-f]{2}\k<sign>){6}[0-9A-Fa-f]{2}(?![-:]?[0-9A-Fa-f])/g;
const NAMED =
  /(?:esme|euis?|eui-?64|device[ _-]?ids?|device|guid|gpf|hub|chf|smart ?meter|meter(?:ing)?[ _-]?(?:device|id)|mac)["'`\])]{0,2}(?:[ _-]?(?:guid|ids?|eui|identifier|no|number))?["'`\])]{0,2}[ \t]{0,3}(?:is|was|[=:#>])?[ \t"'`=:#([>]{0,4}$/i;
/** `90B3D5... is the device id`, `90B3D5... (ESME)` */
const NAMED_BEHIND =
  /^["'`)]{0,2}(?: ?\(| ?(?:is|was|as|=|<-|-) ?)(?:the |its |their |our |a |an )?(?:(?:new|old|right|wrong|correct|esme|chf|gpf|hub|meter|smart) ){0,2}(?:esme|eui|device|guid|gpf|chf|hub)/i;
const SOLID = /(?<![0-9A-Za-z-])(?:0x)?(?<signs>[0-9A-Fa-f]{16})(?![0-9A-Za-z-])/g;
const SPACED =
  /(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2}){7}(?![0-9A-Za-z])(?! [0-9A-Fa-f]{2}(?![0-9A-Za-z]))/g;
/** Prefixes that the makers of meters and communication hubs in Great Britain use. */
const MAKERS = /^(?:90B3D5|00DB12|000D6F|BC33AC|0CA2F4|887E25|94F827|70B3D5)/i;

export function deviceIds(page: Page): Hit[] {
  return [
    ...hitsOf(page, PAIRS, (signs, named) =>
      /[a-f]/i.test(signs) || named() ? 'METER_DEVICE_ID' : undefined,
    ),
    ...hitsOf(page, SOLID, solid),
    ...hitsOf(page, SPACED, (signs, named) => spaced(page, signs, named)),
  ];
}

function hitsOf(
  page: Page,
  shape: RegExp,
  judge: (signs: string, named: () => boolean) => RuleCode | undefined,
): Hit[] {
  return matchesOf(page, shape).flatMap(match => {
    const start = match.index;
    const end = start + match[0].length;
    const code = judge(match.groups?.signs ?? match[0], () => isNamed(page, start, end));
    return code === undefined ? [] : [{ code, start, end }];
  });
}

function solid(signs: string, named: () => boolean): RuleCode | undefined {
  if (named()) return 'METER_DEVICE_ID';
  return MAKERS.test(signs) && /[A-F]/.test(signs) && !/[a-f]/.test(signs)
    ? 'METER_DEVICE_ID_WEAK'
    : undefined;
}

/** Eight bytes of a dump look the same: in a file they are left alone unless something calls them a device. */
function spaced({ mode }: Page, signs: string, named: () => boolean): RuleCode | undefined {
  if (named()) return 'METER_DEVICE_ID';
  return mode === 'chat' && /[A-F]/.test(signs) && !/[a-f]/.test(signs) ? 'METER_DEVICE_ID_WEAK' : undefined;
}

function isNamed(page: Page, start: number, end: number): boolean {
  return NAMED.test(look(page, start - 32, start)) || NAMED_BEHIND.test(look(page, end, end + 40));
}
