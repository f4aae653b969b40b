// What is answered to people who act on the day's plan, and what those are asked who have not confirmed it.
import type { NamedPerson } from '../../domain/day/cover.ts';
import type { Away, DayPlanTold, PlanTest } from '../../domain/day/day-plan.ts';
import type { Day } from '../../domain/events.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { mentionOf } from '../making/mention.ts';
import { md, type Plain, plain, sentences } from '../making/shown.ts';
import { dayText } from '../making/times.ts';

export function dayPlanTold(told: DayPlanTold): Outgoing {
  switch (told.is) {
    case 'confirmed':
      return { text: md`✓ ${told.name} confirms the plan of ${dayText(told.day)}.` };
    case 'swapped': {
      const { swap, to } = told;
      return {
        text: md`⇄ ${swap.byName} swaps: ${testName(swap.in)} comes to ${dayText(swap.day)}, ${testName(swap.out)} goes to ${dayText(to)}.`,
      };
    }
    case 'not-swapped':
      return { text: notSwapped(told) };
    case 'taken':
      return { text: md`✓ ${told.name} sees to ${told.words}.` };
    case 'not-taken':
      return {
        text: sentences([
          told.isNamed ? md`I find no blocker by that.` : md`Which blocker do you see to?`,
          md`Press “Take blocker” on the stand-up’s card, or write /take with its test case.`,
        ]),
      };
    case 'away':
      return { text: md`Noted: ${told.away.name} is away ${awayText(told.away)}. /back takes it back.` };
    case 'away-unclear':
      return {
        text: md`When? For example: /away, /away tomorrow am, /away Fri, /away 3 Dec to 5 Dec, /away next week`,
      };
    case 'back':
      return {
        text:
          told.count === 0
            ? md`Nothing was noted: you are not away.`
            : md`Noted: ${told.name} is back, and not away later either.`,
      };
  }
}

/** `tomorrow` is said as a day: the message is read later. */
export function awayText({ from, to, part }: Pick<Away, 'from' | 'to' | 'part'>): Plain {
  const days = from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
  return part === undefined ? plain`${days}` : plain`${days}, ${part === 'am' ? 'morning' : 'afternoon'}`;
}

/**
 * @param people who have not confirmed, by the names of the plan; with the id of those that are known in the channel.
 * Empty: nobody is named in the plan, and nobody has confirmed it
 */
export function unconfirmedAsked(people: readonly NamedPerson[], day: Day): Outgoing {
  const named = people.map(mentionOf);
  const mentions = named.flatMap(each => each.mentions);
  const asked = md`is the plan of ${dayText(day)} as you will test it? Press “Confirm plan” on the card above, or write /confirm.`;
  if (people.length === 0)
    return { text: md`Nobody has confirmed the plan of ${dayText(day)} yet: ${asked}` };
  return {
    text: `${named.map(({ text }) => text).join(', ')}: ${asked}`,
    ...(mentions.length === 0 ? {} : { mentions }),
  };
}

function notSwapped({ why, test = '' }: Extract<DayPlanTold, { is: 'not-swapped' }>): string {
  switch (why) {
    case 'no-schedule':
      return md`Nothing was swapped: no schedule has been imported.`;
    case 'not-named':
      return md`Nothing was swapped: name two tests, for example: /swap 40715 for 40720`;
    case 'not-planned':
      return md`Nothing was swapped: ${test} is not planned for that day.`;
    case 'not-later':
      return md`Nothing was swapped: ${test} is on no other day of the schedule.`;
  }
}

function testName({ testCaseName, mpanRef }: PlanTest): string {
  return mpanRef === undefined ? testCaseName : `${testCaseName} ${mpanRef}`;
}
