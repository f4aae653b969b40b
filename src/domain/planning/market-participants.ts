// The dummy market participants of the test harness, as the programme's document lists them.

export type MarketParticipant = {
  readonly mpid: string;
  /** Market participant role code; some roles have none. */
  readonly roleCode?: string;
  /** Ten digits, the first two by role; one participant of the list has none. */
  readonly dipId?: string;
  /** Role in the DIP, e.g. `ADS`. */
  readonly role: string;
  /** First day on which it may be used. */
  readonly from?: string;
};

/** Source: MHHS-DEL3226, October 2024, "LDSO QT Test Harness" and "Reverse Migration MPIDs". */
export const marketParticipants: readonly MarketParticipant[] = [
  ...of('MHHS', [
    ['O', '1195000001', 'ADS'],
    ['L', '2695000001', 'EES'],
    ['R', '2595000001', 'LDSO'],
    ['G', '1995000001', 'LSS'],
    ['', '1595000001', 'MDR'],
    ['', '1895000001', 'MDS'],
    ['T', '1095000001', 'MSA'],
    ['S', '1295000001', 'MSS'],
    ['P', '2295000001', 'REGS'],
    ['N', '1495000001', 'SDS'],
    ['Q', '1795000001', 'UMSDS'],
    ['3', '1695000001', 'UMSO'],
    ['G', '2195000001', 'VAS'],
    ['X', '2395000001', 'SUP', '2024-01-01'],
  ]),
  ...of('MHHX', [
    ['O', '1195000002', 'ADS'],
    ['', '1595000002', 'MDR'],
    ['', '1895000002', 'MDS'],
    ['T', '1095000002', 'MSA'],
    ['S', '1295000002', 'MSS'],
    ['N', '1495000002', 'SDS'],
    ['Q', '1795000002', 'UMSDS'],
    ['X', '2395000002', 'SUP', '2024-01-01'],
  ]),
  { mpid: 'CIDC', role: 'SUP' },
];

/** What a participant is for, where the document says it. */
export const participantNotes: Readonly<Record<string, string>> = {
  MHHS: 'outgoing supplier and outgoing agents; the agents of a migration',
  MHHX: 'incoming supplier and incoming agents',
  CIDC: 'reverse migration only: a test id of RECCo that is not MHHS qualified in ISD',
};

export const roleNames: Readonly<Record<string, string>> = {
  ADS: 'Advanced Data Service',
  EES: 'Electricity Enquiry Service',
  LDSO: 'Licensed Distribution System Operator',
  LSS: 'Load Shaping Service',
  MDR: 'Meter Data Retriever',
  MDS: 'Market-wide Data Service',
  MSA: 'Metering Service Advanced',
  MSS: 'Metering Service Smart',
  REGS: 'Registration Service',
  SDS: 'Smart Data Service',
  UMSDS: 'Unmetered Supplies Data Service',
  UMSO: 'Unmetered Supplies Operator',
  VAS: 'Volume Allocation Service',
  SUP: 'Supplier',
};

type Row = readonly [roleCode: string, dipId: string, role: string, from?: string];

function of(mpid: string, rows: readonly Row[]): readonly MarketParticipant[] {
  return rows.map(([roleCode, dipId, role, from = '2024-09-01']) => ({
    mpid,
    ...(roleCode === '' ? {} : { roleCode }),
    dipId,
    role,
    from,
  }));
}
