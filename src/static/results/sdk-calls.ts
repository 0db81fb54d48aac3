import type { ApiCall } from '../../model/api-call.ts';
import type { Hole, TextPattern } from '../../model/value.ts';
import type { SdkRecord } from '../machine/recorder.ts';
import { toMethod } from './alternatives.ts';
import { evidenceOf, locationOf, type Places } from './call-site.ts';

/** The operations behind a method of a Marketo SDK, each a call. */
export function sdkCalls(record: SdkRecord, places: Places): ApiCall[] {
  if (record.operations.length === 0) return [unknownSdkCall(record, places)];
  return record.operations.flatMap((id) => {
    const [method = '', path = ''] = id.split(' ');
    const known = toMethod(method);
    if (known === undefined) return [];
    return [
      {
        method: known,
        host: 'rest' as const,
        path: templatePattern(path),
        parameters: { names: [], complete: false },
        certainty: record.certain ? ('definite' as const) : ('inferred' as const),
        reachable: record.live,
        evidence: evidenceOf(record, undefined, places),
      },
    ];
  });
}

/** One of an SDK's methods, chosen at run time or not described. */
function unknownSdkCall(record: SdkRecord, places: Places): ApiCall {
  return {
    method: undefined,
    host: 'rest',
    path: [
      {
        reason: record.method.includes('*') ? 'unknown-key' : 'undescribed-method',
        name: `${record.sdk}.${record.method}`,
        at: locationOf(record.node, places.pathOf),
      },
    ],
    parameters: { names: [], complete: false },
    certainty: 'possible',
    reachable: record.live,
    evidence: evidenceOf(record, undefined, places),
  };
}

/** `/rest/v1/lead/{leadId}.json` as a pattern: the parameters are holes. */
function templatePattern(path: string): TextPattern {
  return path.split(/(\{[^}]*\})/).flatMap((part): (string | Hole)[] => {
    if (part === '') return [];
    return part.startsWith('{') ? [{ reason: 'parameter', name: part.slice(1, -1) }] : [part];
  });
}
