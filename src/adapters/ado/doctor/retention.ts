// How long Azure DevOps keeps manual test runs: what it deletes is gone from the record.
import { z } from 'zod';
import type { Connection } from '../client.ts';
import { cannotTell, type Finding, looked } from './finding.ts';

const settings = z.object({ manualResultsRetentionDuration: z.number() });

/** A programme runs for years; the service's own default is one. */
const enoughDays = 5 * 365;
const place = 'Project settings > Retention, "Manual runs"';

export async function examineRetention(connection: Connection): Promise<readonly Finding[]> {
  return looked(
    'retention',
    async () => {
      const path = `${encodeURIComponent(connection.project)}/_apis/test/resultretentionsettings`;
      const { manualResultsRetentionDuration: days } = await connection.get(
        'read how long results are kept',
        settings,
        path,
      );
      return [findingOf(days)];
    },
    cannotTell('retention', `look at ${place}`),
  );
}

function findingOf(days: number): Finding {
  // Below zero: never deleted.
  if (days < 0 || days >= enoughDays)
    return {
      check: 'retention',
      is: 'well',
      says: days < 0 ? 'manual test runs are kept for ever' : `manual test runs are kept ${days} days`,
    };
  return {
    check: 'retention',
    is: days < 365 ? 'mend' : 'notice',
    says: `manual test runs are deleted after ${days} days, with the files on them`,
    todo: `set ${place} to "Never delete", or to as long as the programme keeps its evidence`,
  };
}
