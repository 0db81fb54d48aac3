import { askedCode } from '../classy/asked.ts';
import type { Dialect } from '../classy/model.ts';
import { helper, unseen } from '../kit/names.ts';
import { nodesIn, part, type SyntaxNode } from '../tree.ts';
import { expression } from './expressions.ts';
import { innerOf } from './read.ts';
import { statement } from './statements.ts';

/** What Java says of its syntax. */
export const javaDialect: Dialect = {
  language: 'java',
  expression,
  statement,
  typeName: typeNameOf,
  assigned: assignedIn,
  fieldName,
  membersAreCapitalised: false,
  isPlain,
  kindOf,
  prelude: { StringBuilder: textBuilder('StringBuilder'), StringBuffer: textBuilder('StringBuffer') },
  asked: (context, method) => askedCode(context, method, asks),
};

/** A text under construction. */
function textBuilder(name: string): string {
  return `class ${helper(name)} {
    __init__(text) { this.text = ${helper('startText')}(text); }
    append(text) { this.text = this.text + text; return this; }
    insert(at, text) { this.text = at === 0 ? text + this.text : ${helper('hole')}("insert()", this.text, text); return this; }
    setLength(length) { this.text = length === 0 ? "" : ${helper('hole')}("setLength()", this.text); }
    deleteCharAt() { this.text = ${helper('hole')}("deleteCharAt()", this.text); return this; }
    delete() { this.text = ${helper('hole')}("delete()", this.text); return this; }
    replace() { this.text = ${helper('hole')}("replace()", this.text); return this; }
    length() { return this.text.length; }
    isEmpty() { return this.text === ""; }
    toString() { return this.text; }
  }`;
}

/** A field and a method may be called the same; what a library has in capitals is a constant of it. */
export function fieldName(name: string): string {
  return name === 'length' || !/^[a-z_$]/.test(name) ? name : name + unseen;
}

/** The last name of a class: of `a.b.C<D>` it is `C`. */
export function typeNameOf(node: SyntaxNode): string | undefined {
  if (node.type === 'type_identifier' || node.type === 'identifier') return node.text === 'var' ? undefined : node.text;
  if (node.type === 'generic_type')
    return innerOf(node)[0] === undefined ? undefined : typeNameOf(innerOf(node)[0] ?? node);
  if (/^(?:scoped_|field_access)/.test(node.type)) return /(\w+)$/.exec(node.text)?.[1];
  return undefined;
}

function assignedIn(body: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodesIn(body)) {
    const target =
      node.type === 'assignment_expression'
        ? part(node, 'left')
        : node.type === 'update_expression'
          ? innerOf(node)[0]
          : undefined;
    const name = target?.type === 'field_access' ? part(target, 'field') : target;
    if (name?.type === 'identifier') found.add(name.text);
  }
  return found;
}

const plainKinds: ReadonlySet<string> = new Set([
  ...['string_literal', 'character_literal', 'decimal_integer_literal', 'true', 'false', 'null_literal', 'identifier'],
  ...[
    'field_access',
    'binary_expression',
    'parenthesized_expression',
    'method_invocation',
    'argument_list',
    'ternary_expression',
  ],
  ...['string_fragment', 'escape_sequence', 'multiline_string_fragment'],
]);

/** Texts put together, and calls that make texts of texts. */
function isPlain(value: SyntaxNode): boolean {
  if (!plainKinds.has(value.type)) return false;
  for (const node of nodesIn(value)) {
    if (node.isNamed && !plainKinds.has(node.type)) return false;
    if (
      node.type === 'method_invocation' &&
      !/^(?:format|concat|valueOf|toString|getenv|join|replace|trim)$/.test(part(node, 'name')?.text ?? '')
    )
      return false;
  }
  return true;
}

const kindsOfTypes: Readonly<Record<string, string>> = {
  ...{ String: 'text', CharSequence: 'text', char: 'text', boolean: 'flag', Boolean: 'flag', Object: 'any' },
  ...{
    int: 'number',
    long: 'number',
    Integer: 'number',
    Long: 'number',
    double: 'number',
    float: 'number',
    short: 'number',
  },
};

function kindOf(type: SyntaxNode | undefined): string {
  if (type === undefined) return 'any';
  const known = Object.hasOwn(kindsOfTypes, type.text) ? kindsOfTypes[type.text] : undefined;
  return known ?? (/^[A-Z]$/.test(type.text) ? 'any' : 'object');
}

/** Retrofit, Feign and Spring's clients: the annotation of a method says what it asks for. */
const asks = {
  methods:
    /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|HTTP|RequestLine|(?:Get|Post|Put|Patch|Delete|Request)(?:Mapping|Exchange)|HttpExchange)$/,
  types: /^(?:FeignClient|RequestMapping|HttpExchange|Path)$/,
  path: /^(?:Path|PathVariable|PathParam|Param)$/,
  url: /^Url$/,
  query: /^(?:Query|RequestParam|QueryParam)$/,
  isEveryParameterInPath: false,
};
