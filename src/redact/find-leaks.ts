import {
  AttachedBodies,
  bodyReader,
  bodyText,
  field,
  isBlanked,
  type RawEntry,
  type TextOf,
} from '../har/entry-parts.ts';
import type { MarketoTargets } from '../har/index.ts';
import { type LeakKind, leakInfo } from '../model/leak.ts';
import { findInRequest, findInResponse, isCredential } from './find-values.ts';
import { onlyPseudonyms } from './pseudonyms.ts';
import { redactEntry } from './redact-entry.ts';

/** An address, plain, percent-encoded or as an escape of JSON within JSON. The lengths bound the search. */
const emailAddress = /[\w.+-]{1,64}(?:@|%40|\\{1,4}u0040)[\w-]{1,63}\.[\w-]{2,}/i;
const secretInBody = /\bclient_?secret\b\W{1,8}\w/i;
const tokenInBody = /"access_token"\s*:\s*"([^"\\]*)"/g;

/**
 * What an entry would leak, each kind once; never a value. One that is written exactly as {@link redactEntry} writes
 * it leaks nothing, whatever it is searched for; any other leaks at least `other-content`.
 */
export function findLeaks(raw: RawEntry, targets: MarketoTargets): ReadonlySet<LeakKind> {
  if (raw.kind !== 'whole') return new Set(['unreadable']);
  const { value: entry, textOf } = raw;
  const text = writeOut(entry, textOf);
  if (text === undefined) return new Set(['unreadable']);
  const attached = new AttachedBodies();
  const bodyOf = bodyReader(textOf, attached);
  const own = redactEntry(raw, {
    targets,
    pseudonyms: onlyPseudonyms,
    attached,
    hideMunchkin: false,
    dropTimes: false,
  });
  const request = field(entry, 'request');
  const response = field(entry, 'response');
  const found = new Set(findInRequest(request, bodyOf));
  if (typeof own !== 'string' && own.json === text) return new Set([...found].filter(isNote));
  if (own === 'not-marketo' || own === 'another-host') found.add('other-host');
  for (const kind of findInResponse(response)) found.add(kind);
  const bodies = [field(request, 'postData'), field(response, 'content')].map((part) => bodyText(part, bodyOf));
  for (const kind of findInBodies(bodies, typeof own === 'string' ? '' : own.json)) found.add(kind);
  if (emailAddress.test(text)) found.add('e-mail-address');
  if ([...found].every(isNote)) found.add('other-content');
  return found;
}

function isNote(kind: LeakKind): boolean {
  return leakInfo[kind].weight === 'note';
}

function* findInBodies(bodies: readonly string[], own: string): Generator<LeakKind> {
  for (const body of bodies) {
    // A body that the redacted entry has as well was written by rolefit.
    if (isBlanked(body) || own.includes(JSON.stringify(body))) continue;
    yield 'body';
    if (secretInBody.test(body)) yield 'client-secret';
    if ([...body.matchAll(tokenInBody)].some(([, token = '']) => isCredential(token))) yield 'issued-token';
  }
}

/** The whole entry as JSON, long texts included; `undefined` when it nests deeper than can be written. */
function writeOut(entry: unknown, textOf: TextOf): string | undefined {
  try {
    return JSON.stringify(entry, (_, value: unknown) => (typeof value === 'string' ? decoded(value, textOf) : value));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function decoded(value: string, textOf: TextOf): string {
  const text = textOf(value);
  return typeof text === 'string' ? text : (text.decode() ?? '');
}
