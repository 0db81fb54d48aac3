import type { ts } from 'ts-morph';
import { moduleNamesOf } from '../../languages/registry.ts';
import type { ClientRules, ClientVersion } from '../contract/client-rules.ts';
import type { FrameworkRules } from '../contract/framework-rules.ts';
import type { Installed } from '../contract/resolve.ts';
import type { NotCalls, SdkRules } from '../contract/sdk-rules.ts';
import { setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { Sinks } from '../machine/sinks.ts';
import { globalValue as languageGlobal } from '../natives/globals.ts';
import { platformModule } from '../natives/modules.ts';
import { isLowered } from '../syntax/original.ts';
import type { ClientBrand, SdkBrand } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import { changeClient, clientMember, runMember } from './client-members.ts';
import { installedVersion, realName } from './installed-version.ts';
import { makeClient } from './make-client.ts';

/** The plain data of rules/clients, rules/sdks and rules/frameworks. */
export interface SinkData {
  readonly clients: readonly ClientRules[];
  readonly sdks: readonly SdkRules[];
  readonly notCalls: NotCalls;
  readonly frameworks: readonly FrameworkRules[];
}

/** Everything that rules/clients and rules/sdks say, ready to ask while the program runs. */
export class SinkRules implements Sinks {
  readonly notCalls: NotCalls;
  readonly frameworks: readonly FrameworkRules[];
  readonly #clients: ReadonlyMap<string, ClientRules>;
  readonly #globals: ReadonlyMap<string, ClientRules>;
  readonly #sdks: ReadonlyMap<string, SdkRules>;
  readonly #made = new Map<string, Value>();
  readonly #parts = new Map<string, HeapObject>();
  readonly #used = new Set<SdkRules>();

  constructor({ clients, sdks, notCalls, frameworks }: SinkData) {
    this.#clients = new Map(clients.flatMap((client) => client.modules.map((name) => [name, client] as const)));
    this.#globals = new Map(clients.flatMap((client) => client.globals.map((name) => [name, client] as const)));
    this.#sdks = new Map(sdks.flatMap((sdk) => sdk.modules.map((name) => [name, sdk] as const)));
    this.notCalls = notCalls;
    this.frameworks = frameworks;
  }

  /** What importing a module from outside the program gives, when rolefit knows the module. */
  moduleValue(m: Machine, specifier: string, installed: Installed = {}): Value | undefined {
    const name = realName(specifier, installed);
    const client = this.#clients.get(name);
    const version = client === undefined ? undefined : installedVersion(client, installed);
    return this.#once(`module:${name} ${version?.range ?? ''}`, () => this.#makeModule(m, name, version));
  }

  #makeModule(m: Machine, name: string, version: ClientVersion | undefined): Value | undefined {
    if (this.notCalls.modules.some((ignored) => name === ignored || name.startsWith(`${ignored}/`))) {
      return this.ignored(m, name);
    }
    const client = moduleNamesOf(name)
      .map((one) => ({ one, client: this.#clients.get(one) }))
      .find(({ one, client }) => client !== undefined && (one === name || hasName(client, name)))?.client;
    if (client !== undefined) return makeClient(m, { ...client, ...version }, client.root);
    const sdk = this.#sdks.get(name);
    if (sdk !== undefined) {
      this.#used.add(sdk);
      return this.#sdkObject(m, sdk, undefined);
    }
    return platformModule(m, name);
  }

  /** What a global name gives; language built-ins included. */
  globalValue(m: Machine, name: string): Value | undefined {
    return this.#once(`global:${name}`, () => {
      if (this.notCalls.globals.includes(name)) return this.ignored(m, name);
      const client = this.#globals.get(name);
      return client === undefined ? languageGlobal(m, name) : makeClient(m, client, client.root);
    });
  }

  /** `import { name } from` a module outside the program. */
  importedValue(m: Machine, module: Value, name: string, node: ts.Node): Value {
    if (module.kind !== 'object') return name === 'default' ? module : getProperty(m, module, name, node);
    const { brand } = module;
    if (brand?.kind === 'sdk') return name === '*' ? module : this.sdkMember(m, module, brand, name);
    if (brand?.kind === 'client') {
      const kind = brand.client.client.exports[name];
      if (kind !== undefined) return makeClient(m, brand.client.client, kind);
    }
    if (name === 'default') return module;
    return getProperty(m, module, name, node);
  }

  clientMember(m: Machine, object: HeapObject, brand: ClientBrand, key: string, node: ts.Node): Value | undefined {
    return clientMember(m, object, brand, key, node);
  }

  changeClient(m: Machine, object: HeapObject, brand: ClientBrand, key: string, value: Value, node: ts.Node): void {
    changeClient(m, object, brand, key, value, node);
  }

  sdkMember(m: Machine, object: HeapObject, brand: SdkBrand, key: string): Value {
    if (brand.path === undefined) {
      // `Client.new` makes a client, as a call of the class does.
      const isClient = key === 'default' || brand.sdk.exports.includes(key) || key === 'new';
      return isClient ? object : this.#sdkObject(m, brand.sdk, key === 'prototype' ? [] : [key]);
    }
    // What a class of the program that extends the client inherits is the client's.
    return this.#sdkObject(m, brand.sdk, key === 'prototype' ? [] : [...brand.path, key]);
  }

  /**
   * A method of an SDK that the program uses, called on something that was not followed: `client.lead.find` can only
   * be it when the whole method path fits and has more than one part.
   */
  sdkByName(m: Machine, name: string): HeapObject | undefined {
    const parts = name.split('.');
    for (const sdk of this.#used) {
      for (const length of [3, 2]) {
        const path = parts.slice(-length);
        if (path.length === length && parts.length > length && Object.hasOwn(sdk.methods, path.join('.')))
          return this.#sdkObject(m, sdk, path);
      }
    }
    return undefined;
  }

  sdkPart(m: Machine, { sdk }: SdkBrand, path: readonly string[]): Value {
    return this.#sdkObject(m, sdk, path);
  }

  /** `new` on an SDK's class. */
  sdkInstance(m: Machine, type: HeapObject): Value {
    return type.brand?.kind === 'sdk' ? this.#sdkObject(m, type.brand.sdk, []) : undefinedValue;
  }

  /** `new` on a client library's class. */
  clientInstance(m: Machine, type: HeapObject, request: CallRequest): Value {
    const brand = type.brand;
    if (brand?.kind !== 'client') return undefinedValue;
    return runMember(m, type, brand, brand.client.rules.construct ?? { becomes: brand.client.name }, request);
  }

  /** A class of the program that extends a client's class: the instance keeps the options it was given. */
  adoptClient(m: Machine, instance: HeapObject, type: HeapObject, request: CallRequest): void {
    const made = this.clientInstance(m, type, request);
    if (made.kind === 'object') instance.prototype ??= made;
    // Where a constructor is a method, what is made is a thing of the library itself, with the class's own members.
    if (isLowered(request.node) && made.kind === 'object' && made.brand !== undefined) instance.brand = made.brand;
    setOwn(m, instance, '#client', made);
  }

  /** One for each part of an SDK: it is not told which instance of it sends a request. */
  #sdkObject(m: Machine, sdk: SdkRules, path: readonly string[] | undefined): HeapObject {
    const key = `sdk ${sdk.sdk} ${path?.join('.') ?? '*'}`;
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const made = m.object(undefined);
    made.brand = { kind: 'sdk', sdk, path };
    made.share();
    this.#parts.set(key, made);
    return made;
  }

  ignored(m: Machine, name: string): Value {
    const made = m.object(undefined);
    made.brand = { kind: 'ignored', name };
    return made;
  }

  #once(key: string, make: () => Value | undefined): Value | undefined {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (made !== undefined) this.#made.set(key, made);
    return made;
  }
}

/** Whether a package's description speaks of the class that a specifier ends in. */
function hasName({ exports, kinds, root }: ClientRules, specifier: string): boolean {
  const name = specifier.slice(specifier.lastIndexOf('.') + 1);
  return Object.hasOwn(exports, name) || Object.hasOwn(kinds[root]?.members ?? {}, name);
}
