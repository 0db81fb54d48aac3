import type { CallRecord, Recorder } from '../machine/recorder.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import { plainText, unknown, type Value } from '../value/value.ts';

/**
 * The records of what is sent, with the methods that the program named later for what a function outside of it began. Where that one
 * named another itself, it is not known which of them is sent.
 */
export function withLaterMethods({ records, superseded, namedLater }: Recorder): readonly CallRecord[] {
  const sent = records.filter((_, index) => !superseded.has(index));
  return sent.map((record) => {
    const later = record.kind === 'request' && record.generic ? namedLater.get(record.node) : undefined;
    if (later === undefined || record.kind !== 'request') return record;
    const isOpen = later.some((value) => namesOf(value).length === 0);
    if (isOpen) return { ...record, method: unknown('external-call', record.node, 'method') };
    if (record.method === undefined) return { ...record, method: anyOf(later) };
    const names = new Set([record.method, ...later].flatMap(namesOf));
    return names.size < 2 ? record : { ...record, method: unknown('external-call', record.node, 'method') };
  });
}

function namesOf(value: Value): string[] {
  return optionsOf(value).flatMap((option) => plainText(option.value)?.toUpperCase() ?? []);
}
