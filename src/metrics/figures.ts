// The figures of the delivery: requests to Azure DevOps, what waits, how long it took; of nobody's words and nobody's name.
import type { GateState } from '../adapters/ado/gate.ts';
import type { Instance, LdsoId } from '../domain/refs.ts';
import type { Delivery, LaneFigures, Outbox, Settlement } from '../ports/outbox.ts';
import type { Family } from './page.ts';

type Call = {
  readonly ldso: string;
  readonly operation: string;
  readonly status: number | 'none';
  readonly slowed: boolean;
};

export type Figures = {
  /** A request to Azure DevOps was answered, or was not. */
  noteCall(call: Call): void;
  noteSettled(work: readonly Delivery[], settled: readonly Settlement[], now: number): void;
  families(): Promise<readonly Family[]>;
};

export function figuresOf(needs: {
  readonly ldsos: readonly LdsoId[];
  readonly outbox: Pick<Outbox, 'figures'>;
  readonly gateOf: (instance: Instance) => GateState;
  readonly now: () => number;
}): Figures {
  const { ldsos, outbox, gateOf, now } = needs;
  const calls = counts();
  const slowed = counts();
  const delivered = counts();
  const seconds = counts();
  return {
    noteCall({ ldso, operation, status, slowed: isSlowed }) {
      calls.add({ ldso, operation, status: String(status) });
      if (isSlowed) slowed.add({ ldso });
    },
    noteSettled(work, settled, at) {
      const done = new Set(settled.flatMap(({ id, is }) => (is === 'done' ? [id] : [])));
      for (const { id, lane, enqueuedAt } of work) {
        if (!done.has(id)) continue;
        delivered.add({ to: familyOf(lane) });
        seconds.add({ to: familyOf(lane) }, Math.max(0, at - enqueuedAt) / 1000);
      }
    },
    async families() {
      const lanes = await outbox.figures();
      const summed = (figure: (lane: LaneFigures) => number) =>
        byLdso(ldsos, lanes, own => own.reduce((sum, lane) => sum + figure(lane), 0));
      return [
        {
          name: 'daybook_outbox_waiting',
          help: 'Pieces of work that wait on their way.',
          values: summed(({ waiting }) => waiting),
        },
        {
          name: 'daybook_outbox_dead',
          help: 'Pieces of work that were given up and wait for a person.',
          values: summed(({ dead }) => dead),
        },
        {
          name: 'daybook_outbox_oldest_seconds',
          help: 'How long the oldest piece of work has waited.',
          values: oldestOf(ldsos, lanes, now()),
        },
        {
          name: 'daybook_ado_requests_total',
          help: 'Requests to Azure DevOps, by what they do and how they were answered.',
          type: 'counter',
          values: calls.values(),
        },
        {
          name: 'daybook_ado_slowed_total',
          help: 'Answers of Azure DevOps that asked to go slower.',
          type: 'counter',
          values: slowed.values(),
        },
        {
          name: 'daybook_ado_gate',
          help: 'Requests to an organisation: 0 go through, 1 are held back, 2 are not sent since it does not answer.',
          values: ldsos.map(ldso => ({ labels: { ldso }, value: gateNumbers[gateOf(ldso)] })),
        },
        {
          name: 'daybook_delivery_seconds',
          help: 'From what was said to its being delivered.',
          type: 'summary',
          values: [
            ...seconds.values().map(each => ({ ...each, suffix: '_sum' })),
            ...delivered.values().map(each => ({ ...each, suffix: '_count' })),
          ],
        },
      ];
    },
  };
}

const gateNumbers: Readonly<Record<GateState, number>> = { open: 0, 'held back': 1, shut: 2 };

type Labels = Readonly<Record<string, string>>;

function counts() {
  const all = new Map<string, { readonly labels: Labels; value: number }>();
  return {
    add(labels: Labels, by = 1): void {
      const key = JSON.stringify(Object.entries(labels));
      const one = all.get(key) ?? { labels, value: 0 };
      all.set(key, one);
      one.value += by;
    },
    values: () => [...all.values()],
  };
}

/** `ado` of `ado/EEN`, `chat` of `chat/EEN/40662/EEN-MPAN-0007`. */
function familyOf(lane: string): string {
  return lane.split('/')[0] ?? lane;
}

function oldestOf(ldsos: readonly LdsoId[], lanes: readonly LaneFigures[], now: number): Family['values'] {
  const age = ({ oldest = now }: LaneFigures) => Math.max(0, Math.round((now - oldest) / 1000));
  return byLdso(ldsos, lanes, own => Math.max(0, ...own.map(age)));
}

/** Lanes of tests and messages are many: they are told together, by LDSO and where they lead to. */
function byLdso(
  ldsos: readonly LdsoId[],
  lanes: readonly LaneFigures[],
  figure: (own: readonly LaneFigures[]) => number,
): Family['values'] {
  return ldsos.flatMap(ldso =>
    ['ado', 'chat'].map(to => {
      const own = lanes.filter(({ lane }) => lane === `${to}/${ldso}` || lane.startsWith(`${to}/${ldso}/`));
      return { labels: { ldso, to }, value: figure(own) };
    }),
  );
}
