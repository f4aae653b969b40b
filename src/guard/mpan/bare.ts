// Finds MPANs by their digits alone: in one run, or parted into groups.

import { isMpan } from '../mpan-core.ts';
import { type Hit, look, type Page } from '../page.ts';
import { eachCluster } from './clusters.ts';
import { groupedMpans } from './groups.ts';
import { type NearMpanWord, runWeigher } from './run.ts';

export function bareMpans(page: Page, nearMpanWord: NearMpanWord): Hit[] {
  const hits: Hit[] = [];
  const { runs } = page;
  const weigh = runWeigher(page, nearMpanWord);
  eachCluster(page, cluster => {
    if (cluster.digits < 10) return;
    if (cluster.longest >= 8) {
      for (let run = cluster.first; run <= cluster.last; run++) {
        if (runs.length(run) < 8) continue;
        const code = weigh(run);
        if (code) hits.push({ code, start: runs.start(run), end: runs.end(run) });
        else hits.push(...scientific(page, run));
      }
    }
    if (cluster.last > cluster.first && cluster.digits >= 13) {
      for (const hit of groupedMpans(page, cluster, nearMpanWord)) hits.push(hit);
    }
  });
  return hits;
}

/** `1.500000004214E12`: a dot or comma parts the first digit from this run, the exponent follows it. */
function scientific(page: Page, run: number): Hit[] {
  const { runs, text } = page;
  const start = runs.start(run) - 2;
  const end = runs.end(run);
  if (!/[.,]/.test(text.charAt(start + 1)) || runs.end(run - 1) !== start + 1) return [];
  const exponent = /^[eE]\+?12(?!\d)/.exec(look(page, end, end + 5))?.[0];
  if (exponent === undefined || runs.length(run - 1) !== 1) return [];
  const fraction = text.slice(start + 2, end).padEnd(12, '0');
  const digits = text.charAt(start) + fraction.replace(/^(\d{12})0+$/, '$1');
  return isMpan(digits) ? [{ code: 'MPAN_SCIENTIFIC', start, end: end + exponent.length }] : [];
}
