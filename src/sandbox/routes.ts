/** The table of all endpoints, by the address that serves them. */
import { discoveryRoutes } from './discovery/discovery.ts';
import { rightsRoutes } from './discovery/rights.ts';
import { hookRoutes } from './hooks/subscriptions.ts';
import type { Route } from './http/router.ts';
import { batchRoutes } from './items/batch.ts';
import { commentRoutes } from './items/comments.ts';
import { itemFileRoutes } from './items/files.ts';
import { historyRoutes } from './items/history.ts';
import { itemRoutes } from './items/items.ts';
import { typeRoutes } from './items/type-routes.ts';
import { wiqlRoutes } from './items/wiql.ts';
import { writeRoutes } from './items/write.ts';
import { caseRoutes } from './plans/cases.ts';
import { entryRoutes } from './plans/entries.ts';
import { legacyPointRoutes } from './plans/legacy.ts';
import { planRoutes } from './plans/plans.ts';
import { pointRoutes } from './plans/points.ts';
import { testAttachmentRoutes } from './runs/attachments.ts';
import { resultQueryRoutes } from './runs/query.ts';
import { retentionRoutes } from './runs/result-parts.ts';
import { resultRoutes } from './runs/results.ts';
import { runRoutes } from './runs/runs.ts';

const mainRoutes: readonly Route[] = [
  ...discoveryRoutes,
  ...rightsRoutes,
  ...planRoutes,
  ...caseRoutes,
  ...entryRoutes,
  ...pointRoutes,
  ...legacyPointRoutes,
  ...runRoutes('test'),
  ...resultRoutes('test'),
  ...resultQueryRoutes,
  ...testAttachmentRoutes('test'),
  ...retentionRoutes,
  ...writeRoutes,
  ...itemRoutes,
  ...historyRoutes,
  ...commentRoutes,
  ...itemFileRoutes,
  ...typeRoutes,
  ...wiqlRoutes,
  ...batchRoutes,
  ...hookRoutes,
];

const resultsRoutes: readonly Route[] = [
  ...runRoutes('testresults'),
  ...resultRoutes('testresults'),
  ...testAttachmentRoutes('testresults'),
];

/** In the cloud test results have an address of their own; a server has everything at one. */
export function routesFor(mode: 'cloud' | 'server', home: 'main' | 'results'): readonly Route[] {
  if (mode === 'server') return home === 'main' ? [...mainRoutes, ...resultsRoutes] : [];
  return home === 'main' ? mainRoutes : resultsRoutes;
}
