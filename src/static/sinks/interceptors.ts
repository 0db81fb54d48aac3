import type { MemberRules } from '../contract/client-rules.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { isUnset } from './client-options.ts';

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
  const isKnown = brand.interceptors.some((known) => known.value === value && known.hook === hook);
  if (!isKnown) {
    const registered = { value, hook, perhaps, handle };
    if (hook.lastFirst === true) brand.interceptors.unshift(registered);
    else brand.interceptors.push(registered);
  }
  object.touch();
  return handle;
}

/** Takes an interceptor away; where it is not known which, each may be gone. */
export function ejectInterceptor(object: HeapObject, brand: ClientBrand, handle: Value): Value {
  const found = brand.interceptors.findIndex((known) => known.handle === handle);
  if (found >= 0) brand.interceptors.splice(found, 1);
  else {
    const isMeant = (known: Value) => optionsOf(handle).some(({ value }) => value === known || value.kind !== 'object');
    for (const [index, known] of brand.interceptors.entries())
      if (isMeant(known.handle)) brand.interceptors[index] = { ...known, perhaps: true };
  }
  object.touch();
  return undefinedValue;
}
