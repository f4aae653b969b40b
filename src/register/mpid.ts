// Looks up a dummy market participant by whatever somebody knows of it: its id, its DIP id, a role, a word of its name.
import {
  type MarketParticipant,
  marketParticipants,
  roleNames,
} from '../domain/planning/market-participants.ts';
import { nearest } from '../intake/references.ts';

export type FoundParticipants = {
  readonly found: readonly MarketParticipant[];
  /** What was perhaps meant, where nothing was found. */
  readonly nearest: readonly string[];
};

/** Words by which people tell the participants apart. */
const useWords: Readonly<Record<string, readonly string[]>> = {
  MHHS: ['outgoing'],
  MHHX: ['incoming'],
  CIDC: ['reverse', 'migration'],
};

/** @param asked `1195000001`, `MHHS`, `ADS`, `MHHX SUP`, `incoming supplier`; all of the words must fit */
export function findParticipants(asked: string): FoundParticipants {
  const words = asked.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
  const found =
    words.length === 0
      ? marketParticipants
      : marketParticipants.filter(each => words.every(word => fits(each, word)));
  if (found.length > 0) return { found, nearest: [] };
  const names = marketParticipants.flatMap(({ mpid, dipId, role }) => [
    mpid,
    role,
    ...(dipId === undefined ? [] : [dipId]),
  ]);
  return { found: [], nearest: nearest(asked.trim(), [...new Set(names)]) };
}

/** An id or a code fits whole; of a name or a note each word does. */
function fits(participant: MarketParticipant, word: string): boolean {
  const { mpid, roleCode, dipId, role } = participant;
  if ([mpid, roleCode, dipId, role].some(code => code?.toLowerCase() === word)) return true;
  if (useWords[mpid]?.includes(word) === true) return true;
  const name = (roleNames[role] ?? '').toLowerCase();
  return word.length > 2 && name.split(/[^\p{L}\p{N}-]+/u).includes(word);
}
