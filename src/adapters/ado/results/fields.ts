// The words of an attempt for its result: with the steps of its test case, and the account of who posted.
import { type PlanBook, testerNamed } from '../plan/book.ts';
import { stepRows } from '../plan/steps.ts';
import type { Job } from './job.ts';
import { type ResultFields, resultFields } from './result.ts';

export function fieldsFor({ wanted, mark }: Job, book: PlanBook): ResultFields {
  const xml = book.cases.get(wanted.test.testCaseId)?.stepsXml ?? '';
  const rows = stepRows(xml, book.shared);
  return resultFields(wanted, { rows, runBy: testerNamed(book, wanted.byName), mark });
}
