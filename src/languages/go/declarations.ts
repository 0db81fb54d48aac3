import { help, quote } from '../kit/build.ts';
import { at, type Code, joined, text } from '../kit/code.ts';
import { inner as children, nodesIn, part, parts, type SyntaxNode } from '../tree.ts';
import { type Context, declare } from './context.ts';
import { expression, memberName } from './expressions.ts';
import { functionTail } from './functions.ts';
import { valuesCode } from './statements.ts';
import { annotation, fieldsOf, plainType, typeName, zeroCode } from './types.ts';

export function varCode(context: Context, node: SyntaxNode): Code {
  return specsOf(node, 'var_spec').map((spec) => {
    const names = parts(spec, 'name');
    const [value, type] = [part(spec, 'value'), part(spec, 'type')];
    const code = value === undefined ? undefined : valuesCode(context, value, names.length);
    const called = names.map(({ text: name }) => (name === '_' ? '' : declare(context, name)));
    const [only = ''] = called;
    if (code === undefined)
      return called.filter(Boolean).map((name) => at(spec, `let ${name} = `, zeroCode(context, type, spec), ';\n'));
    if (called.every((name) => name === '')) return at(spec, code, ';\n');
    return at(spec, 'let ', names.length === 1 ? only : `[${called.join(', ')}]`, ' = ', code, ';\n');
  });
}

// const ( A = iota; B )  ⇒  const A = 0; const B = 1;
export function constCode(context: Context, node: SyntaxNode): Code {
  let repeated: SyntaxNode[] = [];
  return specsOf(node, 'const_spec').map((spec, index) => {
    const value = part(spec, 'value');
    if (value !== undefined) repeated = children(value);
    return parts(spec, 'name').map(({ text: name }, place) => {
      const expressionNode = repeated[place];
      if (name === '_' || expressionNode === undefined) return '';
      const code = counted(context, expressionNode, index);
      return at(spec, `const ${declare(context, name)} = `, code, ';\n');
    });
  });
}

/** `iota` is the place of a constant among those that are declared together. */
function counted(context: Context, node: SyntaxNode, index: number): Code {
  if (node.type === 'iota') return String(index);
  for (const { type } of nodesIn(node)) if (type === 'iota') return help('hole', node, [quote('iota')]);
  return expression(context, node);
}

function specsOf(node: SyntaxNode, kind: string): SyntaxNode[] {
  return children(node).flatMap((child) => (child.type === kind ? [child] : specsOf(child, kind)));
}

export function typeCode(context: Context, node: SyntaxNode): Code {
  return children(node).map((spec) => {
    const [name, type] = [part(spec, 'name')?.text, part(spec, 'type')];
    if (name === undefined) return '';
    const called = declare(context, name);
    if (type?.type === 'struct_type') return structCode(context, spec, called, type);
    if (type?.type === 'interface_type') return interfaceCode(spec, called, type);
    const other = plainType(type);
    const named = other?.type === 'type_identifier' ? typeName(context, other) : undefined;
    if (named !== undefined && context.file.types.get(other?.text ?? '')?.kind === 'struct')
      return at(spec, `class ${called} extends ${named} {}\n`);
    return at(spec, `function ${called}(value) { return value; }\n`);
  });
}

// type T struct { a string; *B }  ⇒  a class whose instances have these fields
function structCode(context: Context, node: SyntaxNode, name: string, struct: SyntaxNode): Code {
  const fields = fieldsOf(struct);
  const zeros = fields.map(({ name: field, type }) => [
    at(node, `${quote(memberName(field))}: `),
    zeroOfField(context, type, name, node),
  ]);
  const embedded = fields.filter(({ isEmbedded }) => isEmbedded).map((field) => field.name);
  // Whoever makes one from outside gives it what its fields are of, as far as their types say.
  const typed = fields.flatMap(({ name: field, type }) => {
    const said = annotation(context, type);
    return said === '' ? [] : [{ name: field, called: context.file.fresh.next(), said }];
  });
  const parameters = ['given', ...typed.map(({ called, said }) => `${called}${said}`)].join(', ');
  const kinds = `({${typed.map((field) => `${quote(memberName(field.name))}: ${field.called}`).join(', ')}})`;
  const made = help('fields', node, [
    'this',
    'given',
    name,
    ['({', joined(zeros, ', '), '})'],
    kinds,
    quote(embedded.join(',')),
  ]);
  const start = [`__init__(${parameters}) { `, made, '; }\n'];
  return [at(node, `class ${name} {\n`, start, '}\n'), tagsCode(struct)];
}

/** A struct in itself would never end. */
function zeroOfField(context: Context, type: SyntaxNode | undefined, own: string, node: SyntaxNode): Code {
  return type?.type === 'type_identifier' && type.text === own ? 'null' : zeroCode(context, type, node);
}

/** What `encoding/json` calls a field is no text of a request. */
function tagsCode(struct: SyntaxNode): Code {
  const tags: Code[] = [];
  for (const node of nodesIn(struct)) if (part(node, 'tag') !== undefined) tags.push(text(part(node, 'tag') ?? node));
  return tags;
}

function interfaceCode(node: SyntaxNode, name: string, type: SyntaxNode): Code {
  const methods = children(type).flatMap((child) =>
    child.type === 'method_elem' ? [part(child, 'name')?.text ?? ''] : [],
  );
  return at(node, `class ${name} { static "#methods" = ${quote(methods.join(','))}; }\n`);
}

export function functionCode(context: Context, node: SyntaxNode): Code {
  const name = part(node, 'name')?.text ?? '';
  if (name === 'init' || name === '_') return ['(function ', at(node, functionTail(context, node)), ')();\n'];
  return at(node, `function ${declare(context, name)}`, functionTail(context, node), '\n');
}

// func (c *Client) m()  ⇒  Client.prototype.m = function () { … }
export function methodCode(context: Context, node: SyntaxNode): Code {
  const receiver = part(node, 'receiver');
  const [parameter] = receiver === undefined ? [] : children(receiver);
  const type = plainType(parameter === undefined ? undefined : part(parameter, 'type'));
  const of = typeName(context, type);
  const name = memberName(part(node, 'name')?.text ?? '');
  if (receiver === undefined || of === undefined) return ['(function ', functionTail(context, node), ');\n'];
  const made = at(node, 'function ', functionTail(context, node, receiver));
  if (context.file.types.get(type?.text ?? '')?.kind === 'other')
    return at(node, help('valueMethod', node, [of, quote(name), made]), ';\n');
  return at(node, `${of}.prototype.${name} = `, made, ';\n');
}

export function importCode(
  specs: readonly { readonly node: SyntaxNode; readonly called: string; readonly path: string }[],
): Code {
  return joined(
    specs.map(({ node, called, path }) => [
      text(node),
      at(node, `import * as ${called} from ${quote(`go:${path}`)};\n`),
    ]),
    '',
  );
}
