import { help, hole, quote } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper } from '../kit/names.ts';
import { inner, part, type SyntaxNode } from '../tree.ts';
import { builtins, clientFunctions } from './builtins.ts';
import { type Context, classCode, core, ownClass } from './context.ts';
import { curlOption } from './curl.ts';
import { expression, memberKey, receiver, scopeCode, targetCode } from './expressions.ts';
import { isFileName } from './file-names.ts';
import { fullName } from './language.ts';
import { baseNames, errorNames } from './names.ts';

/** The arguments of a call: each with its name, where it is given by one. */
function argumentNodes(node: SyntaxNode): SyntaxNode[] {
  const list = part(node, 'arguments') ?? inner(node).find(({ type }) => type === 'arguments');
  return list === undefined ? [] : inner(list);
}

/** The value of an argument. */
function givenBy(argument: SyntaxNode): SyntaxNode | undefined {
  return inner(argument).at(-1);
}

// f(a, ...$b, k: c)  ⇒  f(a, ...b, keywords({ k: c }))
function argumentCodes(context: Context, node: SyntaxNode): Code[] {
  const plain: Code[] = [];
  const named: Code[] = [];
  for (const argument of argumentNodes(node)) {
    const value = givenBy(argument);
    if (value === undefined) continue;
    const name = part(argument, 'name');
    const isSpread = value.type === 'variadic_unpacking';
    const code = isSpread
      ? ['...', helper('values'), '(', expression(context, inner(value)[0] ?? value), ')']
      : expression(context, value);
    if (name === undefined) plain.push(code);
    else named.push(at(argument, quote(name.text), ': ', code));
  }
  return named.length === 0 ? plain : [...plain, help('keywords', node, [['{', joined(named, ', '), '}']])];
}

export function argumentsCode(context: Context, node: SyntaxNode): Code {
  return joined(argumentCodes(context, node), ', ');
}

/** The call, and after it unknown values in the variables that it may set. */
function withReferences(context: Context, node: SyntaxNode, name: string, call: Code): Code {
  const places = context.file.byReference.get(name.toLowerCase());
  if (places === undefined) return call;
  const set = argumentNodes(node).flatMap((argument, place) => {
    const value = givenBy(argument);
    const isPlace = value !== undefined && /^(?:variable_name|member_access_expression)$/.test(value.type);
    if (!isPlace || !places.has(place) || (value.type === 'variable_name' && !context.known.has(value.text))) return [];
    return [[', ', targetCode(context, value), ' = ', hole('by reference', value, [])]];
  });
  return set.length === 0 ? call : ['[', call, set, '][0]'];
}

// f(a)
export function callCode(context: Context, node: SyntaxNode): Code {
  const callee = part(node, 'function');
  if (callee === undefined) return hole('call', node, []);
  if (callee.type !== 'name' && callee.type !== 'qualified_name')
    return at(node, help('invoked', callee, [expression(context, callee)]), '(', argumentsCode(context, node), ')');
  const name = (callee.text.split('\\').at(-1) ?? '').toLowerCase();
  if (argumentNodes(node).some((one) => one.text === '...')) return help('invoked', node, [quote(name)]);
  return withReferences(context, node, name, functionCall(context, node, callee, name));
}

function functionCall(context: Context, node: SyntaxNode, callee: SyntaxNode, name: string): Code {
  const { file } = context;
  const own = file.functions.get(name);
  if (own !== undefined) return at(node, own, '(', argumentsCode(context, node), ')');
  const special = Object.hasOwn(specials, name) ? specials[name]?.(context, node) : undefined;
  if (special !== undefined) return special;
  const client = clientFunctions.get(name);
  if (client === 'streams') return fetchedCode(context, node, `${clientImport(context, node, client)}.${name}`);
  if (client !== undefined)
    return at(node, clientImport(context, node, client), `.${name}(`, argumentsCode(context, node), ')');
  if (builtins.has(name)) return core(name, node, argumentCodes(context, node));
  return at(node, help('shared', callee, ['"function"', quote(name)]), '(', argumentsCode(context, node), ')');
}

// file_get_contents($x): what is shown to be a file asks for nothing
function fetchedCode(context: Context, node: SyntaxNode, send: string): Code {
  const [address] = argumentNodes(node);
  const named = address !== undefined && givenBy(address);
  const isFile = named !== undefined && named !== false && isFileName(named, context.file.filesAskedFor);
  return help('fetched', node, [send, String(isFile), ...argumentCodes(context, node)]);
}

function clientImport({ file }: Context, node: SyntaxNode, module: string): string {
  const known = file.imported.get(`php:${module}`);
  if (known !== undefined) return known;
  const name = file.fresh.next();
  file.imported.set(`php:${module}`, name);
  file.imports.push(at(node, `import * as ${name} from ${quote(`php:${module}`)};\n`));
  return name;
}

type Special = (context: Context, node: SyntaxNode) => Code | undefined;

/** Functions of the language that are syntax in JavaScript, or act on a thing of a client's. */
const specials: Readonly<Record<string, Special>> = {
  isset: (context, node) =>
    at(
      node,
      '(',
      joined(
        argumentCodes(context, node).map((code) => ['(', code, ') != null']),
        ' && ',
      ),
      ')',
    ),
  empty: (context, node) => at(node, '!(', argumentsCode(context, node), ')'),
  is_null: (context, node) => at(node, '((', argumentsCode(context, node), ') == null)'),
  compact: compactCode,
  func_get_args: (context, node) => at(node, '[', joined([...context.parameters, `...${helper('more')}`], ', '), ']'),
  get_called_class: (context, node) => help('typeName', node, [ownClass(context)]),
  curl_init: (context, node) => help('curlHandle', node, argumentCodes(context, node)),
  curl_copy_handle: (context, node) => help('curlCopy', node, argumentCodes(context, node)),
  curl_exec: (context, node) => execCode(context, node, 0),
  curl_multi_add_handle: (context, node) => execCode(context, node, 1),
  curl_setopt: (context, node) => setOption(context, node),
  curl_setopt_array: (context, node) => {
    const [handle = 'undefined', options = 'undefined'] = argumentCodes(context, node);
    return help('curlSet', node, [handle, options]);
  },
};

function compactCode(context: Context, node: SyntaxNode): Code | undefined {
  const names = argumentNodes(node).map((argument) => /^['"](\w+)['"]$/.exec(argument.text)?.[1]);
  if (!names.every((name) => name !== undefined)) return undefined;
  const codes = argumentNodes(node).map((argument, index) => {
    const value = givenBy(argument);
    const key = value === undefined ? '' : expression(context, value);
    const variable = `$${names[index]}`;
    return [key, ': ', context.known.has(variable) ? variable : hole(variable, argument, [])];
  });
  return at(node, '({', joined(codes, ', '), '})');
}

function execCode(context: Context, node: SyntaxNode, place: number): Code {
  const handle = argumentCodes(context, node)[place] ?? 'undefined';
  return help('curlExec', node, [`${clientImport(context, node, 'curl')}.send`, handle]);
}

// curl_setopt($ch, CURLOPT_URL, $u)  ⇒  curlSet($ch, { CURLOPT_URL: u })
function setOption(context: Context, node: SyntaxNode): Code | undefined {
  const [, option, value] = argumentNodes(node);
  const [handle = 'undefined', key = 'undefined', code = 'undefined'] = argumentCodes(context, node);
  const [name, set] = [option && givenBy(option), value && givenBy(value)];
  if (name === undefined || set === undefined) return undefined;
  return help('curlSet', node, [handle, ['{ ', curlOption(name, key, set, code), ' }']]);
}

// $o->m(a), $o?->m(a), $o->$m(a)
export function methodCallCode(context: Context, node: SyntaxNode): Code {
  const [object, name] = [part(node, 'object'), part(node, 'name')];
  if (object === undefined) return hole('call', node, []);
  const key = memberKey(context, name, '');
  const dot = node.type.startsWith('nullsafe') ? (Array.isArray(key) ? '?.' : '?') : '';
  if (argumentNodes(node).some((one) => one.text === '...'))
    return help('invoked', node, [['[', receiver(context, object), ', ', quote(name?.text ?? ''), ']']]);
  const call = at(node, receiver(context, object), dot, key, '(', argumentsCode(context, node), ')');
  return withReferences(context, node, name?.text ?? '', call);
}

// K::m(a), parent::m(a), static::m(a), $k::m(a)
export function staticCallCode(context: Context, node: SyntaxNode): Code {
  const [scope, name] = [part(node, 'scope'), part(node, 'name')];
  if (scope === undefined || name === undefined) return hole('call', node, []);
  const args = ['(', argumentsCode(context, node), ')'];
  const key = memberKey(context, name, '');
  const { type, receiver: self } = context;
  const word = scope.text.toLowerCase();
  if (word === 'parent') return at(node, type?.base === undefined ? 'undefined' : 'super', key, ...args);
  const isOwn = word === 'self' || word === 'static' || scope.text === type?.name;
  if (isOwn && type !== undefined && self === 'instance') {
    const isStatic = type.methods.get(name.text.toLowerCase());
    if (isStatic === false) return at(node, 'this', key, ...args);
    if (isStatic === undefined) return at(node, help('ownMethod', node, ['this', keyText(context, name)]), ...args);
  }
  return withReferences(context, node, name.text, at(node, scopeCode(context, scope), key, ...args));
}

function keyText(context: Context, name: SyntaxNode): Code {
  return name.type === 'name' ? quote(name.text) : expression(context, name);
}

// new K(a), new $k(a), new class(a) { … }
export function newCode(context: Context, node: SyntaxNode): Code {
  const [what] = inner(node);
  if (what === undefined) return hole('new', node, []);
  if (what.type === 'anonymous_class')
    return at(node, 'new (', expression(context, what), ')(', argumentsCode(context, what), ')');
  const args = argumentsCode(context, node);
  const isName =
    /^(?:name|qualified_name|relative_scope|relative_name|static)$/.test(what.type) || what.text === 'static';
  if (!isName) return at(node, 'new (', help('typeNamed', what, [expression(context, what)]), ')(', args, ')');
  const whole = fullName(what.text, context.file.namespace, context.file.uses);
  if (baseNames.has(whole) && errorNames.test(whole)) return at(node, 'new Error(', args, ')');
  return at(node, 'new (', classCode(context, what), ')(', args, ')');
}
