import { ts } from 'ts-morph';
import type { ApiCall } from '../../model/api-call.ts';
import type { CallTarget, Match, Matcher } from '../../rules/match.ts';
import type { RequestRecord } from '../machine/recorder.ts';
import { type Gap, isGap, plainText, type Text } from '../value/value.ts';
import type { Address } from './address.ts';

/** The request behind a call. */
export interface Guess {
  readonly record: RequestRecord;
  /** The path of the alternative. */
  readonly address: Text;
}

interface Call {
  readonly call: ApiCall;
  readonly guess?: Guess;
}

/**
 * A function that nobody knows and that gets an address may request it. That is no longer a guess where a client is
 * seen to request the same address, beside that function or below it: there the address only labels the work.
 */
export function withoutGuesses<Found extends Call>(all: readonly Found[]): Found[] {
  const sent = new Map<ts.Node, Call[]>();
  for (const one of all) {
    if (one.guess === undefined || one.guess.record.generic) continue;
    for (const node of literalsOf(one.guess.address)) {
      const known = sent.get(node);
      if (known === undefined) sent.set(node, [one]);
      else known.push(one);
    }
  }
  return all.filter(({ guess, call }) => {
    if (guess?.record.generic !== true) return true;
    return ![...literalsOf(guess.address)].some((node) =>
      (sent.get(node) ?? []).some((real) => covers(real, { guess, call })),
    );
  });
}

function covers(sent: Call, guessed: Call): boolean {
  const [real, guess] = [sent.guess, guessed.guess];
  if (real === undefined || guess === undefined || (guessed.call.reachable && !sent.call.reachable)) return false;
  // A function that names another method does something of its own.
  const isNamed = guess.record.method !== undefined;
  if (isNamed && guessed.call.method !== sent.call.method) return false;
  return (
    textOf(real.address).endsWith(textOf(guess.address)) &&
    meets(functionsAround(real.record), functionsAround(guess.record))
  );
}

function textOf({ pieces }: Text): string {
  return pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
}

/** Where the text of an address is written. */
function literalsOf({ pieces }: Text): Set<ts.Node> {
  return new Set(pieces.flatMap((piece) => (isGap(piece) || piece.at === undefined ? [] : [piece.at])));
}

/** The functions in which a request is made, or something that leads to it, with those around them. */
function functionsAround({ node, calls }: RequestRecord): Set<ts.Node> {
  const found = new Set<ts.Node>();
  for (const start of [node, ...calls]) {
    for (let at: ts.Node | undefined = start; at !== undefined && !found.has(at); at = at.parent) {
      if (ts.isFunctionLike(at)) found.add(at);
    }
  }
  return found;
}

function meets<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): boolean {
  return [...a].some((item) => b.has(item));
}

/** A function that nobody knows says nothing of the method: a path that has no GET is asked for with any. */
export function matchOf(
  record: RequestRecord,
  target: CallTarget,
  matcher: Matcher,
): { readonly method: CallTarget['method']; readonly match: Match } {
  const match = matcher.match(target);
  const isGuessed = record.generic && record.method === undefined;
  const isOpen = match.kind === 'unmatched' || (match.kind === 'possible' && match.candidates.length === 0);
  if (!isGuessed || !isOpen) return { method: target.method, match };
  const any = matcher.match({ ...target, method: undefined });
  return any.kind === 'unmatched' ? { method: target.method, match } : { method: undefined, match: any };
}

/** What gets Marketo's address alone may call anything there: `new Library({ url: 'https://….mktorest.com' })`. */
export function withUnknownPath(record: RequestRecord, address: Address): Address {
  const isBase = record.generic && address.host !== undefined && /^\/*$/.test(plainText(address.path) ?? '?');
  if (!isBase) return address;
  const gap: Gap = { hole: 'external-call', name: record.client, at: record.node };
  return { ...address, path: { kind: 'text', pieces: [gap] } };
}
