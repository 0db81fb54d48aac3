import { ts } from 'ts-morph';

/**
 * What a helper means that a compiler has put into the program. Its name may be lost: it is known by the words that it
 * uses, since minifiers keep those.
 */
export type HelperShape =
  | {
      readonly means: 'awaiter' | 'async-generator';
      readonly body: number;
      readonly self: number;
      readonly list: number;
    }
  | { readonly means: PlainMeaning };

type PlainMeaning =
  | 'async-function'
  | 'generator'
  | 'regenerator'
  | 'async-generator-object'
  | 'awaiting-mark'
  | 'read'
  | 'spread-array'
  | 'values'
  | 'assign'
  | 'for-of'
  | 'delegate'
  | 'same'
  | 'async-values';

interface Row {
  readonly means: HelperShape['means'];
  readonly parameters: readonly number[];
  /** Members and texts that it names, all of them. */
  readonly names: readonly string[];
  /** Others that it may name. Who names anything else does something else as well. */
  readonly mayName: readonly string[];
  /** How many functions of the program it may use. */
  readonly uses: number;
}

const words = (text: string): string[] => text.split(' ');

const notIterable = [
  'Object is not iterable.',
  'Symbol.iterator is not defined.',
  'Invalid attempt to iterate non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method.',
];

const rows: readonly Row[] = [
  {
    means: 'awaiter',
    parameters: [3, 4],
    names: words('next throw then done value apply'),
    mayName: words('resolve'),
    uses: 0,
  },
  {
    means: 'async-function',
    parameters: [1],
    names: words('next throw apply'),
    mayName: words('then done value resolve'),
    uses: 1,
  },
  {
    means: 'generator',
    parameters: [2],
    names: words('label sent trys ops next throw return'),
    mayName: [
      ...words('iterator create prototype call pop push length value done function defineProperty'),
      ...['Generator is already executing.', 'Generator is already executing'],
    ],
    uses: 0,
  },
  {
    means: 'async-generator',
    parameters: [3],
    names: words('next throw return asyncIterator then resolve apply value'),
    mayName: [
      ...words('push shift length prototype create done v catch function for call'),
      ...['Symbol.asyncIterator is not defined.', 'Symbol.'],
    ],
    uses: 3,
  },
  {
    means: 'async-generator-object',
    parameters: [1],
    names: words('next throw return key arg resolve reject then value done'),
    mayName: words('_invoke v k wrapped catch front back function normal'),
    uses: 1,
  },
  {
    means: 'read',
    parameters: [2],
    names: words('iterator next done push value return call'),
    mayName: words('function error undefined @@iterator length'),
    uses: 0,
  },
  {
    means: 'spread-array',
    parameters: [3],
    names: words('concat slice call prototype length'),
    mayName: [],
    uses: 0,
  },
  {
    means: 'values',
    parameters: [1],
    names: words('iterator call length next value done'),
    mayName: ['function', 'number', '@@iterator', ' is not iterable', ...notIterable],
    uses: 1,
  },
  {
    means: 'assign',
    parameters: [0],
    names: words('assign apply length hasOwnProperty call'),
    mayName: words('prototype bind'),
    uses: 1,
  },
  {
    means: 'assign',
    parameters: [1],
    names: words('length forEach getOwnPropertyDescriptors defineProperties defineProperty getOwnPropertyDescriptor'),
    mayName: words('default'),
    uses: 2,
  },
  {
    means: 'assign',
    parameters: [1],
    names: words('length keys getOwnPropertySymbols concat filter getOwnPropertyDescriptor enumerable forEach'),
    mayName: words('function'),
    uses: 1,
  },
  {
    means: 'for-of',
    parameters: [2],
    names: words('s n e f iterator call next done value length return'),
    mayName: [...words('undefined @@iterator number isArray'), ...notIterable],
    uses: 2,
  },
  {
    // A class of the platform is extended as any other one.
    means: 'same',
    parameters: [1],
    names: words('has get set prototype create constructor'),
    mayName: [
      ...words('value enumerable writable configurable function undefined'),
      'Super expression must either be null or a function',
    ],
    uses: 5,
  },
  {
    means: 'delegate',
    parameters: [1, 2],
    names: words('iterator next throw return value done'),
    mayName: words('undefined @@iterator function'),
    uses: 1,
  },
  {
    means: 'delegate',
    parameters: [1],
    names: words('asyncIterator iterator call next throw return value done'),
    mayName: ['Object expected'],
    uses: 3,
  },
  {
    means: 'async-values',
    parameters: [1],
    names: words('asyncIterator iterator call next throw return then done value resolve'),
    mayName: ['function', 'Symbol.asyncIterator is not defined.'],
    uses: 1,
  },
  {
    means: 'async-values',
    parameters: [1],
    names: words('asyncIterator iterator call'),
    mayName: ['undefined', '@@asyncIterator', '@@iterator', 'Object is not async iterable'],
    uses: 1,
  },
  {
    means: 'async-values',
    parameters: [3],
    names: words('asyncIterator iterator call next return then done value resolve'),
    mayName: [],
    uses: 2,
  },
  {
    means: 'regenerator',
    parameters: [0],
    names: words('GeneratorFunction _invoke'),
    mayName: [],
    uses: 6,
  },
];

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
  const candidates = rows.filter(({ parameters }) => parameters.includes(length));
  if (candidates.length === 0) return undefined;
  if (length === 1 && marking.test(node.getText())) return { means: 'awaiting-mark' };
  const vocabulary = vocabularyOf(node);
  const row = candidates.find((candidate) => fits(candidate, vocabulary));
  return row && meaningOf(row.means, node);
}

function fits({ names, mayName, uses, means }: Row, { named, free }: Vocabulary): boolean {
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
