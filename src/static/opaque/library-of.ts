import { ts } from 'ts-morph';
import { lookupExport } from '../heap/module-exports.ts';
import type { Machine } from '../machine/machine.ts';
import { importOf } from '../syntax/import-of.ts';
import { optionsOf } from '../value/choice.ts';
import type { Scope } from '../value/scope.ts';
import { type Library, memberGap, type Single, type Value } from '../value/value.ts';

/**
 * The library that an expression names, through whatever modules of the program it was handed on; `own` for what the
 * program makes itself. Looks at what names hold, and runs nothing: `undefined` where that does not tell.
 */
export function libraryOf(m: Machine, node: ts.Expression, scope: Scope): Library | 'own' | undefined {
  if (ts.isCallExpression(node)) {
    const callee = libraryOf(m, node.expression, scope);
    return typeof callee === 'object' ? { ...callee, path: `${callee.path}()` } : callee;
  }
  const held = peek(m, node, scope);
  const libraries = held === undefined ? [] : optionsOf(held).map(({ value }) => libraryOfValue(value));
  const [first] = libraries;
  if (first !== undefined && libraries.length === 1) return first;
  return writtenLibrary(m, node, scope);
}

function libraryOfValue(value: Single): Library | 'own' | undefined {
  if (value.kind === 'unknown') return value.gap.library;
  const isOwn = value.kind === 'object' && (value.brand?.kind === 'function' || value.brand?.kind === 'class');
  return isOwn ? 'own' : undefined;
}

function peek(m: Machine, node: ts.Expression, scope: Scope): Value | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return peek(m, node.expression, scope);
  if (ts.isIdentifier(node)) {
    const cell = scope.find(node.text);
    return cell === undefined ? undefined : m.store.read(cell);
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const object = peek(m, node.expression, scope);
  const key = node.name.text;
  if (object?.kind === 'unknown') return { kind: 'unknown', gap: memberGap(object.gap, key) };
  if (object?.kind !== 'object') return undefined;
  if (object.brand?.kind === 'module') return lookupExport(m, object.brand.module, key, node);
  const cell = object.properties.get(key);
  return cell === undefined ? undefined : m.store.read(cell);
}

/** What the file's own imports say: rolefit may hold more of a library than its name, e.g. a function of the platform. */
function writtenLibrary(m: Machine, node: ts.Expression, scope: Scope): Library | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const object = writtenLibrary(m, node.expression, scope);
    const key = node.name.text;
    return object && { ...object, path: object.path === '' ? key : `${object.path}.${key}` };
  }
  if (!ts.isIdentifier(node)) return undefined;
  const imported = importOf(node.getSourceFile(), node.text);
  if (imported === undefined) return scope.find(node.text) === undefined ? { module: '', path: node.text } : undefined;
  const { kind } = m.modules.resolve(imported.module, m.modules.pathOf(node.getSourceFile()));
  return kind === 'external' ? imported : undefined;
}
