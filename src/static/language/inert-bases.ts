import { ts } from 'ts-morph';
import type { Unknown } from '../value/value.ts';

/**
 * Classes of the language whose constructors keep nothing of what they are given and call no method of the instance
 * (ECMA-262, 20.5 and 21.4; DOM, Event and DOMException).
 */
const inert = new Set([
  ...['Object', 'Boolean', 'Number', 'String', 'Date', 'Event', 'CustomEvent', 'MessageEvent', 'DOMException'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['ArrayBuffer', 'DataView', 'Uint8Array', 'WeakRef', 'FinalizationRegistry', 'Blob', 'File'],
]);

/** Whether a base that was not followed is a class of the language that calls nothing by itself. */
export function callsNothing({ gap }: Unknown): boolean {
  return gap.at !== undefined && ts.isIdentifier(gap.at) && gap.name === gap.at.text && inert.has(gap.name);
}
