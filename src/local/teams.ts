// The local channel: a small stand-in for Microsoft Teams, which plays the people to the bot and the Bot Connector.
//
//   const teams = localTeams({ channels, people, bot, botUrl, serviceUrl, now, mayKeep, file, tags });
//   await teams.installed();                                    // the app was added to each channel
//   const { messageId } = await teams.post({ channel: 'EEN', person: 'a person id', text: '/triggered 40662 EEN-MPAN-0007' });
//   await teams.edit({ messageId, text }); await teams.remove({ messageId }); await teams.undelete({ messageId });
//   await teams.redeliver(messageId);                           // the last activity about it, byte for byte
//   await teams.react({ messageId, person, type: 'like' });     // given, or taken back when it is there
//   await teams.submit({ cardMessageId, person, data, inputs });        // with `verb` or `type`: an Action.Execute
//   teams.handle({ method, path, body });                       // what the bot asks of the connector
//   teams.failNext({ status: 503, afterApply: true });          // the bot's next writing request fails
//   teams.transcript(); teams.onChange(listener); await teams.close();
//
// A bot whose `serviceUrl` leads to `handle` and whose messages endpoint is `botUrl` cannot tell it from Teams.
import { randomUUID } from 'node:crypto';
import {
  type Activity,
  deleted,
  edited,
  installed,
  type Place,
  posted,
  pressed,
  reacted,
  undeleted,
} from './activity.ts';
import { connector } from './connector.ts';
import { type BotAnswer, deliver } from './deliver.ts';
import { spokenOf } from './mentions.ts';
import {
  type Author,
  type LocalChannel,
  type LocalMessage,
  LocalMistake,
  type LocalPerson,
} from './message.ts';
import { openPosts } from './posts.ts';
import type { Delivered, LocalTeams, LocalTeamsOptions, Who } from './surface.ts';

export type { LocalTeams, LocalTeamsOptions } from './surface.ts';

/** Activities remembered for sending again. */
const rememberedActivities = 2_000;

/** Every function that names a channel, person or message that is not there throws a LocalMistake. */
export function localTeams(options: LocalTeamsOptions): LocalTeams {
  const { channels, people, bot, now } = options;
  const posts = openPosts({
    file: options.file,
    mayKeep: options.mayKeep,
    onFault: options.onFault ?? rethrow,
  });
  const chats = people.map(person => chatOf(person, channels));
  const places = [...channels, ...chats];
  const { handle, failNext } = connector({ posts, channels: places, people, bot, now });
  const files = new Map<string, Uint8Array>();
  const sent = new Map<string, Activity>();
  const groups = (options.tags ?? []).map(name => ({ id: `29:group-${name}`, name }));

  function placeOf(ldso: string): Place {
    const channel = places.find(each => each.ldso === ldso);
    if (channel === undefined)
      throw new LocalMistake(404, `there is no such channel; name one of ${channels.map(each => each.ldso)}`);
    return { channel, bot, serviceUrl: options.serviceUrl(), known: [bot, ...groups, ...people] };
  }

  function personOf(who: Who): LocalPerson {
    if (typeof who !== 'string') return who;
    const person = people.find(({ id }) => id === who);
    if (person === undefined) throw new LocalMistake(404, 'nobody here has that id');
    return person;
  }

  function authorOf(who: Who): Author {
    if (who === bot.id) return { is: 'bot', id: bot.id, name: bot.name, role: 'bot' };
    const { id, name, role, aadObjectId } = personOf(who);
    return { is: 'person', id, name, role, aadObjectId };
  }

  function messageOf(id: string): LocalMessage {
    const message = posts.find(id);
    if (message === undefined) throw new LocalMistake(404, 'no message has that id');
    return message;
  }

  async function send(activity: Activity, id: string): Promise<BotAnswer> {
    sent.delete(id);
    sent.set(id, activity);
    const [oldest] = sent.keys();
    if (sent.size > rememberedActivities && oldest !== undefined) sent.delete(oldest);
    return await deliver(activity, { url: options.botUrl(), waitMs: options.waitMs ?? 15_000 });
  }

  /** Sends what was said about a message, and shows in the channel when the bot did not take it. */
  async function tell(activity: Activity, id: string): Promise<Delivered> {
    const { status } = await send(activity, id);
    const { botStatus, ...standing } = messageOf(id);
    const isTaken = status >= 200 && status < 300;
    if (!isTaken) posts.put({ ...standing, botStatus: status });
    else if (botStatus !== undefined) posts.put(standing);
    return { status, messageId: id };
  }

  /** Two changes of one message never have the same time: the bot tells them apart by it. */
  function timeOf(at: Date | undefined, message: LocalMessage): number {
    const { editedAt = 0, deletedAt = 0, restoredAt = 0 } = message;
    const last = Math.max(message.at, editedAt, deletedAt, restoredAt);
    return Math.max((at ?? now()).getTime(), last + 1);
  }

  return {
    channels,
    chats,
    people,
    bot,
    file: id => files.get(id),
    handle,
    failNext,
    find: posts.find,
    transcript: posts.all,
    onChange: posts.onChange,
    close: posts.close,
    post: async ({ channel, person, text, html, replyTo, at, id: wanted, files: given = [] }) => {
      const place = placeOf(channel);
      if (given.length > 0 && place.channel.person === undefined)
        throw new LocalMistake(400, 'files reach a bot in a personal chat only');
      const sentFiles = given.map(({ name, bytes }) => {
        const file = { id: randomUUID(), name, size: bytes.length };
        files.set(file.id, bytes);
        return file;
      });
      const root = replyTo === undefined ? undefined : messageOf(replyTo);
      if (root !== undefined && root.ldso !== channel)
        throw new LocalMistake(400, `message ${root.id} is not in the channel of ${channel}`);
      if (wanted !== undefined && posts.find(wanted) !== undefined)
        throw new LocalMistake(409, `message ${wanted} is there already; use edit or redeliver`);
      const postedAt = (at ?? now()).getTime();
      const id = wanted ?? posts.newId(postedAt);
      const message: LocalMessage = {
        id,
        ldso: channel,
        root: root?.root ?? id,
        from: authorOf(person),
        at: postedAt,
        text,
        ...(html === undefined ? {} : { html }),
        cards: [],
        ...(sentFiles.length === 0 ? {} : { files: sentFiles }),
        mentions: spokenOf(text, place.known).mentions,
      };
      posts.put(message);
      return await tell(posted(message, place), id);
    },
    edit: async ({ messageId, text, html, at }) => {
      const before = messageOf(messageId);
      if (before.deletedAt !== undefined) throw new LocalMistake(409, `message ${messageId} is deleted`);
      const place = placeOf(before.ldso);
      const { html: _html, withheld: _withheld, ...standing } = before;
      const message: LocalMessage = {
        ...standing,
        text,
        ...(html === undefined ? {} : { html }),
        mentions: spokenOf(text, place.known).mentions,
        editedAt: timeOf(at, before),
      };
      posts.put(message);
      return await tell(edited(message, place), messageId);
    },
    remove: async ({ messageId, at }) => {
      const before = messageOf(messageId);
      if (before.deletedAt !== undefined)
        throw new LocalMistake(409, `message ${messageId} is deleted already`);
      const message = { ...before, deletedAt: timeOf(at, before) };
      posts.put(message);
      return await tell(deleted(message, placeOf(message.ldso)), messageId);
    },
    undelete: async ({ messageId, at }) => {
      const before = messageOf(messageId);
      if (before.deletedAt === undefined) throw new LocalMistake(409, `message ${messageId} is not deleted`);
      if (before.text === undefined)
        throw new LocalMistake(
          409,
          `message ${messageId} was refused; its words were not kept over the restart`,
        );
      const { deletedAt: _deletedAt, ...standing } = before;
      const message = { ...standing, restoredAt: timeOf(at, before) };
      posts.put(message);
      return await tell(undeleted(message, placeOf(message.ldso)), messageId);
    },
    redeliver: async messageId => {
      const activity = sent.get(messageId);
      if (activity === undefined)
        throw new LocalMistake(409, 'nothing was sent about that message since the local channel started');
      const { status } = await send(activity, messageId);
      return { status, messageId };
    },
    submit: async ({ cardMessageId, person, data, inputs, verb, type, title, at }) => {
      const card = messageOf(cardMessageId);
      const isExecute = type === 'Action.Execute' || (type === undefined && verb !== undefined);
      const press = {
        id: `f:${randomUUID()}`,
        card,
        person: personOf(person),
        at: (at ?? now()).getTime(),
        values: { ...data, ...inputs },
        ...(isExecute
          ? {
              execute: { ...(title === undefined ? {} : { title }), ...(verb === undefined ? {} : { verb }) },
            }
          : {}),
      };
      const { status, body } = await send(pressed(press, placeOf(card.ldso)), press.id);
      return { status, messageId: press.id, ...(isExecute && body !== undefined ? { answer: body } : {}) };
    },
    react: async ({ messageId, person: who, type, at }) => {
      const message = messageOf(messageId);
      if (message.deletedAt !== undefined) throw new LocalMistake(409, `message ${messageId} is deleted`);
      const person = personOf(who);
      const { reactions = [] } = message;
      const others = reactions.filter(each => each.type !== type || each.personId !== person.id);
      const isAdded = others.length === reactions.length;
      posts.put({ ...message, reactions: isAdded ? [...others, { type, personId: person.id }] : others });
      if (message.from.is !== 'bot') return { status: 200, messageId };
      const id = `f:${randomUUID()}`;
      const reaction = { id, message, person, type, isAdded, at: (at ?? now()).getTime() };
      const { status } = await send(reacted(reaction, placeOf(message.ldso)), id);
      return { status, messageId };
    },
    installed: async () => {
      const [person] = people;
      if (person === undefined)
        throw new LocalMistake(409, 'nobody is here to install the app; name some people');
      return await Promise.all(
        channels.map(async ({ ldso }) => {
          const id = `f:${randomUUID()}`;
          const { status } = await send(installed({ id, person, at: now().getTime() }, placeOf(ldso)), id);
          return { status, messageId: id };
        }),
      );
    },
  };
}

/** A person's chat with the bot alone; it has no threads, and no team. */
function chatOf({ id, name, ldso }: LocalPerson, channels: readonly LocalChannel[]): LocalChannel {
  const home = channels.find(channel => channel.ldso === ldso) ?? channels[0];
  return {
    ldso: `chat:${id}`,
    name,
    tenantId: home?.tenantId ?? '',
    teamId: '',
    channelId: `a:chat-${id}`,
    person: id,
  };
}

function rethrow(error: unknown): never {
  throw error;
}
