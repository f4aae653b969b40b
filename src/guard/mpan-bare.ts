// Finds MPANs by their digits alone: in one run, or parted into groups.
import { eachCluster } from './clusters.ts';
import { groupedMpans } from './mpan-groups.ts';
import { type NearMpanWord, runWeigher } from './mpan-run.ts';
import type { Hit, Page } from './page.ts';

export function bareMpans(page: Page, nearMpanWord: NearMpanWord): Hit[] {
  const hits: Hit[] = [];
  const { runs } = page;
  const weigh = runWeigher(page, nearMpanWord);
  eachCluster(page, cluster => {
    if (cluster.digits < 11) return;
    for (let run = cluster.first; run <= cluster.last; run++) {
      const code = weigh(run);
      if (code) hits.push({ code, start: runs.start(run), end: runs.end(run) });
    }
    if (cluster.last > cluster.first && cluster.digits >= 13) {
      for (const hit of groupedMpans(page, cluster, nearMpanWord)) hits.push(hit);
    }
  });
  return hits;
}
