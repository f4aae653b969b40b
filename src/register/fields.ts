// What the columns of a data sheet are called, and how what stands in them is read.
import type { LdsoBook } from '../domain/plan.ts';
import type { MeterPoint, MeterPointField, RegisterColumns, RegisterField } from '../domain/register.ts';
import { findRefs } from '../intake/references.ts';
import { columnsFrom, type Fields } from '../sheets/columns.ts';
import { readDay } from '../sheets/days.ts';
import type { GridCell } from '../sheets/grid.ts';

/** As people name them when they say which column is which. */
export const fieldWords: Readonly<Record<RegisterField, readonly string[]>> = {
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
      headings: [/^(?:test )?harness(?: (?:mpan|ref|reference|mpan ref|mpan reference))?$/],
      holds: ({ text }) => harnessRef.test(text),
    },
    state: {
      headings: [
        /^(?:mhhs |migration )?(?:state|status)$/,
        /^migrated(?: legacy)?$/,
        /^legacy(?: or migrated| migrated)?$/,
      ],
      holds: cell => readValue('state', cell) !== undefined,
    },
    supplier: {
      headings: [/^(?:current |dummy )?supplier(?: (?:mpid|id))?$/],
      holds: cell => readValue('supplier', cell) !== undefined,
    },
    agent: {
      headings: [/^(?:current |dummy )?agents?(?: (?:mpid|id))?$/, /^(?:metering|data) service(?: mpid)?$/],
      holds: cell => readValue('agent', cell) !== undefined,
    },
    cssSent: { headings: [/^css ?2860(?: message)? sent(?: \w+)?$/] },
    cssReceived: {
      headings: [/^css ?2860(?: message)? (?:received|loaded)(?: \w+)?$/, /^css ?2860(?: status)?$/],
    },
    agentsLoaded: {
      headings: [/^(?:dummy )?agents? loaded$/, /^dummy (?:agents?|data)(?: (?:set up|loaded))?$/],
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
      const isMigrated = /^(?:migrated|mhhs|y|yes|true)$/i.test(text);
      const isLegacy = /^(?:legacy|not (?:yet )?migrated|non[- ]mhhs|n|no|false)$/i.test(text);
      return isLegacy ? { state: 'legacy' } : isMigrated ? { state: 'migrated' } : undefined;
    }
    case 'supplier':
    case 'agent':
      return /^[A-Z]{4}$/i.test(text) ? { [field]: text.toUpperCase() } : undefined;
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

/** A column "CSS2860" says sent or received, or yes, or the day on which it came. */
function flag(
  field: 'cssSent' | 'cssReceived' | 'agentsLoaded',
  text: string,
  date: string | undefined,
): MeterPoint | undefined {
  if (field === 'cssReceived' && /^sent$/i.test(text)) return { cssSent: true, cssReceived: false };
  const said = yesOrNo(text, date);
  return said === undefined ? undefined : { [field]: said };
}

function yesOrNo(text: string, date: string | undefined): boolean | undefined {
  if (/^(?:n|no|false|0|missing|outstanding|pending|not (?:yet|done|sent|received|loaded)|✕|✗)$/i.test(text))
    return false;
  if (/^(?:y|yes|true|x|1|done|complete[d]?|sent|received|loaded|✓|✔)$/i.test(text)) return true;
  return date !== undefined || readDay(text, { near: '2026-01-01' }) !== undefined ? true : undefined;
}
