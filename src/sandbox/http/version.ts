/** The API version of a request, from the query or the Accept header. */
import { Refused } from './answer.ts';
import type { Route } from './router.ts';

const newest = 7.2;

/** @returns '' for none, which only reading forgives
 *  @throws 400 for a missing, unknown or too new version, and for a preview resource asked without `-preview` */
export function versionOf(
  request: { method: string; accept: string; query: string | undefined },
  route: Route,
): string {
  const version = request.query ?? /api-version=([^;,\s]+)/i.exec(request.accept)?.[1] ?? '';
  if (version === '') {
    if (request.method === 'GET') return '';
    const message =
      `No api-version was supplied for the "${request.method}" request. The version must be supplied either as part of ` +
      'the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").';
    throw new Refused(400, 'VssVersionNotSpecifiedException', message);
  }
  const [, number, preview] = /^(\d+(?:\.\d+)?)(-preview(?:\.\d+)?)?$/i.exec(version) ?? [];
  if (number === undefined) {
    throw new Refused(400, 'VssVersionNotSpecifiedException', `The api-version "${version}" is not valid.`);
  }
  if (Number(number) > newest) {
    const message = `The requested REST API version of ${version} is out of range for this server. The latest REST API version this server supports is ${newest}.`;
    throw new Refused(400, 'VssVersionOutOfRangeException', message);
  }
  if (route.preview && preview === undefined) {
    const message = `The requested version "${version}" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: "${version}-preview"`;
    throw new Refused(400, 'VssInvalidPreviewVersionException', message);
  }
  return version;
}
