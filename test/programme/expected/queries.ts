// What became of each query, read from one LDSO's part of the event log anew.
import type { DaybookEvent } from '../../../src/domain/events.ts';
import type { Known } from './log.ts';

export function passedOn(own: readonly DaybookEvent[]): Known['passedTo'] {
  const groups = new Map<string, readonly string[]>();
  for (const query of new Set(own.flatMap(event => ('query' in event ? [event.query] : [])))) {
    const done = own.filter(event => 'query' in event && event.query === query);
    const since = done.slice(done.findLastIndex(({ type }) => type === 'query-reopened') + 1);
    const heard = since.findLast(
      (event, place) =>
        event.type === 'query-heard' &&
        event.groups.length > 0 &&
        !since.some((later, n) => n > place && 'sign' in later && later.sign === event.sign),
    );
    if (heard?.type === 'query-heard') groups.set(query, heard.groups);
  }
  return groups;
}

export function answersIn(own: readonly DaybookEvent[]): Known['answers'] {
  const answers = new Map<string, { readonly at: number; readonly name: string }>();
  for (const query of new Set(own.flatMap(event => ('query' in event ? [event.query] : [])))) {
    const done = own.filter(event => 'query' in event && event.query === query);
    const since = done.slice(done.findLastIndex(({ type }) => type === 'query-reopened') + 1);
    const holds = since.find(
      (event, place) =>
        event.type === 'query-answered' &&
        !since.some(
          (later, n) =>
            n > place && 'sign' in later && later.sign === event.sign && later.type !== event.type,
        ),
    );
    if (holds?.type === 'query-answered') answers.set(query, { at: holds.at, name: holds.by.name });
  }
  return answers;
}

export function nudgesIn(own: readonly DaybookEvent[]): Known['nudges'] {
  const nudges = new Map<string, number>();
  for (const event of own) {
    if (event.type === 'query-reopened') nudges.delete(event.query);
    if (event.type === 'query-nudged') nudges.set(event.query, (nudges.get(event.query) ?? 0) + 1);
  }
  return nudges;
}
