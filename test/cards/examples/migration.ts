// Examples of what is said of a migration: a plan that waits to be agreed, one that is behind, both posts of a day of it.
import { migrationTold } from '../../../src/cards/migration/migration-words.ts';
import { standUp, washUp } from '../../../src/cards/say.ts';
import type { MigrationView } from '../../../src/domain/migration/migration-view.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { at, day, eastmere } from '../given.ts';
import { standUpView, washUpView } from './day.ts';

const now = new Date(at('12:30'));
const of = { ldsoName: eastmere, now };

/** The second week of a bulk: behind, with a spike planned and a change that waits to be agreed. */
export const migrationView: MigrationView = {
  ldso: 'EEN',
  ldsoName: eastmere,
  day,
  agreed: { proposedBy: 'Asha Renn', agreedBy: 'Bo Tarn (QT)', agreedAt: at('15:10', '2026-11-13') },
  proposal: {
    id: 'abc-abc',
    byName: 'Asha Renn',
    at: at('11:40'),
    differences: [
      { of: 'week', day: '2026-11-30', was: undefined, is: 60 },
      { of: 'day', day: '2026-11-25', was: 20, is: 60 },
      { of: 'day', day: '2026-12-08', was: undefined, is: 8 },
      { of: 'day', day: '2026-12-09', was: undefined, is: 8 },
    ],
    days: [
      { day: '2026-11-23', asked: 20, by: 'day', done: 12 },
      { day: '2026-11-24', asked: 20, by: 'day', done: 4 },
      { day: '2026-11-25', asked: 60, by: 'day', done: 0 },
      ...['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'].map(each => ({
        day: each,
        asked: 12,
        by: 'week' as const,
        done: 0,
      })),
      { day: '2026-12-08', asked: 8, by: 'day', done: 0 },
      { day: '2026-12-09', asked: 8, by: 'day', done: 0 },
    ],
    warnings: [
      { is: 'past-limit', limit: '2026-12-07', weeks: 3, end: '2026-12-09', count: 16 },
      { is: 'spike', day: '2026-11-25', count: 60, most: 20 },
      { is: 'high-start', day: '2026-11-25', count: 60, steady: 12 },
      { is: 'week-differs', monday: '2026-11-23', said: 60, asked: 100 },
    ],
  },
  today: { day, asked: 20, by: 'day', done: 4 },
  before: { day: '2026-11-23', asked: 20, by: 'day', done: 12 },
  days: [
    { day: '2026-11-17', asked: 5, by: 'day', done: 5 },
    { day: '2026-11-18', asked: 10, by: 'day', done: 10 },
    { day: '2026-11-19', asked: 20, by: 'week', done: 18 },
    { day: '2026-11-20', asked: 2, by: 'schedule', done: 2 },
    { day: '2026-11-22', done: 1 },
    { day: '2026-11-23', asked: 20, by: 'day', done: 12 },
    { day: '2026-11-24', asked: 20, by: 'day', done: 4 },
    { day: '2026-11-25', asked: 20, by: 'day', done: 0 },
  ],
  weeks: [
    { monday: '2026-11-16', asked: 37, done: 36 },
    { monday: '2026-11-23', said: 60, asked: 60, done: 16 },
  ],
  bulk: {
    from: '2026-11-17',
    to: '2026-11-25',
    total: 97,
    upTo: '2026-11-23',
    asked: 57,
    done: 48,
    limit: { weeks: 3, from: '2026-11-17', last: '2026-12-07', daysLeft: 13, perDay: 5 },
  },
  beforeBulk: 2,
  undated: 3,
  reversed: { today: 1, all: 2 },
  warnings: [{ is: 'spike', day: '2026-11-25', count: 60, most: 20 }],
  spikeToday: { is: 'spike', day, count: 44, most: 18 },
  firstStep: {
    count: 16,
    refs: [
      { ref: 'EEN-MPAN-0031', reasons: [] },
      { ref: 'EEN-MPAN-0032', reasons: [{ is: 'supplier', has: 'CIDC', needs: 'MHHS' }] },
    ],
  },
  legacy: 41,
};

const { proposal: _none, ...quiet } = migrationView;

export const migrationExamples: Readonly<Record<string, () => Outgoing>> = {
  migration: () => migrationTold({ is: 'shown' }, quiet, of),
  'migration-proposed': () =>
    migrationTold(
      {
        is: 'proposed',
        bad: [
          { typed: 'as many as we can', why: 'unclear' },
          { typed: '1 Dec', why: 'no-number' },
          { typed: 'soon 5', why: 'no-day' },
          { typed: '25 Dec 3', why: 'not-worked' },
          { typed: '1 Dec 2010 5', why: 'too-far' },
          { typed: '1 Dec 99999', why: 'too-many' },
        ],
        notWorked: ['2026-12-05', '2026-12-06'],
      },
      migrationView,
      of,
    ),
  'migration-agreed': () =>
    migrationTold({ is: 'agreed', differences: migrationView.proposal?.differences ?? [] }, quiet, of),
  'migration-none': () => migrationTold({ is: 'shown' }, undefined, of),
  'migration-own': () => migrationTold({ is: 'not-agreed', why: 'own' }, migrationView, of),
  'stand-up-migration': () => standUp({ ...standUpView, migration: migrationView }, new Date(at('09:00'))),
  'wash-up-migration': () => washUp({ ...washUpView, migration: migrationView }, new Date(at('17:00'))),
};
