import { AttachedBodies, EntryScanner, type ReadingLimits, type StopPoint, scanAll } from '../har/entry-parts.ts';
import type { MarketoTargets } from '../har/index.ts';
import { type LeakKind, type LeakReport, leakInfo, leakKindNames } from '../model/leak.ts';
import { findLeaks } from './find-leaks.ts';

export interface CheckOptions extends MarketoTargets {
  readonly limits?: ReadingLimits;
}

/** So many entries a leak names. */
const mostEntries = 20;

/**
 * Says what a HAR leaks, without showing any of it, in constant memory.
 * @throws InputError when the input is no HAR at all. Whatever `chunks` throws passes through.
 */
export async function checkHar(chunks: AsyncIterable<Uint8Array>, options: CheckOptions): Promise<LeakReport> {
  const places = new Map<LeakKind, { count: number; entries: number[] }>();
  let entries = 0;
  const scanner = new EntryScanner((raw) => {
    entries += 1;
    for (const kind of findLeaks(raw, options)) {
      const place = places.get(kind) ?? { count: 0, entries: [] };
      place.count += 1;
      if (place.entries.length < mostEntries) place.entries.push(raw.index);
      places.set(kind, place);
    }
  }, options.limits);
  const stop: StopPoint = {};
  for await (const _ of scanAll(chunks, { scanner, attached: new AttachedBodies(), stop }));
  const leaks = leakKindNames.flatMap((kind) => {
    const place = places.get(kind);
    return place === undefined ? [] : [{ kind, ...place }];
  });
  return {
    entries,
    leaks,
    hasMore: scanner.hasMore,
    ...(stop.problem === undefined ? {} : { problem: stop.problem }),
    isClean:
      !scanner.hasMore && stop.problem === undefined && leaks.every(({ kind }) => leakInfo[kind].weight === 'note'),
  };
}
