// What is said of the data register: a meter point, all of them in figures, a data sheet before it is taken over.
import type { Answer } from '../../domain/answers.ts';
import { participantNotes, roleNames } from '../../domain/planning/market-participants.ts';
import type { DataReason } from '../../domain/planning/readiness.ts';
import {
  type BadDataRow,
  fieldsKept,
  type MeterPoint,
  type MeterPointField,
  type RegisterField,
  type RegisterOffer,
} from '../../domain/planning/register.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { counted } from '../day/day-lines.ts';
import { type NoticeSection, noticeCard } from '../making/notice.ts';
import { dots, md, type Plain, plain, type Shown, sentences, shorten } from '../making/shown.ts';
import { dayText } from '../making/times.ts';

const mostLines = 12;

const fieldNames: Readonly<Record<RegisterField, string>> = {
  mpanRef: 'MPAN reference',
  state: 'Migrated or legacy',
  supplier: 'Supplier',
  agent: 'Agent',
  cssSent: 'CSS2860 sent',
  cssReceived: 'CSS2860 received',
  agentsLoaded: 'Dummy agents loaded',
  direction: 'Import or export',
  harnessRef: 'Harness reference',
};

export function meterPointsTold(
  points: readonly { readonly ref: string; readonly point: MeterPoint | undefined }[],
): Outgoing {
  const shown = points.slice(0, 20);
  const more = points.length - shown.length;
  const lines = shown.map(({ ref, point }) =>
    point === undefined ? md`${ref}: not in the register` : md`${ref}: ${pointInShort(point)}`,
  );
  return { text: [...lines, ...(more > 0 ? [md`+${more} more`] : [])].join('\n\n') };
}

function pointInShort(point: MeterPoint): Plain {
  const { state, supplier, agent, cssSent, cssReceived, agentsLoaded, direction, harnessRef } = point;
  const css =
    cssReceived === true
      ? plain`CSS2860 received`
      : cssSent === true
        ? plain`CSS2860 sent, not received`
        : cssSent === false || cssReceived === false
          ? plain`CSS2860 missing`
          : undefined;
  const said = dots<Plain>([
    state === undefined ? undefined : plain`${state}`,
    supplier === undefined ? undefined : plain`supplier ${supplier}`,
    agent === undefined ? undefined : plain`agent ${agent}`,
    css,
    agentsLoaded === undefined
      ? undefined
      : agentsLoaded
        ? plain`dummy agents loaded`
        : plain`dummy agents missing`,
    direction === undefined ? undefined : plain`${direction}`,
    harnessRef === undefined ? undefined : plain`harness ${harnessRef}`,
  ]);
  return said === '' ? plain`nothing is known of it` : said;
}

export function registerShown(register: ReadonlyMap<string, MeterPoint>, ldsoName: string): Outgoing {
  if (register.size === 0)
    return {
      text: md`No data sheet of ${ldsoName} has been loaded yet. Send me the .xlsx in a chat with me alone, or write /data with an MPAN reference and what is true of it, for example: /data REFERENCE migrated css2860 received`,
    };
  const points = [...register];
  const kept = fieldsKept(register.values());
  const count = (is: (point: MeterPoint) => boolean) => points.filter(([, point]) => is(point)).length;
  const lacking = (field: MeterPointField, is: (point: MeterPoint) => boolean) =>
    kept.has(field) ? points.filter(([, point]) => !is(point)).map(([ref]) => ref) : [];
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['Not migrated', lacking('state', ({ state }) => state === 'migrated')],
    ['CSS2860 not received', lacking('cssReceived', ({ cssReceived }) => cssReceived === true)],
    ['Dummy agents not loaded', lacking('agentsLoaded', ({ agentsLoaded }) => agentsLoaded === true)],
  ];
  return noticeCard({
    text: plain`Data register of ${ldsoName}: ${counted(register.size, 'meter point')}, ${count(({ state }) => state === 'migrated')} migrated`,
    title: md`Data register of ${ldsoName}`,
    lead: md`${counted(register.size, 'meter point')}: ${count(({ state }) => state === 'migrated')} migrated, ${count(({ cssReceived }) => cssReceived === true)} with their CSS2860, ${count(({ agentsLoaded }) => agentsLoaded === true)} with dummy agents.`,
    sections: lists
      .filter(([, refs]) => refs.length > 0)
      .map(([heading, refs]) => ({
        heading: md`${heading}: ${refs.length}`,
        lines: [md`${refs.slice(0, 20).join(', ')}${refs.length > 20 ? `, +${refs.length - 20} more` : ''}`],
      })),
  });
}

export function registerOffered(
  offer: RegisterOffer,
  more: { readonly ldsoName: string; readonly isNew: number; readonly notNamed: number },
): Outgoing {
  const { points, fileName, id, columns, badCount, hiddenSheets, unread = [] } = offer;
  const fields = (Object.keys(fieldNames) as RegisterField[]).filter(field => columns[field] !== undefined);
  return noticeCard({
    text: plain`Read ${shorten(fileName, 60)}: ${counted(points.length, 'meter point')}, ${counted(badCount, 'cell')} not understood. Nothing is taken over until you say so.`,
    title: md`Data sheet of ${more.ldsoName}: please check`,
    lead: sentences([
      md`${shorten(fileName, 80)}: ${counted(points.length, 'meter point')}, ${more.isNew} of them new, read from ${offer.sheets.join(', ')}.`,
      md`Nothing is taken over until you say so.`,
      ...(more.notNamed > 0 ? [md`${more.notNamed} that are known already are not in it, and stay.`] : []),
      ...(hiddenSheets.length > 0 ? [md`Hidden and not read: ${hiddenSheets.join(', ')}.`] : []),
    ]),
    sections: [
      {
        heading: md`Read from these columns`,
        lines: fields.map(field => md`${fieldNames[field]}: “${columns[field] ?? ''}”`),
        below: [
          ...(unread.length === 0 ? [] : [md`Nothing was read from: ${shorten(unread.join(', '), 300)}.`]),
          md`Is one wrong? Send the file again and write, for example: mpan ref = Label; css2860 received = Loaded`,
        ],
      },
      {
        heading: md`As it would stand`,
        lines: points.slice(0, 5).map(({ ref, point }) => md`${ref}: ${pointInShort(point)}`),
        count: points.length,
      },
      ...badSection(offer),
    ],
    buttons: [
      { title: plain`Take it over`, line: plain`/data confirm ${id}` },
      { title: plain`Leave it`, line: plain`/data leave ${id}` },
    ],
  });
}

export function registerLoaded({
  fileName,
  count,
  notNamed,
}: Extract<Answer, { about: 'register-loaded' }>): Outgoing {
  return {
    text: sentences([
      md`Taken over from ${shorten(fileName, 80)}: ${counted(count, 'meter point')}.`,
      ...(notNamed > 0
        ? [md`What it does not name stays as it was: ${counted(notNamed, 'meter point')}.`]
        : []),
      md`A reference that the register does not name is refused from now on.`,
    ]),
  };
}

export function dataUnclear(answer: Extract<Answer, { about: 'data-unclear' }>): Outgoing {
  const { unclear, unknownRefs, nearest } = answer;
  const example = md`For example: /data ${nearest[0] ?? 'REFERENCE'} migrated css2860 received supplier MHHS agents loaded`;
  if (unknownRefs.length > 0)
    return {
      text: sentences([
        md`Nothing was changed: ${unknownRefs.slice(0, 5).join(', ')} is no reference of this LDSO.`,
        ...(nearest.length > 0 ? [md`Did you mean ${nearest.join(' or ')}?`] : []),
      ]),
    };
  return unclear.length > 0
    ? {
        text: sentences([
          md`Nothing was changed: I do not understand “${unclear.slice(0, 5).join(' ')}”.`,
          example,
        ]),
      }
    : { text: sentences([md`Nothing was changed: name an MPAN reference and what is true of it.`, example]) };
}

export function participantsTold({ asked, found, nearest }: Extract<Answer, { about: 'mpid' }>): Outgoing {
  if (found.length === 0)
    return {
      text: sentences([
        md`${shorten(asked, 40)} is none of the dummy participants of the test harness.`,
        ...(nearest.length > 0 ? [md`The nearest: ${nearest.join(', ')}.`] : []),
        md`Ask for an MPID, a DIP id, a role or a word, for example: /mpid MHHX SUP`,
      ]),
    };
  const lines = found.map(({ mpid, role, roleCode, dipId, from }) =>
    dots<Shown>([
      md`${mpid}`,
      md`${role} (${roleNames[role] ?? role})`,
      dipId === undefined ? md`no DIP id` : md`DIP id ${dipId}`,
      roleCode === undefined ? undefined : md`role code ${roleCode}`,
      from === undefined ? undefined : md`from ${dayText(from)} ${from.slice(0, 4)}`,
    ]),
  );
  const notes = [...new Set(found.map(({ mpid }) => mpid))].flatMap(mpid =>
    participantNotes[mpid] === undefined ? [] : [md`${mpid}: ${participantNotes[mpid]}.`],
  );
  return { text: [...lines, ...notes].join('\n\n') };
}

/** Why a test's data is not ready, in a few words. */
export function reasonInShort(reason: DataReason): Plain {
  switch (reason.is) {
    case 'no-reference':
      return plain`no MPAN reference`;
    case 'not-in-register':
      return plain`not in the data register`;
    case 'not-migrated':
      return plain`not migrated`;
    case 'already-migrated':
      return plain`migrated already`;
    case 'css2860-not-sent':
      return plain`CSS2860 missing`;
    case 'css2860-not-received':
      return plain`CSS2860 not received`;
    case 'agents-not-loaded':
      return plain`dummy agents missing`;
    case 'no-harness-reference':
      return plain`no harness reference`;
    case 'supplier':
    case 'agent':
      return plain`${reason.is} ${reason.has ?? 'unknown'}, needs ${reason.needs}`;
  }
}

const badWords: Readonly<Record<BadDataRow['problem'], (typed: string) => string>> = {
  'no-reference': () => 'no MPAN reference',
  'unknown-reference': typed => `${typed || 'what stands there'} is not an MPAN reference`,
  'reference-of-other-ldso': typed => `${typed || 'the reference'} is another LDSO’s`,
  'unknown-value': typed => `${typed || 'what stands there'} is not understood`,
  'no-value': () => 'a formula without a value: open the file in Excel and save it',
  'stands-twice': typed => `${typed || 'the reference'} stands twice; the first one counts`,
};

function badSection({ bad, badCount }: RegisterOffer): readonly NoticeSection[] {
  if (badCount === 0) return [];
  return [
    {
      heading: md`Not understood: ${badCount}`,
      lines: bad
        .slice(0, mostLines)
        .map(({ place, problem, typed = '' }) => md`${place}: ${badWords[problem](shorten(typed, 60))}`),
      count: badCount,
    },
  ];
}
