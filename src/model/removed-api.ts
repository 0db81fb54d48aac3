/**
 * The SOAP API, which Adobe removed on 2026-07-31. Calls to it are told; no permission lets them through, so they are no
 * part of a role.
 */
export const removedApiPath = '/soap/mktows/{version}';

const inPath = /(?:^|\/)soap\/mktows(?:\/|$)/i;

/** Whether a path, or the known start of one, is that of the SOAP API. */
export function isOfRemovedApi(path: string): boolean {
  return inPath.test(path);
}
