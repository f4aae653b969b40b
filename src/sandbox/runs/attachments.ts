/** Files on runs, results, iterations and steps. */
import { type Answer, badRequest, list, ok, Refused } from '../http/answer.ts';
import { type Ask, idParam, numberQuery } from '../http/ask.ts';
import { fieldsOf, textAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { resultInAddress } from './result-parts.ts';
import { runInAddress, touchRun } from './runs.ts';
import { resultUrl, runUrl } from './shape.ts';
import type { TestAttachment } from './state.ts';

type Holder = { readonly attachments: TestAttachment[]; readonly url: string };

function runHolder(ask: Ask): Holder {
  const { project, run } = runInAddress(ask);
  return { attachments: run.attachments, url: runUrl(ask, project, run.id) };
}

function resultHolder(ask: Ask): Holder {
  const place = resultInAddress(ask);
  return { attachments: place.result.attachments, url: resultUrl(ask, place) };
}

/** `?iterationId=1&actionPath=00000003` puts the file on a step; the iteration must have been written before. */
function addToResult(ask: Ask): Answer {
  const { run, result } = resultInAddress(ask);
  const iterationId = numberQuery(ask, 'iterationId') ?? 0;
  if (iterationId > 0 && !result.iterations.some(one => one.id === iterationId)) {
    throw new Refused(404, 'TestObjectNotFoundException', `Test iteration ${iterationId} not found.`);
  }
  touchRun(ask, run);
  result.revision += 1;
  return add(ask, resultHolder(ask), { iterationId, actionPath: ask.query('actionPath') ?? '' });
}

function add(
  ask: Ask,
  { attachments, url }: Holder,
  on: { iterationId: number; actionPath: string },
): Answer {
  const body = fieldsOf(ask.body, 'attachmentRequestModel');
  const fileName = textAt(body, 'fileName');
  const stream = textAt(body, 'stream');
  if (!fileName) throw badRequest('Value cannot be null. Parameter name: attachmentRequestModel.FileName');
  if (stream === undefined)
    throw badRequest('Value cannot be null. Parameter name: attachmentRequestModel.Stream');
  const content = contentOf(stream);
  if (content.length > ask.house.testFileLimitInBytes) {
    const most = ask.house.testFileLimitInBytes;
    throw badRequest(`The attachment has ${content.length} bytes, more than the maximum of ${most}.`);
  }
  const attachment: TestAttachment = {
    id: ask.organisation.next.attachment++,
    fileName,
    comment: textAt(body, 'comment') ?? '',
    type: textAt(body, 'attachmentType') ?? 'GeneralAttachment',
    sizeInBytes: content.length,
    hash: ask.house.files.put(content),
    at: ask.now,
    ...on,
  };
  attachments.push(attachment);
  return ok({ id: attachment.id, url: `${url}/Attachments/${attachment.id}` });
}

function contentOf(stream: string): Buffer {
  const plain = stream.replace(/\s/g, '');
  if (plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return Buffer.from(plain, 'base64');
  throw badRequest('The content of the attachment is not a valid base64 text.');
}

function listed({ attachments, url }: Holder): Answer {
  return list(
    attachments.map(({ id, fileName, comment, type, sizeInBytes, at }) => ({
      id,
      fileName,
      comment,
      attachmentType: type.charAt(0).toLowerCase() + type.slice(1),
      size: sizeInBytes,
      createdDate: at,
      url: `${url}/Attachments/${id}`,
    })),
  );
}

function found(ask: Ask, { attachments }: Holder): TestAttachment {
  const id = idParam(ask, 'attachmentId');
  const attachment = attachments.find(one => one.id === id);
  if (attachment) return attachment;
  throw new Refused(404, 'TestObjectNotFoundException', `Test attachment ${id} not found.`);
}

function download(ask: Ask, holder: Holder): Answer {
  const { hash, fileName } = found(ask, holder);
  const headers = { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` };
  return { status: 200, bytes: ask.house.files.get(hash), contentType: 'application/octet-stream', headers };
}

function remove(ask: Ask, holder: Holder): Answer {
  holder.attachments.splice(holder.attachments.indexOf(found(ask, holder)), 1);
  return { status: 204 };
}

/** @param area only `testresults` can delete a file */
export function testAttachmentRoutes(area: 'test' | 'testresults'): readonly Route[] {
  const preview = area === 'testresults' ? { preview: true as const } : {};
  const run = `${area}/runs/{runId}/attachments`;
  const result = `${area}/runs/{runId}/results/{resultId}/attachments`;
  const at = (method: string, path: string, answer: Route['answer']): Route => {
    return { method, path, scope: 'project', answer, ...preview };
  };
  const both = [
    at('POST', run, ask => add(ask, runHolder(ask), { iterationId: 0, actionPath: '' })),
    at('GET', run, ask => listed(runHolder(ask))),
    at('GET', `${run}/{attachmentId}`, ask => download(ask, runHolder(ask))),
    at('POST', result, addToResult),
    at('GET', result, ask => listed(resultHolder(ask))),
    at('GET', `${result}/{attachmentId}`, ask => download(ask, resultHolder(ask))),
  ];
  if (area === 'test') return both;
  return [
    ...both,
    at('DELETE', `${run}/{attachmentId}`, ask => remove(ask, runHolder(ask))),
    at('DELETE', `${result}/{attachmentId}`, ask => remove(ask, resultHolder(ask))),
  ];
}
