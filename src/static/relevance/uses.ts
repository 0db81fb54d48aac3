import { ts } from 'ts-morph';
import { type Access, accessOf, isAccess, writtenKey } from '../syntax/access.ts';
import { bare } from '../syntax/bare.ts';
import { scopeOf, writtenAfter } from '../syntax/settled-names.ts';

/** What becomes of a value that is named: it is called, it may go anywhere, any of its members is read or called, it is set. */
export type Use = 'called' | 'kept' | 'members' | 'member-called' | 'set' | 'members-set' | 'asked';

/** Members one after the other, from a name of the code around a function or from its `this` or `super`. */
export interface Chain {
  readonly root: string;
  readonly path: readonly string[];
  readonly use: Use;
}

/** What a function or class does with what it did not make itself, as its code tells without being run. */
export interface Uses {
  readonly chains: readonly Chain[];
  /** Names of members that it calls or hands over of what the chains do not lead to; `*` where the name is made. */
  readonly called: ReadonlySet<string>;
  /** Whether it runs code that is not there to be read: a text, a module by a name put together. */
  readonly runsOther: boolean;
  /** Modules that it asks for by name, as it runs. */
  readonly loads: readonly string[];
}

const known = new WeakMap<ts.Node, Uses>();

/** What a function or class uses; everything inside it counts as its own. */
export function usesOf(node: ts.Node): Uses {
  const found = known.get(node) ?? new Reading(node).read();
  known.set(node, found);
  return found;
}

/** Calls by these names run a text as code. */
const runners = /^(?:eval|Function|runIn\w*Context|compileFunction|Script)$/;

/** Members of a function that call it. */
export const callers: ReadonlySet<string> = new Set(['call', 'apply', 'bind']);

/** What becomes of an object of which a member by a name that is made is used so. */
function ofAnyMember(use: Use): Use {
  if (use === 'set') return 'members-set';
  return use === 'called' ? 'member-called' : 'members';
}

class Reading {
  readonly #top: ts.Node;
  readonly #chains = new Map<string, Chain>();
  readonly #called = new Set<string>();
  readonly #loads = new Set<string>();
  /** Local names that are nothing but another name for a chain, by the scope and the name. */
  readonly #aliases = new Map<ts.Node, Map<string, { readonly root: string; readonly path: readonly string[] }>>();
  #runsOther = false;

  constructor(top: ts.Node) {
    this.#top = top;
  }

  read(): Uses {
    this.#findAliases(this.#top);
    this.#others(this.#top);
    return {
      chains: [...this.#chains.values()],
      called: this.#called,
      runsOther: this.#runsOther,
      loads: [...this.#loads],
    };
  }

  /** `const self = this`, `const { get } = api`: what is only another name is followed as what it names. */
  #findAliases(node: ts.Node): void {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) this.#alias(node.name, node.initializer);
    ts.forEachChild(node, (child) => this.#findAliases(child));
  }

  #alias(name: ts.BindingName, initializer: ts.Expression): void {
    const access = accessOf(initializer);
    const chain = access && this.#outer(access);
    if (chain === undefined) return;
    if (ts.isIdentifier(name)) {
      this.#nameAlias(name, chain);
    } else if (ts.isObjectBindingPattern(name) && name.elements.every(isPlainElement)) {
      for (const element of name.elements) {
        const key = writtenKey(element.propertyName ?? element.name);
        if (key !== undefined && ts.isIdentifier(element.name))
          this.#nameAlias(element.name, { root: chain.root, path: [...chain.path, key] });
      }
    }
  }

  #nameAlias(name: ts.Identifier, chain: { readonly root: string; readonly path: readonly string[] }): void {
    const scope = scopeOf(name);
    if (scope === undefined || writtenAfter(scope, name)) return;
    const names = this.#aliases.get(scope) ?? new Map();
    this.#aliases.set(scope, names);
    names.set(name.text, chain);
  }

  #visit(node: ts.Node): void {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isParameter(node)) this.#parameter(node);
    else if (ts.isVariableDeclaration(node)) this.#declaration(node);
    else if (isAccess(node)) this.#access(node, 'kept');
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#call(node);
    else if (ts.isTaggedTemplateExpression(node)) {
      this.#access(node.tag, 'called');
      this.#visit(node.template);
    } else if (ts.isBinaryExpression(node)) this.#binary(node);
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const isCount = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
      this.#access(node.operand, isCount ? 'set' : 'asked');
    } else if (ts.isDeleteExpression(node)) this.#access(node.expression, 'set');
    else if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) this.#access(node.expression, 'asked');
    else if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node) || ts.isJsxSpreadAttribute(node))
      this.#access(node.expression, 'members');
    else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) this.#forEach(node);
    else if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) {
      this.#access(node.expression, 'asked');
      ts.forEachChild(node, (child) => void (child === node.expression || this.#visit(child)));
    } else if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
      this.#access(node.tagName, 'called');
      this.#visit(node.attributes);
    } else if (ts.isJsxClosingElement(node)) return;
    else this.#others(node);
  }

  /** Names that declare, label or key something are not read there. */
  #others(node: ts.Node): void {
    const { name, propertyName } = node as { readonly name?: ts.Node; readonly propertyName?: ts.Node };
    const isShort = ts.isShorthandPropertyAssignment(node);
    ts.forEachChild(node, (child) => {
      const isLabel = ts.isBreakOrContinueStatement(node) || (ts.isLabeledStatement(node) && child === node.label);
      const isName = (child === name || child === propertyName) && !isShort;
      if (isName && ts.isComputedPropertyName(child)) this.#visit(child.expression);
      else if (isName && ts.isIdentifier(child)) return;
      else if (!isLabel) this.#visit(child);
    });
  }

  /** Code outside that makes an argument may make one of the class that the type names. */
  #parameter(node: ts.ParameterDeclaration): void {
    this.#visit(node.name);
    for (const decorator of ts.getDecorators(node) ?? []) this.#visit(decorator);
    if (node.initializer !== undefined) this.#visit(node.initializer);
    if (node.type !== undefined) this.#types(node.type);
  }

  #types(node: ts.Node): void {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) this.#access(node.typeName, 'kept');
    ts.forEachChild(node, (child) => this.#types(child));
  }

  #declaration({ name, initializer }: ts.VariableDeclaration): void {
    if (!ts.isIdentifier(name)) this.#visit(name);
    if (initializer === undefined) return;
    const isAlias = this.#isAliased(name);
    const isTaken = ts.isArrayBindingPattern(name) || (ts.isObjectBindingPattern(name) && !isAlias);
    this.#access(initializer, isAlias ? 'asked' : isTaken ? 'members' : 'kept');
  }

  #isAliased(name: ts.BindingName): boolean {
    const names = ts.isIdentifier(name)
      ? [name]
      : name.elements.flatMap((one) => (isPlainElement(one) ? [one.name] : []));
    const isWhole = ts.isIdentifier(name) || names.length === name.elements.length;
    return isWhole && names.every((one) => ts.isIdentifier(one) && this.#aliasOf(one) !== undefined);
  }

  #call(node: ts.CallExpression | ts.NewExpression): void {
    const { expression } = node;
    const args = node.arguments ?? [];
    const isLoad =
      expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
    if (isLoad) this.#load(args[0]);
    else this.#access(expression, 'called');
    for (const arg of args) this.#visit(arg);
  }

  #load(specifier: ts.Expression | undefined): void {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) this.#loads.add(specifier.text);
    else this.#runsOther = true;
  }

  #binary({ left, operatorToken: { kind }, right }: ts.BinaryExpression): void {
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
      this.#target(left);
      this.#visit(right);
    } else if (kind === ts.SyntaxKind.InKeyword) {
      this.#visit(left);
      this.#access(right, 'asked');
    } else {
      const use = comparisons.has(kind) ? 'asked' : 'kept';
      this.#access(left, use);
      this.#access(right, use);
    }
  }

  /** What stands on the left of an assignment: patterns name several. */
  #target(node: ts.Expression): void {
    if (ts.isArrayLiteralExpression(node))
      for (const element of node.elements) this.#target(ts.isSpreadElement(element) ? element.expression : element);
    else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (ts.isPropertyAssignment(property)) this.#target(property.initializer);
        else if (ts.isShorthandPropertyAssignment(property)) this.#target(property.name);
        else if (ts.isSpreadAssignment(property)) this.#target(property.expression);
      }
    } else if (ts.isBinaryExpression(node)) {
      this.#target(node.left);
      this.#visit(node.right);
    } else this.#access(node, 'set');
  }

  #forEach(node: ts.ForOfStatement | ts.ForInStatement): void {
    if (ts.isVariableDeclarationList(node.initializer)) this.#visit(node.initializer);
    else this.#target(node.initializer);
    this.#access(node.expression, 'members');
    this.#visit(node.statement);
  }

  /** Reads a chain of members with what becomes of it; whatever else the expression is, it is read as such. */
  #access(expression: ts.Node, use: Use): void {
    const node = bare(expression);
    if (!isAccess(node)) {
      this.#visit(node);
      return;
    }
    if (ts.isElementAccessExpression(node) && writtenKey(node.argumentExpression) === undefined) {
      this.#visit(node.argumentExpression);
      this.#access(node.expression, ofAnyMember(use));
      return;
    }
    const access = accessOf(node);
    const chain = access && this.#outer(access);
    if (chain !== undefined) this.#add({ ...chain, use });
    else if (ts.isIdentifier(node)) {
      if (use === 'member-called') this.#called.add('*');
    } else this.#member(node, use);
  }

  /** A member of something that the function made or was given. */
  #member(node: ts.Node, use: Use): void {
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return;
    const key = ts.isPropertyAccessExpression(node) ? node.name.text : writtenKey(node.argumentExpression);
    if (use === 'member-called') this.#called.add('*');
    if (key !== undefined && use !== 'set' && use !== 'asked') this.#called.add(key);
    if (key !== undefined && use === 'called' && runners.test(key)) this.#runsOther = true;
    // `service.send.call(service)` calls `send`.
    this.#access(node.expression, use === 'called' && callers.has(key ?? '') ? 'called' : 'asked');
  }

  #add(chain: Chain): void {
    if (chain.use === 'called' && runners.test(chain.path.at(-1) ?? chain.root)) this.#runsOther = true;
    this.#chains.set(`${chain.root} ${chain.path.join('.')} ${chain.use}`, chain);
  }

  /** What an access begins at outside the function; nothing for what begins at a local name. */
  #outer({ root, path }: Access): Omit<Chain, 'use'> | undefined {
    if (root.kind === ts.SyntaxKind.SuperKeyword) return { root: 'super', path };
    if (root.kind === ts.SyntaxKind.ThisKeyword) return this.#isOwnThis(root) ? { root: 'this', path } : undefined;
    if (!ts.isIdentifier(root)) return undefined;
    const alias = this.#aliasOf(root);
    if (alias !== undefined) return { root: alias.root, path: [...alias.path, ...path] };
    const scope = scopeOf(root);
    const isInside = scope !== undefined && scope.pos >= this.#top.pos && scope.end <= this.#top.end;
    return isInside ? undefined : { root: root.text, path };
  }

  #aliasOf(name: ts.Identifier): { readonly root: string; readonly path: readonly string[] } | undefined {
    const scope = scopeOf(name);
    return scope === undefined ? undefined : this.#aliases.get(scope)?.get(name.text);
  }

  /** Whether a `this` is the one that the function is called on. Of a class as a whole none is. */
  #isOwnThis(node: ts.Node): boolean {
    for (let at = node.parent; at !== undefined; at = at.parent) {
      if (ts.isClassLike(at)) return false;
      if (at === this.#top) return true;
      if (ts.isFunctionLike(at) && !ts.isArrowFunction(at)) return false;
    }
    return false;
  }
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InstanceOfKeyword,
]);

type Plain = ts.BindingElement & { readonly name: ts.Identifier };

function isPlainElement(element: ts.BindingElement | ts.OmittedExpression): element is Plain {
  return (
    ts.isBindingElement(element) &&
    ts.isIdentifier(element.name) &&
    element.initializer === undefined &&
    element.dotDotDotToken === undefined &&
    (element.propertyName === undefined || writtenKey(element.propertyName) !== undefined)
  );
}
