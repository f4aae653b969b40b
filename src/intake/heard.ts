// Puts all text of a message before the guard: nothing else may look at it first.
import type { RawText } from '../domain/inbound.ts';
import type { RefusalReason } from '../domain/reading.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { type FindingKind, inspect } from '../guard/inspect.ts';
import { plainText } from './plain-text.ts';

export type Heard = {
  /** What a person sees of the message, with everything that may be personal data removed. */
  readonly note: CleanText;
  readonly personalData: readonly RefusalReason[];
  /** True when there is only weak evidence: the author is asked, nothing is recorded meanwhile. */
  readonly doubtful: boolean;
};

/** @param options.at when it was sent, epoch milliseconds: tells a time stamp of these days from a number */
export function heard(
  raw: RawText,
  options: { readonly at: number; readonly botNames: readonly string[] },
): Heard {
  const { shown, hidden } = plainText(raw, { botNames: options.botNames });
  const look = (text: string) => inspect(text, { mode: 'chat', now: new Date(options.at) });
  const ofShown = look(shown);
  // What nobody sees (a link's address, a quoted reply) stands in Teams all the same.
  const verdicts = [ofShown, ...[raw.text, raw.html ?? '', ...hidden].map(look)];
  const rejected = verdicts.filter(verdict => verdict.decision === 'reject');
  const doubtful = verdicts.filter(verdict => verdict.decision === 'warn');
  const counted = rejected.length > 0 ? rejected : doubtful;
  const found = counted.flatMap(verdict => verdict.findings.map(finding => reasonOf(finding.kind)));
  return {
    note: ofShown.redacted,
    personalData: [...new Set(found)],
    doubtful: rejected.length === 0 && doubtful.length > 0,
  };
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
