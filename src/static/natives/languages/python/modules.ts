import type { ts } from 'ts-morph';
import { getIndexed } from '../../../heap/indexed.ts';
import { arrayOf, defineOwn, freshObject, nativeFunction } from '../../../heap/objects.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { anyOf } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { assign } from '../../assign.ts';
import { encodingFunctions } from '../../encoding.ts';
import { jsonFunctions } from '../../json.ts';
import { type Functions, openModule } from '../../open-module.ts';
import { resolveUrl } from '../../resolve-url.ts';
import { textOf } from '../../text-of.ts';
import { isKeywords, markKeywords } from '../keywords.ts';
import { joinPaths } from '../paths.ts';

const itself: NativeCall = (_m, { args: [value = undefinedValue] }) => value;
const decorator: NativeCall = (m) => nativeFunction(m, 'decorator', itself);

const pathOf: NativeCall = (m, { args }) => joinPaths(args.map((arg) => textOf(m, arg)));
const osPath: Functions = { join: pathOf, normpath: itself };

const functions: Readonly<Record<string, Functions>> = {
  json: { dumps: call(jsonFunctions, 'stringify'), loads: call(jsonFunctions, 'parse') },
  asyncio: {
    ...{ run: itself, create_task: itself, ensure_future: itself, wait_for: itself },
    gather: (m, { args, node }) => arrayOf(m, node, args),
  },
  'os.path': osPath,
  pathlib: { Path: pathOf, PurePath: pathOf, PurePosixPath: pathOf },
  posixpath: osPath,
  'urllib.parse': {
    urljoin: (m, { args: [base = undefinedValue, path = undefinedValue] }) =>
      resolveUrl(textOf(m, path), textOf(m, base)),
    quote: call(encodingFunctions, 'encodeURIComponent'),
    quote_plus: call(encodingFunctions, 'encodeURIComponent'),
  },
  functools: { wraps: decorator, lru_cache: decorator, cache: itself, partial: partial() },
  copy: { copy: itself, deepcopy: itself },
  string: { Template: itself },
};

/** What Python brings itself that sends nothing: a text that it gets is in no request. */
const silent: ReadonlySet<string> = new Set(
  (
    're string collections collections.abc itertools operator textwrap types typing enum dataclasses datetime time ' +
    'hashlib hmac base64 uuid random math csv io struct decimal fractions statistics calendar locale gettext ' +
    'tempfile shutil glob fnmatch configparser argparse'
  ).split(' '),
);

/** What Python brings itself, as far as addresses pass through it. */
export function pythonModule(m: Machine, name: string): Value | undefined {
  if (name === 'os') return osModule(m);
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (own === undefined && !silent.has(name)) return undefined;
  return openModule(m, name, own ?? {});
}

function call(table: Functions, name: string): NativeCall {
  return (m, request) => table[name]?.(m, request) ?? unknown('external-call', request.node, name);
}

// partial(f, a)  ⇒  f with a before its own arguments
function partial(): NativeCall {
  return (m, { args: [callee = undefinedValue, ...given] }) =>
    nativeFunction(m, 'partial', (machine, { self, args, node }) =>
      machine.call(callee, { self, args: inOrder(machine, given, args, node), node }),
    );
}

/** What is given first and later, by place and by name: what is given later by a name counts. */
function inOrder(m: Machine, given: readonly Value[], args: readonly Value[], node: ts.Node): readonly Value[] {
  const names = [given.at(-1), args.at(-1)].filter(isKeywords);
  const placed = [...given, ...args].filter((arg) => !names.some((one) => one === arg));
  if (names.length === 0) return placed;
  return [...placed, markKeywords(m, assign(m, freshObject(m, node), names, node))];
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
  defineOwn(m, made, 'path', openModule(m, 'os.path', osPath));
  return made;
}
