import { help, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper, ownName } from '../kit/names.ts';
import type { Context, MethodModel, ParameterModel, TypeContext } from './model.ts';
import { fieldNameOf, memberName, typeCode } from './names.ts';
import { bodyOf, isLater, valueOfType } from './types.ts';

type Inside = Context & { readonly type: TypeContext };

/** The methods of a type: those of one name are one, which tells by what it is given. */
export function methodsCode(own: Inside): Code {
  const groups = new Map<string, MethodModel[]>();
  for (const member of own.type.model.members) {
    if (member.is !== 'method') continue;
    const key = `${member.isStatic} ${member.name ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()].map((group) => groupCode(own, group));
}

function groupCode(own: Inside, group: readonly MethodModel[]): Code {
  const [first] = group;
  if (first === undefined) return '';
  const name = first.name === undefined ? '__init__' : memberName(first.name);
  const shared = first.isStatic && !first.isPrivate ? `get ${name}() { return ${own.type.local}.${name}; }\n` : '';
  if (group.length === 1) return [methodCode(own, first, name, group), shared];
  const names = group.map((_, index) => overloadName(own, name, index));
  const methods = group.map((method, index) => methodCode(own, method, names[index] ?? name, group));
  return [methods, dispatcher(own, name, group, names), shared];
}

/** What one of several methods of a name is called: no class below has a method that is called so. */
function overloadName({ type }: Inside, name: string, index: number): string {
  return `${helper(type.local)}_${name}_${index}`;
}

// m(int a) and m(int a, int b)  ⇒  m(...all) { switch (all.length) { case 1: return this.m_0(...all); … } }
function dispatcher(own: Inside, name: string, group: readonly MethodModel[], names: readonly string[]): Code {
  const all = helper('all');
  const isStatic = group[0]?.isStatic === true;
  const of = isStatic ? own.type.local : 'this';
  const isConstructor = group[0]?.name === undefined;
  const lengths = new Set(group.flatMap((method) => [...arities(method)]));
  const cases = [...lengths].map((length) => [`case ${length}: `, chosen(own, of, all, length, group, names), '\n']);
  const open = group.flatMap((method, index) =>
    method.parameters.some(({ isRest }) => isRest) ? [names[index] ?? ''] : [],
  );
  const other =
    open[0] !== undefined
      ? `return ${of}.${open[0]}(...${all});`
      : own.type.model.base === undefined || isConstructor
        ? 'return;'
        : `return super.${name}(...${all});`;
  return [
    // Who calls from outside calls one of them, whose parameters say what they get.
    `${isConstructor ? '' : 'private '}${isStatic ? 'static ' : ''}${name}(...${all}) { switch (${all}.length) {\n`,
    cases,
    `default: ${other} } }\n`,
  ];
}

function arities({ parameters }: MethodModel): Set<number> {
  const required = parameters.filter(({ isRest, fallback }) => !isRest && fallback === undefined).length;
  const most = parameters.filter(({ isRest }) => !isRest).length;
  return new Set(Array.from({ length: most - required + 1 }, (_, index) => required + index));
}

/** Among those of a number of arguments, the one that they fit: by their kinds, or any. */
function chosen(
  own: Inside,
  of: string,
  all: string,
  length: number,
  group: readonly MethodModel[],
  names: readonly string[],
): Code {
  const fitting = group.flatMap((method, index) =>
    arities(method).has(length) ? [{ method, name: names[index] ?? '' }] : [],
  );
  return fitting.map(({ method, name }, index) => {
    const call = `return ${of}.${name}(...${all});`;
    if (index === fitting.length - 1) return call;
    const kinds = method.parameters.slice(0, length).map(({ type }) => quote(own.file.dialect.kindOf(type)));
    return ['if (', help('takesKinds', method.node, [all, ...kinds]), ') ', call, ' '];
  });
}

function methodCode(own: Inside, method: MethodModel, name: string, group: readonly MethodModel[]): Code {
  const { isStatic, isAsync, isGenerator, isPrivate, node, parameters, body } = method;
  const context = { ...own, isStatic, returns: method.returns, plainOverloads: plainOverloads(own, method, group) };
  const names = parameters.map((parameter) => parameter.name);
  const words = [
    isPrivate || (group.length > 1 && method.name === undefined) ? 'private ' : '',
    isStatic ? 'static ' : '',
    isAsync ? 'async ' : '',
    isGenerator ? '*' : '',
  ].join('');
  const head = at(node, words, name, '(', parametersCode(context, parameters), ') ');
  const fieldName = (field: string) => fieldNameOf(own, field);
  if (method.gives !== undefined) return [head, `{ return this.${fieldName(method.gives)}; }\n`];
  if (method.sets !== undefined) {
    const sets = method.sets.map((field) => `this.${fieldName(field)} = ${ownName(field)}; `);
    return [head, '{ ', sets, laterFields(own), startCode(own, method, group), '}\n'];
  }
  if (body === undefined) {
    const asked = own.file.dialect.asked({ ...context, scope: { names: new Set(names), outer: undefined } }, method);
    return asked === undefined ? '' : [head, '{ return ', asked, '; }\n'];
  }
  const start = method.name === undefined ? startCode(own, method, group) : '';
  return [head, '{ ', start, bodyOf(context, body, names), ' }\n'];
}

/** Fields whose values may say the parameters of the type itself get them once those are there. */
function laterFields(own: Inside): Code {
  const { members } = own.type.model;
  return members.map((member) =>
    isLater(own.type.model, member)
      ? [`this.${fieldNameOf(own, member.name)} = `, valueOfType(own, member.value, member.type), '; ']
      : '',
  );
}

/** What a constructor calls before anything else. */
function startCode(own: Inside, method: MethodModel, group: readonly MethodModel[]): Code {
  const { first } = method;
  const { base } = own.type.model;
  if (first === undefined) return base === undefined ? '' : 'super.__init__?.(); ';
  const names = method.parameters.map((parameter) => parameter.name);
  const context = { ...own, scope: { names: new Set(names), outer: undefined } };
  const args = joined(
    first.args.map((arg) => own.file.dialect.expression(context, arg)),
    ', ',
  );
  if (first.of === 'base') return base === undefined ? '' : [at(first.node, 'super.__init__(', args, ')'), '; '];
  const others = group.flatMap((other, index) =>
    other !== method && (arities(other).has(first.args.length) || other.parameters.some(({ isRest }) => isRest))
      ? [index]
      : [],
  );
  return others.map((index, place) => [
    place === others.length - 1 ? '' : ['if (', help('perhaps', first.node, []), ') '],
    at(first.node, `this.${overloadName(own, '__init__', index)}(`, args, ')'),
    place === others.length - 1 ? '; ' : '; else ',
  ]);
}

/** What a method with type parameters means that says its own name without any: it does not call itself. */
function plainOverloads(own: Inside, method: MethodModel, group: readonly MethodModel[]): Context['plainOverloads'] {
  const { name } = method;
  if (method.isGeneric !== true || name === undefined) return undefined;
  const byLength = new Map(
    group.flatMap((other, index) =>
      other.isGeneric === true
        ? []
        : [...arities(other)].map((length) => [length, overloadName(own, memberName(name), index)] as const),
    ),
  );
  return byLength.size === 0 ? undefined : { name, byLength };
}

export function parametersCode(context: Context, parameters: readonly ParameterModel[]): Code {
  return joined(
    parameters.map(({ node, name, type, isRest, fallback }) => {
      if (isRest) return at(node, '...', ownName(name));
      const value = fallback === undefined ? '' : [' = ', context.file.dialect.expression(context, fallback)];
      return at(node, ownName(name), typeNote(context, type), value);
    }),
    ', ',
  );
}

/** The class that a parameter is of, where it is one: who hands it in is often nobody of the program. */
function typeNote(context: Context, type: ParameterModel['type']): Code {
  const name = type === undefined ? undefined : context.file.dialect.typeName(type);
  if (name === undefined || type === undefined || context.type?.model.parameters.includes(name) === true) return '';
  const code = typeCode(context, name, type);
  const written = flat(code);
  return written.includes('.') ? '' : [': ', written];
}

function flat(code: Code): string {
  if (typeof code === 'string') return code;
  return 'from' in code ? '' : code.map(flat).join('');
}
