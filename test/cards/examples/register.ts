// Examples of what is said of the data register and of the dummy participants.
import {
  dataUnclear,
  meterPointsTold,
  participantsTold,
  registerLoaded,
  registerOffered,
  registerShown,
} from '../../../src/cards/tables/register-words.ts';
import type { MeterPoint, RegisterOffer } from '../../../src/domain/planning/register.ts';
import { ldsoId, mpanRef } from '../../../src/domain/refs.ts';
import { inspect } from '../../../src/guard/inspect.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';

const now = new Date('2026-11-24T12:30:00Z');
const clean = (text: string) => inspect(text, { mode: 'file', now }).redacted;
const ldsoName = 'Eastmere Electricity Networks';
const een = ldsoId('EEN')!;

const full: MeterPoint = {
  state: 'migrated',
  supplier: 'MHHS',
  agent: 'MHHS',
  cssSent: true,
  cssReceived: true,
  agentsLoaded: true,
  direction: 'import',
  harnessRef: 'MPAN000123',
};
const bare: MeterPoint = { state: 'legacy', cssSent: true, cssReceived: false, agentsLoaded: false };

const offer: RegisterOffer = {
  id: 'abc-b',
  offeredAt: now.getTime(),
  by: { id: 'asha', name: 'Asha Renn' },
  fileName: clean('EEN data sheet.xlsx'),
  sheets: ['MPANs'],
  hiddenSheets: ['Lookups'],
  columns: { mpanRef: 'MPAN ref', state: 'Status', cssReceived: 'CSS2860', harnessRef: 'Harness ref' },
  points: Array.from({ length: 8 }, (_, place) => ({
    ref: mpanRef(`EEN-MPAN-000${place}`)!,
    point: place % 2 === 0 ? full : bare,
  })),
  bad: [
    { place: 'MPANs!B4', problem: 'unknown-value', typed: 'perhaps' },
    { place: 'MPANs!A9', problem: 'reference-of-other-ldso', typed: 'CVD-MPAN-012' },
  ],
  badCount: 2,
};
const register = new Map(offer.points.map(({ ref, point }) => [ref as string, point]));

export const registerExamples: Readonly<Record<string, () => Outgoing>> = {
  'register-offered': () => registerOffered(offer, { ldsoName, isNew: 3, notNamed: 2 }),
  'register-loaded': () =>
    registerLoaded({
      about: 'register-loaded',
      ldso: een,
      fileName: offer.fileName,
      count: 8,
      notNamed: 2,
    }),
  'register-shown': () => registerShown(register, ldsoName),
  'register-none': () => registerShown(new Map(), ldsoName),
  'meter-points': () =>
    meterPointsTold([
      { ref: 'EEN-MPAN-0000', point: full },
      { ref: 'EEN-MPAN-0001', point: bare },
      { ref: 'EEN-MPAN-0099', point: undefined },
    ]),
  'data-unclear': () =>
    dataUnclear({ about: 'data-unclear', ldso: een, unclear: ['perhaps'], unknownRefs: [], nearest: [] }),
  'mpid-found': () =>
    participantsTold({
      about: 'mpid',
      asked: 'MHHX SUP',
      found: [
        { mpid: 'MHHX', roleCode: 'X', dipId: '2395000002', role: 'SUP', from: '2024-01-01' },
        { mpid: 'CIDC', role: 'SUP' },
      ],
      nearest: [],
    }),
  'mpid-none': () =>
    participantsTold({ about: 'mpid', asked: '1195000009', found: [], nearest: ['1195000001'] }),
};
