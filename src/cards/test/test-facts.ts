// What the live card of one test has to say.
import type { Entry } from '../../domain/entry.ts';
import type { TestKey } from '../../domain/refs.ts';
import type { Stated } from '../../domain/shelf.ts';
import { type Attempt, currentAttempt, type Progress, type TestStatus } from '../../domain/tests/progress.ts';
import { countingSeen, type SeenOutcome, statusIn } from '../../domain/tests/seen.ts';
import { dots, link, md, type Plain, plain, type Shown, sentences, webAddress } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayIn, fullTime, span } from '../making/times.ts';
import { gistOf, kindWords, statusLooks, warningSentence } from '../making/words.ts';
import { answeredLine, type QueryAnswers } from '../queue/query-facts.ts';
import { type Moves, moveFacts } from './move-facts.ts';
import { moveShort } from './move-words.ts';
import { channelsWord, seenFacts } from './seen-facts.ts';

export type TestView = {
  readonly ldsoName: string;
  readonly progress: Progress;
  readonly now: Date;
  readonly mirror: MirrorWord;
  /** Since when Azure DevOps is behind, epoch milliseconds, where that is known. */
  readonly waitingSince?: number;
  /** The result's page in Azure DevOps. */
  readonly resultUrl?: string;
  /** Why it failed without a defect, as somebody gave it. */
  readonly reason?: Stated;
  /** Files that were taken as evidence of the run that counts: in Azure DevOps, and on the way there. */
  readonly evidence?: { readonly attached: number; readonly waiting: number };
  /** Bugs that stand in Azure DevOps for this test. */
  readonly defects: readonly {
    readonly bugId?: string;
    readonly url?: string;
    /** The remark that it was raised for. */
    readonly entryId?: string;
    /** Where a person has moved it. */
    readonly state?: string;
  }[];
  /** Who answered its data queries; those that nobody has are left out. */
  readonly answers?: QueryAnswers;
  /** What a person made of the test in Azure DevOps. */
  readonly seen?: SeenOutcome;
  /** Whose move it is, and what was asked of the test harness. */
  readonly moves?: Moves;
};

/** How Azure DevOps stands to the daybook: the same, to follow, cannot follow, changed there by a person since. */
type MirrorWord = 'done' | 'waiting' | 'given-up' | 'newer-there';

const mostRemarks = 5;
const mostEarlier = 2;
const mostBugs = 4;

export function testFacts(view: TestView): Facts & { readonly text: Plain } {
  const { progress, now } = view;
  const attempt = currentAttempt(progress);
  const look = statusLooks[attempt?.status ?? 'planned'];
  const entry = progress.entries.find(each => each.id === attempt?.entryId);
  const gist = entry === undefined ? undefined : gistOf(entry, 240);
  const warnings = entry?.warnings.flatMap(warning => warningSentence(warning, entry) ?? []) ?? [];
  const untold = attempt?.wasTriggered === false ? [md`No trigger was posted for this run.`] : [];
  const url = webAddress(view.resultUrl);
  const said = attempt === undefined ? md`Not started.` : whoLine(attempt, now);
  const quoted = gist === undefined ? md`` : md`“${gist}”`;
  const facts = {
    text: dots([preview(progress, attempt), attempt === undefined ? moveInShort(view) : undefined]),
    testCase: md`${progress.testCaseName}`,
    status: md`${look.shape} ${look.word}`,
    style: look.style,
    where: dots([
      md`${progress.key.mpanRef}`,
      md`test case ${progress.key.testCaseId}`,
      ...(attempt === undefined || attempt.number === 1 ? [] : [md`attempt ${attempt.number}`]),
    ]),
    who: said,
    gist: quoted,
    asides: sentences([...untold, ...statedOf(view), ...warnings]),
    earlier: earlierLines(progress, now),
    ...moveFacts({ moves: view.moves, now }, { key: progress.key, attempt }),
    ...remarks(view),
    ...footFacts(view),
    ...buttons(progress.key, attempt?.status),
    url: url ?? plain``,
    hasUrl: url !== undefined,
  };
  const seen = countingSeen(view.seen, attempt);
  if (attempt === undefined || seen === undefined) return facts;
  const again = statusIn(seen.outcome) === 'planned' ? buttons(progress.key, undefined) : {};
  const asides = sentences([channelsWord(attempt, said), quoted, ...statedOf(view)]);
  return { ...facts, ...seenFacts(view, { attempt, seen }), ...again, gist: md``, asides };
}

export function withdrawnFacts(view: {
  readonly ldsoName: string;
  readonly test: TestKey;
  readonly testCaseName: string;
}): Facts & { readonly text: Plain } {
  const { test, testCaseName, ldsoName } = view;
  return {
    text: dots([plain`WITHDRAWN`, plain`${testCaseName}`, plain`${test.mpanRef}`]),
    testCase: md`${testCaseName}`,
    where: dots([md`${test.mpanRef}`, md`test case ${test.testCaseId}`]),
    ldso: md`${ldsoName}`,
    ...buttons(test, undefined),
  };
}

/** Of a test that was not started there is nothing else to tell. */
function moveInShort({ moves, now }: TestView): Plain | undefined {
  const move = moves?.move;
  return move === undefined ? undefined : moveShort(move, { day: dayIn(now.getTime()) });
}

/** `FAILED · SITFTS-0240 TC 03 · EEN-MPAN-0011 · step 6 · by Asha` */
function preview(progress: Progress, attempt: Attempt | undefined): Plain {
  const remark = progress.remarks.at(-1);
  return dots([
    plain`${statusLooks[attempt?.status ?? 'planned'].word.toUpperCase()}`,
    plain`${progress.testCaseName}`,
    plain`${progress.key.mpanRef}`,
    ...(attempt === undefined
      ? [remark === undefined ? undefined : plain`${kindWords[remark.kind]} by ${remark.by.name}`]
      : [attempt.step === undefined ? undefined : plain`step ${attempt.step}`, plain`by ${attempt.by.name}`]),
  ]);
}

function whoLine(attempt: Attempt, now: Date): Shown {
  const { status, step, startedAt, finishedAt, wasTriggered, by } = attempt;
  const ended = finishedAt ?? startedAt;
  const when =
    status === 'triggered'
      ? md`since ${fullTime(startedAt, now)} UK`
      : md`${wasTriggered ? span(startedAt, ended, now) : fullTime(ended, now)} UK`;
  return dots([step === undefined ? undefined : md`Step ${step}`, md`${by.name}`, when]);
}

/** What was stated of the run that counts; of the runs before it says nothing more. */
function statedOf({ progress, reason }: TestView): readonly Shown[] {
  const attempt = currentAttempt(progress);
  if (reason === undefined || attempt?.status !== 'failed' || reason.at < attempt.startedAt) return [];
  const { testCaseName } = progress;
  const words = gistOf({ note: reason.words, testCaseName, ...progress.key }, 160);
  return [md`No defect: “${words ?? ''}” (${reason.byName}).`];
}

/** The runs before, newest first: a failure stays in sight when the retest passes. */
function earlierLines(progress: Progress, now: Date): readonly Facts[] {
  const before = progress.attempts.slice(0, -1).reverse();
  const lines = before.slice(0, mostEarlier).map(({ number, status, step, by, finishedAt, startedAt }) => {
    const look = statusLooks[status];
    return dots([
      md`Attempt ${number}: ${look.shape} ${look.word}`,
      step === undefined ? undefined : md`step ${step}`,
      md`${by.name}`,
      md`${fullTime(finishedAt ?? startedAt, now)}`,
    ]);
  });
  const more = before.length - lines.length;
  return [...lines, ...(more > 0 ? [md`+${more} earlier`] : [])].map(line => ({ line }));
}

function remarks(view: TestView): Facts {
  const newest = [...view.progress.remarks].reverse();
  const shown = newest.slice(0, mostRemarks);
  const more = newest.length - shown.length;
  return {
    remarks: shown.map(remark => ({
      what: remarkWords(remark, view.defects),
      when: dots([
        md`${remark.by.name}`,
        md`${fullTime(remark.at, view.now)}`,
        answeredLine(view.answers?.get(remark.message.messageId), view.now),
      ]),
    })),
    more: more > 0 ? md`+${more} more, in the messages of this test` : md``,
    bugs: otherBugs(view, shown),
  };
}

function remarkWords(remark: Entry, defects: TestView['defects']): Shown {
  const { severity, priority } = remark.defect ?? {};
  const levels = [severity, priority].filter(level => level !== undefined).join(' ');
  const gist = gistOf(remark, 160);
  const raised = defects.find(defect => isOf(defect, remark));
  const bugId = remark.defect?.bugId ?? raised?.bugId;
  return dots([
    levels === '' ? md`${kindWords[remark.kind]}` : md`${kindWords[remark.kind]} ${levels}`,
    bugId === undefined ? undefined : link(`bug ${bugId}`, raised?.url),
    raised?.state === undefined ? undefined : md`${raised.state}`,
    gist === undefined ? undefined : md`“${gist}”`,
  ]);
}

function isOf(defect: TestView['defects'][number], remark: Entry): boolean {
  const named = remark.defect?.bugId;
  return named === undefined ? defect.entryId === remark.id : defect.bugId === named;
}

/** Bugs of remarks that are not shown. */
function otherBugs(view: TestView, shown: readonly Entry[]): Shown {
  const others = view.defects.filter(
    defect => defect.bugId !== undefined && !shown.some(remark => isOf(defect, remark)),
  );
  if (others.length === 0) return md``;
  const links = others.slice(-mostBugs).map(({ bugId, url }) => link(`bug ${bugId}`, url));
  const more = others.length - links.length;
  return sentences([md`Raised in Azure DevOps:`, dots([...links, ...(more > 0 ? [md`+${more} more`] : [])])]);
}

/** The last line: how Azure DevOps stands. Pale while all is well. */
function footFacts(view: TestView): Facts {
  const isWell =
    view.progress.attempts.length === 0 || isSeen(view) || ['done', 'waiting'].includes(view.mirror);
  return {
    foot: dots([mirrorLine(view), ...evidenceLine(view), md`${view.ldsoName}`]),
    footColour: isWell ? 'default' : 'attention',
    footQuiet: isWell,
  };
}

function isSeen({ progress, seen }: TestView): boolean {
  return countingSeen(seen, currentAttempt(progress)) !== undefined;
}

function evidenceLine({ evidence }: TestView): readonly Shown[] {
  const { attached = 0, waiting = 0 } = evidence ?? {};
  const files = (count: number) => `${count} ${count === 1 ? 'file' : 'files'} of evidence`;
  return [
    ...(attached > 0 ? [md`${files(attached)} attached`] : []),
    ...(waiting > 0 ? [md`${files(waiting)} on the way`] : []),
  ];
}

function mirrorLine(view: TestView): Shown | undefined {
  // What never started is not in Azure DevOps, and nobody expects it there.
  if (view.progress.attempts.length === 0) return undefined;
  if (isSeen(view)) return md`✓ As in Azure DevOps, until something newer is posted here`;
  switch (view.mirror) {
    case 'done':
      return md`✓ In Azure DevOps`;
    case 'waiting':
      return view.waitingSince === undefined
        ? md`… Recorded, Azure DevOps to follow`
        : md`… Recorded, Azure DevOps waits since ${fullTime(view.waitingSince, view.now)} UK`;
    case 'given-up':
      return md`! Recorded, but Azure DevOps refuses it: the QT team must look`;
    case 'newer-there':
      return md`! Azure DevOps was changed by a person since and is left as it is: please compare`;
  }
}

/** The next step in one tap: which buttons there are, and what they send back. */
function buttons(key: TestKey, status: TestStatus | undefined): Facts {
  return {
    ldsoId: plain`${key.ldso}`,
    testCaseId: plain`${key.testCaseId}`,
    mpanRef: plain`${key.mpanRef}`,
    running: status === 'triggered',
    finished: status !== undefined && status !== 'triggered',
    planned: status === undefined,
  };
}
