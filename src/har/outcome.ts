import type { Outcome, OutcomeCause } from '../model/evidence.ts';
import type { HostFamily } from '../model/operation.ts';
import type { Answer } from './answer.ts';
import { field, textField } from './raw.ts';

/** What decides the outcome of an exchange. */
export interface Answered {
  readonly host: HostFamily;
  readonly path: string;
  /** The HTTP status; 0 when none was recorded. */
  readonly status: number;
  /** Media type as recorded, in lower case; empty when none was. */
  readonly mediaType: string;
  readonly answer: Answer;
}

/** 603: the permission or an IP allowlist. 1008: the same on one record, for its partition. */
const denials = new Set(['603', '1008']);

/**
 * What became of a request. Marketo answers errors with HTTP 200, so the body speaks first; the status only decides
 * for the parts of the API that have no envelope.
 */
export function judgeOutcome({ host, path, status, mediaType, answer }: Answered): Outcome {
  if (answer.codes.some((code) => denials.has(code))) return 'denied';
  if (answer.success === false) return passedTheGate(answer.codes) ? 'allowed' : 'attempted';
  if (answer.success === true || answer.identity !== undefined) return 'allowed';
  const succeeded = status >= 200 && status < 300;
  if (answersByStatus(host, path)) {
    if (isTokenTrouble(answer.codes)) return 'attempted';
    return succeeded ? 'allowed' : status === 403 ? 'denied' : 'attempted';
  }
  // Files come without an envelope, whereas a refused download is an envelope with errors.
  const isFile = mediaType.includes('csv') || answer.form === 'other';
  return succeeded && isFile && /^\/bulk\//.test(path) ? 'allowed' : 'attempted';
}

/** What else than a permission made an exchange end this way; `undefined` where nothing says so. */
export function findCause({ host, path, status, answer }: Answered, outcome: Outcome): OutcomeCause | undefined {
  if (outcome === 'denied')
    return answer.codes.includes('1008') && !answer.codes.includes('603') ? 'partition' : undefined;
  const isUnsigned = status === 401 && answersByStatus(host, path);
  return outcome === 'attempted' && (isUnsigned || isTokenTrouble(answer.codes)) ? 'token' : undefined;
}

/** The parts of the API that have no envelope: HTTP status 401 is about the token there, 403 about the permission. */
function answersByStatus(host: HostFamily, path: string): boolean {
  return host === 'ingestion' || path.startsWith('/userservice/');
}

/**
 * From 700 on, the operation itself found fault with what it was asked, so the permission was there. The codes below
 * come from the gate: token, quota, limits, paths that do not exist.
 */
function passedTheGate(codes: readonly string[]): boolean {
  return codes.length > 0 && codes.every((code) => Number(code) >= 700);
}

function isTokenTrouble(codes: readonly string[]): boolean {
  return codes.some((code) => ['600', '601', '602'].includes(code));
}

/** The HTTP status of an entry; 0 for a missing, negative or unreadable one, all of which mean that no answer came. */
export function readStatus(response: unknown): number {
  const status = Number(field(response, 'status'));
  return Number.isInteger(status) && status > 0 && status < 1000 ? status : 0;
}

/** The recorded media type of the answer, in lower case. */
export function readMediaType(response: unknown): string {
  return (textField(field(response, 'content'), 'mimeType') ?? '').toLowerCase();
}
