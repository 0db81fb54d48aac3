import { ts } from 'ts-morph';
import type { FrameworkRules, FrameworkServer, FrameworkServerCall } from '../contract/framework-rules.ts';
import { entriesOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import { isMade, type Made } from '../syntax/result-use.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Holder, Library, Value } from '../value/value.ts';
import { isNamed, isOf, matchesName } from './framework-rows.ts';
import { servedOnly } from './served-only.ts';

/** What a library may call of what it is given, as far as it only renders on a server. */
export function calledWhereServed(
  m: Machine,
  library: Library | undefined,
  node: ts.Node,
  args: readonly Value[],
): readonly Value[] {
  if (library === undefined || !isMade(node) || (node.arguments ?? []).some(ts.isSpreadElement)) return args;
  for (const rules of m.sinks.frameworks) {
    if (rules.server === undefined || !isOf(rules, library)) continue;
    const isElement = isNamed(rules.server.elements, library) && isPageElement(node);
    const call = rules.server.calls.find((one) => isNamed(one.given, library) && isSaid(one, node));
    const server = isElement || call !== undefined ? servedOnly(m, rules) : undefined;
    if (server === undefined) continue;
    if (isElement) return args.flatMap((arg, index) => (index === 1 ? propsCalled(m, server, arg) : [arg]));
    return args.filter((_, index) => call?.arguments?.includes(index) === false);
  }
  return args;
}

/** What of the properties of an element of the page itself may be called: \`<button onClick={f} style={s}>\`. */
export function propsOfPage(m: Machine, props: HeapObject): readonly Value[] {
  const server = markupServed(m);
  return server === undefined ? [props] : propsCalled(m, server, props);
}

/** What is said of markup, where the framework that it belongs to renders on a server only. */
export function markupServed(m: Machine): FrameworkServer | undefined {
  return m.sinks.frameworks.map((rules) => markupServer(m, rules)).find((found) => found !== undefined);
}

/** Whether a member of a component that no class made is never called where a server alone renders it. */
export function isLeftOut(m: Machine, place: HeapObject, name: string, holder: Holder): boolean {
  if (typeof holder !== 'object' || place.at === undefined || !ts.isObjectLiteralExpression(place.at)) return false;
  const at = place.at;
  for (const rules of m.sinks.frameworks) {
    if (rules.server === undefined || !isOf(rules, holder)) continue;
    const isMember = rules.server.members.includes(name) && tableOf(at) === undefined;
    if ((isMember || isInTable(rules.server, at, name)) && servedOnly(m, rules) !== undefined) return true;
  }
  return false;
}

function markupServer(m: Machine, rules: FrameworkRules): FrameworkServer | undefined {
  return rules.server !== undefined && isNamed(rules.server.elements, { module: '', path: 'JSX' })
    ? servedOnly(m, rules)
    : undefined;
}

function propsCalled(m: Machine, server: FrameworkServer, props: Value): readonly Value[] {
  return optionsOf(props).flatMap(({ value }) => {
    if (value.kind !== 'object' || value.brand !== undefined || value.accessors.size > 0) return [value];
    return entriesOf(m, value).flatMap(([name, held]) =>
      server.props.some((pattern) => matchesName(pattern, name)) ? [] : [held],
    );
  });
}

// h('button', { onClick })
function isPageElement(node: Made): boolean {
  const tag = node.arguments?.[0];
  return tag !== undefined && ts.isStringLiteralLike(tag);
}

function isSaid({ inside, without }: FrameworkServerCall, node: Made): boolean {
  if (inside !== undefined && !isDirectlyIn(node, inside)) return false;
  const options = (node.arguments ?? []).slice(2);
  if (without.length === 0 || options.length === 0) return true;
  return options.every(
    (option) =>
      ts.isObjectLiteralExpression(option) &&
      option.properties.every(
        ({ name }) => name !== undefined && ts.isIdentifier(name) && !without.includes(name.text),
      ),
  );
}

/** Whether the nearest function around is a plain one of that name. */
function isDirectlyIn(node: ts.Node, name: string): boolean {
  let at: ts.Node = node.parent;
  while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) at = at.parent;
  const named = ts.isMethodDeclaration(at) ? at : at.parent;
  if (!ts.isMethodDeclaration(named) && !ts.isPropertyAssignment(named)) return false;
  if (!ts.isFunctionLike(at) || named.name.getText() !== name) return false;
  return !(
    ts.canHaveModifiers(at) && (ts.getModifiers(at) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
  );
}

/** The member under which an object stands in another one. */
function tableOf(object: ts.ObjectLiteralExpression): ts.PropertyAssignment | undefined {
  return ts.isPropertyAssignment(object.parent) ? object.parent : undefined;
}

function isInTable({ tables }: FrameworkServer, object: ts.ObjectLiteralExpression, name: string): boolean {
  const table = tableOf(object);
  if (table === undefined || !tables.includes(table.name.getText())) return false;
  const isFunctionOf = object.properties.some(
    (property) =>
      property.name?.getText() === name &&
      (ts.isMethodDeclaration(property) ||
        (ts.isPropertyAssignment(property) && ts.isFunctionLike(property.initializer))),
  );
  const component = table.parent;
  return isFunctionOf && !component.properties.some((one) => one.name === undefined || one.name.getText() === 'setup');
}
