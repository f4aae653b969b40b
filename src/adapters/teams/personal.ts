// What Teams sends from a person's chat with the bot alone: words, files, and buttons pressed there.
import { z } from 'zod';
import type { Inbound, OfferedFile, RawText } from '../../domain/inbound.ts';
import type { Activity } from './activity.ts';
import { typeOf } from './teams-words.ts';

/** Source: "Send and receive files through a bot" on Microsoft Learn, read November 2026. */
const fileType = 'application/vnd.microsoft.teams.file.download.info';

const download = z.object({ downloadUrl: z.string(), fileType: z.string().nullish() });

/** Edits and deletions change nothing: what was said here was answered at once, and is no record of anything. */
export function confided(
  it: Activity,
  of: {
    readonly tenantId: string;
    readonly received: number;
    readonly raw: RawText;
    /** Of a button. */
    readonly values: Readonly<Record<string, unknown>> | undefined;
  },
): Inbound {
  const { from, recipient, conversation, id } = it;
  if (from === undefined || recipient === undefined || conversation === undefined || !id)
    return { is: 'unsupported', why: `${typeOf(it)} without an id` };
  const common = {
    cause: `teams/${conversation.id}/${id}/${typeOf(it)}`,
    chat: {
      conversationId: conversation.id,
      serviceUrl: it.serviceUrl ?? '',
      tenantId: of.tenantId,
      botId: recipient.id,
    },
    messageId: id,
    by: { id: from.aadObjectId ?? from.id, name: from.name ?? 'somebody' },
    at: it.timestamp?.getTime() ?? of.received,
  };
  if (of.values !== undefined) return { is: 'confided-submit', values: of.values, ...common };
  if (it.type !== 'message') return { is: 'unsupported', why: `${typeOf(it)} in a personal chat` };
  return { is: 'confided', raw: of.raw, files: filesOf(it), ...common };
}

function filesOf({ attachments }: Activity): readonly OfferedFile[] {
  return (attachments ?? []).flatMap(({ contentType, name, content }) => {
    const read = contentType === fileType ? download.safeParse(content) : undefined;
    if (read?.success !== true) return [];
    const { downloadUrl, fileType: extension } = read.data;
    return [
      {
        name: name ?? `file.${extension ?? 'bin'}`,
        downloadUrl,
        ...(extension == null ? {} : { contentType: extension }),
      },
    ];
  });
}
