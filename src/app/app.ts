// Composition: opens what the bot needs, wires it, and closes it again in order.
import { fileFetch } from '../adapters/files/fetch.ts';
import { openStore } from '../adapters/store/open.ts';
import { teamsBot } from '../adapters/teams/bot.ts';
import { teamsChat } from '../adapters/teams/chat.ts';
import { messageUrl } from '../adapters/teams/message-url.ts';
import { type HttpServer, startServer } from '../adapters/teams/server.ts';
import { type Config, storePlaceOf } from '../config.ts';
import { exampleIn } from '../domain/example.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Outcome } from '../domain/said.ts';
import { fetchEvidence } from '../evidence/fetch.ts';
import { takesEvidence } from '../evidence/take.ts';
import type { Family } from '../metrics/page.ts';
import { metricsRoute } from '../metrics/page.ts';
import { notifier } from '../notify.ts';
import type { ChatNeeds } from '../outbox/chat/reply.ts';
import type { AttendNeeds } from '../personal/attend.ts';
import { takesTables } from '../personal/take-tables.ts';
import { type PlanBooks, planBooks } from '../plan/books.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { wordsOf } from '../ports/world-fault.ts';
import { firstContact } from '../presence.ts';
import { dayOf } from '../rhythm/calendar.ts';
import { firstOpenDay } from '../rhythm/closing.ts';
import { renewingWashUps } from '../rhythm/renewed.ts';
import { evidenceOf } from '../settings/evidence.ts';
import { type Participants, readParticipants, shippedParticipants } from '../settings/participants.ts';
import { outsideHoursOf } from '../settings/rhythm.ts';
import { copyingOf, triageReading } from './copying.ts';
import { countedTracker } from './counted-tracker.ts';
import { dayPosts } from './day-posts.ts';
import { openDrains } from './drains.ts';
import { hearing } from './hearing.ts';
import { type Local, openLocal } from './local-mode.ts';
import { postsByClock } from './posts-by-clock.ts';
import { calendarWarnings, checkDefectSettings } from './start-checks.ts';
import { trackerWatch } from './tracker-watch.ts';

export type App = {
  readonly url: string;
  readonly participants: Participants;
  readonly store: Store;
  readonly books: PlanBooks;
  /** The local channel and the local Azure DevOps; undefined with an app id. */
  readonly local: Local | undefined;
  /** Posts what is due by the clock. @returns how many posts were newly called */
  tick(): Promise<number>;
  /** Somebody else, another process say, may have put something into the outbox. */
  wake(): void;
  /** Looks for what people changed in Azure DevOps. */
  look(): Promise<void>;
  /** Compares the daybook with Azure DevOps, and says where there is drift. */
  compare(): Promise<void>;
  gauges(): readonly Family[];
  /** @returns when nothing is due in the outbox any more */
  idle(): Promise<void>;
  /** Answers what is in hand, stops taking more, and writes everything down. */
  close(): Promise<void>;
};

export type AppOptions = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each answer, with the cause it answers. */
  readonly onOutcome?: (cause: string, outcome: Outcome) => void;
};

/** @throws with one plain line a mistake, when it cannot start; nothing is left open then */
export async function openApp(options: AppOptions): Promise<App> {
  const opened: (() => Promise<void>)[] = [];
  try {
    return await open(options, opened);
  } catch (error) {
    for (const close of opened.reverse()) await close();
    throw error;
  }
}

async function open(options: AppOptions, opened: (() => Promise<void>)[]): Promise<App> {
  const { config, clock, log } = options;
  const participants = readParticipants(config.PARTICIPANTS_FILE ?? shippedParticipants);
  const { timeZone } = participants.programme;
  const today = () => dayOf(clock.now().getTime(), timeZone);
  const opening = await openStore({
    ...storePlaceOf(config),
    now: () => clock.now().getTime(),
  });
  const store = renewingWashUps(opening, instant => dayOf(instant, timeZone));
  opened.push(() => store.close());
  let server: HttpServer | undefined;
  const local = config.local
    ? await openLocal({
        config,
        participants,
        clock,
        log,
        serverUrl: () => server?.url ?? '',
        postNow: (ldso, kind) => posting.now(ldso, kind),
      })
    : undefined;
  if (local !== undefined) opened.push(() => local.close());
  const { tracker, figures } = countedTracker({
    participants,
    config,
    sandboxUrl: local?.sandboxUrl,
    store,
    clock,
    log,
  });
  opened.push(async () => tracker.close());
  const books = planBooks({ participants, store, tracker, clock, log });
  const copying = copyingOf(participants, store);
  const triage = triageReading({ copying, store, clock });
  const { adapter, run } = teamsBot(
    identityOf(config),
    activity => hear(activity),
    error => log.error({ error: wordsOf(error) }, 'a request was not recorded'),
  );
  const urlOf = local?.urlOf ?? messageUrl(participants.ldsos);
  const closingBefore = (ldso: LdsoId) =>
    firstOpenDay({ store, clock, zone: participants.programme.timeZone }, ldso);
  const watch = trackerWatch({
    participants,
    config,
    store,
    tracker,
    clock,
    log,
    wakeOutbox: () => wakeOutbox(),
  });
  opened.push(async () => watch.close());
  const posts = dayPosts({
    participants,
    store,
    books,
    clock,
    urlOf,
    drift: watch.drift,
  });
  const chatNeeds: ChatNeeds = {
    store,
    chat: teamsChat(adapter, config.MICROSOFT_APP_ID),
    clock,
    ldsoName: ldso => participants.ldsos.find(each => each.id === ldso)?.name ?? ldso,
    example: async ldso => exampleIn(await books.bookOf(ldso)),
    tagId: group => participants.groups[group]?.tagId,
    firstContact: ldso => firstContact({ store, books, clock, zone: timeZone }, ldso),
    ...posts,
  };
  const files = fileFetch({
    hosts: config.FILE_HOSTS,
    origins: () => (local === undefined || server === undefined ? [] : [server.url]),
    maxBytes: config.FILE_MAX_MB * 1024 * 1024,
  });
  const { evidence, evidenceStep, isQtManager } = evidenceOf(participants, books.bookOf);
  const attendNeeds: AttendNeeds = {
    store,
    chat: chatNeeds.chat,
    files,
    ldsos: participants.ldsos,
    bookOf: books.bookOf,
    takers: [takesTables({ store, bookOf: books.bookOf }), takesEvidence(evidence)],
    fetchEvidence: intent => fetchEvidence({ ...evidence, store, files }, intent),
    isQtManager,
    wakeOutbox: () => wakeOutbox(),
  };
  const drains = openDrains({
    common: { outbox: store.outbox, clock, log },
    chat: chatNeeds,
    mirror: { store, tracker, clock, closingBefore, copying, urlOf, evidenceStep },
    attend: attendNeeds,
    organisations: participants.ldsos.length + (copying === undefined ? 0 : 1),
    figures,
  });
  const wakeOutbox = () => {
    for (const each of drains) each.wake();
  };
  const notify = notifier({
    store,
    bookOf: books.bookOf,
    outsideHours: outsideHoursOf(participants),
    isQtManager,
    botNames: ['QT Daybook', 'Daybook'],
    wakeOutbox,
  });
  const hear = hearing({ participants, store, clock, log, notify, onOutcome: options.onOutcome });
  const posting = postsByClock({ participants, store, clock, triage, wakeOutbox });

  const metrics = metricsRoute({
    open: config.local,
    token: config.METRICS_TOKEN,
    families: async () => [...(await figures.families()), ...watch.gauges()],
  });
  server = await startServer({
    host: config.host,
    port: config.PORT,
    bot: { adapter, run },
    notReady: async () =>
      books.unread().map(ldso => `no plan of ${ldso} has been read from Azure DevOps yet`),
    warnings: () => [
      ...tracker
        .signedOut()
        .map(({ ldso, since, words }) => `${ldso} since ${new Date(since).toISOString()}: ${words}`),
      ...calendarWarnings(today()),
    ],
    routes: [...watch.routes, metrics, ...(local?.routes ?? [])],
    // The local page sends files in the body, in base64; Teams sends a link.
    ...(local === undefined ? {} : { maxBodyBytes: config.FILE_MAX_MB * 1024 * 1024 * 1.5 }),
  });
  const listening = server;
  opened.push(() => listening.close());
  opened.push(async () => {
    await Promise.all(drains.map(each => each.close()));
  });
  await books.refresh();
  await checkDefectSettings({ tracker, log }, participants);
  for (const warning of calendarWarnings(today())) log.warn({}, warning);
  await local?.begin();
  wakeOutbox();
  return {
    url: listening.url,
    participants,
    store,
    books,
    local,
    tick: posting.tick,
    wake: wakeOutbox,
    look: watch.look,
    compare: watch.compare,
    gauges: watch.gauges,
    idle: async () => {
      await watch.idle();
      // A delivery of one kind may bring work of the other: the card follows the mirror.
      for (const each of drains) await each.idle();
      for (const each of [...drains].reverse()) await each.idle();
    },
    close: async () => {
      for (const close of [...opened].reverse()) await close();
    },
  };
}

function identityOf(config: Config): Parameters<typeof teamsBot>[0] {
  return {
    appId: config.MICROSOFT_APP_ID,
    appType: config.MICROSOFT_APP_TYPE,
    appTenantId: config.MICROSOFT_APP_TENANT_ID,
    appPassword: config.MICROSOFT_APP_PASSWORD,
    openIdMetadataUrl: config.BOT_OPENID_METADATA_URL,
  };
}
