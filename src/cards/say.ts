// Everything that the bot says in a channel, one function each: facts into a card, with a preview that says it all.
import type { StandUpView, WashUpView } from '../domain/day/day-view.ts';
import type { Entry } from '../domain/entry.ts';
import type { TestExample } from '../domain/example.ts';
import type { TestKey } from '../domain/refs.ts';
import type { Outgoing } from '../ports/chat.ts';
import { standUpFacts, standUpForms } from './day/stand-up-facts.ts';
import { washUpFacts, washUpForms } from './day/wash-up-facts.ts';
import { helpFacts, welcomeFacts } from './help-facts.ts';
import { fitted } from './making/fitted.ts';
import { dots, link, md, sentences, shorten } from './making/shown.ts';
import { cardFrom } from './making/template.ts';
import { type Refused, refusalFacts } from './refusal/refusal-facts.ts';
import { type RemediationView, remediationFacts } from './refusal/remediation-facts.ts';
import {
  type Call,
  callText,
  type LeakCall,
  leakCallText,
  leakClosedText,
  mendedText,
  notedText,
} from './spoken.ts';
import { type TestView, testFacts, withdrawnFacts } from './test/test-facts.ts';

/** The one live card of a test, changed in place as the test goes on. */
export function testCard(view: TestView): Outgoing {
  return cardFrom('test', testFacts(view));
}

/** What the live card becomes when every entry about the test was taken back. */
export function withdrawnCard(view: {
  readonly ldsoName: string;
  readonly test: TestKey;
  readonly testCaseName: string;
}): Outgoing {
  return cardFrom('withdrawn', withdrawnFacts(view));
}

/** Why a message was not recorded, and what its author can do. Of personal data it repeats nothing. */
export function refusal(refused: Refused): Outgoing {
  return cardFrom('refusal', refusalFacts(refused));
}

/** Where no card of the test says it already. */
export function noted(view: { readonly entry: Entry; readonly ldsoName: string }): Outgoing {
  return notedText(view);
}

/** Text, not a card: whether a tag is called from inside a card is not certain on every client. */
export function callGroups(call: Call): Outgoing {
  return callText(call);
}

/** The QT team is told of personal data that still stands in a message. */
export function leakCall(call: LeakCall): Outgoing {
  return leakCallText(call);
}

/** What that call becomes when the message was mended. */
export function leakClosed(): Outgoing {
  return leakClosedText();
}

/** What a refusal becomes when its message needs no answer any more. */
export function mended(view: Parameters<typeof mendedText>[0]): Outgoing {
  return mendedText(view);
}

/** The checklist for evidence with personal data in Azure DevOps. */
export function remediationCard(view: RemediationView): Outgoing {
  return cardFrom('remediation', remediationFacts(view));
}

/** The fuller the day, the fewer lines each list shows. */
export function standUp(view: StandUpView, now: Date): Outgoing {
  return fitted(standUpForms, most => cardFrom('stand-up', standUpFacts(view, now, most)));
}

export function washUp(view: WashUpView, now: Date): Outgoing {
  return fitted(washUpForms, most => cardFrom('wash-up', washUpFacts(view, now, most)));
}

/** What can be posted, each with an example: of the LDSO's own where they are known. */
export function help(example?: TestExample): Outgoing {
  return cardFrom('help', helpFacts(example));
}

export function quietTurned(on: boolean): Outgoing {
  return on
    ? {
        text: md`Quiet: what you post is recorded as before; I answer only what I could not record, and keep the cards and the day's two posts. \`/quiet off\` ends it.`,
      }
    : { text: md`I answer again what I recorded.` };
}

/** Something behind a slash was no command, and one is near it; both without the slash. */
export function nearCommandTold({
  typed,
  nearest,
}: {
  readonly typed: string;
  readonly nearest: string;
}): Outgoing {
  return {
    text: md`I do not know /${typed}: did you mean \`/${nearest}\`? Nothing was done; \`/help\` lists all commands.`,
  };
}

/** The first thing a channel sees of the bot. */
export function welcome(ldsoName: string, example?: TestExample): Outgoing {
  return cardFrom('welcome', welcomeFacts(ldsoName, example));
}

/** Said once where the bot was added and nothing is set up for it. */
export function elsewhere(): Outgoing {
  return {
    text: md`This channel is not set up for QT Daybook: nothing posted here is recorded. The QT coordinator can add it to the participants file.`,
  };
}

/** Triage has put a defect into the LDSO's organisation. */
export function copied(view: {
  readonly bugId: string;
  readonly title: string;
  readonly url?: string;
}): Outgoing {
  return {
    text: sentences([
      md`▲ Triage has put a defect into your Azure DevOps, as it may touch your tests too:`,
      dots([link(`bug ${view.bugId}`, view.url), md`${shorten(view.title, 160)}`]),
    ]),
  };
}
