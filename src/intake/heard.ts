// Puts all text of a message before the guard: nothing else may look at it first.
import type { RawText } from '../domain/inbound.ts';
import type { RefusalReason } from '../domain/reading.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { type FindingKind, inspect, vouchedText } from '../guard/inspect.ts';
import { plainText } from './plain-text.ts';

export type Heard = {
  /** What a person sees of the message, with everything that may be personal data removed. */
  readonly note: CleanText;
  readonly personalData: readonly RefusalReason[];
  /** True when there is only weak evidence: the author is asked, nothing is recorded meanwhile. */
  readonly doubtful: boolean;
  /** What a person sees of the message as it stands, for when its author says that what is doubtful is no customer data. */
  readonly vouched?: CleanText;
};

/** @param options.at when it was sent, epoch milliseconds: tells a time stamp of these days from a number */
export function heard(
  raw: RawText,
  options: { readonly at: number; readonly botNames: readonly string[] },
): Heard {
  const { shown, hidden } = plainText(raw, { botNames: options.botNames });
  const inMessage = { mode: 'chat', now: new Date(options.at) } as const;
  const look = (text: string) => inspect(text, inMessage);
  const ofShown = look(shown);
  // What nobody sees (a link's address, a quoted reply, the name of a file) stands in Teams all the same.
  const verdicts = [
    ofShown,
    ...[raw.text, raw.html ?? '', ...hidden, ...(raw.beside ?? []).flatMap(withoutEnding)].map(look),
  ];
  const rejected = verdicts.filter(verdict => verdict.decision === 'reject');
  const doubtful = verdicts.filter(verdict => verdict.decision === 'warn');
  const counted = rejected.length > 0 ? rejected : doubtful;
  const found = counted.flatMap(verdict => verdict.findings.map(finding => reasonOf(finding.kind)));
  const isDoubtful = rejected.length === 0 && doubtful.length > 0;
  const vouched = isDoubtful ? vouchedText(shown, inMessage) : undefined;
  return {
    note: ofShown.redacted,
    personalData: [...new Set(found)],
    doubtful: isDoubtful,
    ...(vouched === undefined ? {} : { vouched }),
  };
}

/** The name of a file, which people write as well. */
export function heardFile(name: string, options: Parameters<typeof heard>[1]): Heard {
  return heard({ text: name, beside: [name] }, options);
}

/** `3 Mill View.png` is no street by its looks, `3 Mill View` may be one. */
function withoutEnding(name: string): readonly string[] {
  const bare = name.replace(/\.[a-z\d]{1,5}$/i, '');
  return bare === name ? [name] : [name, bare];
}

/**
 * A name that somebody goes by in Teams is written by people too, and stands in every entry and on cards. One that may
 * hold an address is left out whole: what is left of it would be no name.
 */
export function heardName(name: string, at: number): string {
  const short = name.slice(0, longestName);
  return inspect(short, { mode: 'chat', now: new Date(at) }).decision === 'pass' ? short : 'somebody';
}

const longestName = 120;

/** A button carries no more than this: a card is small. */
const longestLine = 1_000;

/**
 * What is left of a doubtful message as one line, for a button to send.
 * @param note with everything doubtful removed
 * @returns undefined when it is too long, or when what stood on two lines is doubtful on one
 */
export function lineWithoutDoubt(
  note: CleanText,
  options: { readonly at: number; readonly botNames: readonly string[] },
): CleanText | undefined {
  const line = heard({ text: note.replace(/\s+/g, ' ').trim() }, options);
  return line.personalData.length > 0 || line.note.length > longestLine ? undefined : line.note;
}

function reasonOf(kind: FindingKind): RefusalReason {
  switch (kind) {
    case 'mpan':
      return 'raw_mpan';
    case 'meter_serial':
      return 'raw_meter_serial';
    case 'device_id':
      return 'raw_device_id';
    case 'address':
      return 'raw_address';
    case 'postcode':
      return 'raw_postcode';
    case 'unscannable':
      return 'unscannable';
  }
}
