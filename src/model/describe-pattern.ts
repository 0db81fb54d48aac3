import type { OperationUse, UnmatchedCall, UnresolvedCall } from './operation-use.ts';
import { type HoleReason, isHole, type TextPattern } from './value.ts';

type Call = Pick<UnmatchedCall | UnresolvedCall | OperationUse['operation'], 'method'> & { readonly path: TextPattern };

/** A pattern as a template: holes become `{name}`, or `{?}` where they have none. */
export function describePattern(pattern: TextPattern): string {
  return pattern.map((piece) => (isHole(piece) ? `{${piece.name ?? '?'}}` : piece)).join('');
}

/** What is known of a call, e.g. "POST /rest/v1/{object}.json"; an unknown method is left out. */
export function describeCall(call: Call): string {
  const isUnknown = call.path.every((piece) => isHole(piece) && piece.name === undefined);
  return [call.method, isUnknown ? '' : describePattern(call.path)]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/** What is known of a call for programs: "GET /rest/v1/{?}.json". Names of the code's own variables are left out. */
export function describeKnown({ method, path }: Call): string {
  const known = path.map((piece) => (isHole(piece) ? '{?}' : piece)).join('');
  const joined = known.replace(/(?:\{\?\})+/g, '{?}');
  return [method, joined].filter((part) => part !== undefined && part !== '').join(' ');
}

/** Why a call stayed unresolved: the reason of its first hole, or that only its method is not known. */
export function findHoleReason(pattern: TextPattern): HoleReason | 'unknown-method' {
  return pattern.find(isHole)?.reason ?? 'unknown-method';
}
