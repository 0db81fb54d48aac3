import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import { bare } from '../syntax/bare.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import { compare } from '../value/compare.ts';
import type { Scope } from '../value/scope.ts';
import { singleTruth } from '../value/truth.ts';
import { type Gap, literal, memberGap, type Single, undefinedValue, type Value } from '../value/value.ts';

const { SyntaxKind } = ts;

/** How far a condition is looked into, and behind the names that it is made of. */
const maxDepth = 6;

/**
 * What of unread code alone can make a condition go one way; nothing where what was read lets it go there already.
 * Looks at what the names of the condition hold, and runs nothing.
 */
export function doubtsAbout(m: Machine, condition: ts.Expression, way: boolean, scope: Scope): readonly Gap[] {
  return m.unread === undefined ? [] : new Look(m, scope).truth(condition, way, 0);
}

/** The same for a switch on something unknown, of which any clause may be meant. */
export function doubtsAboutSubject(m: Machine, subject: ts.Expression, scope: Scope): readonly Gap[] {
  return m.unread === undefined ? [] : new Look(m, scope).inside(subject, 0);
}

class Look {
  readonly #m: Machine;
  readonly #scope: Scope;

  constructor(m: Machine, scope: Scope) {
    this.#m = m;
    this.#scope = scope;
  }

  truth(written: ts.Expression, way: boolean, depth: number): readonly Gap[] {
    const node = bare(written);
    if (depth > maxDepth) return [];
    if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
      return this.truth(node.operand, !way, depth + 1);
    if (ts.isBinaryExpression(node)) return this.#binary(node, way, depth);
    const held = this.#peek(node);
    if (held === undefined) return this.inside(node, depth);
    return this.#doubts(held, (single) => singleTruth(single) === way, depth, way);
  }

  #binary(node: ts.BinaryExpression, way: boolean, depth: number): readonly Gap[] {
    const operator = node.operatorToken.kind;
    const isOr = operator === SyntaxKind.BarBarToken || operator === SyntaxKind.QuestionQuestionToken;
    if (isOr || operator === SyntaxKind.AmpersandAmpersandToken) {
      const left = this.truth(node.left, way, depth + 1);
      const right = this.truth(node.right, way, depth + 1);
      // Either side alone makes an "or" true and an "and" false.
      if (isOr === way) return left.length === 0 || right.length === 0 ? [] : [...left, ...right];
      return [...left, ...right];
    }
    const [left, right] = [this.#peek(bare(node.left)), this.#peek(bare(node.right))];
    const isEquality = equalities.has(operator);
    if (!isEquality || left === undefined || right === undefined) return this.inside(node, depth);
    const loose = operator === SyntaxKind.EqualsEqualsToken || operator === SyntaxKind.ExclamationEqualsToken;
    const equal = operator === SyntaxKind.EqualsEqualsToken || operator === SyntaxKind.EqualsEqualsEqualsToken;
    const answer = compare(known(left), known(right), node, { loose, equal });
    const isCertain = optionsOf(answer).some(({ value }) => singleTruth(value) === way);
    return isCertain ? [] : this.inside(node, depth);
  }

  /** Everything from unread code that an expression is made of. */
  inside(node: ts.Node, depth: number): readonly Gap[] {
    if (depth > maxDepth || ts.isFunctionLike(node)) return [];
    const held = ts.isExpression(node) ? this.#peek(bare(node)) : undefined;
    if (held !== undefined) return this.#doubts(held, () => false, depth);
    const found: Gap[] = [];
    ts.forEachChild(node, (child) => void found.push(...this.inside(child, depth)));
    return found;
  }

  /** Nothing where a value that does not come from unread code goes this way, or may. */
  #doubts(held: Value, goes: (single: Single) => boolean, depth: number, way?: boolean): readonly Gap[] {
    const found: Gap[] = [];
    for (const { value } of optionsOf(held)) {
      if (goes(value)) return [];
      if (value.kind !== 'unknown') continue;
      const behind = isTheirs(value.gap) ? [value.gap] : this.#behind(value.gap, depth, way);
      if (behind.length === 0) return [];
      found.push(...behind);
    }
    return found;
  }

  /** `const isBulk = mode === 'bulk'` is unknown where `mode` is. */
  #behind({ at }: Gap, depth: number, way: boolean | undefined): readonly Gap[] {
    if (at === undefined || !(ts.isBinaryExpression(at) || ts.isPrefixUnaryExpression(at))) return [];
    return way === undefined ? this.inside(at, depth + 1) : this.truth(at, way, depth + 1);
  }

  #peek(node: ts.Expression): Value | undefined {
    if (ts.isStringLiteralLike(node)) return literal(node.text, node);
    if (node.kind === SyntaxKind.ThisKeyword) return this.#scope.activation?.self;
    if (ts.isIdentifier(node)) {
      const cell = this.#scope.find(node.text);
      if (cell !== undefined) return this.#m.store.read(cell);
      return node.text === 'undefined' ? undefinedValue : undefined;
    }
    const object = ts.isPropertyAccessExpression(node) ? this.#peek(bare(node.expression)) : undefined;
    if (object === undefined || !ts.isPropertyAccessExpression(node)) return undefined;
    const members = optionsOf(object).map(({ value }) => this.#member(value, node.name.text));
    return members.every((member) => member !== undefined) ? anyOf(members) : undefined;
  }

  #member(single: Single, name: string): Value | undefined {
    if (single.kind === 'unknown') return { kind: 'unknown', gap: memberGap(single.gap, name) };
    const cell = single.kind === 'object' ? single.properties.get(name) : undefined;
    return cell === undefined ? undefined : this.#m.store.read(cell);
  }
}

const equalities = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

function isTheirs(gap: Gap): boolean {
  return gap.unread !== undefined || gap.parameterOf !== undefined;
}

/** What a value is apart from what unread code makes of it. */
function known(value: Value): Value {
  const own = optionsOf(value).filter((option) => option.value.kind !== 'unknown' || !isTheirs(option.value.gap));
  return own.length === 0 ? value : anyOf(own.map((option) => option.value));
}
