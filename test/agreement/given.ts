// The whole bot with its sandbox, and somebody who works in Azure DevOps by hand.
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { currentAttempt, progressByTest } from '../../src/domain/tests/progress.ts';
import { reconcile } from '../../src/reconcile/reconcile.ts';
import { type Bot, openBot } from '../given-bot.ts';

export const een = ldsoId('EEN')!;

/** As whom the sandbox takes a request: who is nobody's name is its first user, the bot. */
const as = (who: string) => `Basic ${Buffer.from(`${who}:any`).toString('base64')}`;
const nia = 'nia.prosser@example.org';

export type Hands = ReturnType<typeof handsOn>;

const start = '2026-11-24T10:00:00Z';

/** Another bot for each test. */
export function eachWithBot(env: Readonly<Record<string, string>> = {}): () => Hands {
  let bot: Bot;
  beforeEach(async () => {
    bot = await openBot(start, env);
  });
  afterEach(() => bot.close());
  return () => handsOn(bot);
}

/** One bot for all tests of a block, which leave it as they found it. */
export function allWithOneBot(prepare: (given: Hands) => Promise<unknown>): () => Hands {
  let bot: Bot;
  beforeAll(async () => {
    bot = await openBot(start);
    await prepare(handsOn(bot));
  });
  afterAll(() => bot.close());
  return () => handsOn(bot);
}

function handsOn(bot: Bot) {
  const { app, local } = bot;
  const { teams } = local;
  const organisation = () => local.sandboxState().organisations.een!;
  const project = () => organisation().projects[0]!;
  const ask = async (who: string, method: string, path: string, body?: unknown) => {
    const isItem = path.startsWith('wit/');
    const answer = await fetch(`${local.sandboxUrl}/een/LDSO QT/_apis/${path}?api-version=7.1`, {
      method,
      headers: {
        authorization: as(who),
        'content-type': isItem ? 'application/json-patch+json' : 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const asNia = (method: string, path: string, body?: unknown) => ask(nia, method, path, body);
  const asBot = (method: string, path: string, body?: unknown) => ask('', method, path, body);
  const point = (testCaseId: number) =>
    project().plans[0]!.points.find(each => each.testCaseId === testCaseId)!;
  const suiteOf = (testCaseId: number) => point(testCaseId).suiteId;
  const said = () => teams.transcript().filter(({ ldso, from }) => ldso === 'EEN' && from.is === 'bot');
  return {
    bot,
    app,
    setTime: bot.setTime,
    asNia,
    asBot,
    /** What `npm run reconcile` does. */
    reconcile: async (fix = false) =>
      reconcile(
        {
          store: app.store,
          clock: bot.clock,
          config: {
            local: true,
            SANDBOX_PORT: Number(new URL(local.sandboxUrl).port),
            secret: () => undefined,
          },
          participants: app.participants,
        },
        { fix, ldsos: ['EEN'] },
      ),
    faults: (method: 'POST' | 'DELETE', rules: readonly object[] = []) =>
      fetch(`${local.sandboxUrl}/_sandbox/faults`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(method === 'DELETE' ? {} : { body: JSON.stringify({ rules }) }),
      }),
    /** Asha posts in the channel of EEN; all that follows is delivered. */
    async post(text: string, replyTo?: string) {
      const asha = teams.people.find(({ name }) => name === 'Asha Rao')!;
      const id = await teams.post({
        channel: 'EEN',
        person: asha.id,
        text,
        ...(replyTo === undefined ? {} : { replyTo }),
      });
      await app.idle();
      return id;
    },
    /** What the next look at the clock does: somebody else may have put something into the outbox. */
    wake: () => app.wake(),
    async look() {
      await app.look();
      await app.idle();
    },
    runs: () => project().runs,
    results: (testCaseId: number) =>
      project().runs.flatMap(run =>
        run.results
          .filter(result => Number(result.testCaseId) === testCaseId)
          .map(result => ({ ...result, runId: run.id })),
      ),
    point,
    bugs: () => organisation().workItems.filter(item => item.type === 'Bug' && !item.deleted),
    /** Somebody gives a result another outcome in place. */
    setResult: (of: { readonly runId: number; readonly id: number }, outcome: string) =>
      asNia('PATCH', `test/runs/${of.runId}/results`, [{ id: of.id, outcome, state: 'Completed' }]),
    /** Somebody marks the test in the grid, or sets it back. */
    setPoint: (testCaseId: number, change: object) =>
      asNia('PATCH', `testplan/Plans/100/Suites/${suiteOf(testCaseId)}/TestPoint`, [
        { id: point(testCaseId).id, ...change },
      ]),
    setBug: (id: number, state: string) =>
      asNia('PATCH', `wit/workitems/${id}`, [{ op: 'add', path: '/fields/System.State', value: state }]),
    said,
    /** The live card of the only test, as words. */
    card: () =>
      JSON.stringify(
        said().findLast(
          ({ cards: [card] }) => card !== undefined && !/^DATA QUERY/.test(String(card.fallbackText)),
        )?.cards ?? '',
      ),
    async events() {
      const all = await app.store.events(0, 1_000);
      return all.flatMap(({ event }) => (event.type === 'seen-in-tracker' ? [event] : []));
    },
    async status() {
      const entries = await app.store.entriesOf(een, { from: 0, to: Number.MAX_SAFE_INTEGER });
      return progressByTest(entries).map(progress => currentAttempt(progress)?.status);
    },
    async requestCount() {
      const answer = await fetch(`${local.sandboxUrl}/_sandbox/requests?last=1`);
      return ((await answer.json()) as { requests: { number: number }[] }).requests[0]?.number ?? 0;
    },
  };
}
