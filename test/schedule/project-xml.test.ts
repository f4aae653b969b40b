import { describe, expect, test } from 'vitest';
import { readFile } from './given.ts';

type Task = Readonly<Record<string, string>> & { readonly more?: string };

function project(tasks: readonly Task[]): Uint8Array {
  const elements = tasks.map(({ more = '', ...fields }, place) => {
    const own = Object.entries(fields).map(([name, text]) => `<${name}>${text}</${name}>`);
    return `<Task><UID>${place + 1}</UID><ID>${place + 1}</ID>${own.join('')}${more}</Task>`;
  });
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>EEN</Name><DefaultStartTime>08:00:00</DefaultStartTime>
<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>MPAN ref</Alias></ExtendedAttribute><ExtendedAttribute><FieldID>188743767</FieldID><FieldName>Number1</FieldName></ExtendedAttribute></ExtendedAttributes>
<Tasks>${elements.join('')}</Tasks>
<Resources><Resource><UID>1</UID><ID>1</ID><Name>Asha</Name></Resource><Resource><UID>2</UID><ID>2</ID><Name>QT team</Name></Resource></Resources>
<Assignments><Assignment><TaskUID>3</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments></Project>`);
}

const extra = (value: string) =>
  `<ExtendedAttribute><FieldID>188743731</FieldID><Value>${value}</Value></ExtendedAttribute>`;
const number = (value: string) =>
  `<ExtendedAttribute><FieldID>188743767</FieldID><Value>${value}</Value></ExtendedAttribute>`;
const after = (uid: number) => `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID></PredecessorLink>`;

const tasks: readonly Task[] = [
  { Name: 'Functional', Summary: '1', Start: '2026-12-01T09:00:00', Finish: '2026-12-09T17:00:00' },
  { Name: 'IR 8.4 rolled out', Milestone: '1', Start: '2026-12-02T09:00:00', Finish: '2026-12-02T09:00:00' },
  {
    Name: 'SITFTS-0240 TC 03 - Change of supplier',
    Summary: '0',
    Start: '2026-12-03T10:30:00',
    Finish: '2026-12-04T17:00:00',
    more: after(2) + extra('EEN-MPAN-0007'),
  },
  { Name: 'SITFTS-0240 TC 04', Start: '2026-12-04T09:00:00', Finish: '2026-12-04T17:00:00', more: after(3) },
  { Name: 'FM_TS_2_TC_1', Active: '0', Start: '2026-12-04T09:00:00', Finish: '2026-12-04T17:00:00' },
  { Name: 'SITFTS-0999 TC 01', Start: '2026-12-04T09:00:00', Finish: '2026-12-04T17:00:00' },
];

test('tasks are tests, milestones are what the plan waits for, summaries and tasks taken out are neither', async () => {
  const read = await readFile('plan.xml', project(tasks));
  expect(read).toMatchObject({
    is: 'schedule',
    file: {
      tests: [
        {
          testCaseId: '40715',
          mpanRef: 'EEN-MPAN-0007',
          day: '2026-12-03',
          until: '2026-12-04',
          time: '10:30',
          who: 'Asha',
          waitsFor: 'IR 8.4 rolled out',
        },
        { testCaseId: '40716', day: '2026-12-04' },
      ],
      dependencies: [{ words: 'IR 8.4 rolled out', day: '2026-12-02' }],
      bad: [{ place: 'task 6, Task Name', problem: 'unknown-test-case' }],
    },
  });
});

describe('as Microsoft Project writes it', () => {
  const day = (date: string, time = '08:00:00') => `2026-12-${date}T${time}`;
  const readTests = async (rows: readonly Task[]) => {
    const read = await readFile('plan.xml', project(rows));
    if (read?.is !== 'schedule') throw new Error(`it was read as ${read?.is}`);
    return read.file;
  };

  test('the hour at which every day begins is no time of a test, and midnight ends the day before', async () => {
    const { tests } = await readTests([
      { Name: 'SITFTS-0240 TC 03', Start: day('01'), Finish: day('03', '00:00:00') },
      { Name: 'SITFTS-0240 TC 04', Start: day('01', '13:00:00'), Finish: day('01', '17:00:00') },
    ]);
    expect(tests).toEqual([
      expect.objectContaining({ testCaseId: '40715', day: '2026-12-01', until: '2026-12-02' }),
      expect.objectContaining({ testCaseId: '40716', day: '2026-12-01', time: '13:00' }),
    ]);
    expect(tests[0]).not.toHaveProperty('time');
  });

  test('a summary that is a test case is the test, its steps are none; one over test cases is none itself', async () => {
    const span = { Start: day('01'), Finish: day('02', '17:00:00') };
    const { tests, bad } = await readTests([
      { Name: 'Functional SITFTS-0240 TC 04', OutlineLevel: '1', Summary: '1', ...span },
      { Name: 'SITFTS-0240 TC 03', OutlineLevel: '2', Summary: '1', ...span },
      { Name: 'Prepare the data', OutlineLevel: '3', ...span },
      { Name: 'Execute', OutlineLevel: '3', ...span },
      { Name: 'SITFTS-0240 TC 04', OutlineLevel: '2', ...span },
    ]);
    expect(tests.map(({ testCaseId }) => testCaseId)).toEqual(['40715', '40716']);
    expect(bad).toEqual([]);
  });

  test('a reference may stand in the name or in the notes, a number in a field of its own', async () => {
    const span = { Start: day('01'), Finish: day('01', '17:00:00') };
    const noFields = (rows: readonly Task[]) =>
      Buffer.from(
        Buffer.from(project(rows))
          .toString()
          .replace(/<ExtendedAttributes>.*<\/ExtendedAttributes>/, ''),
      );
    const read = await readFile(
      'plan.xml',
      noFields([
        { Name: 'SITFTS-0240 TC 03 with EEN-MPAN-0007', ...span },
        { Name: 'SITFTS-0240 TC 04', Notes: 'Uses EEN-MPAN-0008, after the data call', ...span },
      ]),
    );
    expect(read).toMatchObject({
      is: 'schedule',
      file: { tests: [{ mpanRef: 'EEN-MPAN-0007' }, { mpanRef: 'EEN-MPAN-0008' }] },
    });
    const { tests } = await readTests([
      { Name: 'Change', ...span, more: extra('EEN-MPAN-0009') + number('40715.000000') },
    ]);
    expect(tests).toMatchObject([{ testCaseId: '40715', mpanRef: 'EEN-MPAN-0009' }]);
  });
});

test('personal data in a note is refused by the task it stands in', async () => {
  const note = { Name: 'SITFTS-0240 TC 03', Start: '2026-12-03T09:00:00', Notes: 'MPAN 2000000000015' };
  const read = await readFile('plan.xml', project([note]));
  expect(read).toMatchObject({ is: 'leaks', leaks: [{ place: 'task 1, Notes' }] });
});

test('XML that is nested without end is not read', async () => {
  const deep = `<Project>${'<Tasks>'.repeat(5_000)}`;
  expect(await readFile('plan.xml', Buffer.from(deep))).toMatchObject({ is: 'unreadable' });
});
