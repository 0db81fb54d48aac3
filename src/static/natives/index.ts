import type { ts } from 'ts-morph';
import { setOwn } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Single, unknown, type Value } from '../value/value.ts';
import { arrayMember } from './array.ts';
import { builtinMember, patchedMember } from './builtin-prototype.ts';
import { functionMember } from './function.ts';
import { generatorMember } from './generator.ts';
import { globalMember, setGlobalMember } from './global-object.ts';
import { isIteration, iterationMember } from './iteration.ts';
import { mapMember } from './map.ts';
import { inheritedNative } from './native-base.ts';
import { objectMember } from './object.ts';
import { promiseMember } from './promise.ts';
import { proxyMember, setProxyMember } from './proxy.ts';
import { regexMember } from './regex.ts';
import { searchParamsMember } from './search-params.ts';
import { textMember } from './text.ts';
import { setUrlMember, urlMember } from './url.ts';

/** The language's own members of a value: methods of strings, arrays, functions, promises and URLs. */
export function nativeMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  if (value.kind === 'text')
    return textMember(m, value, key, node) ?? patchedMember(m, value, key) ?? promiseMember(m, value, key, node);
  if (value.kind !== 'object') return patchedMember(m, value, key) ?? promiseMember(m, value, key, node);
  const own = brandMember(m, value, key, node) ?? patchedMember(m, value, key);
  return own ?? (promised.has(value.brand?.kind) ? promiseMember(m, value, key, node) : undefined);
}

/** What a promise may stand for that is of a kind of its own: `load().then((send) => send(path))`. */
const promised: ReadonlySet<string | undefined> = new Set([
  'function',
  'class',
  'native',
  'url',
  'search-params',
  'map',
  'regex',
]);

function brandMember(m: Machine, value: HeapObject, key: string, node: ts.Node): Value | undefined {
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
      return mapMember(m, value, brand, key) ?? objectMember(m, value, key, node);
    case 'function':
    case 'class':
    case 'native':
      return functionMember(m, value, key) ?? libraryMember(m, value, key, node) ?? objectMember(m, value, key, node);
    case 'builtin-prototype':
      return builtinMember(m, brand, key);
    case 'global':
      return globalMember(m, key);
    case 'proxy':
      return proxyMember(m, value, brand, key, node);
    case 'generator':
      return generatorMember(m, value, brand, key, node);
    case 'regex':
      return regexMember(m, brand, key);
    default:
      break;
  }
  if (value.elements !== undefined && isIteration(key)) return iterationMember(m, value, key);
  if (value.elements !== undefined)
    return arrayMember(m, value, key, node) ?? objectMember(m, value, key, node) ?? promiseMember(m, value, key, node);
  const inherited = inheritedNative(m, value, key);
  if (inherited !== undefined) return inherited;
  const library = libraryMember(m, value, key, node);
  if (library !== undefined) return library;
  return objectMember(m, value, key, node) ?? promiseMember(m, value, key, node);
}

/** Sets a member that is more than a place for a value, such as `url.pathname = p`; whether the key is one. */
export function setNativeMember(m: Machine, object: HeapObject, key: string, value: Value, node: ts.Node): boolean {
  const { brand } = object;
  if (brand?.kind === 'proxy') setProxyMember(m, object, brand, key, value);
  else if (brand?.kind === 'global') setGlobalMember(m, key, value, node);
  else if (brand?.kind === 'regex' && key === 'lastIndex') setOwn(m, object, key, unknown('not-text', undefined, key));
  else if (key === '__proto__' && value.kind === 'object') object.prototype = value;
  else return brand?.kind === 'url' && setUrlMember(m, object, key, value);
  return true;
}

/** What an object has from the client library or the SDK whose class it inherits from. */
function libraryMember(m: Machine, value: HeapObject, key: string, node: ts.Node): Value | undefined {
  const client = inheritedClient(value);
  if (client?.brand?.kind === 'client')
    return m.sinks.clientMember(m, value, client.brand, key, node) ?? objectMember(m, value, key, node);
  if (client?.brand?.kind === 'sdk')
    return objectMember(m, value, key, node) ?? m.sinks.sdkMember(m, client, client.brand, key);
  return undefined;
}

/** The class of a client library or of an SDK that an instance inherits from, if any. */
function inheritedClient(value: HeapObject) {
  const seen = new Set<object>();
  for (let at = value.prototype; at !== undefined && !seen.has(at); at = at.prototype) {
    if (at.brand?.kind === 'client' || at.brand?.kind === 'sdk') return at;
    seen.add(at);
  }
  return undefined;
}
