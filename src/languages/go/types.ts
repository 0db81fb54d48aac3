import { help, hole } from '../kit/build.ts';
import type { Code } from '../kit/code.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { type Context, findLocal, isPredeclared, writtenName } from './context.ts';

/** The type behind pointers, parentheses and type arguments. */
export function plainType(type: SyntaxNode | undefined): SyntaxNode | undefined {
  if (type === undefined) return undefined;
  if (type.type === 'pointer_type' || type.type === 'parenthesized_type') return plainType(inner(type)[0]);
  return type.type === 'generic_type' ? plainType(part(type, 'type')) : type;
}

/** What a named type is called in the lowered code, where it can be a value there: a class, or the function of a conversion. */
export function typeName(context: Context, type: SyntaxNode | undefined): string | undefined {
  const plain = plainType(type);
  if (plain?.type === 'qualified_type') {
    const [of, name] = [part(plain, 'package')?.text ?? '', part(plain, 'name')?.text ?? ''];
    return `${writtenName(context, of)}.${name}`;
  }
  if (plain?.type !== 'type_identifier' && plain?.type !== 'identifier') return undefined;
  return isPredeclared(context, plain.text) ? undefined : writtenName(context, plain.text);
}

// c *Client  ⇒  c: Client, which says who it is where nobody is known to call
export function annotation(context: Context, type: SyntaxNode | undefined): string {
  const plain = plainType(type);
  if (plain?.type !== 'type_identifier' || findLocal(context.scope, plain.text) !== undefined) return '';
  const name = typeName(context, plain);
  return name === undefined ? '' : `: ${name}`;
}

/** What a variable without a value holds. */
export function zeroCode(context: Context, type: SyntaxNode | undefined, node: SyntaxNode): Code {
  switch (type?.type) {
    case undefined:
    case 'pointer_type':
    case 'slice_type':
    case 'map_type':
    case 'function_type':
    case 'interface_type':
    case 'channel_type':
      return 'null';
    case 'array_type':
      return '[]';
    case 'struct_type':
      return '({})';
    case 'type_identifier':
      return zeroOfNamed(context, type, node);
    default: {
      const name = typeName(context, type);
      return name === undefined ? hole('zero value', node, []) : ['new ', name, '()'];
    }
  }
}

function zeroOfNamed(context: Context, type: SyntaxNode, node: SyntaxNode): Code {
  const { text } = type;
  if (isPredeclared(context, text)) {
    if (text === 'string') return '""';
    if (text === 'bool') return 'false';
    return text === 'error' || text === 'any' ? 'null' : '0';
  }
  if (findLocal(context.scope, text) !== undefined) return hole('zero value', node, []);
  const known = context.file.types.get(text);
  if (known?.kind === 'interface') return 'null';
  if (known?.kind === 'other') return zeroCode(context, part(known.node, 'type'), node);
  return help('zero', node, [writtenName(context, text)]);
}

/** The fields of a struct, in order; an embedded one by the name of its type. */
interface Field {
  readonly name: string;
  readonly type: SyntaxNode | undefined;
  readonly isEmbedded: boolean;
}

export function fieldsOf(struct: SyntaxNode): Field[] {
  const list = inner(struct).find(({ type }) => type === 'field_declaration_list');
  return (list === undefined ? [] : inner(list)).flatMap((field): Field[] => {
    const type = part(field, 'type');
    const names = field.childrenForFieldName('name').filter((child) => child !== null);
    if (names.length > 0) return names.map(({ text }) => ({ name: text, type, isEmbedded: false }));
    const plain = plainType(type);
    const name = plain?.type === 'qualified_type' ? part(plain, 'name')?.text : plain?.text;
    return name === undefined ? [] : [{ name, type, isEmbedded: true }];
  });
}
