import type { EndpointRules } from '../contract/client-rules.ts';
import { nativeFunction, objectOf } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeArguments } from '../value/brand.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { isUnset, optionValue } from './client-options.ts';

/** Runs the functions that describe the endpoints of an API once each, and sends what they ask for. */
export function askEndpoints(
  m: Machine,
  { argument, option, methods, asks, sends }: EndpointRules,
  inherited: readonly Value[],
  call: NativeArguments,
): void {
  const described = call.args[argument] ?? undefinedValue;
  const endpoints = getProperty(m, described, option, call.node);
  const sender = optionValue(m, [sends], [...inherited, described], call.node);
  if (sender === undefined || isUnset(endpoints)) return;
  const describe = (machine: Machine, { args, node }: NativeArguments): Value => {
    const [endpoint = undefinedValue] = args;
    const ask = getProperty(machine, endpoint, asks, node);
    const given = [unknown('external-call', node, 'argument')];
    const asked = isUnset(ask) ? undefined : machine.call(ask, { self: endpoint, args: given, node });
    if (asked !== undefined && !isUnset(asked)) machine.call(sender, { self: undefinedValue, args: [asked], node });
    return endpoint;
  };
  const builder = objectOf(
    m,
    call.node,
    Object.fromEntries(methods.map((name) => [name, nativeFunction(m, name, describe)])),
  );
  m.call(endpoints, { self: undefinedValue, args: [builder], node: call.node });
}
