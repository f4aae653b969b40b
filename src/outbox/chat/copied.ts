// A channel is told that triage has put a defect into its Azure DevOps: which, and nothing of where it came from.
import { copied } from '../../cards/say.ts';
import type { LdsoId } from '../../domain/refs.ts';
import { type ChatNeeds, channelOf } from './reply.ts';

/** Once, however often it is asked for. */
export async function sayCopied(
  needs: ChatNeeds,
  { ldso, bugId }: { readonly ldso: LdsoId; readonly bugId: number },
): Promise<void> {
  const { store, chat } = needs;
  const key = `${ldso}/copied/${bugId}`;
  const child = (await store.link('copy', `master/${bugId}/${ldso}`))?.at;
  if (child?.id === undefined || (await store.link('reply', key)) !== undefined) return;
  const { id, url, title } = child;
  const message = copied({
    bugId: String(id),
    title: String(title ?? ''),
    ...(typeof url === 'string' ? { url } : {}),
  });
  const messageId = await chat.post(await channelOf(needs, ldso), message);
  await store.saveLink({ kind: 'reply', key, at: { messageId } });
}
