import { ts } from 'ts-morph';
import { constantOf } from './constant-of.ts';

/** How many names and calls lie at most between an expression and the text of a path. */
const maxDepth = 8;

/** A path, and the texts that it is put together of. */
export interface WrittenPath {
  readonly text: string;
  readonly parts: readonly ts.Node[];
}

/**
 * The ends of the paths that an expression makes, as far as they are written: `./jobs/sync.js` of
 * `new URL('./jobs/sync.js', import.meta.url)`, `jobs/sync.js` of `join(__dirname, 'jobs', 'sync.js')`. All the texts
 * of a list. Nothing for what is put together in another way.
 */
export function pathsIn(node: ts.Expression, depth = 0): WrittenPath[] {
  const inside = (part: ts.Expression): WrittenPath[] => (depth < maxDepth ? pathsIn(part, depth + 1) : []);
  if (ts.isStringLiteralLike(node)) return [{ text: node.text, parts: [node] }];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return inside(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(inside);
  if (ts.isConditionalExpression(node)) return [...inside(node.whenTrue), ...inside(node.whenFalse)];
  if (ts.isTemplateExpression(node)) return tail(node.head.text, node.templateSpans);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return inside(node.right).filter(({ text }) => text.startsWith('/'));
  if (ts.isPropertyAccessExpression(node)) return inside(node.expression);
  if (ts.isIdentifier(node)) {
    const held = constantOf(node);
    return held === undefined ? [] : inside(held);
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return madePaths(node, inside);
  return [];
}

// `${here}/jobs/sync.js`
function tail(head: string, [only, ...more]: readonly ts.TemplateSpan[]): WrittenPath[] {
  const text = only?.literal.text ?? '';
  const isWhole = head === '' && more.length === 0 && only !== undefined && text.startsWith('/');
  return isWhole ? [{ text, parts: [only.literal] }] : [];
}

/** What makes a path of a path, by its first argument. */
const makers = new Set(['URL', 'fileURLToPath', 'pathToFileURL', 'toString', 'normalize', 'String']);
/** What makes one of its parts. */
const joiners = new Set(['join', 'resolve']);

function madePaths(
  node: ts.NewExpression | ts.CallExpression,
  inside: (part: ts.Expression) => WrittenPath[],
): WrittenPath[] {
  const { expression, arguments: args = [] } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  const [first] = args;
  if (name === 'toString' && ts.isPropertyAccessExpression(expression)) return inside(expression.expression);
  if (makers.has(name)) return first === undefined ? [] : inside(first);
  return joiners.has(name) ? joined(args) : [];
}

/** The texts behind all that is not one: the folder that they count from. */
function joined(args: readonly ts.Expression[]): WrittenPath[] {
  const begin = args.findLastIndex((arg) => !ts.isStringLiteralLike(arg)) + 1;
  const parts = args.slice(begin).filter(ts.isStringLiteralLike);
  return begin > 1 || parts.length === 0 ? [] : [{ text: parts.map(({ text }) => text).join('/'), parts }];
}
