import type { MemberRules } from '../contract/client-rules.ts';
import { copyProperties } from '../heap/copy-properties.ts';
import { nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { makeClient } from './make-client.ts';

/** A class that a library makes of functions: `rest.service(setUp, { baseURL }, { leads() { return this.get(…); } })`. */
export function makeService(
  m: Machine,
  brand: ClientBrand,
  { becomes, setUp, defaults, methods }: NonNullable<MemberRules['service']>,
  made: NativeArguments,
): Value {
  const construct = (machine: Machine, call: NativeArguments): Value => {
    const options = made.args[defaults];
    const instance = makeClient(
      machine,
      brand.client.client,
      becomes,
      options === undefined ? [] : [options],
      [],
      call.node,
    );
    const own = made.args[methods];
    if (instance.kind === 'object' && own !== undefined) copyProperties(machine, instance, own);
    const start = made.args[setUp];
    if (start !== undefined) machine.call(start, { self: instance, args: call.args, node: call.node });
    return instance;
  };
  return nativeFunction(m, 'Service', (_machine, _call) => undefinedValue, construct);
}
