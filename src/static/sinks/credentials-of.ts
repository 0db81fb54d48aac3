import type { ts } from 'ts-morph';
import { entriesOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { Credentials } from '../machine/recorder.ts';
import { optionsOf } from '../value/choice.ts';
import { isGap, type Single, type Value } from '../value/value.ts';
import { optionValue } from './client-options.ts';

/** Names of the headers that options carry, and of what their values come from. Values are not kept. */
export function credentialsOf(m: Machine, options: readonly Value[], node: ts.Node): Credentials {
  const headers: string[] = [];
  const names: string[] = [];
  const carried = optionValue(m, ['headers'], options, node);
  for (const { value } of carried === undefined ? [] : optionsOf(carried)) {
    if (value.kind !== 'object') continue;
    for (const [header, part] of entriesOf(m, value)) {
      headers.push(header.toLowerCase());
      names.push(...optionsOf(part).flatMap((option) => gapNames(option.value)));
    }
  }
  return { headers, names };
}

function gapNames(value: Single): string[] {
  const gaps = value.kind === 'unknown' ? [value.gap] : value.kind === 'text' ? value.pieces.filter(isGap) : [];
  return gaps.flatMap(({ name }) => name ?? []);
}
