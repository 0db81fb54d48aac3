import { ts } from 'ts-morph';
import { isLowered } from '../syntax/original.ts';
import { carrierOf } from './carrier.ts';
import type { Reading } from './reading.ts';
import type { Readings } from './readings.ts';
import { staticName } from './static-name.ts';

/**
 * Whether nothing of the program reads a text: it is a constant that no code names, an entry of a table of which only
 * others are read by name, or what a variable held before it was set anew. Proved from the syntax of all files; a use that
 * could lead to it, such as the table handed on or a key that is computed, proves nothing.
 */
export function isUnused(text: ts.Node, readings: Readings): boolean {
  if (isOverwritten(text) || isRemark(text)) return true;
  const holder = holderOf(text);
  if (holder === undefined) return false;
  return readings.of(holder.of)?.every((reading) => passesBy(reading, holder)) === true;
}

/** A text that stands alone, as a docstring does. */
function isRemark(text: ts.Node): boolean {
  return isLowered(text) && ts.isExpressionStatement(text.parent);
}

/** Where a text is kept: under which name, and behind which keys. */
interface Holder {
  /** The declared name, or the file where the text stands in a JSON module. */
  readonly of: ts.Identifier | ts.SourceFile;
  /** Outermost first. */
  readonly keys: readonly string[];
  /** Whether the text is the last of these keys, not the value behind it. */
  readonly isKey: boolean;
}

/** Whether what is read is surely something else: `table.b` and `table.b.c`, where the text is in `table.a`. */
function passesBy({ keys, onlyNames }: Reading, { keys: own, isKey }: Holder): boolean {
  if (onlyNames && !isKey) return true;
  return keys.some((key, index) => index < own.length && key !== own[index]);
}

function holderOf(text: ts.Node): Holder | undefined {
  const property = ts.isPropertyAssignment(text.parent) && text.parent.name === text ? text.parent : undefined;
  const keys = property === undefined ? [] : [staticName(text) ?? ''];
  let value: ts.Node = property === undefined ? carrierOf(text) : objectAround(property);
  for (let entry = value.parent; ts.isPropertyAssignment(entry); entry = value.parent) {
    const key = staticName(entry.name);
    if (key === undefined) return undefined;
    keys.unshift(key);
    value = objectAround(entry);
  }
  const { parent } = value;
  const isKey = property !== undefined;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return { of: parent.name, keys, isKey };
  if (ts.isEnumMember(parent)) {
    const key = staticName(parent.name);
    return key === undefined ? undefined : { of: parent.parent.name, keys: [key], isKey };
  }
  const file = value.getSourceFile();
  return ts.isExpressionStatement(parent) && isJson(file) ? { of: file, keys, isKey } : undefined;
}

/** The object that a property stands in, as a value: `Object.freeze({ … })` is the object. */
function objectAround({ parent }: ts.PropertyAssignment): ts.Node {
  const call = parent.parent;
  const isFrozen = ts.isCallExpression(call) && call.expression.getText() === 'Object.freeze';
  return carrierOf(isFrozen ? call : parent);
}

function isJson({ scriptKind }: ts.SourceFile & { readonly scriptKind?: ts.ScriptKind }): boolean {
  return scriptKind === ts.ScriptKind.JSON;
}

/** `let url = A; url = B;`: A is never read. */
function isOverwritten(text: ts.Node): boolean {
  const declaration = carrierOf(text).parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return false;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isBlock(statement.parent)) return false;
  const { statements } = statement.parent;
  const next = statements[statements.indexOf(statement) + 1];
  if (next === undefined || !ts.isExpressionStatement(next) || !ts.isBinaryExpression(next.expression)) return false;
  const { left, operatorToken, right } = next.expression;
  const { text: name } = declaration.name;
  const isSet = operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left) && left.text === name;
  return isSet && !mentions(right, name) && !mayCallBack(right);
}

/** Whether working out a value may run code that knows of the variable. */
function mayCallBack(node: ts.Node): boolean {
  return some(node, (at) => ts.isCallExpression(at) || ts.isNewExpression(at) || ts.isAwaitExpression(at));
}

function mentions(node: ts.Node, name: string): boolean {
  return some(node, (at) => ts.isIdentifier(at) && at.text === name);
}

function some(node: ts.Node, test: (at: ts.Node) => boolean): boolean {
  const open: ts.Node[] = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (test(at)) return true;
    ts.forEachChild(at, (child) => void open.push(child));
  }
  return false;
}
