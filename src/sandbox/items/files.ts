/** Files for work items: uploaded first, then linked by a relation AttachedFile. */
import { randomUUID } from 'node:crypto';
import { type Answer, badRequest, Refused } from '../http/answer.ts';
import { type Ask, param } from '../http/ask.ts';
import type { Route } from '../http/router.ts';

function upload(ask: Ask): Answer {
  const fileName = ask.query('fileName');
  if (!fileName) throw badRequest('VS402455: The name of the file is missing in the address.');
  if (ask.query('uploadType')?.toLowerCase() === 'chunked') {
    throw badRequest('VS402456: The sandbox takes files in one piece: upload with uploadType=Simple.');
  }
  if (ask.bytes.length > ask.house.itemFileLimitInBytes) {
    const message = 'TF237082: The file you are trying to upload exceeds the supported file upload size.';
    throw new Refused(400, 'AttachmentExceedsMaxSizeException', message);
  }
  const id = randomUUID();
  const hash = ask.house.files.put(ask.bytes);
  ask.organisation.files.push({ id, fileName, sizeInBytes: ask.bytes.length, hash, at: ask.now });
  const url = `${ask.base}/_apis/wit/attachments/${id}?fileName=${encodeURIComponent(fileName)}`;
  return { status: 201, body: { id, url } };
}

function download(ask: Ask): Answer {
  const id = param(ask, 'id').toLowerCase();
  const file = ask.organisation.files.find(one => one.id === id);
  if (!file)
    throw new Refused(404, 'AttachmentNotFoundException', `VS403456: Attachment ${id} does not exist.`);
  const headers = {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  };
  return {
    status: 200,
    bytes: ask.house.files.get(file.hash),
    contentType: 'application/octet-stream',
    headers,
  };
}

export const itemFileRoutes: readonly Route[] = [
  { method: 'POST', path: 'wit/attachments', scope: 'either', answer: upload },
  { method: 'GET', path: 'wit/attachments/{id}', scope: 'either', answer: download },
];
