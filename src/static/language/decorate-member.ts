import { ts } from 'ts-morph';
import { defineOwn, nativeFunction, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { giveToDecorator } from '../opaque/give-to-decorator.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { constant, undefinedValue, unknown, type Value } from '../value/value.ts';
import { applyDecorator, type Held, type Member } from './apply-decorator.ts';
import type { ClassInMaking } from './class.ts';
import { type Decorated, decoratorsOf, isOpaque, keyValue } from './decorator.ts';
import { hasModifier } from './method.ts';
import { valueOfType } from './type-value.ts';

/** Runs the decorators of a member and of its parameters, and puts what they return in the member's place. */
export function decorateMember(m: Machine, made: ClassInMaking, member: Member, scope: Scope): void {
  decorateParameters(m, made, member, scope);
  const decorators = decoratorsOf(m, member.node, scope);
  if (decorators.length === 0) return;
  const before =
    member.field?.node !== undefined && isAccessor(member.node) ? storedAccessor(m, made, member) : held(m, member);
  let now = before;
  for (const decorator of decorators) {
    if (isOpaque(decorator)) giveToDecorator(m, made.type, decorator.callee);
    else now = applyDecorator(m, member, describe(made, member), decorator, now);
  }
  if (now !== before) put(m, member, now);
  if (decorators.some(isOpaque)) injectField(m, member, scope);
}

/** A field that only its decorator can fill, `@Inject() leads: Leads`: with what its type says, or with anything. */
function injectField(m: Machine, { name, field }: Member, scope: Scope): void {
  if (field === undefined || field.node.initializer !== undefined) return;
  const { node } = field;
  const inject: NativeCall = () => valueOfType(m, node.type, scope) ?? unknown('unknown-property', node, name);
  field.changes.push(nativeFunction(m, 'inject', inject));
}

function decorateParameters(m: Machine, made: ClassInMaking, { node, name, home }: Member, scope: Scope): void {
  if (!ts.isFunctionLike(node)) return;
  const isConstructor = ts.isConstructorDeclaration(node);
  for (const [index, parameter] of node.parameters.entries()) {
    for (const decorator of decoratorsOf(m, parameter, scope)) {
      const key = isConstructor ? undefinedValue : keyValue(m, name, node);
      const args = [isConstructor ? made.type : home, key, constant(index)];
      if (isOpaque(decorator)) giveToDecorator(m, made.type, decorator.callee);
      else m.call(decorator.callee, { self: undefinedValue, args, node: decorator.node });
    }
  }
}

function describe(made: ClassInMaking, { node, name, field }: Member): Decorated {
  const isStatic = hasModifier(node, ts.SyntaxKind.StaticKeyword);
  const kind = isAccessor(node)
    ? 'accessor'
    : field !== undefined
      ? 'field'
      : ts.isGetAccessor(node)
        ? 'getter'
        : ts.isSetAccessor(node)
          ? 'setter'
          : 'method';
  return { kind, name, isStatic, initializers: isStatic ? made.later : made.brand.initializers };
}

/** What the member holds as it is written. */
function held(m: Machine, { name, home }: Member): Held {
  const cell = name === undefined ? undefined : home.properties.get(name);
  const accessor = name === undefined ? undefined : home.accessors.get(name);
  return { value: cell === undefined ? undefined : m.store.read(cell), get: accessor?.get, set: accessor?.set };
}

/** `accessor x = e` that is decorated: a getter and a setter for a field of another name. */
function storedAccessor(m: Machine, made: ClassInMaking, { name = '', field, home }: Member): Held {
  const key = `#accessor ${name}`;
  const list = home === made.type ? made.statics : made.brand.fields;
  if (field !== undefined) list[list.indexOf(field)] = { ...field, name: key };
  return {
    value: undefined,
    get: nativeFunction(m, name, (machine, { self, node }) => getProperty(machine, self, key, node)),
    set: nativeFunction(m, name, (_machine, { self, args }) => {
      for (const { value } of optionsOf(self))
        if (value.kind === 'object') setOwn(m, value, key, args[0] ?? undefinedValue);
      return undefinedValue;
    }),
  };
}

function put(m: Machine, { name, home }: Member, { value, get, set }: Held): void {
  if (name === undefined) return;
  const [getter, setter] = [get, set].map((part) => (part === undefined ? undefined : functionFor(m, part)));
  if (getter !== undefined || setter !== undefined) {
    home.properties.delete(name);
    home.accessors.set(name, { ...(getter && { get: getter }), ...(setter && { set: setter }) });
  } else if (value !== undefined) defineOwn(m, home, name, value);
}

/** One function for what may be one of several. */
function functionFor(m: Machine, value: Value): HeapObject {
  if (value.kind === 'object') return value;
  return nativeFunction(m, 'accessor', (machine, call) => machine.call(value, call));
}

function isAccessor(node: ts.Node): boolean {
  return ts.isPropertyDeclaration(node) && hasModifier(node, ts.SyntaxKind.AccessorKeyword);
}
