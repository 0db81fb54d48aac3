import { help } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { type Context, within, writtenName } from './context.ts';
import { expression, memberName } from './expressions.ts';
import { functionTail, isAsync, isGenerator, parametersOf } from './functions.ts';
import { bindingsOf } from './scope.ts';
import { statement } from './statements.ts';

/** The expressions after `@`, outermost first. */
export function decoratorsOf(node: SyntaxNode): SyntaxNode[] {
  return inner(node).flatMap((child) => (child.type === 'decorator' ? inner(child) : []));
}

/** A class under construction. */
interface ClassContext {
  readonly context: Context;
  /** What its own body calls it. */
  readonly name: string;
}

/**
 * A class is a class. What it holds beside methods its instances have by their prototype; `__init__` is called by who
 * makes an instance (static/language/construct).
 */
export function classCode(
  context: Context,
  node: SyntaxNode,
  decorators: readonly SyntaxNode[],
  isDeclaration = false,
): Code {
  const name = part(node, 'name')?.text ?? '';
  const body = part(node, 'body');
  const bases = basesOf(node);
  const self: ClassContext = {
    name: ownName(name),
    context: within(context, 'class', body === undefined ? new Map() : bindingsOf(body), ownName(name)),
  };
  const [first, ...others] = bases.map((base) => expression(context, base));
  const mixed = others.length === 0 ? '' : ['static { ', help('mixin', node, [self.name, ...others]), '; }\n'];
  const members = body === undefined ? [] : inner(body).map((child) => [memberCode(self, child), '\n']);
  const code = at(
    node,
    `class ${self.name} `,
    ...(first === undefined ? [] : ['extends ', first, ' ']),
    ...[
      '{\n',
      mixed,
      first === undefined ? plainStart(self, body) : '',
      members,
      fieldsStart(self, node, decorators),
      '}',
    ],
  );
  if (isDeclaration) return code;
  const codes = decorators.map((decorator) => expression(context, decorator));
  const value = codes.length === 0 ? code : help('decorated', node, [code, ...codes]);
  return at(node, writtenName(context, name), ' = ', value, ';');
}

/** `object`, and what only says how a class may be used, is no base. */
const inert =
  /^(?:object|ABC|abc\.ABC|Enum|StrEnum|IntEnum|enum\.\w+|str|int|Protocol|Generic\[.*\]|Generic|TypedDict|NamedTuple)$/;

function basesOf(node: SyntaxNode): SyntaxNode[] {
  const list = part(node, 'superclasses');
  const bases = list === undefined ? [] : inner(list).filter(({ type }) => type !== 'keyword_argument');
  return bases.filter(({ text }) => !inert.test(text));
}

/** A base without an `__init__` of its own may be asked for one. */
function plainStart({ context }: ClassContext, body: SyntaxNode | undefined): string {
  return body === undefined || context.scope.bindings.has('__init__') ? '' : '__init__() {}\n';
}

/** `@dataclass`: the fields are the parameters of `__init__`. */
function fieldsStart({ context }: ClassContext, node: SyntaxNode, decorators: readonly SyntaxNode[]): Code {
  const isRecord =
    decorators.some(({ text }) => /^(?:dataclasses\.)?dataclass\b|^(?:attr\.)?(?:s|define|frozen)\b/.test(text)) ||
    /\b(?:NamedTuple|BaseModel|BaseSettings)\b/.test(part(node, 'superclasses')?.text ?? '');
  const body = part(node, 'body');
  if (!isRecord || body === undefined || context.scope.bindings.has('__init__')) return '';
  const fields = inner(body).flatMap((child) => {
    const [assignment] = child.type === 'expression_statement' ? inner(child) : [];
    const left = assignment?.type === 'assignment' ? part(assignment, 'left') : undefined;
    const isField = assignment !== undefined && part(assignment, 'type') !== undefined;
    return left?.type === 'identifier' && isField ? [{ name: left.text, value: part(assignment, 'right') }] : [];
  });
  const names = fields.map(({ name, value }) => `${ownName(name)}${value === undefined ? '' : ` = this.${name}`}`);
  return at(
    node,
    `__init__(${names.join(', ')}) { `,
    fields.map(({ name }) => `this.${name} = ${ownName(name)}; `),
    '}\n',
  );
}

function memberCode(self: ClassContext, node: SyntaxNode): Code {
  if (node.type === 'decorated_definition') {
    const definition = part(node, 'definition');
    if (definition?.type === 'function_definition') return methodCode(self, definition, decoratorsOf(node));
  }
  if (node.type === 'function_definition') return methodCode(self, node, []);
  if (node.type === 'expression_statement') return attributesCode(self, node);
  if (node.type === 'pass_statement') return '';
  if (node.type === 'class_definition') return innerClass(self, node);
  return ['static { ', statement(self.context, node), ' }'];
}

function innerClass({ name, context }: ClassContext, node: SyntaxNode): Code {
  const own = memberName(part(node, 'name')?.text ?? '');
  return ['static { ', classCode(context, node, []), ` ${name}.prototype.${own} = ${name}.${own}; }`];
}

// A = 1  ⇒  static A = 1; static { C.prototype.A = C.A; }
function attributesCode({ name, context }: ClassContext, node: SyntaxNode): Code {
  return inner(node).map((child) => {
    const [left, right] = [part(child, 'left'), part(child, 'right')];
    if (child.type !== 'assignment' || left?.type !== 'identifier')
      return ['static { ', statement(context, node), ' }'];
    if (right === undefined) return '';
    const own = memberName(left.text);
    return [
      at(child, `static ${own} = `, expression(context, right), '; '),
      `static { ${name}.prototype.${own} = ${name}.${own}; }`,
    ];
  });
}

function methodCode(self: ClassContext, node: SyntaxNode, decorators: readonly SyntaxNode[]): Code {
  const name = memberName(part(node, 'name')?.text ?? '');
  const known = decorators.map(({ text }) => text.replace(/^\w+\./, ''));
  const { context } = self;
  const words = `${isAsync(node) ? 'async ' : ''}${isGenerator(node) ? '*' : ''}`;
  const outside = { ...context, scope: context.scope };
  if (known.includes('staticmethod'))
    return [at(node, 'static ', words, name, functionTail(outside, node)), shared(self, name)];
  const own = parametersOf(node)[0]?.takes === 'place' ? parametersOf(node)[0]?.name : undefined;
  const receiver = own === undefined ? undefined : { name: own, code: 'this' };
  if (known.includes('classmethod') || name === '__init_subclass__')
    return [at(node, 'static ', words, name, functionTail(outside, node, receiver)), ofClass(self, name)];
  const accessor = known.some((text) => /^(?:cached_property|property|abstractproperty)$/.test(text))
    ? 'get '
    : known.includes('setter')
      ? 'set '
      : '';
  const method = at(node, accessor, accessor === '' ? words : '', name, functionTail(outside, node, receiver));
  const others = decorators.filter(
    ({ text }) =>
      !/(?:^|\.)(?:abstractmethod|property|cached_property|abstractproperty|setter|override|overload)$/.test(text),
  );
  if (others.length === 0 || accessor !== '') return method;
  const codes = others.map((decorator) => expression(context, decorator));
  return [
    method,
    '\nstatic { ',
    help('decoratedMethod', node, [`${self.name}.prototype`, JSON.stringify(name), ...codes]),
    '; }',
  ];
}

/** Instances have it as well. */
function shared({ name }: ClassContext, method: string): string {
  return `\nstatic { ${name}.prototype.${method} = ${name}.${method}; }`;
}

/** Called on an instance, it is called on the instance's class. */
function ofClass({ name }: ClassContext, method: string): string {
  return `\nstatic { ${name}.prototype.${method} = function (...all) { return this.constructor.${method}(...all); }; }`;
}
