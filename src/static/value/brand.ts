import type { ts } from 'ts-morph';
import type { ClientKind, HookRules } from '../contract/client-rules.ts';
import type { SdkRules } from '../contract/sdk-rules.ts';
import type { HeapObject } from './heap-object.ts';
import type { ModuleRecord } from './module-record.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/** A function of the analysed program. */
export interface FunctionBrand {
  readonly kind: 'function';
  readonly node: ts.FunctionLikeDeclaration;
  readonly scope: Scope;
  /** `this` fixed by an arrow function or by `bind`. */
  readonly boundThis?: Value;
  readonly boundArguments?: readonly Value[];
  /** The object a method was written in, for `super`. */
  readonly home?: HeapObject;
  /** The body of a generator: a call runs it, where a call of the generator function only makes a generator. */
  readonly resumes?: true;
  /** How that body runs, where it is not a generator's own way. */
  readonly coroutine?: Coroutine;
}

/** What a compiler, or a library, makes of the body of an async function or of a generator. */
export interface Coroutine {
  /**
   * Who asks it to go on: one that awaits everything it gives and hands that back, or one that does so with what is
   * marked, and gives the rest to whoever iterates.
   */
  readonly drivenBy?: 'awaiter' | 'async-generator';
  /** The body as pieces with labels. */
  readonly machine?: LabelMachine;
}

/** A body that says after each piece which one is next, on the object that is its only argument. */
export interface LabelMachine {
  /** How it says so: as the helpers of TypeScript want it, or as regenerator does, which has names in long and short. */
  readonly form: 'typescript' | 'regenerator' | 'regenerator-short';
  readonly regions: readonly TryRegion[];
}

/** The labels at which the parts of a `try` statement begin, and the one after it. */
export interface TryRegion {
  readonly tryAt: number;
  readonly catchAt: number | undefined;
  readonly finallyAt: number | undefined;
  readonly endAt: number | undefined;
}

/** What a generator function gives: nothing of its body has run. */
export interface GeneratorBrand {
  readonly kind: 'generator';
  /** The body, with what it was called with: a function. */
  readonly body: HeapObject;
  /** The call that made it. */
  readonly node: ts.Node;
  /** What `next(v)` has handed in so far. */
  readonly sent: Value[];
}

/** A class of the analysed program, or of a client library when `base` leads to one. */
export interface ClassBrand {
  readonly kind: 'class';
  readonly node: ts.ClassLikeDeclaration;
  readonly scope: Scope;
  readonly base: Value | undefined;
  readonly instances: HeapObject[];
  /** What an instance gets, in order. */
  readonly fields: ClassField[];
  /** Functions that decorators want to be run on each new instance, before its fields are set. */
  readonly initializers: Value[];
}

/** A field of the instances of a class. */
export interface ClassField {
  readonly node: ts.PropertyDeclaration;
  /** `undefined` where the key is computed and not known. */
  readonly name: string | undefined;
  /** Functions that decorators put between the first value as written and the field, in order. */
  readonly changes: Value[];
}

export interface NativeArguments {
  readonly self: Value;
  readonly args: readonly Value[];
  readonly node: ts.Node;
  /** Where the call stands, for the one function that sees what its caller sees. */
  readonly scope?: Scope | undefined;
}

/**
 * A function of the language, the platform or a client library. Its code gets the machine that runs it; values know
 * nothing of machines, see machine/native.ts.
 */
export interface NativeBrand {
  readonly kind: 'native';
  readonly name: string;
  call(machine: object, call: NativeArguments): Value;
  /** Present when `new` does something of its own. */
  construct?(machine: object, call: NativeArguments): Value;
}

/** A `URL` object; its text is kept in the property `href`. */
export interface UrlBrand {
  readonly kind: 'url';
}

/** `URLSearchParams` and `FormData`: names are properties. */
export interface SearchParamsBrand {
  readonly kind: 'search-params';
}

/** A `Map` or `Set`; keys are properties. */
export interface MapBrand {
  readonly kind: 'map';
  readonly isSet: boolean;
}

/** A client library's function or instance, as described in rules/clients. */
export interface ClientBrand {
  readonly kind: 'client';
  readonly client: ClientKind;
  /** Options given when it was made (`axios.create(options)`), the latest last. */
  readonly defaults: readonly Value[];
  /** Interceptors registered on it, in the order in which they run. */
  readonly interceptors: Interceptor[];
}

/** A function that is run on each request of a client. */
export interface Interceptor {
  readonly value: Value;
  readonly hook: HookRules;
  /** Whether it may not run: it was registered under a condition, or taken away again. */
  readonly perhaps: boolean;
  /** What registering it gave, by which it can be taken away. */
  readonly handle: Value;
  /** The root that registered it; nothing for what every root finds. */
  readonly root: ts.Node | undefined;
}

/** An SDK's module, client or namespace, as described in rules/sdks. */
export interface SdkBrand {
  readonly kind: 'sdk';
  readonly sdk: SdkRules;
  /** Member path from the client instance, e.g. ["lead"]; `undefined` for the module or constructor itself. */
  readonly path: readonly string[] | undefined;
}

/** Something whose calls are never evidence: a mock library, a logger. */
export interface IgnoredBrand {
  readonly kind: 'ignored';
  readonly name: string;
}

/** `process.env` and its like: reading a property is a named environment hole. */
export interface EnvironmentBrand {
  readonly kind: 'environment';
}

/** The exports of a module: names are looked up through its re-exports. */
export interface ModuleBrand {
  readonly kind: 'module';
  readonly module: ModuleRecord;
}

/** A regular expression literal. */
export interface RegexBrand {
  readonly kind: 'regex';
  readonly source: string;
  readonly flags: string;
}

/** `Array.prototype` and its like: a member is the receiver's own member of that name. */
export interface BuiltinPrototypeBrand {
  readonly kind: 'builtin-prototype';
  /** The name of its constructor: "Array". */
  readonly of: string;
}

/** `globalThis`: its members are the global names. */
export interface GlobalBrand {
  readonly kind: 'global';
}

/** A proxy whose traps are known; it has no members of its own. */
export interface ProxyBrand {
  readonly kind: 'proxy';
  readonly target: Value;
  readonly handler: HeapObject;
}

/** A symbol. Equal symbols have equal keys, and the key is the name of what is stored under the symbol. */
export interface SymbolBrand {
  readonly kind: 'symbol';
  readonly key: string;
}

export type Brand =
  | ProxyBrand
  | GlobalBrand
  | SymbolBrand
  | GeneratorBrand
  | BuiltinPrototypeBrand
  | ModuleBrand
  | RegexBrand
  | FunctionBrand
  | ClassBrand
  | NativeBrand
  | UrlBrand
  | SearchParamsBrand
  | MapBrand
  | ClientBrand
  | SdkBrand
  | IgnoredBrand
  | EnvironmentBrand;
