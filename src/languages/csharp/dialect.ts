import { askedCode } from '../classy/asked.ts';
import type { Dialect, MethodModel } from '../classy/model.ts';
import { helper } from '../kit/names.ts';
import { nodesIn, part, type SyntaxNode } from '../tree.ts';
import { expression } from './expressions.ts';
import { innerOf } from './read.ts';
import { statement } from './statements.ts';

/** What C# says of its syntax. */
export const csharpDialect: Dialect = {
  language: 'csharp',
  expression,
  statement,
  typeName: typeNameOf,
  assigned: assignedIn,
  fieldName: (name) => name,
  membersAreCapitalised: true,
  isPlain,
  kindOf,
  prelude: { StringBuilder: textBuilder() },
  asked: (context, method: MethodModel) => askedCode(context, method, asks),
};

const asks = {
  methods: /^(?:Get|Post|Put|Patch|Delete|Head|Options)$/,
  types: /^(?:BasePath|Path)$/,
  path: /^(?:Path|AliasAs)$/,
  url: /^Url$/,
  query: /^Query$/,
  isEveryParameterInPath: true,
};

/** A text under construction. */
function textBuilder(): string {
  return `class ${helper('StringBuilder')} {
    __init__(text) { this.text = ${helper('startText')}(text); }
    get Length() { return this.text.length; }
    Append(text) { this.text = this.text + text; return this; }
    AppendLine(text) { this.text = this.text + (text ?? "") + "\\n"; return this; }
    AppendFormat(format, ...args) { this.text = this.text + ${helper('indexedFormat')}(format, ...args); return this; }
    Insert(at, text) { this.text = at === 0 ? text + this.text : ${helper('hole')}("Insert()", this.text, text); return this; }
    Clear() { this.text = ""; return this; }
    Remove() { this.text = ${helper('hole')}("Remove()", this.text); return this; }
    Replace() { this.text = ${helper('hole')}("Replace()", this.text); return this; }
    ToString() { return this.text; }
    toString() { return this.text; }
  }`;
}

/** The last name of a class: of `A.B<C>?` it is `B`. */
export function typeNameOf(node: SyntaxNode): string | undefined {
  if (node.type === 'identifier') return node.text === 'var' || node.text === 'dynamic' ? undefined : node.text;
  if (node.type === 'generic_name' || node.type === 'nullable_type')
    return innerOf(node)[0] === undefined ? undefined : typeNameOf(innerOf(node)[0] ?? node);
  if (node.type === 'qualified_name')
    return part(node, 'name') === undefined ? undefined : typeNameOf(part(node, 'name') ?? node);
  return undefined;
}

function assignedIn(body: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodesIn(body)) {
    const isUpdate = node.type === 'postfix_unary_expression' || node.type === 'prefix_unary_expression';
    const target = node.type === 'assignment_expression' ? part(node, 'left') : isUpdate ? innerOf(node)[0] : undefined;
    const name = target?.type === 'member_access_expression' ? part(target, 'name') : target;
    if (name?.type === 'identifier') found.add(name.text);
    // f(ref a, out b)
    if (node.type === 'argument' && /^(?:ref|out)\b/.test(node.text)) found.add(innerOf(node).at(-1)?.text ?? '');
    if (target?.type === 'tuple_expression') for (const one of innerOf(target)) found.add(one.text);
  }
  return found;
}

const plainKinds =
  /^(?:.*string.*|character_literal|integer_literal|boolean_literal|null_literal|identifier|member_access_expression|binary_expression|parenthesized_expression|interpolation.*|escape_sequence|argument|argument_list|predefined_type|conditional_expression)$/;

/** Texts put together. */
function isPlain(value: SyntaxNode): boolean {
  if (!plainKinds.test(value.type) && value.type !== 'invocation_expression') return false;
  for (const node of nodesIn(value)) {
    if (!node.isNamed) continue;
    const isFormat =
      node.type === 'invocation_expression' &&
      /^[sS]tring\.(?:Format|Concat)$/.test(part(node, 'function')?.text ?? '');
    if (!plainKinds.test(node.type) && !isFormat) return false;
  }
  return value.type !== 'invocation_expression' || /^[sS]tring\./.test(value.text);
}

const kindsOfTypes: Readonly<Record<string, string>> = {
  ...{ string: 'text', String: 'text', char: 'text', bool: 'flag', object: 'any', dynamic: 'any' },
  ...{
    int: 'number',
    long: 'number',
    double: 'number',
    float: 'number',
    decimal: 'number',
    short: 'number',
    uint: 'number',
  },
};

function kindOf(type: SyntaxNode | undefined): string {
  if (type === undefined) return 'any';
  const written = type.text.replace(/\?$/, '');
  const known = Object.hasOwn(kindsOfTypes, written) ? kindsOfTypes[written] : undefined;
  return known ?? (/^T[A-Z]?\w*$/.test(written) ? 'any' : 'object');
}
