/** A set of permissions as bits: bit i stands for the i-th permission of the dialog. */
export type BoxSet = bigint;

export function isSubset(part: BoxSet, whole: BoxSet): boolean {
  return (part & ~whole) === 0n;
}

/** How many permissions are in the set. */
export function sizeOf(set: BoxSet): number {
  let size = 0;
  for (let rest = set; rest !== 0n; rest &= rest - 1n) size += 1;
  return size;
}

/** The set's members as single bits, in the dialog's order. */
export function bitsOf(set: BoxSet): BoxSet[] {
  const bits: BoxSet[] = [];
  for (let rest = set; rest !== 0n; rest &= rest - 1n) bits.push(rest & -rest);
  return bits;
}

export function unionOf(sets: Iterable<BoxSet>): BoxSet {
  let union = 0n;
  for (const set of sets) union |= set;
  return union;
}
