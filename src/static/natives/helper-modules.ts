import type { ts } from 'ts-morph';
import { awaitingMark } from '../heap/awaiting-mark.ts';
import { defineOwn, nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { constant, literal, undefinedValue, unknown, type Value } from '../value/value.ts';
import {
  asyncIteratorOf,
  driveCall,
  driven,
  drivenFunction,
  machineGenerator,
  regeneratorRuntime,
} from './coroutines.ts';
import { helperSource } from './helper-source.ts';
import { assignAll, forOfHelper, readList, spreadArray, valuesOf } from './helper-values.ts';
import { spread } from './spread.ts';

const arg = (args: readonly Value[], index: number): Value => args[index] ?? undefinedValue;

/** Helpers that say how a coroutine is driven, or what iterating over something gives. */
const meanings: Readonly<Record<string, NativeCall>> = {
  awaiter: (m, { args, node }) =>
    driveCall(m, { self: arg(args, 0), list: args[1], body: arg(args, 3), node }, 'awaiter'),
  generator: (m, { args, node }) =>
    machineGenerator(m, { self: arg(args, 0), body: arg(args, 1), node }, { form: 'typescript', regions: [] }),
  asyncGenerator: (m, { args, node }) =>
    driveCall(m, { self: arg(args, 0), list: args[1], body: arg(args, 2), node }, 'async-generator'),
  await: (m, { args, node }) => awaitingMark(m, node, arg(args, 0)),
  asyncDelegator: (_m, { args }) => arg(args, 0),
  asyncValues: (m, { args, node }) => asyncIteratorOf(m, arg(args, 0), node),
  asyncToGenerator: (m, { args }) => drivenFunction(m, arg(args, 0), 'awaiter'),
  wrapAsyncGenerator: (m, { args }) => drivenFunction(m, arg(args, 0), 'async-generator'),
  asyncGeneratorObject: (m, { args, node }) => driven(m, arg(args, 0), 'async-generator', node),
  callbackOf: (m, { self, args, node }) => m.call(arg(args, 0), { self, node, ...spread(m, args[1]) }),
  read: readList,
  spreadArray,
  spreads: (m, call) =>
    call.args.reduce<Value>(
      (to, from) => spreadArray(m, { ...call, args: [to, from] }),
      readList(m, { ...call, args: [arg(call.args, 0)] }),
    ),
  values: valuesOf,
  forOf: forOfHelper,
  assign: assignAll,
};

/** The helpers of Babel and SWC whose names say something else than what they are here. */
const otherNames: Readonly<Record<string, string>> = {
  ...{ awaitAsyncGenerator: 'await', AwaitValue: 'await', OverloadYield: 'await' },
  ...{ asyncGeneratorDelegate: 'asyncDelegator', asyncIterator: 'asyncValues', asyncGenerator: 'asyncGeneratorObject' },
  ...{ tsGenerator: 'generator', tsValues: 'values', tsDecorate: 'decorate', tsMetadata: 'metadata', tsParam: 'param' },
  ...{ tsRewriteRelativeImportExtension: 'identity', rewriteRelativeImportExtension: 'identity' },
  ...{ slicedToArray: 'read', slicedToArrayLoose: 'read', toConsumableArray: 'toArray', iterableToArray: 'toArray' },
  ...{ arrayLikeToArray: 'read', maybeArrayLike: 'toArray', createForOfIteratorHelper: 'forOf' },
  ...{ objectSpread: 'assign', objectSpread2: 'assign', objectSpreadProps: 'assign', extends: 'assign' },
  ...{ objectWithoutProperties: 'rest', objectWithoutPropertiesLoose: 'rest', objectDestructuringEmpty: 'identity' },
  ...{ inherits: 'extends', inheritsLoose: 'extends', regeneratorValues: 'values' },
  ...{ interopRequireDefault: 'importDefault', interopRequireWildcard: 'importStar' },
  ...{ classPrivateFieldInitSpec: 'classPrivateFieldInit', classPrivateMethodInitSpec: 'nothing' },
  ...{ classPrivateMethodInit: 'nothing', newArrowCheck: 'nothing', readOnlyError: 'nothing' },
  ...{ makeTemplateObject: 'taggedTemplateLiteral', propKey: 'toPropertyKey', setFunctionName: 'identity' },
  ...{ taggedTemplateLiteralLoose: 'taggedTemplateLiteral', spread: 'spreads', spreadArrays: 'spreads' },
};

/** The helpers of TypeScript, by the names that they have here. */
const ofTypescript: Readonly<Record<string, string>> = {
  ...{ extends: 'extends', assign: 'assign', rest: 'rest', read: 'read', values: 'values' },
  ...{ spread: 'spreads', spreadArrays: 'spreads', spreadArray: 'spreadArray' },
  ...{ awaiter: 'awaiter', generator: 'generator', await: 'await' },
  ...{ asyncGenerator: 'asyncGenerator', asyncDelegator: 'asyncDelegator', asyncValues: 'asyncValues' },
  ...{ decorate: 'decorate', param: 'param', metadata: 'metadata', runInitializers: 'runInitializers' },
  ...{ createBinding: 'createBinding', exportStar: 'exportStar' },
  ...{ importStar: 'importStar', importDefault: 'importDefault' },
  ...{ classPrivateFieldGet: 'classPrivateFieldGet', classPrivateFieldSet: 'classPrivateFieldSet' },
  ...{ classPrivateFieldIn: 'classPrivateFieldIn', makeTemplateObject: 'taggedTemplateLiteral' },
  ...{ propKey: 'toPropertyKey', setFunctionName: 'identity', rewriteRelativeImportExtension: 'identity' },
};

const regenerators = new Set(['regenerator', 'regeneratorRuntime']);

/** What a module of a compiler's helpers gives; `undefined` for any other. */
export function helperModule(m: Machine, specifier: string): Value | undefined {
  if (/^tslib(\/.*)?$/.test(specifier)) return typescriptHelpers(m);
  if (/^(@babel\/runtime(-corejs[23])?\/regenerator|regenerator-runtime(\/runtime)?)(\/index)?(\.js)?$/.test(specifier))
    return regeneratorRuntime(m);
  const one =
    /^(?:@babel\/runtime(?:-corejs[23])?\/helpers\/(?:esm\/)?|@swc\/helpers\/(?:_\/|esm\/|cjs\/|src\/|lib\/)?)(\w+)(?:\.[cm]?js)?$/;
  const name = one.exec(specifier)?.[1];
  return name === undefined ? undefined : aloneAs(m, helper(m, inCamel(name), otherNames));
}

/** `_async_to_generator` is what Babel calls `asyncToGenerator`. */
function inCamel(name: string): string {
  return name.replace(/^_+/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A module with one helper: the helper, under all names by which it is taken. */
function aloneAs(m: Machine, made: Value | undefined): Value | undefined {
  if (made?.kind !== 'object') return undefined;
  for (const name of ['default', '_']) defineOwn(m, made, name, made);
  defineOwn(m, made, '__esModule', constant(true));
  return made;
}

function typescriptHelpers(m: Machine): Value {
  const made = m.object(undefined);
  for (const name of Object.keys(ofTypescript)) {
    const value = helper(m, name, ofTypescript);
    if (value !== undefined) defineOwn(m, made, `__${name}`, value);
  }
  defineOwn(m, made, 'default', made);
  made.open = unknown('external-module', undefined, 'tslib').gap;
  return made;
}

function helper(m: Machine, name: string, names: Readonly<Record<string, string>>): Value | undefined {
  const plain = names[name] ?? name;
  if (regenerators.has(plain)) return regeneratorRuntime(m);
  const native = Object.hasOwn(meanings, plain) ? meanings[plain] : undefined;
  if (native !== undefined) return nativeFunction(m, name, native, native);
  const cell = sourceHelpers(m)?.properties.get(plain);
  return cell === undefined ? undefined : m.store.read(cell);
}

const known = new WeakMap<Machine, HeapObject | false>();

/** The helpers that are written down as source. */
function sourceHelpers(m: Machine): HeapObject | undefined {
  const found = known.get(m);
  if (found !== undefined) return found === false ? undefined : found;
  known.set(m, false);
  const node = firstNode(m);
  const made = node === undefined ? undefined : m.runText({ code: literal(helperSource, node), node });
  if (made?.kind === 'object') known.set(m, made);
  return made?.kind === 'object' ? made : undefined;
}

function firstNode(m: Machine): ts.Node | undefined {
  const [file] = m.modules.files.values();
  return file;
}
