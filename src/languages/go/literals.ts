import { quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { fieldsOf, plainType, typeName } from './types.ts';

// T{a: 1}, []T{{…}}, map[string]T{…}
export function compositeCode(context: Context, node: SyntaxNode): Code {
  const [type, body] = [part(node, 'type'), part(node, 'body')];
  return body === undefined ? 'undefined' : at(node, literalOf(context, type, body));
}

/** The value that a literal makes of its type; elements may leave theirs out. */
function literalOf(context: Context, type: SyntaxNode | undefined, body: SyntaxNode): Code {
  const plain = plainType(type);
  switch (plain?.type) {
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return listCode(context, part(plain, 'element'), body);
    case 'map_type':
      return mapCode(context, part(plain, 'value'), body);
    case 'struct_type':
      return structCode(context, plain, body);
    default: {
      const known = plain === undefined ? undefined : context.file.types.get(plain.text);
      const under = known?.kind === 'other' ? part(known.node, 'type') : undefined;
      if (under !== undefined) return literalOf(context, under, body);
      const name = typeName(context, plain);
      const fields = known === undefined ? undefined : part(known.node, 'type');
      const given = fields === undefined ? anyCode(context, body) : structCode(context, fields, body);
      return name === undefined ? given : ['(new ', name, '(', given, '))'];
    }
  }
}

/** The keys and values of a literal. */
function elementsOf(
  body: SyntaxNode,
): { key: SyntaxNode | undefined; value: SyntaxNode | undefined; node: SyntaxNode }[] {
  return inner(body).map((node) => {
    if (node.type !== 'keyed_element') return { key: undefined, value: bare(node), node };
    return { key: bare(part(node, 'key')), value: bare(part(node, 'value')), node };
  });
}

function bare(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node?.type === 'literal_element' ? inner(node)[0] : node;
}

function valueCode(context: Context, type: SyntaxNode | undefined, value: SyntaxNode | undefined): Code {
  if (value === undefined) return 'undefined';
  return value.type === 'literal_value' ? literalOf(context, type, value) : expression(context, value);
}

function listCode(context: Context, type: SyntaxNode | undefined, body: SyntaxNode): Code {
  const values = elementsOf(body).map(({ value }) => valueCode(context, type, value));
  return ['[', joined(values, ', '), ']'];
}

function mapCode(context: Context, type: SyntaxNode | undefined, body: SyntaxNode): Code {
  const members = elementsOf(body).map(({ key, value, node }) => {
    const name = key === undefined ? '""' : valueCode(context, undefined, key);
    return at(node, '[', name, ']: ', valueCode(context, type, value));
  });
  return ['({', joined(members, ', '), '})'];
}

/** By name, or in the order of the fields. */
function structCode(context: Context, struct: SyntaxNode, body: SyntaxNode): Code {
  const fields = struct.type === 'struct_type' ? fieldsOf(struct) : [];
  const members = elementsOf(body).map(({ key, value, node }, index) => {
    const field = key === undefined ? fields[index] : fields.find(({ name }) => name === key.text);
    const name = key?.text ?? field?.name ?? String(index);
    return at(node, quote(name), ': ', valueCode(context, field?.type, value));
  });
  return ['({', joined(members, ', '), '})'];
}

/** Of a type that another file or package declares: keys that are names are fields, all else is a map's or a list's. */
function anyCode(context: Context, body: SyntaxNode): Code {
  const elements = elementsOf(body);
  if (elements.some(({ key }) => key?.type === 'identifier')) return structCode(context, body, body);
  return elements.some(({ key }) => key !== undefined)
    ? mapCode(context, undefined, body)
    : elements.length === 0
      ? ''
      : listCode(context, undefined, body);
}
