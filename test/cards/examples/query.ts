// Examples of what is said of data queries, and of messages that wait for their author.

import type { QueryView } from '../../../src/cards/queue/query-facts.ts';
import { queryCard, queryNudge, queryTold } from '../../../src/cards/queue/query-words.ts';
import { heldNoMore, heldReminder } from '../../../src/cards/refusal/held-words.ts';
import type { Entry } from '../../../src/domain/entry.ts';
import { ldsoId, mpanRef, testCaseId } from '../../../src/domain/refs.ts';
import { inspect } from '../../../src/guard/inspect.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';

const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);
const now = new Date(at('14:30'));
const een = ldsoId('EEN')!;

const query: Entry = {
  id: 'EEN/1795000000007/0',
  kind: 'data_query',
  message: {
    ldso: een,
    thread: '19:qt-een@thread.tacv2;messageid=1795000000007',
    messageId: '1795000000007',
  },
  testCaseId: testCaseId('40715')!,
  testCaseName: 'SITFTS-0240 TC 03',
  mpanRef: mpanRef('EEN-MPAN-0011')!,
  routeTo: ['DataTeam'],
  warnings: [],
  note: inspect('/query 40715 EEN-MPAN-0011 needs a CSS2860 first', { mode: 'chat', now }).redacted,
  by: { id: 'p-asha', name: 'Asha Renn' },
  at: at('11:25'),
};

const queryView: QueryView = {
  is: 'open',
  entries: [query],
  state: { nudges: 0, passedTo: [] },
  since: query.at,
  groups: ['DataTeam'],
  ldsoName: 'Eastmere Electricity Networks',
  now,
};

const nudged: QueryView = {
  ...queryView,
  groups: ['NFTTeam'],
  state: { nudges: 2, passedTo: ['NFTTeam'], heard: { at: at('13:40'), byName: 'Bo Tarn (QT)' } },
};

export const queryExamples: Readonly<Record<string, () => Outgoing>> = {
  'query-open': () => queryCard(queryView),
  'query-nudged': () => queryCard(nudged),
  'query-answered': () =>
    queryCard({
      ...queryView,
      is: 'answered',
      state: {
        nudges: 1,
        passedTo: [],
        answer: { at: at('14:05'), how: 'reply', by: { id: 'p-bo', name: 'Bo Tarn (QT)' } },
      },
    }),
  'query-went-on': () =>
    queryCard({ ...queryView, is: 'went-on', wentOn: { ...query, kind: 'triggered', at: at('13:10') } }),
  'query-withdrawn': () => queryCard({ ...queryView, is: 'withdrawn' }),
  'query-nudge': () => queryNudge({ view: queryView, count: 1, last: false, tagId: () => 'MjA1-ZGF0YQ==' }),
  'query-nudge-last': () => queryNudge({ view: nudged, count: 3, last: true, tagId: () => undefined }),
  'held-reminder': () => heldReminder({ person: query.by, kinds: ['raw_address'], since: at('11:25'), now }),
  'held-no-more': () => heldNoMore(),
  'query-which': () =>
    queryTold({ is: 'which', about: ['SITFTS-0240 TC 03 EEN-MPAN-0011', 'FM_TS_2_TC_1 EEN-MPAN-0008'] }, now),
  'query-already': () =>
    queryTold({ is: 'already', open: false, name: 'Bo Tarn (QT)', at: at('14:05') }, now),
};
