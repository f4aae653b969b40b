// The buttons of the stand-up: confirm the plan, swap a test, take a blocker, say when you are away.
import type { Blocker, StandUpView, TestLine } from '../../domain/day/day-view.ts';
import { daysAfter } from '../../domain/days.ts';
import { letterKey } from '../../domain/letter-key.ts';
import { dots, type Plain, plain, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayText } from '../making/times.ts';
import { nameAndReference } from './day-lines.ts';

/** @param mostChoices a longer list is no choice any more, and costs room on the card */
export function standUpButtons(view: StandUpView, mostChoices: number): Facts {
  const { day, planned, couldCome, blockers } = view;
  const canGo = planned.filter(({ status }) => status !== 'passed' && status !== 'triggered');
  const canBeTaken = blockers.filter(
    ({ entryId, takenBy }) => entryId !== undefined && takenBy === undefined,
  );
  return {
    confirmLine: plain`/confirm-plan ${day}`,
    canSwap: canGo.length > 0 && couldCome.length > 0,
    swapLine: plain`/swap {out} for {in} on ${day}`,
    outs: canGo.slice(0, mostChoices).map(testChoice),
    ins: couldCome.slice(0, mostChoices).map(testChoice),
    canTake: canBeTaken.length > 0,
    blockers: canBeTaken.slice(0, mostChoices).map(blockerChoice),
    awayTimes: awayTimes(day),
  };
}

function testChoice(test: TestLine): Facts {
  const { testCaseId, mpanRef } = test;
  const value = mpanRef === undefined ? plain`${testCaseId}` : plain`${testCaseId} ${mpanRef}`;
  return { title: dots(nameAndReference(test)), value };
}

function blockerChoice(blocker: Blocker): Facts {
  const [, ...numbers] = (blocker.entryId ?? '').split('/');
  return {
    title: dots<Plain>([plain`${shorten(blocker.words, 60)}`, ...nameAndReference(blocker)]),
    value: plain`${letterKey(numbers.join('/'))}`,
  };
}

function awayTimes(day: string): readonly Facts[] {
  return [day, daysAfter(day, 1)].flatMap(each => [
    { title: plain`${dayText(each)}, all day`, value: plain`${each}` },
    { title: plain`${dayText(each)}, morning`, value: plain`${each} am` },
    { title: plain`${dayText(each)}, afternoon`, value: plain`${each} pm` },
  ]);
}
