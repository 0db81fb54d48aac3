import type { ts } from 'ts-morph';
import type { FrameworkRules } from '../contract/framework-rules.ts';
import type { Installed } from '../contract/resolve.ts';
import type { NotCalls } from '../contract/sdk-rules.ts';
import type { ClientBrand, SdkBrand } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Value } from '../value/value.ts';
import type { CallRequest, Machine } from './machine.ts';

/** What rules/clients and rules/sdks say of names, modules and members, as the rest of the run asks for it. */
export interface Sinks {
  readonly notCalls: NotCalls;
  /** What frameworks call of what they are given. */
  readonly frameworks: readonly FrameworkRules[];
  /** What importing a module from outside the program gives; `undefined` for a module that rolefit does not know. */
  moduleValue(m: Machine, specifier: string, installed?: Installed): Value | undefined;
  /** What a global name gives; `undefined` for a name that rolefit does not know. */
  globalValue(m: Machine, name: string): Value | undefined;
  /** `import { name } from` a module outside the program. */
  importedValue(m: Machine, module: Value, name: string, node: ts.Node): Value;
  clientMember(m: Machine, object: HeapObject, brand: ClientBrand, key: string, node: ts.Node): Value | undefined;
  /** The program sets a member of a thing of a client that is a request under construction. */
  changeClient(m: Machine, object: HeapObject, brand: ClientBrand, key: string, value: Value, node: ts.Node): void;
  /** The client of an SDK, or what is under it by these names. */
  sdkPart(m: Machine, brand: SdkBrand, path: readonly string[]): Value;
  sdkMember(m: Machine, object: HeapObject, brand: SdkBrand, key: string): Value;
  /** A method of an SDK that the program uses, by the name it is called with. */
  sdkByName(m: Machine, name: string): HeapObject | undefined;
  /** `new` on an SDK's class. */
  sdkInstance(m: Machine, type: HeapObject): Value;
  /** `new` on a client library's class. */
  clientInstance(m: Machine, type: HeapObject, request: CallRequest): Value;
  /** An instance of a class of the program that extends a client's class keeps the options it was given. */
  adoptClient(m: Machine, instance: HeapObject, type: HeapObject, request: CallRequest): void;
}
