import type { FieldModel, MarkModel, MemberModel, MethodModel, ParameterModel, TypeModel } from '../classy/model.ts';
import { childrenOf, inner, part, parts, type SyntaxNode } from '../tree.ts';

export const typeKinds: ReadonlySet<string> = new Set([
  ...['class_declaration', 'interface_declaration', 'enum_declaration', 'record_declaration'],
  'annotation_type_declaration',
]);

const comments = /comment$/;

/** What a node is made of, without comments. */
export function innerOf(node: SyntaxNode): SyntaxNode[] {
  return inner(node).filter(({ type }) => !comments.test(type));
}

/** A class, interface, enum or record. */
export function readType(node: SyntaxNode): TypeModel {
  const kind =
    node.type === 'enum_declaration'
      ? 'enum'
      : node.type === 'record_declaration'
        ? 'record'
        : /^(?:interface|annotation)/.test(node.type)
          ? 'interface'
          : 'class';
  const superclass = part(node, 'superclass');
  const interfaces = innerOf(node).filter(({ type }) => type === 'super_interfaces' || type === 'extends_interfaces');
  const body = part(node, 'body');
  const members = body === undefined ? [] : innerOf(body).flatMap(membersOf);
  const model: TypeModel = {
    ...{ node, kind, name: part(node, 'name')?.text ?? '' },
    base: superclass === undefined ? undefined : innerOf(superclass)[0],
    others: interfaces.flatMap(innerOf).flatMap(innerOf),
    isAbstract: hasWord(node, 'abstract'),
    isStatic: hasWord(node, 'static') || kind !== 'class',
    parameters: typeParameters(node),
    marks: marksOf(node),
    members: kind === 'interface' ? members.map(ofInterface) : members,
  };
  return kind === 'record' ? withComponents(model) : withGetters(model);
}

/** The class that `new C() { … }` makes. */
export function readAnonymous(node: SyntaxNode, body: SyntaxNode, base?: SyntaxNode): TypeModel {
  const members = innerOf(body).flatMap(membersOf);
  return {
    ...{ node, name: '', kind: 'class', base, others: [], parameters: [], marks: [], members },
    ...{ isAbstract: false, isStatic: false },
  };
}

function typeParameters(node: SyntaxNode): string[] {
  const list = part(node, 'type_parameters');
  return list === undefined ? [] : innerOf(list).flatMap((child) => innerOf(child)[0]?.text ?? []);
}

function modifiers(node: SyntaxNode): SyntaxNode | undefined {
  return innerOf(node).find(({ type }) => type === 'modifiers');
}

function hasWord(node: SyntaxNode, word: string): boolean {
  const list = modifiers(node);
  return list !== undefined && childrenOf(list).some(({ type }) => type === word);
}

/** The annotations of a declaration. */
export function marksOf(node: SyntaxNode): MarkModel[] {
  const list = modifiers(node);
  return (list === undefined ? [] : innerOf(list))
    .filter(({ type }) => /annotation$/.test(type))
    .map((mark) => {
      const args = part(mark, 'arguments');
      const named = new Map<string, SyntaxNode>();
      let value: SyntaxNode | undefined;
      for (const arg of args === undefined ? [] : innerOf(args)) {
        const [key, given] = [part(arg, 'key'), part(arg, 'value')];
        if (arg.type === 'element_value_pair' && key !== undefined && given !== undefined) named.set(key.text, given);
        else value ??= arg;
      }
      return {
        node: mark,
        name: part(mark, 'name')?.text.replace(/^.*\./, '') ?? '',
        value: value ?? named.get('value') ?? named.get('path'),
        named,
      };
    });
}

function membersOf(node: SyntaxNode): MemberModel[] {
  if (typeKinds.has(node.type)) return [{ is: 'type', type: readType(node) }];
  switch (node.type) {
    case 'field_declaration':
    case 'constant_declaration':
      return fieldsOf(node);
    case 'method_declaration':
    case 'annotation_type_element_declaration':
      return [methodOf(node, part(node, 'name')?.text ?? '')];
    case 'constructor_declaration':
    case 'compact_constructor_declaration':
      return [constructorOf(node)];
    case 'static_initializer':
      return innerOf(node)
        .slice(0, 1)
        .map((block) => ({ is: 'code', node, block, isStatic: true }));
    case 'block':
      return [{ is: 'code', node, block: node, isStatic: false }];
    case 'enum_body_declarations':
      return innerOf(node).flatMap(membersOf);
    case 'enum_constant':
      return [constantOf(node)];
    default:
      return [];
  }
}

function fieldsOf(node: SyntaxNode): FieldModel[] {
  const isConstant = node.type === 'constant_declaration';
  return parts(node, 'declarator').map((declarator) => ({
    is: 'field',
    node: declarator,
    name: part(declarator, 'name')?.text ?? '',
    type: part(node, 'type'),
    value: part(declarator, 'value'),
    isStatic: isConstant || hasWord(node, 'static'),
    isPrivate: hasWord(node, 'private'),
    isConstant: isConstant || hasWord(node, 'final'),
  }));
}

function methodOf(node: SyntaxNode, name: string | undefined): MethodModel {
  const body = part(node, 'body');
  return {
    ...{ is: 'method', node, name, parameters: parametersOf(part(node, 'parameters')), marks: marksOf(node) },
    body: body === undefined ? undefined : { statements: body },
    isStatic: hasWord(node, 'static'),
    isPrivate: hasWord(node, 'private'),
    ...{ isAsync: false, isGenerator: false },
  };
}

function constructorOf(node: SyntaxNode): MethodModel {
  const method = methodOf(node, undefined);
  const body = part(node, 'body');
  const call =
    body === undefined ? undefined : innerOf(body).find(({ type }) => type === 'explicit_constructor_invocation');
  if (call === undefined) return method;
  const args = part(call, 'arguments');
  return {
    ...method,
    first: {
      of: part(call, 'constructor')?.text === 'this' ? 'this' : 'base',
      args: args === undefined ? [] : innerOf(args),
      node: call,
    },
  };
}

function constantOf(node: SyntaxNode): MemberModel {
  const [args, body] = [part(node, 'arguments'), part(node, 'body')];
  const name = part(node, 'name');
  return {
    ...{ is: 'constant', node, name: name?.text ?? '', text: undefined },
    args: args === undefined ? [] : innerOf(args),
    body: body === undefined ? undefined : readAnonymous(node, body),
  };
}

/** The parameters of a method or a lambda. */
export function parametersOf(list: SyntaxNode | undefined): ParameterModel[] {
  return (list === undefined ? [] : innerOf(list)).flatMap((node) => {
    if (node.type === 'identifier') return [{ node, name: node.text, type: undefined, isRest: false, marks: [] }];
    const declarator = innerOf(node).find(({ type }) => type === 'variable_declarator');
    const name = part(node, 'name') ?? (declarator === undefined ? undefined : part(declarator, 'name'));
    if (name === undefined) return [];
    return [
      {
        node,
        name: name.text,
        type: part(node, 'type'),
        isRest: node.type === 'spread_parameter',
        marks: marksOf(node),
      },
    ];
  });
}

/** Methods without a body are asked of who implements them; with `default` or `static` they have one. */
function ofInterface(member: MemberModel): MemberModel {
  return member.is === 'field' ? { ...member, isStatic: true, isConstant: true } : member;
}

// record R(String a)  ⇒  fields, a constructor, and methods that give them
function withComponents(model: TypeModel): TypeModel {
  const components = parametersOf(part(model.node, 'parameters'));
  const has = (name: string) => model.members.some((member) => member.is === 'method' && member.name === name);
  const start = {
    ...unwritten(model.node, undefined),
    parameters: components,
    sets: components.map(({ name }) => name),
  };
  const getters = components.filter(({ name }) => !has(name)).map(getterOf);
  const written = model.members.filter(
    (member) => member.is !== 'method' || member.node.type !== 'compact_constructor_declaration',
  );
  return { ...model, members: [...components.map(fieldOfComponent), start, ...getters, ...written] };
}

function fieldOfComponent({ node, name, type }: ParameterModel): FieldModel {
  return { is: 'field', node, name, type, value: undefined, isStatic: false, isPrivate: true, isConstant: true };
}

function getterOf({ node, name }: { readonly node: SyntaxNode; readonly name: string }): MethodModel {
  return { ...unwritten(node, name), gives: name };
}

/** A method that the language writes. */
function unwritten(node: SyntaxNode, name: string | undefined): MethodModel {
  return {
    ...{ is: 'method', node, name, parameters: [], body: undefined, marks: [] },
    ...{ isStatic: false, isPrivate: false, isAsync: false, isGenerator: false },
  };
}

const getterMarks: ReadonlySet<string> = new Set(['Data', 'Getter', 'Value']);

/** Lombok: what gives the fields of a class. */
function withGetters(model: TypeModel): TypeModel {
  const isMarked = model.marks.some(({ name }) => getterMarks.has(name));
  if (!isMarked) return model;
  const has = (name: string) => model.members.some((member) => member.is === 'method' && member.name === name);
  const getters = model.members.flatMap((member) => {
    if (member.is !== 'field' || member.isStatic) return [];
    const name = `get${member.name.charAt(0).toUpperCase()}${member.name.slice(1)}`;
    return has(name) ? [] : [{ ...getterOf({ node: member.node, name }), gives: member.name }];
  });
  return { ...model, members: [...model.members, ...getters] };
}
