// What the columns of a data sheet are called, and how what stands in them is read.
import type { LdsoBook } from '../domain/planning/plan.ts';
import type {
  MeterPoint,
  MeterPointField,
  RegisterColumns,
  RegisterField,
} from '../domain/planning/register.ts';
import { findRefs } from '../intake/references.ts';
import { columnsFrom, type Fields } from '../sheets/columns.ts';
import { readDay } from '../sheets/days.ts';
import type { GridCell } from '../sheets/grid.ts';

/** As people name them when they say which column is which. */
const fieldWords: Readonly<Record<RegisterField, readonly string[]>> = {
  mpanRef: ['mpan reference', 'mpan ref', 'mpan', 'reference'],
  state: ['state', 'status', 'migrated'],
  supplier: ['supplier', 'supplier mpid'],
  agent: ['agent', 'agent mpid'],
  cssSent: ['css2860 sent', 'sent'],
  cssReceived: ['css2860 received', 'received', 'css2860'],
  agentsLoaded: ['agents loaded', 'dummy agents'],
  direction: ['direction', 'import/export'],
  harnessRef: ['harness reference', 'harness ref', 'harness'],
};

export function columnsSaid(text: string): RegisterColumns {
  return columnsFrom<RegisterField>(text, fieldWords);
}

export function registerFields(book: LdsoBook): Fields<RegisterField> {
  return {
    mpanRef: {
      headings: [
        /^(?:dummy |ldso )?mpans? (?:ref|reference)s?(?: (?:no|number|id))?$/,
        /^(?:dummy )?mpans?$|^(?:test )?data (?:ref|reference)$/,
        /^(?:reference|ref|meter point)$/,
      ],
      holds: ({ text }) => findRefs(text, book).length > 0,
      isPlain: true,
    },
    harnessRef: {
      headings: [
        /^(?:test )?harness(?: (?:internal )?(?:mpan|ref|reference|mpan ref|mpan reference|id|no))?$/,
      ],
      holds: ({ text }) => harnessRef.test(text),
    },
    state: {
      headings: [
        /^(?:mhhs |migration |mpan )*(?:state|status)$/,
        /^(?:is )?migrated(?: (?:or )?legacy| y n)?$/,
        /^legacy(?: or migrated| migrated)?$/,
      ],
      holds: cell => readValue('state', cell) !== undefined,
    },
    supplier: {
      headings: [/^(?:current |dummy )?supplier(?: (?:mpid|id))?$/],
      holds: cell => readValue('supplier', cell) !== undefined,
    },
    agent: {
      headings: [
        /^(?:current |dummy |outgoing )?agents?(?: (?:mpid|id))?$/,
        /^(?:metering|data|ms|ds|mop|dc|meter operator)(?: (?:service|agent))?(?: (?:mpid|id|agent))?$/,
      ],
      holds: cell => readValue('agent', cell) !== undefined,
    },
    cssSent: { headings: [/^css ?2860(?: message)? sent(?: \w+)?$/, /^css(?: message)? sent(?: \w+)?$/] },
    cssReceived: {
      headings: [
        /^css ?2860(?: message)? (?:received|rec ?d|rcvd|loaded|processed)(?: \w+)?$/,
        /^css(?: ?2860)?(?: message)?(?: status)?$|^css(?: message)? (?:received|rec ?d|rcvd|loaded)(?: \w+)?$/,
      ],
    },
    agentsLoaded: {
      headings: [
        /^(?:dummy )?agents?(?: data)? (?:loaded|set ?up)$/,
        /^dummy (?:agents?|data)(?: (?:set ?up|loaded))?(?: y n)?$/,
      ],
    },
    direction: {
      headings: [/^(?:import export|direction|energy direction|i e)$/],
      holds: cell => readValue('direction', cell) !== undefined,
    },
  };
}

const harnessRef = /^MPAN\d{4,8}$/i;

/** @returns undefined for what is no value of the field */
export function readValue(field: MeterPointField, { text, date }: GridCell): MeterPoint | undefined {
  switch (field) {
    case 'state': {
      const isMigrated = /^(?:migrated\b(?! back).*|mhhs|y|yes|true|1|done|complete[d]?|✓|✔)$/i.test(text);
      const isLegacy =
        /^(?:legacy|(?:not (?:yet )?|un|reverse )migrated|non[- ]mhhs|n|no|false|0|✕|✗|pending|planned|not started|(?:migration )?in progress)$/i.test(
          text,
        );
      return isLegacy ? { state: 'legacy' } : isMigrated ? { state: 'migrated' } : undefined;
    }
    case 'supplier':
    case 'agent':
      // What people write behind it is for people: `MHHX - incoming`.
      return participant(field, text);
    case 'cssSent':
    case 'agentsLoaded':
    case 'cssReceived':
      return flag(field, text, date);
    case 'direction': {
      if (/^(?:i|import)$/i.test(text)) return { direction: 'import' };
      return /^(?:e|export)$/i.test(text) ? { direction: 'export' } : undefined;
    }
    case 'harnessRef':
      return harnessRef.test(text) ? { harnessRef: text.toUpperCase() } : undefined;
  }
}

function participant(field: 'supplier' | 'agent', text: string): MeterPoint | undefined {
  const [, id] = /^([A-Z]{4})(?:\s*[-–:(,].*)?$/i.exec(text) ?? [];
  return id === undefined ? undefined : { [field]: id.toUpperCase() };
}

/** A column "CSS2860" says sent or received, or yes, or the day on which it came. */
function flag(
  field: 'cssSent' | 'cssReceived' | 'agentsLoaded',
  text: string,
  date: string | undefined,
): MeterPoint | undefined {
  if (field === 'cssReceived' && /^sent\b/i.test(text)) return { cssSent: true, cssReceived: false };
  const said = yesOrNo(text, date);
  return said === undefined ? undefined : { [field]: said };
}

function yesOrNo(text: string, date: string | undefined): boolean | undefined {
  if (
    /^(?:n|no|false|0|missing|outstanding|pending|awaiting|awaited|not (?:yet|done|sent|received|loaded)|✕|✗)$/i.test(
      text,
    )
  )
    return false;
  if (/^(?:y|yes|true|x|1|✓|✔)$/i.test(text)) return true;
  // `Received 21/11/2026`
  if (/^(?:done|complete[d]?|sent|received|rec'?d|loaded)(?:\s+(?:on\s+)?\d.*)?$/i.test(text)) return true;
  return date !== undefined || readDay(text, { near: '2026-01-01' }) !== undefined ? true : undefined;
}
