import { slotsOf } from '../../src/static/heap/list.ts';
import { propertySlots } from '../../src/static/heap/objects.ts';
import type { Machine } from '../../src/static/machine/machine.ts';
import type { HeapObject } from '../../src/static/value/heap-object.ts';
import { type Gap, isGap, type Piece, type Single, type Value } from '../../src/static/value/value.ts';

/**
 * A value as a test writes it down: `"/rest/v1/{parameter id}.json"` for a text with a hole, `{environment HOST}` for
 * something unknown, `<"a" | "b">` for one of several, `["a", …2]` for a list that may go on with 2.
 */
export function describeValue(m: Machine, value: Value, depth = 0): string {
  if (value.kind !== 'choice') return single(m, value, depth);
  const options = value.options.map((option) => single(m, option.value, depth));
  return `<${[...new Set(options)].join(' | ')}>`;
}

function single(m: Machine, value: Single, depth: number): string {
  switch (value.kind) {
    case 'text':
      return `"${value.pieces.map(describePiece).join('')}"`;
    case 'constant':
      return value.absent === true ? 'absent' : value.missing === true ? 'missing' : String(value.value);
    case 'unknown':
      return describeGap(value.gap);
    case 'object':
      return describeObject(m, value, depth);
  }
}

function describePiece(piece: Piece): string {
  return isGap(piece) ? describeGap(piece) : piece.text;
}

function describeGap(gap: Gap): string {
  return gap.name === undefined ? `{${gap.hole}}` : `{${gap.hole} ${gap.name}}`;
}

const maxDepth = 3;

function describeObject(m: Machine, object: HeapObject, depth: number): string {
  if (object.brand !== undefined && object.brand.kind !== 'map') return object.brand.kind;
  if (depth >= maxDepth) return '…';
  const inside = (value: Value) => describeValue(m, value, depth + 1);
  const more = object.more === undefined ? [] : [`…${inside(m.store.read(object.more))}`];
  if (object.elements !== undefined) {
    return `[${[...slotsOf(m, object).map(inside), ...more].join(', ')}]`;
  }
  const members = propertySlots(m, object).map(([key, slot]) => `${key}: ${inside(slot)}`);
  const open = object.open === undefined ? [] : [`…${describeGap(object.open)}`];
  return `{${[...members, ...more, ...open].join(', ')}}`;
}
