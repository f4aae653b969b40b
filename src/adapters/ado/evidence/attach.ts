// Puts a file on a test result: on the step that the evidence belongs to, or on the whole result where the step cannot carry it.
import { z } from 'zod';
import type { Mirrored, WantedEvidence } from '../../../ports/tracker.ts';
import { isAboutAnItem } from '../faults.ts';
import { type StepRow, stepRows } from '../plan/steps.ts';
import { mirroredFault, type Room } from '../room.ts';

const listed = z.array(z.object({ id: z.number(), comment: z.string().nullish() }));
const made = z.object({ id: z.number() });
const placed = z.object({ runId: z.number(), resultId: z.number() });

/** The iteration that every result of ours is written with. */
const iteration = 1;

/** Looks before it attaches: the file's mark stands in the comment. */
export async function attachEvidence(room: Room, wanted: WantedEvidence): Promise<Mirrored> {
  const at = placed.safeParse(wanted.at).data;
  if (at === undefined) return { is: 'again', error: 'attach evidence: the result is not there yet' };
  const { connection } = room;
  try {
    const there = await connection.ask('look for evidence', listed, ({ test }) =>
      test.getTestResultAttachments(connection.project, at.runId, at.resultId),
    );
    const before = there.find(({ comment }) => comment?.includes(wanted.mark) === true);
    const id = before?.id ?? (await attached(room, wanted, at));
    return { is: 'done', at: { ...at, attachmentId: id } };
  } catch (fault) {
    return mirroredFault(fault);
  }
}

type At = z.infer<typeof placed>;

async function attached(room: Room, wanted: WantedEvidence, { runId, resultId }: At): Promise<number> {
  const { connection, log } = room;
  const model = {
    fileName: wanted.fileName,
    comment: wanted.comment,
    attachmentType: 'GeneralAttachment',
    stream: Buffer.from(wanted.bytes).toString('base64'),
  };
  const path = await stepPath(room, wanted);
  if (path !== undefined) {
    try {
      const { id } = await connection.ask('attach evidence to a step', made, ({ test }) =>
        test.createTestIterationResultAttachment(model, connection.project, runId, resultId, iteration, path),
      );
      return id;
    } catch (fault) {
      // Its steps were refused when it was written, or the test case has other steps by now.
      if (!isAboutAnItem(fault)) throw fault;
      log.warn({ fault: fault.message, runId, resultId }, 'the step cannot carry evidence, the result does');
    }
  }
  const { id } = await connection.ask('attach evidence to a result', made, ({ test }) =>
    test.createTestResultAttachment(model, connection.project, runId, resultId),
  );
  return id;
}

/** Undefined for a test case without that step. */
async function stepPath(room: Room, { test, step }: WantedEvidence): Promise<string | undefined> {
  if (step === 'result') return undefined;
  const book = await room.plan.knowing([test.testCaseId]);
  const rows = stepRows(book.cases.get(test.testCaseId)?.stepsXml ?? '', book.shared);
  const row = step === 'last' ? rows.at(-1) : rows[step - 1];
  return row === undefined ? undefined : lastIn(row).path;
}

/** Of shared steps the last one inside. */
function lastIn(row: StepRow): StepRow {
  return row.inside.at(-1) ?? row;
}
