import type { ts } from 'ts-morph';
import { nativeFunction } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Single, Value } from '../value/value.ts';
import { arrayMember } from './array.ts';
import { functionMember } from './function.ts';
import { generatorMember } from './generator.ts';
import { isIteration, iterationMember } from './iteration.ts';
import { mapMember } from './map.ts';
import { objectMember } from './object.ts';
import { promiseMember } from './promise.ts';
import { regexMember } from './regex.ts';
import { searchParamsMember } from './search-params.ts';
import { textMember } from './text.ts';
import { setUrlMember, urlMember } from './url.ts';

/** The language's own members of a value: methods of strings, arrays, functions, promises and URLs. */
export function nativeMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  if (value.kind === 'text') return textMember(m, value, key, node) ?? promiseMember(m, value, key);
  if (value.kind !== 'object') return promiseMember(m, value, key);
  const { brand } = value;
  switch (brand?.kind) {
    case 'environment':
      return { kind: 'unknown', gap: { hole: 'environment', name: key, at: node } };
    case 'ignored':
      return value;
    case 'client':
      return m.sinks.clientMember(m, value, brand, key, node);
    case 'sdk':
      return m.sinks.sdkMember(m, value, brand, key);
    case 'url':
      return urlMember(m, value, key);
    case 'search-params':
      return searchParamsMember(m, value, key);
    case 'map':
      if (isIteration(key)) return iterationMember(m, value, key);
      return mapMember(m, value, brand, key);
    case 'function':
    case 'class':
    case 'native':
      return functionMember(m, value, key);
    case 'builtin-prototype':
      return nativeFunction(m, key, (machine, { self, args, node: at }) =>
        machine.call(getProperty(machine, self, key, at), { self, args, node: at }),
      );
    case 'generator':
      return generatorMember(m, value, brand, key, node);
    case 'regex':
      return regexMember(m, brand, key);
    default:
      break;
  }
  if (value.elements !== undefined && isIteration(key)) return iterationMember(m, value, key);
  if (value.elements !== undefined) return arrayMember(m, value, key, node) ?? promiseMember(m, value, key);
  const client = inheritedClient(value);
  if (client?.brand?.kind === 'client')
    return m.sinks.clientMember(m, value, client.brand, key, node) ?? objectMember(m, value, key);
  return objectMember(m, value, key) ?? promiseMember(m, value, key);
}

/** `url.pathname = p` and its like. */
export function setNativeMember(m: Machine, object: HeapObject, key: string, value: Value): boolean {
  return object.brand?.kind === 'url' && setUrlMember(m, object, key, value);
}

/** The client library's class that an instance inherits from, if any. */
function inheritedClient(value: Extract<Single, { kind: 'object' }>) {
  const seen = new Set<object>();
  for (let at = value.prototype; at !== undefined && !seen.has(at); at = at.prototype) {
    if (at.brand?.kind === 'client') return at;
    seen.add(at);
  }
  return undefined;
}
