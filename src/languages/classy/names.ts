import { help, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { helper, outerName, ownName, unseen } from '../kit/names.ts';
import type { SyntaxNode } from '../tree.ts';
import type { Context, TypeContext } from './model.ts';

export function isLocal({ scope }: Context, name: string): boolean {
  for (let at: Context['scope'] | undefined = scope; at !== undefined; at = at.outer)
    if (at.names.has(name)) return true;
  return false;
}

/** A scope inside, with these names. */
export function inside(context: Context, names: Iterable<string> = []): Context {
  return { ...context, scope: { names: new Set(names), outer: context.scope } };
}

/** A name where its value is meant. */
export function nameCode(context: Context, node: SyntaxNode): Code {
  const name = node.text;
  if (isLocal(context, name)) return at(node, ownName(name));
  const own = fieldNameOf(context, name);
  const member = memberOwner(context, name, 'fields');
  if (member !== undefined) return at(node, member, '.', own);
  const method = memberOwner(context, name, 'methods');
  if (method !== undefined) return at(node, method, '.', memberName(name));
  const imported = context.file.staticNames.get(name);
  if (imported !== undefined) return at(node, typeCode(context, imported, node), '.', own);
  if (isTypeName(name) && !isConstantName(name)) return inheritedOrType(context, name, node);
  return (
    inheritedCode(context, own, node) ?? (isTypeName(name) ? typeCode(context, name, node) : at(node, outerName(name)))
  );
}

/** What a field is called in the lowered code: what is private nobody outside can reach. */
export function fieldNameOf({ file }: Context, name: string): string {
  const own = file.dialect.fieldName(name);
  return file.privateFields.has(name) ? `#${own.endsWith(unseen) ? own : own + unseen}` : own;
}

/** What is called by a name alone. */
export function calleeCode(context: Context, node: SyntaxNode): Code {
  const name = node.text;
  if (isLocal(context, name)) return at(node, ownName(name));
  const member = memberOwner(context, name, 'methods');
  if (member !== undefined) return at(node, member, '.', memberName(name));
  const field = memberOwner(context, name, 'fields');
  if (field !== undefined) return at(node, field, '.', fieldNameOf(context, name));
  const imported = context.file.staticNames.get(name);
  if (imported !== undefined) return at(node, typeCode(context, imported, node), '.', memberName(name));
  return inheritedCode(context, memberName(name), node) ?? at(node, outerName(name));
}

/** Members that JavaScript has for something of its own. */
export function memberName(name: string): string {
  return /^(?:constructor|prototype|__proto__|call|apply|bind)$/.test(name) ? `${name}_` : name;
}

/** Whether it is written as constants are. */
function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name) && name.length > 3;
}

/** Whether it is written as types are. */
export function isTypeName(name: string): boolean {
  return /^[A-Z]/.test(name);
}

function memberOwner(context: Context, name: string, of: 'fields' | 'methods'): Code | undefined {
  for (let type = context.type; type !== undefined; type = type.outer) {
    const found = type[of].get(name);
    if (found !== undefined) return found.isStatic ? type.local : selfOf(context, type);
    if (type.isLocal && type.model.base !== undefined && of === 'methods' && type.outer === undefined) return undefined;
  }
  return undefined;
}

/** The instance of a type as code inside of it, or inside of a type in it, has it. */
export function selfOf(context: Context, type: TypeContext): Code {
  if (type === context.type) return context.isStatic ? type.local : 'this';
  for (let at = context.type; at !== undefined && at !== type; at = at.outer) {
    if (!at.isLocal) return ['(', help('instance', type.model.node, [type.local]), ')'];
  }
  context.file.usedSelves.add(type.self);
  return type.self;
}

/** What the file does not say may come from a base, or from a class whose static members are imported. */
function inheritedCode(context: Context, name: string, node: SyntaxNode): Code | undefined {
  const selves: Code[] = [];
  for (let type = context.type; type !== undefined; type = type.outer) {
    const { base, others } = type.model;
    if (base !== undefined || others.length > 0) selves.push(selfOf(context, type));
  }
  const [only] = selves;
  // Inside of a class in a class, either may have it from its base.
  if (selves.length > 1) return at(node, help('holder', node, [quote(name), ...selves]), '.', name);
  if (only !== undefined) return at(node, only, '.', name);
  const [star] = context.file.staticClasses;
  return star === undefined ? undefined : at(node, typeCode(context, star, node), '.', name);
}

/** A name as types have it may be a member that a base brings, where members are written so. */
function inheritedOrType(context: Context, name: string, node: SyntaxNode): Code {
  const type = typeCode(context, name, node);
  if (!context.file.dialect.membersAreCapitalised || context.file.types.has(name)) return type;
  for (let at: TypeContext | undefined = context.type; at !== undefined; at = at.outer) {
    if (at.model.base === undefined) continue;
    return help('inheritedOr', node, [selfOf(context, at), quote(fieldNameOf(context, name)), type]);
  }
  return type;
}

/** A class by its name. */
export function typeCode(context: Context, name: string, node: SyntaxNode): Code {
  for (let type = context.type; type !== undefined; type = type.outer) {
    if (type.model.name === name) return at(node, type.local);
    if (type.types.has(name)) return at(node, type.local, '.', memberName(name));
  }
  if (context.file.types.has(name)) return at(node, ownName(name));
  return at(node, importedType(context, name, node));
}

/** The local name of a class that the file does not have. */
export function importedType({ file }: Context, name: string, node: SyntaxNode): string {
  const known = file.imports.get(name);
  if (known !== undefined) return known.local;
  if (Object.hasOwn(file.dialect.prelude, name)) {
    file.prelude.add(name);
    return helper(name);
  }
  const local = outerName(name);
  file.imports.set(name, { local, specifier: file.specifierOf(name), node });
  return local;
}
