// The tracker of the programme's organisations, each of whose requests is counted.
import { type AdoTracker, adoTracker } from '../adapters/ado/tracker.ts';
import type { Config } from '../config.ts';
import { type Figures, figuresOf } from '../metrics/figures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { adoTargets } from '../settings/ado-targets.ts';
import type { Participants } from '../settings/participants.ts';

export function countedTracker(needs: {
  readonly participants: Participants;
  readonly config: Config;
  readonly sandboxUrl: string | undefined;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}): { readonly tracker: AdoTracker; readonly figures: Figures } {
  const { participants, config, sandboxUrl, store, clock, log } = needs;
  const figures: Figures = figuresOf({
    ldsos: participants.ldsos.map(({ id }) => id),
    outbox: store.outbox,
    gateOf: instance => tracker.gateOf(instance),
    now: () => clock.now().getTime(),
  });
  const ldsos = adoTargets(participants, config, sandboxUrl);
  const tracker = adoTracker({ ldsos, clock, log, onCall: figures.noteCall });
  return { tracker, figures };
}
