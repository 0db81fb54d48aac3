import { ts } from 'ts-morph';
import { keyText } from '../heap/indexed.ts';
import { arrayOf } from '../heap/objects.ts';
import { getProperty, setProperty } from '../heap/property.ts';
import { elementAt, listed, restOf, tailOf } from '../heap/take-apart.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { argumentsByName } from '../natives/languages/keywords.ts';
import { isLowered } from '../syntax/original.ts';
import { isSloppy } from '../syntax/sloppy.ts';
import { anyOf, mapValue, optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { type Gap, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { libraryOfType, valueOfType } from './type-value.ts';

/** Gives each parameter its argument, its default, or, for callers outside the program, what its type says. */
export function bindParameters(m: Machine, node: ts.FunctionLikeDeclaration, scope: Scope, given: CallRequest): void {
  const request = isLowered(node) ? { ...given, args: argumentsByName(m, node, given) } : given;
  const parameters = node.parameters.filter(
    (parameter) => !(ts.isIdentifier(parameter.name) && parameter.name.text === 'this'),
  );
  for (const [index, parameter] of parameters.entries()) {
    const value = parameter.dotDotDotToken
      ? arrayOf(
          m,
          parameter,
          request.args.slice(index),
          isOpen(request) ? outside(m, parameter, node, scope) : undefined,
        )
      : argumentFor(m, parameter, node, request.args[index], request, scope);
    bindName(m, parameter.name, value, scope);
    if (ts.isParameterPropertyDeclaration(parameter, node) && ts.isIdentifier(parameter.name)) {
      const self = scope.activation?.self;
      if (self !== undefined) setProperty(m, self, parameter.name.text, value, parameter);
    }
  }
  if (isSloppy(node)) aliasArguments(m, parameters, scope);
}

/** In code that is not strict, `arguments[0] = v` sets the first parameter, where the parameters are plain names. */
function aliasArguments(m: Machine, parameters: readonly ts.ParameterDeclaration[], scope: Scope): void {
  const own = scope.names.get('arguments');
  const list = own === undefined ? undefined : m.store.read(own);
  if (list?.kind !== 'object' || list.elements === undefined || !parameters.every(isPlain)) return;
  list.elements = list.elements.map((element, index) => {
    const name = parameters[index]?.name;
    return (name !== undefined && ts.isIdentifier(name) ? scope.names.get(name.text) : undefined) ?? element;
  });
}

function isPlain({ name, initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined;
}

function argumentFor(
  m: Machine,
  parameter: ts.ParameterDeclaration,
  node: ts.FunctionLikeDeclaration,
  argument: Value | undefined,
  request: CallRequest,
  scope: Scope,
): Value {
  const missing = argument === undefined && isOpen(request);
  if (missing) {
    if (request.unread === true || parameter.initializer !== undefined) return anything(m, parameter, node, scope);
    return valueOfType(m, parameter.type, scope) ?? outside(m, parameter, node, scope);
  }
  const value = withDefault(m, argument ?? undefinedValue, parameter.initializer, scope);
  if (value.kind !== 'unknown' || parameter.type === undefined) return value;
  return valueOfType(m, parameter.type, scope) ?? value;
}

/** What code that is not known may pass: nothing, what the type says, anything. */
function anything(
  m: Machine,
  parameter: ts.ParameterDeclaration,
  node: ts.FunctionLikeDeclaration,
  scope: Scope,
): Value {
  const fallback = parameter.initializer === undefined ? undefined : m.evaluate(parameter.initializer, scope);
  const typed = valueOfType(m, parameter.type, scope);
  const all = [fallback, typed, outside(m, parameter, node, scope)];
  return anyOf(all.filter((value) => value !== undefined));
}

/** Whether more may have been passed than is known. */
function isOpen(request: CallRequest): boolean {
  return request.external === true || request.openArguments === true;
}

/** A parameter that only code outside the program can fill. */
function outside(m: Machine, parameter: ts.ParameterDeclaration, node: ts.Node, scope: Scope): Value {
  const name = ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
  const library = libraryOfType(m, parameter.type, scope);
  const gap: Gap = { hole: 'parameter', name, at: parameter, parameterOf: node };
  return { kind: 'unknown', gap: library === undefined ? gap : { ...gap, library } };
}

/** A default stands in for `undefined` only. */
export function withDefault(m: Machine, value: Value, initializer: ts.Expression | undefined, scope: Scope): Value {
  if (initializer === undefined) return value;
  const isUndefined = (single: Single) => single.kind === 'constant' && single.value === undefined;
  const options = optionsOf(value);
  if (!options.some((option) => isUndefined(option.value))) {
    // What comes from outside may be left out as well; a known default is the better guess than nothing.
    if (value.kind === 'unknown' && value.gap.hole === 'parameter')
      return anyOf([m.evaluate(initializer, scope), value]);
    return value;
  }
  const fallback = m.evaluate(initializer, scope);
  return mapValue(value, (single) => (isUndefined(single) ? fallback : single));
}

/** Binds a name or a pattern in this scope. */
export function bindName(m: Machine, name: ts.BindingName, value: Value, scope: Scope): void {
  if (ts.isIdentifier(name)) {
    const cell = scope.names.get(name.text);
    if (cell === undefined) scope.names.set(name.text, m.store.cell(value));
    else m.store.write(cell, value);
    return;
  }
  if (ts.isObjectBindingPattern(name)) bindObjectPattern(m, name, value, scope);
  else bindArrayPattern(m, name, value, scope);
}

function bindObjectPattern(m: Machine, pattern: ts.ObjectBindingPattern, value: Value, scope: Scope): void {
  const taken: string[] = [];
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) {
      bindName(m, element.name, restOf(m, value, taken, element), scope);
      continue;
    }
    const key = propertyNameText(m, element.propertyName ?? element.name, scope);
    if (key !== undefined) taken.push(key);
    const read = key === undefined ? unknown('unknown-key', element) : getProperty(m, value, key, element);
    bindName(m, element.name, withDefault(m, read, element.initializer, scope), scope);
  }
}

function bindArrayPattern(m: Machine, pattern: ts.ArrayBindingPattern, iterated: Value, scope: Scope): void {
  const value = listed(m, iterated, pattern);
  for (const [index, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    if (element.dotDotDotToken !== undefined) {
      bindName(m, element.name, tailOf(m, value, index, element), scope);
    } else {
      const read = elementAt(m, value, index, element);
      bindName(m, element.name, withDefault(m, read, element.initializer, scope), scope);
    }
  }
}

/** The name of a property as written, when it is known. */
export function propertyNameText(m: Machine, name: ts.PropertyName | ts.BindingName, scope: Scope): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (!ts.isComputedPropertyName(name)) return undefined;
  return keyText(m.evaluate(name.expression, scope));
}
