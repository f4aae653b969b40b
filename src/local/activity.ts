// The activities that Teams sends to a bot, field by field.
// Source: recorded activities in microsoft/teams.net (October 2025) and the Microsoft Learn pages "Conversation events in your
// Teams bot" and "Universal Actions for Adaptive Cards", read November 2026.
import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { type Spoken, spokenOf } from './mentions.ts';
import type { LocalBot, LocalChannel, LocalFile, LocalMessage, LocalPerson, Named } from './message.ts';

export type Activity = Readonly<Record<string, unknown>>;

/** Where an activity comes from and goes to. */
export type Place = {
  readonly channel: LocalChannel;
  readonly bot: LocalBot;
  readonly serviceUrl: string;
  /** Who can be named by `@name` in this channel. */
  readonly known: readonly Named[];
};

export type Pressed = {
  /** `f:<guid>`. */
  readonly id: string;
  readonly card: LocalMessage;
  readonly person: LocalPerson;
  readonly at: number;
  /** The action's data merged with the card's inputs. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Undefined for an Action.Submit. */
  readonly execute?: { readonly verb?: string; readonly title?: string; readonly id?: string };
};

const timeZone = 'Europe/London';
const clientInfo = {
  type: 'clientInfo',
  locale: 'en-GB',
  country: 'GB',
  platform: 'Web',
  timezone: timeZone,
};

export function posted(message: LocalMessage, place: Place): Activity {
  return {
    type: 'message',
    ...common(message, place, message.at),
    ...words(message, place),
    channelData: {
      ...(place.channel.person === undefined
        ? { teamsChannelId: place.channel.channelId, teamsTeamId: place.channel.teamId }
        : {}),
      ...whereabouts(place.channel),
    },
  };
}

/** The whole new text, and nothing of the old one. */
export function edited(message: LocalMessage, place: Place): Activity {
  return {
    type: 'messageUpdate',
    ...common(message, place, message.editedAt ?? message.at),
    ...words(message, place),
    channelData: { eventType: 'editMessage', ...whereabouts(place.channel) },
  };
}

export function deleted(message: LocalMessage, place: Place): Activity {
  return {
    type: 'messageDelete',
    ...common(message, place, message.deletedAt ?? message.at),
    entities: [clientInfo],
    channelData: { eventType: 'softDeleteMessage', ...whereabouts(place.channel) },
  };
}

/** The words again, as they stood before the delete. */
export function undeleted(message: LocalMessage, place: Place): Activity {
  return {
    type: 'messageUpdate',
    ...common(message, place, message.restoredAt ?? message.at),
    ...words(message, place),
    channelData: { eventType: 'undeleteMessage', ...whereabouts(place.channel) },
  };
}

/** An Action.Submit comes as a message without text, an Action.Execute as an invoke. */
export function pressed(press: Pressed, place: Place): Activity {
  const { id, card, person, at, values, execute } = press;
  const shared = {
    ...envelope({ id, at, from: fromPerson(person), root: card.root }, place),
    replyToId: card.id,
    entities: [clientInfo],
    channelData: {
      ...whereabouts(place.channel),
      source: { name: 'message' },
      legacy: { replyToId: card.id },
    },
  };
  if (execute === undefined) return { type: 'message', ...shared, text: null, value: values };
  const action = { type: 'Action.Execute', ...execute, data: values };
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    ...shared,
    value: { action, trigger: 'manual' },
  };
}

export type ReactedTo = {
  /** `f:<guid>`. */
  readonly id: string;
  readonly message: LocalMessage;
  readonly person: LocalPerson;
  readonly type: string;
  readonly isAdded: boolean;
  readonly at: number;
};

/** The one who reacts comes without a name. */
export function reacted({ id, message, person, type, isAdded, at }: ReactedTo, place: Place): Activity {
  const { id: personId, aadObjectId } = person;
  return {
    type: 'messageReaction',
    ...envelope({ id, at, from: { id: personId, aadObjectId }, root: message.root }, place),
    replyToId: message.id,
    [isAdded ? 'reactionsAdded' : 'reactionsRemoved']: [{ type }],
    channelData: whereabouts(place.channel),
  };
}

export type Installing = { readonly id: string; readonly person: LocalPerson; readonly at: number };

/** The app was added to the team, with this channel chosen. */
export function installed({ id, person, at }: Installing, place: Place): Activity {
  const { channel } = place;
  return {
    type: 'installationUpdate',
    action: 'add',
    ...envelope({ id, at, from: fromPerson(person) }, place),
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: channel.tenantId,
      id: channel.channelId,
      name: channel.name,
    },
    entities: [clientInfo],
    channelData: {
      settings: { selectedChannel: { id: channel.channelId } },
      channel: { id: channel.channelId },
      team: { aadGroupId: groupId(channel.teamId), name: channel.name, id: channel.teamId },
      tenant: { id: channel.tenantId },
      source: { name: 'message' },
    },
  };
}

function common(message: LocalMessage, place: Place, at: number) {
  const { id, name, aadObjectId } = message.from;
  const from = aadObjectId === undefined ? { id, name } : { id, name, aadObjectId };
  return envelope({ id: message.id, at, from, root: message.root }, place);
}

function envelope(
  it: { readonly id: string; readonly at: number; readonly from: object; readonly root?: string },
  place: Place,
) {
  const { channel, bot, serviceUrl } = place;
  return {
    id: it.id,
    timestamp: new Date(it.at).toISOString(),
    localTimestamp: DateTime.fromMillis(it.at, { zone: timeZone }).toISO(),
    localTimezone: timeZone,
    serviceUrl,
    channelId: 'msteams',
    from: it.from,
    conversation:
      channel.person === undefined
        ? {
            isGroup: true,
            conversationType: 'channel',
            tenantId: channel.tenantId,
            id: it.root === undefined ? channel.channelId : `${channel.channelId};messageid=${it.root}`,
          }
        : { conversationType: 'personal', tenantId: channel.tenantId, id: channel.channelId },
    recipient: { id: bot.id, name: bot.name },
    locale: 'en-GB',
  };
}

/** Teams gives a bot the files of a personal chat, and nothing of those in a channel. */
function attached(files: readonly LocalFile[], place: Place) {
  return files.map(({ id, name }) => {
    const address = `${new URL(place.serviceUrl).origin}/local/files/${id}`;
    return {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: address,
      name,
      content: { downloadUrl: address, uniqueId: id, fileType: name.split('.').at(-1) ?? '' },
    };
  });
}

function words(message: LocalMessage, place: Place) {
  const { text, html, mentions }: Spoken = spokenOf(message.text ?? '', place.known);
  return {
    textFormat: 'plain',
    text,
    attachments: [
      ...attached(message.files ?? [], place),
      { contentType: 'text/html', content: message.html ?? html },
    ],
    // A group's mention has the shape of a person's: a bot cannot tell which it is (botbuilder-js issue 2662).
    entities: [
      ...mentions.map(({ id, name }) => ({
        type: 'mention',
        mentioned: { id, name },
        text: `<at>${name}</at>`,
      })),
      clientInfo,
    ],
  };
}

function fromPerson({ id, name, aadObjectId }: LocalPerson) {
  return { id, name, aadObjectId };
}

function whereabouts(channel: LocalChannel) {
  if (channel.person !== undefined) return { tenant: { id: channel.tenantId } };
  return {
    channel: { id: channel.channelId },
    team: { id: channel.teamId },
    tenant: { id: channel.tenantId },
  };
}

/** A team's group in Entra is a GUID; a made-up team has one made from its id, the same each time. */
function groupId(teamId: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(teamId)) return teamId;
  const hex = createHash('sha256').update(teamId).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
