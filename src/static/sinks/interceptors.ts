import type { MemberRules } from '../contract/client-rules.ts';
import { getProperty } from '../heap/property.ts';
import { looksKnown } from '../machine/look.ts';
import type { Machine } from '../machine/machine.ts';
import type { ClientBrand, Interceptor, NativeArguments } from '../value/brand.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { isUnset } from './client-options.ts';
import { hubOf } from './make-client.ts';

/** How an interceptor is called where its row says nothing else: it gets the options, and gives them back. */
const plainHook = { gets: ['options'], gives: 'options' } as const;

/** A function is run on every request of a client from here on; what registering gives takes it away again. */
export function registerInterceptor(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  { interceptor = 0, hook = plainHook }: MemberRules,
  call: NativeArguments,
): Value {
  const value = call.args[interceptor];
  const handle = m.object(call.node);
  if (value === undefined || isUnset(value)) return handle;
  const settings = hook.when === undefined ? undefined : call.args[hook.when];
  const isConditional = settings !== undefined && !isUnset(getProperty(m, settings, 'runWhen', call.node));
  const perhaps = isConditional || m.store.assumed.size > 0;
  const at = brand.interceptors.findIndex((known) => known.hook === hook && isSamePlace(known.value, value));
  const known = brand.interceptors[at];
  // A root that runs once more registers what it has registered before.
  if (known !== undefined && looksKnown(m, known.value, value)) return known.handle;
  if (known !== undefined) brand.interceptors[at] = { ...known, value: anyOf([known.value, value]) };
  else {
    const registered = { value, hook, perhaps, handle, root: m.recorder.root };
    if (hook.lastFirst === true) brand.interceptors.unshift(registered);
    else brand.interceptors.push(registered);
  }
  hubOf(object, brand).touch();
  return handle;
}

function isSamePlace(a: Value, b: Value): boolean {
  const places = new Set(optionsOf(a).map(({ value }) => (value.kind === 'object' ? value.at : undefined)));
  return optionsOf(b).every(({ value }) => value.kind === 'object' && value.at !== undefined && places.has(value.at));
}

/** Takes an interceptor away; where it is not known which, each may be gone. */
export function ejectInterceptor(m: Machine, object: HeapObject, brand: ClientBrand, handle: Value): Value {
  const isMeant = ({ handle: known }: Interceptor) =>
    optionsOf(handle).some(({ value }) => value === known || value.kind !== 'object');
  for (const known of brand.interceptors.filter(isMeant)) {
    const at = brand.interceptors.indexOf(known);
    // Roots run in any order: what one of them takes away, another may still find.
    const isGone = known.handle === handle && known.root === m.recorder.root;
    if (isGone) brand.interceptors.splice(at, 1);
    else if (known.perhaps) continue;
    else brand.interceptors[at] = { ...known, perhaps: true };
    hubOf(object, brand).touch();
  }
  return undefinedValue;
}

/** Takes all of them away. */
export function ejectAll(m: Machine, object: HeapObject, brand: ClientBrand): Value {
  for (const { handle } of [...brand.interceptors]) ejectInterceptor(m, object, brand, handle);
  return undefinedValue;
}
