import { help, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper, ownName } from '../kit/names.ts';
import { part, type SyntaxNode } from '../tree.ts';
import { methodsCode } from './methods.ts';
import type {
  AccessorModel,
  BodyModel,
  ConstantModel,
  Context,
  FieldModel,
  MemberModel,
  TypeContext,
  TypeModel,
} from './model.ts';
import { fieldNameOf, memberName, typeCode } from './names.ts';

/** The type as its own body sees it. */
function withType(context: Context, model: TypeModel, isLocalType: boolean): Context & { readonly type: TypeContext } {
  const fields = new Map<string, { isStatic: boolean }>();
  const methods = new Map<string, { isStatic: boolean }>();
  const types = new Set<string>();
  for (const member of model.members) {
    if (member.is === 'field' || member.is === 'accessor') fields.set(member.name, member);
    if (member.is === 'constant') fields.set(member.name, { isStatic: true });
    if (member.is === 'method' && member.name !== undefined) methods.set(member.name, member);
    if (member.is === 'type') types.add(member.type.name);
  }
  const type: TypeContext = {
    ...{ model, outer: context.type, fields, methods, types, isLocal: isLocalType },
    local: model.name === '' ? context.file.fresh.next() : ownName(model.name),
    self: context.file.fresh.next(),
  };
  const scope = isLocalType ? context.scope : { names: new Set<string>(), outer: undefined };
  return { ...context, type, isStatic: false, scope };
}

/**
 * A class is a class. Constants that say the same whenever they are asked are accessors: the order in which classes are
 * made does not matter to them, as it does not in the language.
 */
export function typeModelCode(context: Context, model: TypeModel, isLocalType = false, given?: Code): Code {
  const own = withType(context, model, isLocalType);
  const { local } = own.type;
  const base = given ?? (model.base === undefined ? undefined : baseCode(context, model.base));
  const others = model.others.map((other) => baseCode(context, other)).filter((code) => code !== undefined);
  const parts: Code[] = [];
  for (const member of model.members) if (member.is === 'type') parts.push(innerType(own, member.type));
  for (const member of model.members) if (member.is === 'accessor') parts.push(accessorCode(own, member));
  parts.push(methodsCode(own));
  for (const member of model.members) {
    if (member.is === 'field') parts.push(fieldCode(own, member));
    if (member.is === 'constant') parts.push(constantCode(own, member));
    if (member.is === 'code') parts.push(initialiserCode(own, member.block, member.isStatic));
  }
  if (model.kind === 'enum') parts.push(enumCode(own));
  if (others.length > 0) parts.push(['static { ', help('implemented', model.node, [local, ...others]), '; }\n']);
  if (model.isAbstract || model.kind === 'interface')
    parts.push(`static ${helper('abstract')};
`);
  return at(
    model.node,
    'class ',
    local,
    ' ',
    ...(base === undefined ? [] : ['extends ', base, ' ']),
    '{\n',
    parts,
    '}',
  );
}

function baseCode(context: Context, node: SyntaxNode): Code | undefined {
  const name = context.file.dialect.typeName(node);
  return name === undefined ? undefined : typeCode(context, name, node);
}

function innerType(own: Context & { readonly type: TypeContext }, model: TypeModel): Code {
  return ['static ', memberName(model.name), ' = ', typeModelCode(own, model), ';\n'];
}

function fieldCode(own: Context & { readonly type: TypeContext }, field: FieldModel): Code {
  const { local } = own.type;
  const { dialect } = own.file;
  const name = fieldNameOf(own, field.name);
  const inClass = { ...own, isStatic: field.isStatic };
  if (field.value === undefined) return field.isStatic ? '' : unsetField(own, field);
  if (isLater(own.type.model, field)) return [name, ';\n'];
  const value = valueOfType(inClass, field.value, field.type);
  if (!field.isStatic) return at(field.node, name, ' = ', value, ';\n');
  if (field.isConstant && dialect.isPlain(field.value))
    return at(
      field.node,
      'static get ',
      name,
      '() { return ',
      value,
      '; }\n',
      `get ${name}() { return ${local}.${name}; }\n`,
    );
  return [at(field.node, 'static ', name, ' = ', value, ';\n'), `get ${name}() { return ${local}.${name}; }\n`];
}

/** A value where a value of this type is meant: `new()` makes one. */
export function valueOfType(own: Context, value: SyntaxNode, type: SyntaxNode | undefined): Code {
  return own.file.dialect.expression({ ...own, expected: type }, value);
}

/** Whether a field gets its value in the constructor that the head of its type is. */
export function isLater(model: TypeModel, member: MemberModel): member is FieldModel & { readonly value: SyntaxNode } {
  const hasHead = model.members.some((one) => one.is === 'method' && one.sets !== undefined && one.sets.length > 0);
  return hasHead && member.is === 'field' && !member.isStatic && member.value !== undefined;
}

/** A field that nothing in its class sets gets its value from outside: what its type says, or what nobody knows. */
function unsetField(own: Context & { readonly type: TypeContext }, field: FieldModel): Code {
  const { model } = own.type;
  if (own.file.dialect.assigned(model.node).has(field.name)) return '';
  const name = field.type === undefined ? undefined : own.file.dialect.typeName(field.type);
  const isOfTypes = name === undefined || model.parameters.includes(name);
  const args = [quote(field.name), ...(isOfTypes ? [] : [typeCode(own, name, field.node)])];
  return at(field.node, fieldNameOf(own, field.name), ' = ', help('injected', field.node, args), ';\n');
}

function accessorCode(own: Context & { readonly type: TypeContext }, accessor: AccessorModel): Code {
  const { name, get, set, isStatic, node } = accessor;
  const word = isStatic ? 'static ' : '';
  const context = { ...own, isStatic, returns: part(node, 'type') };
  const member = memberName(name);
  return [
    get === undefined ? '' : at(node, word, 'get ', member, '() ', bodyOf(context, get, []), '\n'),
    set === undefined ? '' : at(node, word, 'set ', member, '(value) ', bodyOf(context, set, ['value']), '\n'),
    isStatic && get !== undefined ? `get ${member}() { return ${own.type.local}.${member}; }\n` : '',
  ];
}

/** The body of a function, in braces. */
export function bodyOf(context: Context, body: BodyModel, names: Iterable<string>): Code {
  const { dialect } = context.file;
  const node = 'value' in body ? body.value : body.statements;
  const hoisted = new Set<string>();
  const scope = { names: new Set(names), outer: context.scope };
  const within: Context = { ...context, scope, hoisted, assigned: dialect.assigned(node) };
  const code =
    'value' in body
      ? at(node, 'return ', valueOfType(within, node, within.returns), ';')
      : dialect.statement(within, node);
  const variables = hoisted.size === 0 ? '' : `var ${[...hoisted].map(ownName).join(', ')}; `;
  const { type, file } = context;
  const self =
    type !== undefined && !context.isStatic && file.usedSelves.has(type.self) ? `const ${type.self} = this; ` : '';
  return ['{ ', self, variables, code, ' }'];
}

function initialiserCode(own: Context & { readonly type: TypeContext }, block: SyntaxNode, isStatic: boolean): Code {
  const code = bodyOf({ ...own, isStatic }, { statements: block }, []);
  if (isStatic) return ['static ', code, '\n'];
  return [`${own.file.fresh.next()} = (() => `, code, ')();\n'];
}

// LEADS("x") { … }  ⇒  static LEADS = made(new Path("x"), "LEADS")
function constantCode(own: Context & { readonly type: TypeContext }, constant: ConstantModel): Code {
  const { dialect } = own.file;
  const { local } = own.type;
  const inClass = { ...own, isStatic: true };
  const args = constant.args.map((arg) => dialect.expression(inClass, arg));
  const type: Code = constant.body === undefined ? local : ['(', typeModelCode(own, constant.body, true, local), ')'];
  const made = at(constant.node, 'new ', type, '(', joined(args, ', '), ')');
  const text = constant.text === undefined ? quote(constant.name) : dialect.expression(inClass, constant.text);
  return [
    at(
      constant.node,
      'static ',
      memberName(constant.name),
      ' = ',
      help('enumConstant', constant.node, [made, quote(constant.name), text]),
      ';\n',
    ),
  ];
}

function enumCode({ type }: Context & { readonly type: TypeContext }): Code {
  const names = type.model.members.flatMap((member) => (member.is === 'constant' ? [member.name] : []));
  const all = names.map((name) => `${type.local}.${memberName(name)}`).join(', ');
  const table = names.map((name) => `${quote(name)}: ${type.local}.${memberName(name)}`).join(', ');
  return [
    `static values() { return [${all}]; }\n`,
    `static valueOf(name) { return ({${table}})[name]; }\n`,
    `static ${helper('enum')} = true;\n`,
  ];
}
