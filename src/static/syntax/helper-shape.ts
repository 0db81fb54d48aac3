import { ts } from 'ts-morph';
import { type HelperRow, type HelperShape, helperRows } from './helper-rows.ts';

/** `function (v) { return this instanceof __await ? (this.v = v, this) : new __await(v); }` */
const marking =
  /^function\s*[\w$]*\s*\(([\w$]+)\)\s*\{\s*return this instanceof ([\w$]+)\s*\?\s*\(this\.v\s*=\s*\1,\s*this\)\s*:\s*new \2\(\1\);?\s*\}$/;

/** Names of the platform that helpers use. */
const ofPlatform = new Set(
  'Promise Symbol Object TypeError Error Array String Function Iterator AsyncIterator Reflect Set Map isNaN parseInt NaN undefined arguments'.split(
    ' ',
  ),
);

/** A longer function is a program with helpers in it. */
const maxLength = 16_000;

const known = new WeakMap<ts.Node, HelperShape | false>();

export function helperShape(node: ts.FunctionLikeDeclaration): HelperShape | undefined {
  const found = known.get(node) ?? find(node) ?? false;
  known.set(node, found);
  return found === false ? undefined : found;
}

function find(node: ts.FunctionLikeDeclaration): HelperShape | undefined {
  const { length } = node.parameters;
  const isPlain = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node);
  if (!isPlain || node.end - node.pos > maxLength || node.body === undefined) return undefined;
  const candidates = helperRows.filter(({ parameters }) => parameters.includes(length));
  if (candidates.length === 0) return undefined;
  if (length === 1 && marking.test(node.getText())) return { means: 'awaiting-mark' };
  const vocabulary = vocabularyOf(node);
  const row = candidates.find((candidate) => fits(candidate, vocabulary));
  return row && meaningOf(row.means, node);
}

function fits({ names, mayName, uses, means }: HelperRow, { named, free }: Vocabulary): boolean {
  if (!names.every((name) => named.has(name))) return false;
  const others = [...free].filter((name) => !ofPlatform.has(name));
  // Regenerator is long, and its versions name many things; nothing else names these.
  const isClosed =
    means === 'regenerator' || [...named].every((name) => names.includes(name) || mayName.includes(name));
  return isClosed && others.length <= uses && !others.some((name) => platformNames.has(name));
}

/** Names by which a program does something of its own. */
const platformNames = new Set(
  'fetch require module exports process console setTimeout setInterval setImmediate queueMicrotask URL globalThis window self axios XMLHttpRequest eval'.split(
    ' ',
  ),
);

function meaningOf(means: HelperShape['means'], node: ts.FunctionLikeDeclaration): HelperShape | undefined {
  if (means !== 'awaiter' && means !== 'async-generator') return { means };
  const parts = applyIn(node);
  return parts && { means, ...parts };
}

/** `generator.apply(self, list || [])`: which of the parameters are these. */
function applyIn(node: ts.FunctionLikeDeclaration): { body: number; self: number; list: number } | undefined {
  const indexOf = (expression: ts.Expression | undefined): number => {
    if (expression !== undefined && ts.isBinaryExpression(expression)) return indexOf(expression.left);
    return node.parameters.findIndex(
      ({ name }) => expression !== undefined && ts.isIdentifier(expression) && name.getText() === expression.text,
    );
  };
  const search = (at: ts.Node): { body: number; self: number; list: number } | undefined => {
    if (
      ts.isCallExpression(at) &&
      ts.isPropertyAccessExpression(at.expression) &&
      at.expression.name.text === 'apply'
    ) {
      const [self, list] = at.arguments;
      const found = { body: indexOf(at.expression.expression), self: indexOf(self), list: indexOf(list) };
      if (Object.values(found).every((index) => index !== -1)) return found;
    }
    return ts.forEachChild(at, search);
  };
  return search(node);
}

interface Vocabulary {
  /** Members, keys and texts. */
  readonly named: ReadonlySet<string>;
  /** Names that are declared outside. */
  readonly free: ReadonlySet<string>;
}

function vocabularyOf(node: ts.FunctionLikeDeclaration): Vocabulary {
  const named = new Set<string>();
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isStringLiteralLike(at)) named.add(at.text);
    else if (ts.isIdentifier(at)) sort(at, named, used, declared);
    ts.forEachChild(at, visit);
  };
  ts.forEachChild(node, visit);
  const own = node.name !== undefined && ts.isIdentifier(node.name) ? [node.name.text] : [];
  return { named, free: new Set([...used].filter((name) => !declared.has(name) && !own.includes(name))) };
}

function sort(at: ts.Identifier, named: Set<string>, used: Set<string>, declared: Set<string>): void {
  const { parent } = at;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === at;
  const isKey =
    (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) && parent.name === at;
  const isDeclared =
    (ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isFunctionDeclaration(parent)) &&
    parent.name === at;
  const isOwnName = ts.isFunctionExpression(parent) && parent.name === at;
  if (isMember || isKey) named.add(at.text);
  else if (isDeclared || isOwnName) declared.add(at.text);
  else used.add(at.text);
}
