import { help, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper } from '../kit/names.ts';
import { childrenOf, inner, nodesIn, part, type SyntaxNode } from '../tree.ts';
import { type ClassContext, type Context, classCode } from './context.ts';
import { expression } from './expressions.ts';
import { functionTail, isGenerator, parametersOf } from './functions.ts';
import { keyedProperties } from './variables.ts';

export function bodyOf(node: SyntaxNode): SyntaxNode[] {
  const body = part(node, 'body') ?? inner(node).find(({ type }) => type === 'declaration_list');
  return body === undefined ? [] : inner(body);
}

function namesIn(node: SyntaxNode, kind: string): SyntaxNode[] {
  const clause = inner(node).find(({ type }) => type === kind);
  return clause === undefined ? [] : inner(clause).filter(({ type }) => /name$/.test(type));
}

/** Names of classes that must be there before this one is. */
export function neededBy(node: SyntaxNode): string[] {
  const bases = [...namesIn(node, 'base_clause'), ...namesIn(node, 'class_interface_clause')];
  const traits = bodyOf(node)
    .filter(({ type }) => type === 'use_declaration')
    .flatMap((use) => inner(use).filter(({ type }) => /name$/.test(type)));
  const constants = bodyOf(node)
    .filter(({ type }) => /^(?:const_declaration|property_declaration|enum_case)$/.test(type))
    .flatMap((member) => [...nodesIn(member)].filter(({ type }) => type === 'class_constant_access_expression'))
    .flatMap((one) => inner(one).slice(0, 1));
  return [...bases, ...traits, ...constants].map(({ text }) => text);
}

/** A class, an interface, an enumeration; a trait is a function that makes a class over a base. */
export function declaredClass(context: Context, node: SyntaxNode, name: string, fullName: string): Code {
  if (node.type !== 'trait_declaration') return classOf(context, node, name, fullName);
  const base = helper('base');
  const made = classOf(context, node, `${name}\u200D`, fullName, base);
  return at(node, `const ${name} = (${base} = Object) => `, made, ';');
}

export function anonymousClass(context: Context, node: SyntaxNode): Code {
  return classOf(context, node, context.file.fresh.next(), 'class@anonymous');
}

function classOf(context: Context, node: SyntaxNode, name: string, fullName: string, over?: string): Code {
  const members = bodyOf(node);
  const base = baseCode(context, node, members, over);
  const type: ClassContext = {
    ...{ name, fullName, base, isTrait: node.type === 'trait_declaration' },
    methods: new Map(
      members
        .filter(({ type: kind }) => kind === 'method_declaration')
        .map((member) => [(part(member, 'name')?.text ?? '').toLowerCase(), isStatic(member)]),
    ),
  };
  const own: Context = { ...context, type, receiver: 'class', keyed: keyedProperties(node), known: new Set() };
  const interfaces = namesIn(node, 'class_interface_clause').map((one) => classCode(context, one));
  const codes = members.map((member) => [memberCode(own, member), '\n']);
  return at(
    node,
    `class ${name} `,
    ...(base === undefined ? [] : ['extends ', base, ' ']),
    '{\n',
    interfaces.length === 0 ? '' : ['static { ', help('constantsOf', node, [name, ...interfaces]), '; }\n'],
    node.type === 'enum_declaration' ? enumStart(name, members) : '',
    codes,
    '}',
  );
}

/** The base, with the traits over it. */
function baseCode(
  context: Context,
  node: SyntaxNode,
  members: readonly SyntaxNode[],
  over: string | undefined,
): Code | undefined {
  const [first, ...others] = namesIn(node, 'base_clause');
  const traits = members
    .filter(({ type }) => type === 'use_declaration')
    .flatMap((use) => inner(use).filter(({ type }) => /name$/.test(type)));
  let base: Code | undefined = over ?? (first === undefined ? undefined : classCode(context, first));
  for (const trait of traits)
    base = help('overTrait', trait, [classCode(context, trait), ...(base === undefined ? [] : [base])]);
  // An interface may have several: their constants are all that matters.
  return others.length === 0
    ? base
    : help('firstOf', node, [base ?? 'undefined', ...others.map((one) => classCode(context, one))]);
}

function isStatic(member: SyntaxNode): boolean {
  return childrenOf(member).some(({ type }) => type === 'static_modifier');
}

function memberCode(context: Context, node: SyntaxNode): Code {
  switch (node.type) {
    case 'method_declaration':
      return methodCode(context, node);
    case 'property_declaration':
      return propertiesCode(context, node);
    case 'const_declaration':
      return constantsCode(context, node);
    case 'enum_case':
      return caseCode(context, node);
    case 'use_declaration':
      return renamedCode(context, node);
    default:
      return '';
  }
}

function methodCode(context: Context, node: SyntaxNode): Code {
  const name = part(node, 'name')?.text ?? '';
  const body = part(node, 'body');
  if (body === undefined) return '';
  const shared = isStatic(node);
  const promoted = parametersOf(node).filter(({ isPromoted }) => isPromoted);
  const fields = promoted.map((parameter) => `this.${parameter.name} = ${parameter.name}; `).join('');
  const own: Context = { ...context, receiver: shared ? 'class' : 'instance' };
  const key = name === 'constructor' ? '"constructor"' : name;
  return at(node, shared ? 'static ' : '', isGenerator(body) ? '*' : '', key, functionTail(own, node, name, fields));
}

// public $x = 1, $y;
function propertiesCode(context: Context, node: SyntaxNode): Code {
  const shared = isStatic(node);
  return inner(node)
    .filter(({ type }) => type === 'property_element')
    .map((element) => {
      const name = part(element, 'name')?.text ?? '';
      const fallback = part(element, 'default_value');
      const isFilled = [`$this->${name.slice(1)}`, `self::${name}`, `static::${name}`].some((one) =>
        context.keyed.has(one),
      );
      const own = isFilled ? { ...context, keyed: new Set(['[]']) } : context;
      const value =
        fallback === undefined ? 'null' : expression(shared ? own : { ...own, receiver: 'instance' }, fallback);
      return at(element, shared ? 'static ' : '', name, ' = ', value, '; ');
    });
}

export function constantElements(node: SyntaxNode): { element: SyntaxNode; name: string; value: SyntaxNode }[] {
  return inner(node)
    .filter(({ type }) => type === 'const_element')
    .flatMap((element) => {
      const [name, value] = [inner(element)[0], inner(element).at(-1)];
      return name === undefined || value === undefined ? [] : [{ element, name: name.text, value }];
    });
}

function constantsCode(context: Context, node: SyntaxNode): Code {
  return constantElements(node).map(({ element, name, value }) =>
    at(element, `static ${name} = `, expression(context, value), '; '),
  );
}

/** What a class must not have under its own name in JavaScript. */
function enumStart(name: string, members: readonly SyntaxNode[]): Code {
  const cases = members
    .filter(({ type }) => type === 'enum_case')
    .map((one) => `${name}.${part(one, 'name')?.text ?? ''}`);
  return [
    '__construct($name, $value) { this.$name = $name; this.$value = $value; }\n',
    `static cases() { return [${cases.join(', ')}]; }\n`,
    `static from($value) { return ${helper('enumFrom')}(${name}.cases(), $value); }\n`,
    `static tryFrom($value) { return ${helper('enumFrom')}(${name}.cases(), $value); }\n`,
  ];
}

function caseCode(context: Context, node: SyntaxNode): Code {
  const [name, value] = [part(node, 'name')?.text ?? '', part(node, 'value')];
  const of = context.type?.name ?? '';
  return at(
    node,
    `static ${name} = new ${of}(${quote(name)}, `,
    value === undefined ? 'null' : expression(context, value),
    '); ',
  );
}

// use T { a as b; }  ⇒  b() is what a is
function renamedCode(_context: Context, node: SyntaxNode): Code {
  return [...nodesIn(node)]
    .filter(({ type }) => type === 'use_as_clause')
    .flatMap((clause): Code[] => {
      const [from, ...rest] = inner(clause);
      const to = rest.find(({ type }) => type === 'name');
      const source = from?.type === 'name' ? from.text : from === undefined ? undefined : inner(from).at(-1)?.text;
      return source === undefined || to === undefined || to.text === source
        ? []
        : [at(clause, `${to.text}(...all) { return this.${source}(...all); }\n`)];
    });
}

export function exportList(pairs: ReadonlyMap<string, string>): Code {
  return joined(
    [...pairs].map(([name, local]) => `${local} as ${quote(name)}`),
    ', ',
  );
}
