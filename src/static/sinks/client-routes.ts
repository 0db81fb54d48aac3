import type { RouteRules } from '../contract/client-rules.ts';
import { elementsOf } from '../heap/list.ts';
import { entriesOf, nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { concat } from '../value/text.ts';
import { literal, plainText, type Value } from '../value/value.ts';
import { isUnset, optionValue, readPath } from './client-options.ts';
import { sendRequest } from './send-request.ts';

/** Routes inside routes are looked into so deep. */
const maxDepth = 6;

/** Gives a thing a method for each route that an argument describes; a tree of routes becomes a tree of methods. */
export function addRoutes(m: Machine, made: Value, routes: RouteRules, call: NativeArguments): void {
  const argument = call.args[routes.argument];
  const described =
    argument === undefined || routes.within === undefined ? argument : readPath(m, argument, routes.within, call.node);
  if (made.kind !== 'object' || made.brand?.kind !== 'client' || described === undefined) return;
  const making = { thing: made, brand: made.brand, routes, call, prefix: literal('') };
  for (const { value } of optionsOf(described)) if (value.kind === 'object') addTree(m, making, made, value, 0);
}

interface Making {
  readonly thing: HeapObject;
  readonly brand: ClientBrand;
  readonly routes: RouteRules;
  readonly call: NativeArguments;
  /** What all paths begin with. */
  readonly prefix: Value;
}

function addTree(m: Machine, making: Making, holder: HeapObject, tree: HeapObject, depth: number): void {
  const { routes, call } = making;
  // Routes that the library has been given before, with options of their own.
  if (tree.brand?.kind === 'client') {
    const [inner, ...options] = tree.brand.defaults;
    const prefix = routes.prefix === undefined ? undefined : optionValue(m, [routes.prefix], options, call.node);
    const inside = prefix === undefined ? making : { ...making, prefix: concat(making.prefix, textOf(m, prefix)) };
    if (inner?.kind === 'object' && depth < maxDepth) addTree(m, inside, holder, inner, depth + 1);
    return;
  }
  const entries =
    tree.elements === undefined ? entriesOf(m, tree) : elementsOf(m, tree).map((one) => ['', one] as const);
  for (const [key, value] of entries) {
    const isTree = value.kind === 'object' && (value.brand === undefined || value.brand.kind === 'client');
    if (!isTree || depth > maxDepth) continue;
    const name = routes.name === undefined ? key : plainText(getProperty(m, value, routes.name, call.node));
    if (name === undefined || name === '') continue;
    if (value.brand === undefined && isRoute(m, value, routes, call))
      setOwn(m, holder, name, methodFor(m, making, value));
    else {
      const inner = objectOf(m, call.node, {});
      setOwn(m, holder, name, inner);
      addTree(m, making, inner, value, depth + 1);
    }
  }
}

function isRoute(m: Machine, value: HeapObject, routes: RouteRules, { node }: NativeArguments): boolean {
  const needed = routes.mayLackMethod === true ? ['path'] : ['path', 'method'];
  return needed.every((name) => !isUnset(getProperty(m, value, name, node)));
}

/** The method sends what the route describes, with the options of the call. */
function methodFor(m: Machine, { thing, brand, routes, prefix }: Making, route: HeapObject): Value {
  return nativeFunction(m, 'route', (machine, { self, args, node }) => {
    const path = concat(prefix, textOf(machine, getProperty(machine, route, 'path', node)));
    const method = getProperty(machine, route, 'method', node);
    const sendsBody = routes.optionsBesideBody !== undefined && !/^(get|head)$/i.test(plainText(method) ?? '');
    const options = args[sendsBody ? (routes.optionsBesideBody ?? 0) : routes.options];
    const given = options === undefined ? [path, method] : [path, method, options];
    return sendRequest(machine, thing, brand, { url: 0, method: 1, options: 2 }, { self, args: given, node });
  });
}
