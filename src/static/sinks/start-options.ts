import { clientKind, type KindRules, type MemberRules, type StartRules } from '../contract/client-rules.ts';
import { copyProperties } from '../heap/copy-properties.ts';
import { objectOf, setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import { choiceOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isGap, literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { asAddress, joinAddress } from './client-address.ts';
import { carriedOptions, expandDefaults, isUnset, optionValue, startingOptions } from './client-options.ts';

/** The default options of a new thing of a client: inherited ones, those handed over, those named one by one. */
export function startOptions(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  member: MemberRules,
  call: NativeArguments,
): Value[] {
  const isFresh = member.drops?.includes('options') === true;
  const inherited = isFresh
    ? []
    : [...brand.defaults, ...expandDefaults(m, object).filter((value) => value !== object)];
  const rules = clientKind(brand.client.client, member.becomes ?? brand.client.name)?.rules;
  const named =
    member.starts === undefined || rules === undefined ? [] : [namedOptions(m, rules, inherited, member.starts, call)];
  return [...inherited, ...forgotten(m, brand, member, call), ...handedOver(m, object, brand, member, call), ...named];
}

/** What of the options so far does not count for the new thing: its client asks as it does by itself. */
function forgotten(m: Machine, brand: ClientBrand, { drops = [] }: MemberRules, call: NativeArguments): Value[] {
  const { options, defaultMethod } = brand.client.rules;
  const [name] = options.method;
  if (!drops.includes('method') || name === undefined || brand.defaults.length === 0) return [];
  return [objectOf(m, call.node, { [name]: literal(defaultMethod) })];
}

/** The options among the arguments: a thing of the client brings its own, a function makes them of those so far. */
function handedOver(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  { defaults, starts }: MemberRules,
  call: NativeArguments,
): Value[] {
  // In the place of the address there may be the options alone.
  const place = starts?.url ?? starts?.base;
  const first = place === undefined || defaults === undefined ? undefined : call.args[place];
  const isOptions = (value: Value | undefined): value is Value =>
    value?.kind === 'object' && value.brand?.kind !== 'url';
  const given = defaults === 'all' ? call.args : defaults === undefined ? [] : [call.args[defaults]];
  return [...(isOptions(first) ? [first] : []), ...given].flatMap((value) => {
    if (value === undefined) return [];
    if (value.kind !== 'object' || value.brand?.kind !== 'function') return carriedOptions(m, value);
    const before = objectOf(m, call.node, {});
    for (const part of startingOptions(m, object, brand)) copyProperties(m, before, part);
    return [m.call(value, { self: call.self, args: [before], node: call.node })];
  });
}

/** Changes what the requests of a thing start from, for good. */
export function setDefaults(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  { options, body, query, ...starts }: NonNullable<MemberRules['sets']>,
  call: NativeArguments,
): Value {
  const cell = object.properties.get('#defaults');
  const known = cell === undefined ? undefined : m.store.read(cell);
  const target = known?.kind === 'object' ? known : m.object(call.node);
  if (target !== known) setOwn(m, object, '#defaults', target);
  const given = options === undefined ? undefined : call.args[options];
  if (given !== undefined && !isUnset(given)) copyProperties(m, target, given);
  const parts = partsByPlace(starts, call.args);
  const { base, url, method, body: bodies } = brand.client.rules.options;
  for (const [name, value] of [
    [bodies[0], body === undefined ? undefined : call.args[body]],
    [base[0], parts.base],
    [url[0], parts.url],
    [method[0], parts.method],
  ] as const)
    if (name !== undefined && value !== undefined) setOwn(m, target, name, value);
  if (query !== undefined) addParameter(m, target, brand.client.rules.options.query[0], query, call);
  object.touch();
  return object;
}

/** `request.param(name, value)`; a name that is not known may be any. */
function addParameter(
  m: Machine,
  target: HeapObject,
  option: string | undefined,
  { name, value }: { readonly name: number; readonly value: number },
  call: NativeArguments,
): void {
  if (option === undefined) return;
  const cell = target.properties.get(option);
  const known = cell === undefined ? undefined : m.store.read(cell);
  const parameters = known?.kind === 'object' ? known : m.object(call.node);
  if (parameters !== known) setOwn(m, target, option, parameters);
  for (const { value: key } of optionsOf(call.args[name] ?? undefinedValue)) {
    const text = plainText(key);
    if (text === undefined) parameters.open ??= unknown('unknown-key', call.node).gap;
    else setOwn(m, parameters, text, call.args[value] ?? undefinedValue);
  }
}

interface Parts {
  readonly base?: Value | undefined;
  readonly url?: Value | undefined;
  readonly method?: Value | undefined;
}

/** An options object that carries the parts under the names by which the kind reads them. */
function namedOptions(
  m: Machine,
  rules: KindRules,
  inherited: readonly Value[],
  starts: StartRules,
  call: NativeArguments,
): Value {
  const parts = starts.anyOrder === true ? partsByLook(call.args) : partsByPlace(starts, call.args);
  const named: [string | undefined, Value | undefined][] = [
    [rules.options.base[0], joinedBase(m, rules, inherited, parts.base, call)],
    [rules.options.url[0], parts.url],
    [rules.options.method[0], parts.method],
  ];
  const others = Object.entries(starts.named ?? {}).map(([name, place]) => [name, call.args[place]] as const);
  const known = [...named, ...others].flatMap(([name, value]) =>
    name === undefined || value === undefined ? [] : [[name, value] as const],
  );
  return objectOf(m, call.node, Object.fromEntries(known));
}

function partsByPlace({ base, url, method }: StartRules, args: readonly Value[]): Parts {
  return {
    base: base === undefined ? undefined : addressIn(args[base]),
    url: url === undefined ? undefined : addressIn(args[url]),
    method: typeof method === 'string' ? literal(method) : method === undefined ? undefined : args[method],
  };
}

/** The alternatives that are addresses: an object of options may stand in their place, and a thing has its own. */
function addressIn(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  const found = optionsOf(value).filter(
    ({ value: single }) => single.kind !== 'constant' && (single.kind !== 'object' || single.brand?.kind === 'url'),
  );
  return found.length === 0 ? undefined : choiceOf(found);
}

// bent('https://host/', 'POST', 'json', 200)
function partsByLook(args: readonly Value[]): Parts {
  return { base: args.find(isAddress), method: args.find((arg) => /^[A-Z]+$/.test(plainText(arg) ?? '')) };
}

function isAddress(value: Value): boolean {
  if (value.kind === 'unknown') return true;
  const first = value.kind === 'text' ? value.pieces[0] : undefined;
  return first !== undefined && (isGap(first) || /^https?:/i.test(first.text));
}

/** The address after the base that the chain has so far. */
function joinedBase(
  m: Machine,
  rules: KindRules,
  inherited: readonly Value[],
  base: Value | undefined,
  call: NativeArguments,
): Value | undefined {
  if (base === undefined) return undefined;
  const before = optionValue(
    m,
    rules.options.base,
    inherited.flatMap((value) => expandDefaults(m, value)),
    call.node,
  );
  const address = textOf(m, asAddress(m, base));
  return before === undefined ? address : joinAddress(rules, textOf(m, asAddress(m, before)), address);
}
