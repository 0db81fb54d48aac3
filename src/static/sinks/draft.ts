import type { RequestShape } from '../contract/client-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import { mapValue, optionsOf, preferOptions } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isGap, literal, type Single, type Text, type Value } from '../value/value.ts';
import { asAddress } from './client-address.ts';
import { methodOf } from './client-method.ts';
import { gatherOptions, optionValue } from './client-options.ts';

/** A request before it is sent: hooks may still change it. */
export interface Draft {
  readonly brand: ClientBrand;
  readonly shape: RequestShape;
  /** All options, the most specific last. */
  readonly options: readonly Value[];
  /** The address that an argument of its own brings. */
  readonly url: Value | undefined;
  /** `undefined`: the client's default applies. */
  readonly method: Value | undefined;
  /** The address is joined to its base already. */
  readonly isWhole: boolean;
}

/** The request that a call describes, as it stands before any hook. */
export function draftOf(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  described: RequestShape,
  call: NativeArguments,
): Draft {
  const shape = described.mayLackMethod === true && call.args.length === 1 ? withoutMethod(described) : described;
  const options = gatherOptions(m, object, brand, shape, call);
  const given = shape.url === undefined ? undefined : call.args[shape.url];
  const whole = given === undefined ? undefined : addressArgument(m, given);
  const { url, method } = partsOf(brand, whole);
  const { rules } = brand.client;
  // What stands before the address says the method unless the options do.
  const said = method === undefined ? undefined : (optionValue(m, rules.options.method, options, call.node) ?? method);
  return { brand, shape, options, url, method: said ?? methodOf(m, rules, options, shape, call), isWhole: false };
}

/** `request(url)` where `request('GET', url)` names the method first. */
function withoutMethod({ method: _method, ...shape }: RequestShape): RequestShape {
  return { ...shape, url: 0 };
}

/** The address when the argument is one; `undefined` for an object of options. */
function addressArgument(m: Machine, given: Value): Value | undefined {
  const addresses = optionsOf(given).filter(({ value }) => isAddress(value));
  if (addresses.length === 0) return undefined;
  return textOf(m, asAddress(m, preferOptions(given, isAddress)));
}

function isAddress(value: Single): boolean {
  if (value.kind === 'object') return value.brand?.kind === 'url';
  return value.kind !== 'constant';
}

/** What stands before an address and names the method, where the client reads it so. */
function partsOf({ client }: ClientBrand, url: Value | undefined): Pick<Draft, 'url' | 'method'> {
  const { methodInAddress } = client.rules;
  if (url === undefined || methodInAddress === undefined) return { url, method: undefined };
  const pattern = methodInAddress === 'words' ? /^([A-Za-z]+) +(?=\S)/ : /^@(get|post|put|patch|delete)(?=\/)/;
  const word = (single: Single) => pattern.exec(startOf(single));
  const found = optionsOf(url).flatMap(({ value }) => word(value)?.[1] ?? []);
  if (found.length === 0) return { url, method: undefined };
  return {
    url: mapValue(url, (single) => (single.kind === 'text' ? without(single, word(single)?.[0].length ?? 0) : single)),
    method: mapValue(url, (single) => literal((word(single)?.[1] ?? 'GET').toUpperCase())),
  };
}

function startOf(single: Single): string {
  const first = single.kind === 'text' ? single.pieces[0] : undefined;
  return first === undefined || isGap(first) ? '' : first.text;
}

/** A text without so many of its first characters. */
function without({ pieces: [first, ...rest] }: Text, length: number): Text {
  if (first === undefined || isGap(first)) return { kind: 'text', pieces: first === undefined ? [] : [first, ...rest] };
  return { kind: 'text', pieces: [{ ...first, text: first.text.slice(length) }, ...rest] };
}
