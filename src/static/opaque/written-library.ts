import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { constantOf } from '../syntax/constant-of.ts';
import { importOf, moduleRequired } from '../syntax/import-of.ts';
import { isDeclaredOnce, isMade } from '../syntax/result-use.ts';
import type { Library } from '../value/value.ts';

/** The library that an expression names by the imports of its file. */
export function libraryWritten(m: Machine, node: ts.Expression): Library | undefined {
  return new Look(m, false).at(node);
}

/** The same, also where the file gave a part of the expression a name of its own: `const container = createContainer()`. */
export function libraryNamed(m: Machine, node: ts.Expression): Library | undefined {
  return new Look(m, true).at(node);
}

/** How far behind the names of a file is looked. */
const maxNames = 8;

class Look {
  readonly #m: Machine;
  readonly #followsNames: boolean;
  #names = 0;

  constructor(m: Machine, followsNames: boolean) {
    this.#m = m;
    this.#followsNames = followsNames;
  }

  at(node: ts.Expression): Library | undefined {
    if (ts.isParenthesizedExpression(node)) return this.at(node.expression);
    if (isMade(node)) return this.#made(node);
    if (ts.isPropertyAccessExpression(node)) return memberOf(this.at(node.expression), node.name.text);
    if (!ts.isIdentifier(node) || !isDeclaredOnce(node)) return undefined;
    const imported = importOf(node.getSourceFile(), node.text);
    if (imported !== undefined) return this.#external(node, imported);
    const held = this.#followsNames && this.#names < maxNames ? constantOf(node) : undefined;
    if (held === undefined) return undefined;
    this.#names += 1;
    return this.at(ts.isAwaitExpression(held) ? held.expression : held);
  }

  #made(node: ts.CallExpression | ts.NewExpression): Library | undefined {
    const module = this.#followsNames ? moduleRequired(node) : undefined;
    if (module !== undefined) return this.#external(node, { module, path: '' });
    const callee = this.at(node.expression);
    return callee && { ...callee, path: `${callee.path}()` };
  }

  #external(node: ts.Node, library: Library): Library | undefined {
    const { modules } = this.#m;
    const { kind } = modules.resolve(library.module, modules.pathOf(node.getSourceFile()));
    return kind === 'external' ? library : undefined;
  }
}

function memberOf(object: Library | undefined, name: string): Library | undefined {
  return object && { ...object, path: object.path === '' ? name : `${object.path}.${name}` };
}
