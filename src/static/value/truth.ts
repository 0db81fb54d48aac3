import { isLowered } from '../syntax/original.ts';
import { optionsOf } from './choice.ts';
import type { HeapObject } from './heap-object.ts';
import { isGap, type Single, type Value } from './value.ts';

/** Whether a value counts as true in a condition; `undefined` when that is not known. */
export function truthOf(value: Value): boolean | undefined {
  const answers = new Set(optionsOf(value).map((option) => singleTruth(option.value)));
  const [only] = answers;
  return answers.size === 1 ? only : undefined;
}

export function singleTruth(value: Single): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value);
    case 'text':
      if (value.pieces.length === 0) return false;
      return value.pieces.some((piece) => !isGap(piece)) ? true : undefined;
    case 'object':
      return mayBeEmpty(value) ? undefined : true;
    case 'unknown':
      return value.truth;
  }
}

/** In other languages a list or a dictionary without anything in it counts as false. */
function mayBeEmpty({ brand, prototype, at }: HeapObject): boolean {
  return brand === undefined && prototype === undefined && isLowered(at);
}
