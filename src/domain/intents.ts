// What the outbox is to achieve. Cards and ADO bodies are made when it is delivered, from how things stand then.
import type { CleanText } from '../guard/clean-text.ts';
import type { Answer } from './answers.ts';
import type { NamedTest } from './commands.ts';
import type { MessageRef, Person, PersonalChat } from './entry.ts';
import type { Day } from './events.ts';
import type { HarnessCall } from './harness/harness-told.ts';
import type { OfferedFile } from './inbound.ts';
import type { Group, Kind } from './kinds.ts';
import type { ScheduleState } from './planning/schedule.ts';
import type { Problem } from './reading.ts';
import { type LdsoId, type TestCaseId, type TestKey, testKeyText } from './refs.ts';

export type Intent =
  /** The live card of a test shows how it stands. */
  | { readonly is: 'show-test'; readonly test: TestKey }
  /** A person is told, in the thread, why a message was refused. */
  | {
      readonly is: 'say-refused';
      readonly to: MessageRef;
      readonly person: Person;
      readonly kind: Kind | undefined;
      readonly problems: readonly Problem[];
      readonly correctedLine?: string;
      /** The guard is not sure; then the answer asks instead of telling. */
      readonly doubtful: boolean;
      /** A reference to use instead, where the test case makes it plain. */
      readonly useInstead?: string;
      /** The message as one line without what is doubtful, for a button to send; only where that is a complete notification. */
      readonly without?: CleanText;
      /** It was typed into a card of ours, so nothing of it stands in the channel. */
      readonly onCard?: boolean;
    }
  /** A short answer in the thread, where no card of the test says it already. */
  | {
      readonly is: 'say-noted';
      readonly to: MessageRef;
      readonly entryId: string;
      /** The test whose card may stand in the same thread; the answer waits for that card. */
      readonly test?: TestKey;
    }
  /** The author of a held message is reminded of it; when it is held no more, the reminder says so. */
  | { readonly is: 'remind-held'; readonly to: MessageRef }
  /** The card of a data query shows how it stands; it is in the query's thread. */
  | { readonly is: 'show-query'; readonly to: MessageRef }
  /** Its group is asked again. `last`: it is not asked after that. */
  | { readonly is: 'nudge-query'; readonly to: MessageRef; readonly count: number; readonly last: boolean }
  /** A command is answered in its thread. */
  | { readonly is: 'answer'; readonly to: MessageRef; readonly answer: Answer }
  /** The tester who raised a defect is told that its bug waits for a retest. */
  | {
      readonly is: 'say-ready';
      readonly to: MessageRef;
      readonly entryId: string;
      /** When it became so, epoch milliseconds: the next time is another. */
      readonly changedAt: number;
    }
  /** Groups are called to an entry, by mention. */
  | {
      readonly is: 'call-groups';
      readonly to: MessageRef;
      readonly groups: readonly Group[];
      readonly entryId?: string;
      /** The name of a test case with personal data in its evidence; then there is no entry. */
      readonly evidenceOf?: string;
    }
  | HarnessCall
  /** What somebody said to the bot alone is attended to: of which LDSO it speaks, and what its files are, takes time to find out. */
  | {
      readonly is: 'attend';
      readonly chat: PersonalChat;
      readonly messageId: string;
      readonly by: Person;
      readonly at: number;
      readonly text: CleanText;
      readonly files: readonly OfferedFile<CleanText>[];
    }
  /** Somebody is answered in a personal chat about something of no LDSO's. */
  | { readonly is: 'tell'; readonly chat: PersonalChat; readonly messageId: string; readonly answer: Answer }
  /** The QT team knows of personal data that still stands in a message; and when it is gone, that it is gone. */
  | { readonly is: 'call-about-leak'; readonly to: MessageRef }
  /** The refusal of a message that needs no answer any more says so. */
  | {
      readonly is: 'say-mended';
      readonly to: MessageRef;
      readonly person: Person;
      /** The message was changed or is gone, or its author has said that it holds no customer data. */
      readonly how: 'edited' | 'deleted' | 'vouched';
    }
  /** The checklist for evidence with personal data shows how far it is; it stands in the thread of `to`. */
  | { readonly is: 'show-remediation'; readonly to: MessageRef; readonly testCaseId: TestCaseId }
  /** Somewhere that the bot does not serve is told so, once. */
  | {
      readonly is: 'say-elsewhere';
      readonly conversationId: string;
      readonly serviceUrl: string;
      readonly tenantId: string;
      readonly botId: string;
    }
  /** The channel is told that another version of its schedule stands. */
  | { readonly is: 'post-schedule'; readonly ldso: LdsoId; readonly state: ScheduleState }
  /** A channel is told what the bot is. */
  | { readonly is: 'welcome'; readonly ldso: LdsoId }
  /** The stand-up of a day that has been posted shows how things stand now. */
  | { readonly is: 'show-stand-up'; readonly ldso: LdsoId; readonly day: Day }
  /** Those who have not confirmed the plan of the day are asked. */
  | { readonly is: 'ask-unconfirmed'; readonly ldso: LdsoId; readonly day: Day }
  | { readonly is: 'post-stand-up'; readonly ldso: LdsoId; readonly day: Day }
  | { readonly is: 'post-wash-up'; readonly ldso: LdsoId; readonly day: Day }
  /** Azure DevOps shows how the test stands. */
  | { readonly is: 'mirror-test'; readonly test: TestKey }
  /** A result of ours that is too many is taken back. `at` is where it stands. */
  | {
      readonly is: 'drop-result';
      readonly test: TestKey;
      readonly at: Readonly<Record<string, string | number>>;
    }
  /** Azure DevOps holds the defect that an entry raised. */
  | { readonly is: 'mirror-defect'; readonly ldso: LdsoId; readonly entryId: string }
  /** Test runs of days before this one do not stay open when nothing runs in them. */
  | { readonly is: 'close-runs'; readonly ldso: LdsoId; readonly before: Day }
  /** A file that somebody named by its address is fetched and looked through. */
  | {
      readonly is: 'fetch-evidence';
      readonly to: MessageRef;
      readonly by: Person;
      readonly at: number;
      readonly note: CleanText;
      readonly tests: readonly NamedTest[];
      /** Whoever has it may have the file, so it is never shown or logged. */
      readonly link: string;
    }
  /** A test's result holds a file that was taken as evidence. */
  | { readonly is: 'attach-evidence'; readonly ldso: LdsoId; readonly evidenceId: string }
  /** The programme's own organisation holds a copy of it. */
  | { readonly is: 'copy-defect'; readonly ldso: LdsoId; readonly entryId: string }
  /** A channel is told that its organisation has a copy of a defect of the programme's own. */
  | { readonly is: 'say-copied'; readonly ldso: LdsoId; readonly bugId: number }
  /** What triage has marked there for other LDSOs is looked at. */
  | { readonly is: 'read-triage' }
  /** An LDSO's organisation holds a copy of a defect of the programme's own. */
  | { readonly is: 'copy-down'; readonly to: LdsoId; readonly bugId: number };

/**
 * Intents of one lane are delivered one after another; lanes do not wait for each other.
 * Azure DevOps has one lane an LDSO, so there is one writer for each run and work item.
 */
export function laneOf(intent: Intent): string {
  switch (intent.is) {
    case 'show-test':
      return `chat/${testKeyText(intent.test)}`;
    case 'say-noted':
      return intent.test === undefined
        ? `chat/${intent.to.ldso}/${intent.to.messageId}`
        : `chat/${testKeyText(intent.test)}`;
    case 'say-refused':
    case 'answer':
    case 'say-ready':
    case 'call-groups':
    case 'call-harness':
    case 'call-about-leak':
    case 'say-mended':
    case 'show-remediation':
    case 'remind-held':
    case 'show-query':
    case 'nudge-query':
      return `chat/${intent.to.ldso}/${intent.to.messageId}`;
    case 'attend':
      return `person/${intent.chat.conversationId}`;
    case 'tell':
      return `chat/person/${intent.chat.conversationId}`;
    case 'say-elsewhere':
      return `chat/elsewhere/${intent.conversationId}`;
    case 'post-schedule':
    case 'welcome':
    case 'show-stand-up':
    case 'ask-unconfirmed':
    case 'post-stand-up':
    case 'post-wash-up':
    case 'say-copied':
      return `chat/${intent.ldso}/channel`;
    case 'mirror-test':
    case 'drop-result':
      return `ado/${intent.test.ldso}`;
    case 'mirror-defect':
    case 'close-runs':
    case 'attach-evidence':
      return `ado/${intent.ldso}`;
    case 'fetch-evidence':
      return `person/evidence/${intent.to.ldso}`;
    case 'copy-defect':
    case 'read-triage':
      return 'ado/master';
    case 'copy-down':
      return `ado/${intent.to}`;
  }
}

/** Two waiting intents with one key are one: the later one adds nothing to what is to be achieved. */
export function keyOf(intent: Intent): string {
  switch (intent.is) {
    case 'show-test':
    case 'mirror-test':
      return `${intent.is}/${testKeyText(intent.test)}`;
    case 'say-refused':
    case 'call-about-leak':
    case 'say-mended':
    case 'remind-held':
    case 'show-query':
    case 'nudge-query':
      return `${intent.is}/${messageKey(intent.to)}`;
    case 'answer':
      return `${intent.is}/${messageKey(intent.to)}/${intent.answer.about}`;
    case 'call-harness':
      return `${intent.is}/${messageKey(intent.to)}/${intent.why}`;
    case 'say-ready':
      return `${intent.is}/${intent.entryId}/${intent.changedAt}`;
    case 'say-noted':
    case 'call-groups':
      return `${intent.is}/${messageKey(intent.to)}/${intent.entryId ?? ''}`;
    case 'attend':
    case 'tell':
      return `${intent.is}/${intent.messageId}`;
    case 'show-remediation':
      return `${intent.is}/${intent.to.ldso}/${intent.testCaseId}`;
    case 'say-elsewhere':
      return `${intent.is}/${intent.conversationId}`;
    case 'post-schedule':
      return `${intent.is}/${intent.ldso}/${intent.state}`;
    case 'welcome':
      return `${intent.is}/${intent.ldso}`;
    case 'show-stand-up':
    case 'ask-unconfirmed':
    case 'post-stand-up':
    case 'post-wash-up':
      return `${intent.is}/${intent.ldso}/${intent.day}`;
    case 'mirror-defect':
    case 'copy-defect':
      return `${intent.is}/${intent.entryId}`;
    case 'close-runs':
      return `${intent.is}/${intent.ldso}`;
    case 'fetch-evidence':
      return `${intent.is}/${messageKey(intent.to)}/${intent.link}`;
    case 'attach-evidence':
      return `${intent.is}/${intent.ldso}/${intent.evidenceId}`;
    case 'drop-result':
      return `${intent.is}/${intent.test.ldso}/${intent.at.runId}.${intent.at.resultId}`;
    case 'say-copied':
      return `${intent.is}/${intent.ldso}/${intent.bugId}`;
    case 'read-triage':
      return intent.is;
    case 'copy-down':
      return `${intent.is}/${intent.to}/${intent.bugId}`;
  }
}

/** Teams numbers messages by its clock: two channels may have one with the same number. */
function messageKey({ ldso, messageId }: MessageRef): string {
  return `${ldso}/${messageId}`;
}
