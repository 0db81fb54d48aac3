import { isOutOfSight, type PartitionSight } from '../model/partition-sight.ts';
import { listWords, quote } from '../model/words.ts';

/** From where a partition is seen, and what that explains, in one sentence. */
export function describePartition(sight: PartitionSight): string {
  return `${whereSeen(sight)}${whatFollows(sight)}.`;
}

function whereSeen({ partition, seenBy, given }: PartitionSight): string {
  const name = `The partition ${quote(partition)}`;
  if (seenBy.length === 0) return `${name} is seen from no workspace that the config names`;
  if (given === undefined) return `${name} is seen from ${listWords(seenBy, 'or')}: give the role there`;
  if (given.length > 0) return `${name} is seen from ${listWords(given)}, where the role is given`;
  return `${name} is seen from ${listWords(seenBy, 'or')} only, where the role is not given`;
}

function whatFollows(sight: PartitionSight): string {
  const { used, refused } = sight;
  if (!isOutOfSight(sight)) return refused ? '; Marketo refused records in it all the same (1008)' : '';
  const worked = 'calls worked in it all the same, so the config is out of date or the user has another role';
  if (used) return `; ${worked}`;
  return refused ? ', which is why Marketo refused records in it (1008)' : '';
}
