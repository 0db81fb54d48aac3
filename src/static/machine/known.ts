import { optionsOf } from '../value/choice.ts';
import type { Gap, Value } from '../value/value.ts';
import { Likeness } from './likeness.ts';

/**
 * Tells whether a place brings nothing new: whether all that it may hold now is like something that it might have held
 * before. Objects are compared by what they hold, since each run of the same code makes new ones; places in the source
 * do not count. What is too deep to be compared is new.
 */
export function createIsKnown(): (before: Value, now: Value) => boolean {
  const likeness = new Likeness(0);
  return (before, now) => {
    if (before === now) return true;
    const origins = new Set(
      optionsOf(before).flatMap(({ value }) => (value.kind === 'unknown' ? originOf(value.gap) : [])),
    );
    const isOfSameOrigin = optionsOf(now).every(
      ({ value }) => value.kind !== 'unknown' || origins.has(originOf(value.gap)),
    );
    return isOfSameOrigin && likeness.covers(before, now);
  };
}

/** Where something unknown comes from decides what it is taken for. */
function originOf({ hole, name, library, unread, json }: Gap): string {
  const from = library === undefined ? '' : `${library.module} ${library.path}`;
  return [hole, name ?? '', from, unread === undefined ? '' : 'unread', json === undefined ? '' : 'json'].join('|');
}
