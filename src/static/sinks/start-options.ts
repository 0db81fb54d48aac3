import { clientKind, type KindRules, type MemberRules, type StartRules } from '../contract/client-rules.ts';
import { objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { isGap, literal, plainText, type Value } from '../value/value.ts';
import { asAddress, expandDefaults, joinAddress, optionValue } from './send-request.ts';

/** The default options of a new thing of a client: inherited ones, those named one by one, those handed over. */
export function startOptions(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  member: MemberRules,
  call: NativeArguments,
): Value[] {
  const inherited = [...brand.defaults, ...expandDefaults(m, object).filter((value) => value !== object)];
  const given = member.defaults === undefined ? undefined : call.args[member.defaults];
  const rules = clientKind(brand.client.client, member.becomes ?? brand.client.name)?.rules;
  const named =
    member.starts === undefined || rules === undefined ? [] : [namedOptions(m, rules, inherited, member.starts, call)];
  return [...inherited, ...named, ...(given === undefined ? [] : [given])];
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
  const known = named.flatMap(([name, value]) =>
    name === undefined || value === undefined ? [] : [[name, value] as const],
  );
  return objectOf(m, call.node, Object.fromEntries(known));
}

function partsByPlace({ base, url, method }: StartRules, args: readonly Value[]): Parts {
  return {
    base: base === undefined ? undefined : args[base],
    url: url === undefined ? undefined : args[url],
    method: typeof method === 'string' ? literal(method) : method === undefined ? undefined : args[method],
  };
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
