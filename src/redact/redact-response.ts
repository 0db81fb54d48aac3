import { type Answer, readMediaType, readStatus } from '../har/entry-parts.ts';
import type { Naming } from './pseudonyms.ts';
import { readVersion, redactedValue } from './redact-request.ts';

/** What is known of an answer besides what the recording says of it. */
export interface RedactResponseOptions {
  readonly answer: Answer;
  /** Names of workspaces that the answer speaks of. */
  readonly workspaces: readonly string[];
  /** The export job that it created, if it did. */
  readonly createdJob: string | undefined;
  readonly pseudonyms: Naming;
}

/**
 * The `response` of a redacted entry. Its body is written anew: success, error codes, names of workspaces, and for an
 * identity answer pseudonyms of the token and of the user; so every reader concludes the same from it.
 */
export function redactResponse(response: unknown, options: RedactResponseOptions): object {
  const text = bodyOf(options);
  return {
    status: readStatus(response),
    statusText: '',
    httpVersion: readVersion(response),
    cookies: [],
    headers: [],
    content: {
      size: text === undefined ? 0 : Buffer.byteLength(text),
      mimeType: mediaType(readMediaType(response), options.answer),
      ...(text === undefined ? {} : { text }),
    },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  };
}

/** The few types that say something: a file of a bulk extract comes without an envelope. */
function mediaType(recorded: string, { form }: Answer): string {
  if (recorded.includes('csv')) return 'text/csv';
  if (form === 'json' || form === 'cut') return 'application/json';
  return form === 'other' ? 'application/octet-stream' : 'x-unknown';
}

function bodyOf({ answer, workspaces, createdJob, pseudonyms }: RedactResponseOptions): string | undefined {
  const { form, success, codes, identity } = answer;
  if (form === 'none') return undefined;
  if (form === 'other') return redactedValue;
  const coded = codes.map((code) => ({ code }));
  // Codes beside a success are those of records that were skipped; elsewhere they are the envelope's own.
  const skipped = success === true && coded.length > 0 ? [{ reasons: coded }] : [];
  const created = createdJob === undefined ? [] : [{ exportId: createdJob }];
  const result = [...skipped, ...created, ...workspaces.map((workspace) => ({ workspace }))];
  return JSON.stringify({
    ...(success === undefined ? {} : { success }),
    ...(success === true || coded.length === 0 ? {} : { errors: coded }),
    ...(result.length === 0 ? {} : { result }),
    ...(identity === undefined
      ? {}
      : {
          access_token: pseudonyms.token(identity.token) ?? redactedValue,
          scope: pseudonyms.user(identity.scope),
        }),
  });
}
