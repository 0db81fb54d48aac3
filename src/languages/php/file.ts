import { help, quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { type FreshNames, ownName } from '../kit/names.ts';
import { inner, nodesIn, part, type SyntaxNode } from '../tree.ts';
import { declaredClass, exportList, neededBy } from './classes.ts';
import type { Context, FileContext } from './context.ts';
import { filesAskedFor } from './file-names.ts';
import { functionTail, isGenerator } from './functions.ts';
import { importIncluded } from './includes.ts';
import { classKinds } from './kinds.ts';
import { fullName } from './language.ts';
import { statements } from './statements.ts';
import { byReferenceIn, variablesOf } from './variables.ts';

/** A class or function of a file, wherever it is declared: PHP knows it everywhere. */
interface Declaration {
  readonly node: SyntaxNode;
  /** Of a class, the whole name. */
  readonly name: string;
  readonly local: string;
}

interface Declarations {
  readonly classes: readonly Declaration[];
  readonly functions: readonly Declaration[];
}

/** A file: first what it imports, then its functions and classes, bases first, then what it does. */
export function fileCode({ path, fresh }: { path: string; fresh: FreshNames }, root: SyntaxNode): Code {
  const namespace = namespaceOf(root);
  const declared = declarationsIn(root, namespace, fresh);
  const variables = variablesOf(root);
  const file: FileContext = {
    ...{ path, fresh, namespace, uses: usesIn(root), imports: [], imported: new Map(), included: new Map() },
    classes: new Map(declared.classes.map(({ name, local }) => [name, local])),
    functions: new Map(declared.functions.map(({ name, local }) => [name, local])),
    byReference: byReferenceIn(root),
    filesAskedFor: filesAskedFor(root),
  };
  const globals = globalsIn(root);
  const assigned = new Set([...variables.assigned, ...variables.shared, ...globals]);
  const context: Context = {
    ...{ file, type: undefined, receiver: 'none', functionName: '', parameters: [], extra: [], declared: new Set() },
    ...{
      known: assigned,
      keyed: variables.keyed,
      once: new Set([...variables.once].filter((name) => !globals.includes(name))),
    },
  };
  importIncluded(file, root);
  const { first, rest } = orderedStatements(root);
  const code = [
    statements(context, first),
    declared.functions.map((one) => functionCode(context, one)),
    sorted(declared.classes, file).map((one) => classStatement(context, one)),
    statements(context, rest),
  ];
  const names = [...assigned, '$returned'];
  const variablesCode = `var ${[...names.filter((name) => !context.declared.has(name)), ...context.extra].join(', ')};\n`;
  const again = [...file.included.keys()].map((tail) => `export * from ${quote(`php:./${tail}`)};\n`);
  const exports = exportList(exportsOf(declared, names));
  return [file.imports, again, variablesCode, code, 'export { ', exports, ' };\n'];
}

function exportsOf({ classes, functions }: Declarations, variables: readonly string[]): Map<string, string> {
  return new Map([
    ...variables.map((name): [string, string] => [name, name]),
    ...[...classes, ...functions].map(({ name, local }): [string, string] => [name, local]),
  ]);
}

function namespaceOf(root: SyntaxNode): string {
  const found = inner(root).find(({ type }) => type === 'namespace_definition');
  return (found === undefined ? undefined : part(found, 'name'))?.text ?? '';
}

/** What `use` gives short names to. */
function usesIn(root: SyntaxNode): Map<string, string> {
  const uses = new Map<string, string>();
  for (const node of nodesIn(root, ({ type }) => !classKinds.has(type))) {
    if (node.type !== 'namespace_use_declaration' || /^use\s+(?:function|const)\b/.test(node.text)) continue;
    const prefix = inner(node).find(({ type }) => type === 'namespace_name')?.text;
    for (const clause of [...nodesIn(node)].filter(({ type }) => type === 'namespace_use_clause')) {
      const alias = part(clause, 'alias')?.text;
      const name = (inner(clause)[0]?.text ?? '').replace(/^\\/, '');
      const whole = prefix === undefined ? name : `${prefix.replace(/^\\/, '')}\\${name}`;
      uses.set(alias ?? whole.split('\\').at(-1) ?? whole, whole);
    }
  }
  return uses;
}

function declarationsIn(root: SyntaxNode, namespace: string, fresh: FreshNames): Declarations {
  const classes: Declaration[] = [];
  const functions: Declaration[] = [];
  const taken = new Set<string>();
  const localOf = (name: string) => {
    const local = taken.has(name) ? fresh.next() : name;
    taken.add(local);
    return local;
  };
  for (const node of nodesIn(root, ({ type }) => !classKinds.has(type) && type !== 'anonymous_class')) {
    const name = part(node, 'name')?.text ?? '';
    if (classKinds.has(node.type))
      classes.push({ node, name: fullName(name, namespace, new Map()), local: localOf(ownName(name)) });
    if (node.type === 'function_definition')
      functions.push({ node, name: name.toLowerCase(), local: localOf(ownName(name)) });
  }
  // Functions are also declared in methods.
  for (const { node } of [...classes])
    for (const one of nodesIn(node))
      if (one.type === 'function_definition') {
        const name = part(one, 'name')?.text ?? '';
        functions.push({ node: one, name: name.toLowerCase(), local: localOf(ownName(name)) });
      }
  return { classes, functions };
}

/** Variables of the file that functions say they share. */
function globalsIn(root: SyntaxNode): string[] {
  const assigned = variablesOf(root).assigned;
  return [...nodesIn(root)]
    .filter(({ type }) => type === 'global_declaration')
    .flatMap((node) => inner(node).map(({ text }) => text))
    .filter((name) => assigned.has(name));
}

/** The statements of a file: constants that nothing has to come before stand first, since classes may read them. */
function orderedStatements(root: SyntaxNode): { first: SyntaxNode[]; rest: SyntaxNode[] } {
  const all = flat(inner(root));
  const first = all.filter((node) => isPlainConstant(node));
  return { first, rest: all.filter((node) => !first.includes(node)) };
}

function flat(nodes: readonly SyntaxNode[]): SyntaxNode[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'namespace_definition') return [node];
    const body = part(node, 'body');
    return body === undefined ? [] : inner(body);
  });
}

const moving =
  /^(?:variable_name|function_call_expression|member_call_expression|scoped_call_expression|object_creation_expression|class_constant_access_expression)$/;

function isPlainConstant(node: SyntaxNode): boolean {
  if (node.type === 'const_declaration') return ![...nodesIn(node)].some(({ type }) => moving.test(type));
  const [call] = node.type === 'expression_statement' ? inner(node) : [];
  if (call?.type !== 'function_call_expression' || part(call, 'function')?.text !== 'define') return false;
  return ![...nodesIn(call)].some(({ type }) => moving.test(type));
}

function functionCode(context: Context, { node, name, local }: Declaration): Code {
  const body = part(node, 'body');
  const star = body !== undefined && isGenerator(body) ? '*' : '';
  const tail = functionTail({ ...context, receiver: 'none', type: undefined }, node, part(node, 'name')?.text ?? name);
  return [
    at(node, `function${star} ${local}`, tail),
    '\n',
    help('share', node, ['"function"', quote(name), local]),
    ';\n',
  ];
}

function classStatement(context: Context, { node, name, local }: Declaration): Code {
  return [declaredClass(context, node, local, name), '\n', help('share', node, ['"class"', quote(name), local]), ';\n'];
}

/** Bases first. */
function sorted(classes: readonly Declaration[], { namespace, uses }: FileContext): Declaration[] {
  const byName = new Map(classes.map((one) => [one.name, one]));
  const done = new Set<Declaration>();
  const visit = (one: Declaration): void => {
    if (done.has(one)) return;
    done.add(one);
    for (const needed of neededBy(one.node)) {
      const before = byName.get(fullName(needed, namespace, uses));
      if (before !== undefined) visit(before);
    }
    done.delete(one);
    done.add(one);
  };
  for (const one of classes) visit(one);
  return [...done];
}
