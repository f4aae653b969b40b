// Reads a mail (.eml): what people wrote in it, its text in both forms, and its attachments.
import PostalMime, { decodeWords, type Email } from 'postal-mime';
import { type Item, passageItem } from '../item.ts';
import { type Place, passageWriter, plainPassage } from '../passage.ts';
import { Unreadable } from '../unreadable.ts';

/** Headers that mail servers and programs write: ids and times in them look like anything. */
const OF_THE_PROGRAM =
  /^(?:message-id|in-reply-to|references|received|return-path|date|mime-version|content-type|content-transfer-encoding|dkim-.*|arc-.*|authentication-results|received-spf|thread-index|list-.*|feedback-id|x-(?:ms|microsoft|exchange|forefront|google|gm|received|mailer|originating|spam|virus|proofpoint|mimecast).*)$/;

/** How a mail begins: with headers, two of them such as every mail has. */
export function isMail(text: string): boolean {
  const head = text.slice(0, 8000).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = head.split(/\r?\n/).filter(line => !/^[ \t]/.test(line));
  if (!lines.every(line => /^(?:[!-9;-~]+:|From )/.test(line) || line === '')) return false;
  const known = lines.filter(line =>
    /^(?:from|to|subject|date|message-id|received|mime-version|content-type|return-path|delivered-to):/i.test(
      line,
    ),
  );
  return known.length >= 2;
}

export async function* readMail(bytes: Uint8Array): AsyncIterable<Item> {
  const mail = await parse(bytes);
  yield passageItem(headerPassage(mail));
  if (mail.text !== undefined) yield passageItem(plainPassage(mail.text, [{ what: 'text' }]));
  if (mail.html !== undefined) yield passageItem(plainPassage(mail.html, [{ what: 'HTML text' }]));
  yield passageItem(attachmentNames(mail));
  for (const [index, { filename, content }] of mail.attachments.entries()) {
    const name = filename ?? '';
    const place = attachmentPlace(index, filename);
    const attached =
      typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
    yield { type: 'file', place, name, part: '', bytes: attached };
  }
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    throw new Unreadable('a mail that cannot be taken apart');
  }
}

function headerPassage({ headers }: Email) {
  const writer = passageWriter();
  for (const { key, value } of headers) {
    if (OF_THE_PROGRAM.test(key)) continue;
    writer.at([{ what: `header ${/^[a-z-]{1,40}$/.test(key) ? key : 'without a usual name'}` }]);
    writer.put(`${decodeWords(value)}\n`);
  }
  return writer.passage();
}

function attachmentNames({ attachments }: Email) {
  const writer = passageWriter();
  for (const [index, { filename, description }] of attachments.entries()) {
    writer.at([...attachmentPlace(index, null), { what: 'its name' }]);
    writer.put(`${filename ?? ''}\n${description ?? ''}\n`);
  }
  return writer.passage();
}

function attachmentPlace(index: number, name: string | null): Place {
  const step = { what: 'attachment', number: index + 1 };
  return [name === null ? step : { ...step, name }];
}
