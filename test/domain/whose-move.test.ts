import { expect, test } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { HarnessWord } from '../../src/domain/harness/harness.ts';
import type { Group, Kind } from '../../src/domain/kinds.ts';
import { type QueryMark, queryStates } from '../../src/domain/tests/queries.ts';
import type { SeenDefect } from '../../src/domain/tests/seen.ts';
import { type MoveKnown, whoseMove } from '../../src/domain/tests/whose-move.ts';
import { asha, at, clean, een, item, key } from './given.ts';

const messageAt = (time: string) => ({ ldso: een, thread: `t-${time}`, messageId: `m-${time}` });

/** An entry of that minute: its id is its time. */
function entry(time: string, kind: Kind, more: Partial<StandingEntry> = {}): StandingEntry {
  return {
    id: time,
    kind,
    message: messageAt(time),
    ...item(),
    routeTo: [],
    warnings: [],
    note: clean('a note'),
    by: asha,
    at: at(time),
    withdrawn: false,
    ...more,
  };
}

function word(time: string, says: HarnessWord['says'], more: Partial<HarnessWord> = {}): HarnessWord {
  return {
    id: time,
    says,
    test: item(),
    message: messageAt(time),
    by: asha,
    at: at(time),
    note: clean('a note'),
    ...more,
  };
}

type Known = Partial<MoveKnown> & { readonly said?: readonly (StandingEntry | HarnessWord)[] };

function moveOf({ said = [], ...known }: Known): string | undefined {
  const move = whoseMove(key(), {
    entries: said.filter(each => 'kind' in each),
    words: said.filter(each => 'says' in each),
    today: '2026-11-24',
    ...known,
  });
  if (move === undefined) return undefined;
  const since = new Date(move.since).toISOString().slice(11, 16);
  return [move.of, move.to, since, move.byName].filter(part => part !== undefined).join(' ');
}

const called = (group: Group) => ({ routeTo: [group] });
const ready = (time: string): SeenDefect => ({
  bugId: 901,
  state: 'Ready for Retest',
  ready: true,
  byName: 'Bo Tarn',
  changedAt: at(time),
});

test.each<[string, string | undefined, readonly (StandingEntry | HarnessWord)[]]>([
  ['nothing was said', undefined, []],
  ['it was triggered', 'ldso go-on 09:10', [entry('09:10', 'triggered')]],
  ['it passed', undefined, [entry('09:10', 'triggered'), entry('09:40', 'passed')]],
  ['a trigger is asked for', 'QualificationTeam trigger 09:00', [word('09:00', 'asked')]],
  [
    'it is asked for twice',
    'QualificationTeam trigger 09:00',
    [word('09:00', 'asked'), word('09:05', 'asked')],
  ],
  [
    'the first of two asks is taken back',
    'QualificationTeam trigger 09:05',
    [word('09:00', 'asked', { withdrawn: true }), word('09:05', 'asked')],
  ],
  ['what was asked for is taken back', undefined, [word('09:00', 'asked'), word('09:05', 'cancelled')]],
  ['it was triggered as asked', 'ldso receive 09:20', [word('09:00', 'asked'), entry('09:20', 'triggered')]],
  [
    'the trigger was taken back',
    'QualificationTeam trigger 09:00',
    [word('09:00', 'asked'), entry('09:20', 'triggered', { withdrawn: true })],
  ],
  [
    'the message came',
    'ldso go-on 09:25',
    [word('09:00', 'asked'), entry('09:20', 'triggered'), word('09:25', 'received')],
  ],
  [
    'the next step of a running test is asked for',
    'QualificationTeam trigger 10:00',
    [entry('09:10', 'triggered'), word('10:00', 'asked', { step: 4 })],
  ],
  [
    'that step was triggered',
    'ldso receive 10:10',
    [entry('09:10', 'triggered'), word('10:00', 'asked', { step: 4 }), entry('10:10', 'triggered')],
  ],
  [
    'nothing came, and it is to be triggered again',
    'QualificationTeam trigger 09:50',
    [word('09:00', 'asked'), entry('09:20', 'triggered'), word('09:50', 'asked')],
  ],
  ['the result came meanwhile', undefined, [word('09:00', 'asked'), entry('09:20', 'passed')]],
  ['it failed, and nobody says why', 'ldso say-why 11:00', [entry('11:00', 'failed')]],
  [
    'it failed with a defect',
    'DefectTeam triage 11:05',
    [entry('11:00', 'failed'), entry('11:05', 'defect_raised')],
  ],
  [
    'its defect was raised before it failed, while the message was received',
    'DefectTeam triage 10:55',
    [
      entry('10:00', 'triggered'),
      entry('10:55', 'defect_raised'),
      word('10:57', 'received'),
      entry('11:00', 'failed'),
    ],
  ],
  [
    'it failed with the number of a bug',
    'DefectTeam triage 11:00',
    [entry('11:00', 'failed', { defect: { bugId: '901' } })],
  ],
  [
    'it failed, and it says that there is no defect',
    'ldso retest 11:00',
    [entry('11:00', 'failed', { note: clean('no defect: typed wrong') })],
  ],
  ['it is blocked, and nobody was called', 'nobody unblock 11:00', [entry('11:00', 'blocked')]],
  [
    'it is blocked, and a group was called',
    'NFTTeam unblock 11:00',
    [entry('11:00', 'blocked', called('NFTTeam'))],
  ],
  [
    'it is blocked by its defect',
    'DefectTeam triage 10:50',
    [entry('10:00', 'triggered'), entry('10:50', 'defect_raised'), entry('11:00', 'blocked')],
  ],
  ['a query is open', 'DataTeam answer 10:30', [entry('10:00', 'triggered'), entry('10:30', 'data_query')]],
  [
    'the test went on after its query',
    'ldso go-on 10:40',
    [entry('10:30', 'data_query'), entry('10:40', 'triggered')],
  ],
  [
    'a replay is asked for',
    'QualificationTeam agree-replay 12:00',
    [entry('10:00', 'triggered'), word('12:00', 'replay-asked', { sent: '2026-11-20' })],
  ],
  [
    'the replay is agreed',
    'ldso replay 12:30',
    [word('12:00', 'replay-asked', { sent: '2026-11-20' }), word('12:30', 'replay-agreed')],
  ],
  [
    'the message was replayed',
    'ldso receive 12:40',
    [word('12:00', 'replay-asked', { sent: '2026-11-20' }), word('12:40', 'replayed')],
  ],
  [
    'the replayed message came',
    'ldso go-on 12:45',
    [
      entry('10:00', 'triggered'),
      word('12:00', 'replay-asked', { sent: '2026-11-20' }),
      word('12:40', 'replayed'),
      word('12:45', 'received'),
    ],
  ],
  [
    'the time for the replay is over',
    'ldso go-on 10:00',
    [entry('10:00', 'triggered'), word('12:00', 'replay-asked', { sent: '2026-11-18' })],
  ],
])('%s: %s', (_name, expected, said) => {
  expect(moveOf({ said })).toBe(expected);
});

test('a defect that is ready for retest gives the move back; of two both must be', () => {
  const said = [entry('11:00', 'failed'), entry('11:05', 'defect_raised'), entry('11:06', 'defect_raised')];
  const defects = new Map([['11:05', ready('14:00')]]);
  expect(moveOf({ said, defects })).toBe('DefectTeam triage 11:06');
  expect(moveOf({ said, defects: defects.set('11:06', ready('15:00')) })).toBe('ldso retest 15:00');
  const closed: SeenDefect = { ...ready('16:00'), state: 'Closed', ready: false, closed: true };
  expect(moveOf({ said, defects: defects.set('11:06', closed) })).toBe('ldso retest 16:00');
});

test('a reason that was given is as good as a defect, for the run that it was given for', () => {
  const reason = { at: at('11:20'), words: clean('typed wrong'), byName: 'Asha Rao' };
  expect(moveOf({ said: [entry('11:00', 'failed')], reason })).toBe('ldso retest 11:20');
  expect(moveOf({ said: [entry('12:00', 'failed')], reason })).toBe('ldso say-why 12:00');
});

test('whoever takes a blocker is named', () => {
  const owners = new Map([['11:00', { personId: 'bo', name: 'Bo Tarn', at: at('11:10') }]]);
  expect(moveOf({ said: [entry('11:00', 'blocked')], owners })).toBe('nobody unblock 11:00 Bo Tarn');
});

test('a query waits for whom it was passed on to, when it was answered for nobody, and opened again for the Data team', () => {
  const said = [entry('10:00', 'triggered'), entry('10:30', 'data_query')];
  const marks = new Map<string, QueryMark>([
    ['m-10:30/reply/1', { is: 'heard', at: at('10:35'), byName: 'Bo Tarn', groups: ['NFTTeam'] }],
  ]);
  const moveWith = () => moveOf({ said, queries: queryStates(marks, at('12:00')) });
  expect(moveWith()).toBe('NFTTeam answer 10:30');
  marks.set('m-10:30/reply/2', { is: 'answer', at: at('10:40'), how: 'reply', by: asha });
  expect(moveWith()).toBe('ldso go-on 10:00');
  marks.set('m-10:30/reopened', { is: 'reopened', at: at('10:50'), byName: 'Bo Tarn' });
  expect(moveWith()).toBe('DataTeam answer 10:50');
});

test('what a person made of it in Azure DevOps counts', () => {
  const said = [word('09:00', 'asked'), entry('09:20', 'triggered'), entry('10:00', 'failed')];
  const seen = {
    byName: 'Bo Tarn',
    changedAt: at('13:00'),
    over: '10:00/failed',
    overAt: at('10:00'),
    wholeCase: false,
  };
  expect(moveOf({ said, seen: { ...seen, outcome: 'Passed' } })).toBeUndefined();
  expect(moveOf({ said, seen: { ...seen, outcome: 'Active' } })).toBe('ldso retest 13:00');
});

test('what is said of another test is nothing to this one', () => {
  expect(moveOf({ said: [word('09:00', 'asked', { test: item('40663') })] })).toBeUndefined();
});
