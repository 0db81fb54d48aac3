import { getIndexed } from '../../../heap/indexed.ts';
import { arrayOf, defineOwn, nativeFunction } from '../../../heap/objects.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { encodingFunctions } from '../../encoding.ts';
import { jsonFunctions } from '../../json.ts';
import { type Functions, openModule } from '../../open-module.ts';
import { resolveUrl } from '../../resolve-url.ts';
import { textOf } from '../../text-of.ts';

const itself: NativeCall = (_m, { args: [value = undefinedValue] }) => value;
const decorator: NativeCall = (m) => nativeFunction(m, 'decorator', itself);

const functions: Readonly<Record<string, Functions>> = {
  json: { dumps: call(jsonFunctions, 'stringify'), loads: call(jsonFunctions, 'parse') },
  asyncio: {
    ...{ run: itself, create_task: itself, ensure_future: itself, wait_for: itself },
    gather: (m, { args, node }) => arrayOf(m, node, args),
  },
  'urllib.parse': {
    urljoin: (m, { args: [base = undefinedValue, path = undefinedValue] }) =>
      resolveUrl(textOf(m, path), textOf(m, base)),
    quote: call(encodingFunctions, 'encodeURIComponent'),
    quote_plus: call(encodingFunctions, 'encodeURIComponent'),
  },
  functools: { wraps: decorator, lru_cache: decorator, cache: itself, partial: partial() },
  copy: { copy: itself, deepcopy: itself },
};

/** What Python brings itself, as far as addresses pass through it. */
export function pythonModule(m: Machine, name: string): Value | undefined {
  if (name === 'os') return osModule(m);
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  return own === undefined ? undefined : openModule(m, name, own);
}

function call(table: Functions, name: string): NativeCall {
  return (m, request) => table[name]?.(m, request) ?? unknown('external-call', request.node, name);
}

// partial(f, a)  ⇒  f with a before its own arguments
function partial(): NativeCall {
  return (m, { args: [callee = undefinedValue, ...given] }) =>
    nativeFunction(m, 'partial', (machine, { self, args, node }) =>
      machine.call(callee, { self, args: [...given, ...args], node }),
    );
}

function osModule(m: Machine): HeapObject {
  const environ = m.object(undefined);
  environ.brand = { kind: 'environment' };
  environ.open = unknown('environment', undefined, 'os.environ').gap;
  const made = openModule(m, 'os', {
    getenv: (machine, { args: [key = undefinedValue, fallback], node }) => {
      const found = getIndexed(machine, environ, key, node);
      return fallback === undefined ? found : anyOf([found, fallback]);
    },
  });
  defineOwn(m, made, 'environ', environ);
  return made;
}
