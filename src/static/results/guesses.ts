import { ts } from 'ts-morph';
import type { ApiCall } from '../../model/api-call.ts';
import type { RequestRecord } from '../machine/recorder.ts';
import { isGap, type Text } from '../value/value.ts';

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
