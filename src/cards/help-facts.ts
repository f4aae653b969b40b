// What can be posted and asked, group by group, with examples of the LDSO's own.
import type { TestExample } from '../domain/example.ts';
import { md, type Plain, plain } from './making/shown.ts';
import type { Facts } from './making/template.ts';

/** A line as it is written, and what it is for. */
type Row = { readonly line: Plain; readonly what: Plain };

/** Where no plan is known: made up, in the form of the programme's document. */
const madeUp = { testCaseId: '40662', testCaseName: 'FM_TS_1_TC_1_2_3_4_5_6_7', mpanRef: 'EEN-MPAN-0007' };

export function helpFacts(example: TestExample | undefined): Facts & { readonly text: Plain } {
  const named = namedIn(example);
  return {
    text: plain`What you can post: a word, the test case, the MPAN reference`,
    title: md`What you can post`,
    rows: notifications(named),
    groups: [dayRows(named), harnessRows(named), evidenceRows(named), dataRows(named)].map(
      ({ heading, rows }) => ({
        heading: md`${heading}`,
        button: plain`${heading}`,
        commands: md`${commandsOf(rows).join(' · ')}`,
        rows,
      }),
    ),
  };
}

export function welcomeFacts(
  ldsoName: string,
  example: TestExample | undefined,
): Facts & { readonly text: Plain } {
  const { name, test, ref } = namedIn(example);
  return {
    text: plain`QT Daybook keeps the daybook of ${ldsoName}: post what you did, as always`,
    ldso: md`${ldsoName}`,
    triggered: plain`/triggered ${name} ${ref}`,
    failed: plain`/failed ${test} step 6 PUB-036 not received`,
  };
}

function namedIn(example: TestExample | undefined): Named {
  const { testCaseId, testCaseName, mpanRef } = example ?? madeUp;
  return { name: testCaseName, test: `${testCaseId} ${mpanRef}`, id: testCaseId, ref: mpanRef };
}

type Named = {
  readonly name: string;
  /** Its number in Azure DevOps and the reference: the shortest way to name a test. */
  readonly test: string;
  readonly id: string;
  readonly ref: string;
};

type Group = { readonly heading: string; readonly rows: readonly Row[] };

function notifications({ name, test, ref }: Named): readonly Row[] {
  return [
    { line: plain`/triggered ${name} ${ref}`, what: plain`a test has been started` },
    {
      line: plain`/passed ${test}`,
      what: plain`it ended well; the test case’s number in Azure DevOps will do`,
    },
    { line: plain`/failed ${test} step 6 PUB-036 not received`, what: plain`with the step if you know it` },
    { line: plain`/blocked ${test} waits for a meter`, what: plain`it cannot go on` },
    { line: plain`/defect ${test} S2 P2 reference rejected`, what: plain`severity, priority, what is wrong` },
    { line: plain`/blocking ${test} nothing comes out of the DIP`, what: plain`it stops several parties` },
    {
      line: plain`/query ${test} needs a CSS2860 first`,
      what: plain`for the data team; /answered when it is, /reopen if not`,
    },
    { line: plain`/downtime ${test} UIT does not answer`, what: plain`and /restored when it is back` },
    { line: plain`/withdraw ${test}`, what: plain`what was posted of it does not hold` },
  ];
}

function dayRows({ id }: Named): Group {
  return {
    heading: 'Day',
    rows: [
      { line: plain`/confirm`, what: plain`the plan of the day is right` },
      { line: plain`/swap ${id} for 40720`, what: plain`another test is run instead` },
      { line: plain`/take ${id}`, what: plain`you see to what blocks this test` },
      { line: plain`/away tomorrow am`, what: plain`also: Fri, 3 Dec to 5 Dec; /back ends it` },
      {
        line: plain`/cover`,
        what: plain`you cover for the test analyst today; /cover Bo for Asha Fri`,
      },
      { line: plain`/report daily`, what: plain`also defects and weekly` },
      { line: plain`/my-day`, what: plain`what is yours today, in our own chat` },
    ],
  };
}

function harnessRows({ test }: Named): Group {
  return {
    heading: 'Harness',
    rows: [
      {
        line: plain`/trigger-request ${test} step 4 at 14:00`,
        what: plain`the QT team is to trigger it in the test harness; with cancel it is not`,
      },
      { line: plain`/received ${test}`, what: plain`what the harness sent has come` },
      { line: plain`/queue`, what: plain`what waits for whom, and since when` },
      {
        line: plain`/replay-request ${test} PUB-036 sent Mon`,
        what: plain`the DIP is to send it again, if the QT team agrees: /replay-agreed, /replayed`,
      },
      {
        line: plain`/migration plan 1 Dec 5, 3-5 Dec 20`,
        what: plain`MPANs a day, for the other side to agree; /migration alone: asked against done`,
      },
    ],
  };
}

function evidenceRows({ test, id }: Named): Group {
  return {
    heading: 'Evidence',
    rows: [
      {
        line: plain`/evidence ${test}`,
        what: plain`with the file in our own chat; in the channel with its address`,
      },
      {
        line: plain`/evidence-exception ${test} why`,
        what: plain`it may come later; QT Managers only`,
      },
      { line: plain`/reason ${test} why`, what: plain`it failed, and there is no defect to raise` },
      {
        line: plain`/leak-in-ado ${id}`,
        what: plain`its evidence in Azure DevOps holds personal data: the steps to clean it`,
      },
    ],
  };
}

function dataRows({ ref }: Named): Group {
  return {
    heading: 'Data',
    rows: [
      { line: plain`/schedule`, what: plain`the schedule; with a day, its tests: /schedule Fri` },
      {
        line: plain`/data ${ref}`,
        what: plain`what is known of it; more words change it: migrated css2860 received`,
      },
      { line: plain`/mpid 1195000001`, what: plain`a dummy market participant, by id, role or word` },
    ],
  };
}

/** Each command that the rows show, in their order. */
function commandsOf(rows: readonly Row[]): readonly string[] {
  const named = rows.flatMap(
    ({ line, what }) => `${line} ${what}`.match(/(?<![^\s:;(])\/[a-z][a-z-]+/g) ?? [],
  );
  return [...new Set(named)];
}
