import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import { project, refusal } from '../world.ts';
import { draft, givenRuns } from './given.ts';

const given = givenRuns();
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('files', () => {
  beforeEach(async () => {
    await given.api.createTestRun({ ...draft, pointIds: [1] }, project);
    await given.api.updateTestResults(
      [{ id: 100000, iterationDetails: [{ id: 1, outcome: 'Passed', actionResults: [] }] }],
      project,
      31,
    );
  });

  test('hang on runs, results, iterations and steps, and come back as they were', async () => {
    await given.api.createTestRunAttachment({ fileName: 'run.txt', stream: base64('the run') }, project, 31);
    const { id } = await given.api.createTestResultAttachment(
      { fileName: 'result.txt', stream: base64('évidence'), comment: 'k1' },
      project,
      31,
      100000,
    );
    await given.api.createTestIterationResultAttachment(
      { fileName: 'step.txt', stream: base64('step') },
      project,
      31,
      100000,
      1,
      '00000005',
    );
    expect((await given.api.getTestRunAttachments(project, 31)).map(one => one.fileName)).toEqual([
      'run.txt',
    ]);
    expect(await given.api.getTestResultAttachments(project, 31, 100000)).toMatchObject([
      { id, fileName: 'result.txt', comment: 'k1', size: 9 },
      { fileName: 'step.txt' },
    ]);
    const content = await given.api.getTestResultAttachmentContent(project, 31, 100000, id ?? 0);
    expect((await buffer(content)).toString()).toBe('évidence');
    const iteration = await given.api.getTestIteration(project, 31, 100000, 1, true);
    expect(iteration.attachments).toMatchObject([
      { name: 'step.txt', actionPath: '00000005', iterationId: 1, size: 4 },
    ]);
    expect(
      given.world.sandbox.state().organisations.oakham?.projects[0]?.runs[0]?.results[0]?.attachments[0]
        ?.text,
    ).toBe('évidence');
  });

  test.each([
    ['not base64', 'never!'],
    ['larger than the limit', base64('x'.repeat(200))],
  ])('content that is %s is refused', async (_, stream) => {
    await given.reopen({ testFileLimitInBytes: 100 });
    await given.api.createTestRun({ ...draft, pointIds: [1] }, project);
    const upload = given.api.createTestResultAttachment({ fileName: 'a.txt', stream }, project, 31, 100000);
    expect((await refusal(upload)).statusCode).toBe(400);
  });

  test('an iteration that was not written takes no file', async () => {
    expect(
      await given.api.createTestIterationResultAttachment(
        { fileName: 'a', stream: '' },
        project,
        31,
        100000,
        2,
      ),
    ).toBeNull();
  });

  test('are added and deleted at the address for test results too', async () => {
    const results = await given.world.client().getTestResultsApi();
    const { id } = await results.createTestResultAttachment(
      { fileName: 'a.txt', stream: base64('a') },
      project,
      31,
      100000,
    );
    await results.deleteTestResultAttachment(project, 31, 100000, id ?? 0);
    expect(await given.api.getTestResultAttachments(project, 31, 100000)).toEqual([]);
  });
});
