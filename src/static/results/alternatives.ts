import type { Method } from '../../model/operation.ts';
import { methods } from '../../model/operation.ts';
import type { RequestRecord } from '../machine/recorder.ts';
import { combineValues, optionsOf } from '../value/choice.ts';
import {
  type Gap,
  isGap,
  type Piece,
  plainText,
  type Single,
  type Text,
  undefinedValue,
  type Value,
} from '../value/value.ts';
import { mergeWorlds } from '../value/world.ts';

/** One address of a request and one method, which can occur together. */
export interface Alternative {
  readonly address: Text;
  readonly method: Method | undefined;
  readonly methodGap: Gap | undefined;
}

/**
 * The alternatives of a request, without what comes of branches that do not go together: those in which a part of the
 * path only stands in for nothing, and a query that is added to without its question mark.
 */
export function alternativesOf(record: RequestRecord): readonly Alternative[] {
  return withQuestionMarks(withoutEmptyParts(alternatives(record)));
}

/**
 * `${id ?? ''}` between slashes or before `.json`: the empty alternative only stands in for nothing, where another one of
 * the same host has the part.
 */
function withoutEmptyParts(all: readonly Alternative[]): readonly Alternative[] {
  const whole = new Set(all.filter(({ address }) => !hasEmptyPart(address)).map(({ address }) => hostIn(address)));
  return all.filter(({ address }) => !hasEmptyPart(address) || !whole.has(hostIn(address)));
}

function hostIn(address: Text): string {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(written(address))?.[0] ?? '';
}

function hasEmptyPart(address: Text): boolean {
  return /[^:/]\/\/|\/\.json$/.test(written(address).split('?')[0] ?? '');
}

/**
 * `leads.json&fields=id` beside `leads.json`, or `leads.json?`: one branch adds the question mark, another a parameter.
 * No path goes on behind `.json`, so where the path is met without, what follows it is the query.
 */
function withQuestionMarks(all: readonly Alternative[]): readonly Alternative[] {
  const paths = new Set(all.map(({ address }) => written(address).split('?')[0]));
  return all.map((alternative) => {
    const [, path] = /^([^?]*?\.json)[^/?#.{]/.exec(written(alternative.address)) ?? [];
    if (path === undefined || !paths.has(path)) return alternative;
    return { ...alternative, address: withQuestionMark(alternative.address, path.length) };
  });
}

function withQuestionMark({ pieces }: Text, place: number): Text {
  let before = 0;
  return {
    kind: 'text',
    pieces: pieces.flatMap((piece): Piece[] => {
      const at = place - before;
      before += isGap(piece) ? gapText.length : piece.text.length;
      if (isGap(piece) || at < 0 || at >= piece.text.length) return [piece];
      return [{ ...piece, text: `${piece.text.slice(0, at)}?${piece.text.slice(at)}` }];
    }),
  };
}

const gapText = '{}';

function written({ pieces }: Text): string {
  return pieces.map((piece) => (isGap(piece) ? gapText : piece.text)).join('');
}

/** Every combination of address and method that can occur together. */
function alternatives(record: RequestRecord): Alternative[] {
  const method = effectiveMethod(record);
  const found: Alternative[] = [];
  for (const url of optionsOf(record.url)) {
    const address = asText(url.value);
    if (address === undefined) continue;
    for (const option of optionsOf(method)) {
      if (mergeWorlds(url.world, option.world) === undefined) continue;
      const known = methodIn(option.value);
      found.push({ address, method: overridden(record, address, known), methodGap: gapIn(option.value) });
    }
  }
  return found;
}

function asText(value: Single): Text | undefined {
  if (value.kind === 'text') return value;
  if (value.kind === 'unknown') return { kind: 'text', pieces: [value.gap] };
  return undefined;
}

function effectiveMethod(record: RequestRecord): Value {
  const fallback: Value = { kind: 'text', pieces: [{ text: record.defaultMethod, at: undefined, via: [] }] };
  if (record.method === undefined) return fallback;
  return combineValues(record.method, undefinedValue, (single) =>
    single.kind === 'constant' && (single.value === undefined || single.value === null) ? fallback : single,
  );
}

function methodIn(value: Single): Method | undefined {
  const plain = plainText(value);
  return plain === undefined ? undefined : toMethod(plain.trim().toUpperCase());
}

export function toMethod(name: string): Method | undefined {
  return methods.find((method) => method === name);
}

function gapIn(value: Single): Gap | undefined {
  if (value.kind === 'unknown') return value.gap;
  return value.kind === 'text' ? value.pieces.find(isGap) : undefined;
}

/** `_method` in the address or among the parameters says which operation a POST stands for. */
function overridden(record: RequestRecord, address: Text, method: Method | undefined): Method | undefined {
  if (method !== 'POST') return method;
  const literals = address.pieces.map((piece) => (isGap(piece) ? '' : piece.text)).join('');
  const inAddress = /[?&]_method=([A-Za-z]+)/.exec(literals)?.[1];
  const named =
    inAddress ?? (record.parameters.override === undefined ? undefined : plainText(record.parameters.override));
  return named === undefined ? method : (toMethod(named.toUpperCase()) ?? method);
}
