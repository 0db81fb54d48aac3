import type { SdkMethod } from '../contract/sdk-rules.ts';
import { getProperty } from '../heap/property.ts';
import { callsOf } from '../machine/frame.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { placedByName } from '../natives/languages/keywords.ts';
import { textOf } from '../natives/text-of.ts';
import { constructorNameAt } from '../syntax/original.ts';
import type { SdkBrand } from '../value/brand.ts';
import { optionsOf } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import { literal, plainText, undefinedValue, unknown, type Value } from '../value/value.ts';

/** Records the operations behind a method of a Marketo SDK. */
export function callSdk(m: Machine, brand: SdkBrand, request: CallRequest, certain = true): Value {
  const result = unknown('external-call', request.node, brand.sdk.sdk);
  // Calling the module or class itself makes a client, as `new` does.
  if (brand.path === undefined)
    return m.sinks.moduleValue(m, brand.sdk.modules[0] ?? '') === undefined ? result : m.sinks.sdkPart(m, brand, []);
  const through = callThrough(m, brand, request);
  if (through !== undefined) return through;
  const name = brand.path.join('.');
  const method = brand.sdk.methods[name];
  if (method === undefined) {
    // `super().__init__(…)` of a class that extends the client
    if (name === constructorNameAt(request.node)) return undefinedValue;
    // One that is not described may send anything; one that sends nothing is described without operations.
    recordSdk(m, brand, name, [], request, certain);
    return result;
  }
  if (method.byName !== undefined) return callNamed(m, brand, method, request);
  if (method.passThrough !== undefined) passThrough(m, method.passThrough, brand, request);
  const all = [...method.operations, ...chosenOperations(m, method, request)];
  // Every method gets a token first; only the one that does nothing else is a call for it.
  const beyondToken = all.filter((id) => !id.includes('/identity/'));
  const operations = beyondToken.length === 0 && method.passThrough === undefined ? all : beyondToken;
  if (operations.length > 0) recordSdk(m, brand, name, operations, request, certain);
  return result;
}

/** `client.lead.find.call(lead, id)`: a method by way of what every function has. */
function callThrough(m: Machine, brand: SdkBrand, request: CallRequest): Value | undefined {
  const path = brand.path?.slice(0, -1) ?? [];
  const way = brand.path?.at(-1);
  if (!Object.hasOwn(brand.sdk.methods, path.join('.'))) return undefined;
  if (way === 'bind' && request.args.length <= 1) return m.sinks.sdkPart(m, brand, path);
  return way === 'call' ? callSdk(m, { ...brand, path }, { ...request, args: request.args.slice(1) }) : undefined;
}

/** `client.execute('get_lead_by_id', …)`: the methods that the argument may name. */
function callNamed(m: Machine, brand: SdkBrand, { names, byName = 0 }: SdkMethod, request: CallRequest): Value {
  const args = names === undefined ? request.args : placedByName(m, request.args, names, request.node);
  for (const { value } of optionsOf(args[byName] ?? undefinedValue)) {
    const name = plainText(value);
    const isMethod = name !== undefined && brand.sdk.methods[name]?.byName === undefined;
    if (isMethod) callSdk(m, { ...brand, path: [name] }, request);
    else recordSdk(m, brand, brand.path?.join('.') ?? '', [], request);
  }
  return unknown('external-call', request.node, brand.sdk.sdk);
}

/** No operations: which method is called is not known, or what the method does. */
function recordSdk(
  m: Machine,
  brand: SdkBrand,
  method: string,
  operations: readonly string[],
  request: CallRequest,
  certain = true,
): void {
  m.recorder.add({
    kind: 'sdk',
    node: request.node,
    calls: callsOf(m.frames),
    sdk: brand.sdk.sdk,
    method,
    operations,
    certain,
    live: m.live,
  });
}

/** Operations that an argument picks; all of them when the argument is not known. */
function chosenOperations(m: Machine, method: SdkMethod, request: CallRequest): string[] {
  const { byArgument } = method;
  if (byArgument === undefined) return [];
  const argument = request.args[byArgument.index] ?? undefinedValue;
  const value =
    byArgument.property === undefined ? argument : getProperty(m, argument, byArgument.property, request.node);
  const keys = optionsOf(value).map((option) =>
    option.value.kind === 'constant' ? 'default' : plainText(option.value),
  );
  if (keys.includes(undefined)) return Object.values(byArgument.operations).flat();
  return keys.flatMap((key) => byArgument.operations[key ?? ''] ?? byArgument.operations['default'] ?? []);
}

/** An SDK's own way to call any path. */
function passThrough(
  m: Machine,
  shape: NonNullable<SdkMethod['passThrough']>,
  brand: SdkBrand,
  request: CallRequest,
): void {
  const path = request.args[shape.path];
  if (path === undefined) {
    recordSdk(m, brand, brand.path?.join('.') ?? '', [], request);
    return;
  }
  // The SDK's endpoint is a subscription's address, which ends in `/rest` unless the SDK takes whole paths.
  const url = concat(literal(`https://sdk.mktorest.com${shape.isWhole === true ? '' : '/rest'}`), textOf(m, path));
  m.recorder.add({
    kind: 'request',
    node: request.node,
    calls: callsOf(m.frames),
    url,
    method: typeof shape.method === 'number' ? request.args[shape.method] : literal(shape.method),
    defaultMethod: 'GET',
    parameters: { names: [], complete: false },
    credentials: { headers: [], names: [] },
    client: brand.sdk.sdk,
    generic: false,
    live: m.live,
  });
}
