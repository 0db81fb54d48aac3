import { ts } from 'ts-morph';

/** A piece of a body that is a machine of labels. */
export interface Piece {
  /** `undefined` for a piece that any label may mean: the body does not say by a `switch` which one is next. */
  readonly label: string | undefined;
  /** The labels between which it may stand in a `try`: its own, and those that it sets on the way. */
  readonly positions: readonly number[];
  readonly statements: readonly ts.Statement[];
  readonly node: ts.Node;
}

/** The body of a machine: what it does first, and its pieces in order. */
export interface LabelPieces {
  readonly before: readonly ts.Statement[];
  readonly pieces: readonly Piece[];
  /** Regions of `try` that the pieces name themselves: `_.trys.push([1, 4, , 6])`. */
  readonly regions: readonly (readonly (number | undefined)[])[];
}

const known = new WeakMap<ts.Block, LabelPieces>();

/** How a body is divided into pieces. */
export function piecesOf(body: ts.Block): LabelPieces {
  const found = known.get(body) ?? divide(body);
  known.set(body, found);
  return found;
}

function divide(body: ts.Block): LabelPieces {
  const regions = regionsNamed(body);
  const at = body.statements.findIndex((statement) => switchIn(statement) !== undefined);
  const found = at === -1 ? undefined : switchIn(body.statements[at]);
  if (found === undefined) {
    const whole = { label: undefined, positions: everyPosition, statements: [...body.statements], node: body };
    return { before: [], pieces: [whole], regions };
  }
  const pieces = found.caseBlock.clauses.map((clause) => ({
    label: labelOf(clause),
    positions: positionsOf(clause),
    statements: [...clause.statements],
    node: clause,
  }));
  return { before: body.statements.slice(0, at), pieces, regions };
}

/** Of a body without labels any part may stand in a `try`. */
const everyPosition: readonly number[] = Array.from({ length: 100 }, (_, index) => index);

/** `switch (_.label)`, `while (1) switch (_.prev = _.next)`, `for (;;) switch (_.n)` */
function switchIn(statement: ts.Statement | undefined): ts.SwitchStatement | undefined {
  if (statement === undefined) return undefined;
  if (ts.isSwitchStatement(statement)) return hasLabels(statement) ? statement : undefined;
  if (ts.isWhileStatement(statement) || ts.isForStatement(statement)) return switchIn(statement.statement);
  if (ts.isBlock(statement) && statement.statements.length === 1) return switchIn(statement.statements[0]);
  return undefined;
}

const names = new Set(['label', 'next', 'n']);

function hasLabels({ expression, caseBlock }: ts.SwitchStatement): boolean {
  const asked = ts.isBinaryExpression(expression) ? expression.right : expression;
  return (
    ts.isPropertyAccessExpression(asked) &&
    names.has(asked.name.text) &&
    caseBlock.clauses.every((clause) => ts.isDefaultClause(clause) || ts.isLiteralExpression(clause.expression))
  );
}

function labelOf(clause: ts.CaseOrDefaultClause): string | undefined {
  return ts.isCaseClause(clause) && ts.isLiteralExpression(clause.expression) ? clause.expression.text : undefined;
}

/** `_.prev = 7` tells regenerator that a `try` begins here. */
function positionsOf(clause: ts.CaseOrDefaultClause): number[] {
  const label = Number(labelOf(clause));
  const found = Number.isNaN(label) ? [] : [label];
  visit(clause, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
    const { left, right } = node;
    const isPosition = ts.isPropertyAccessExpression(left) && (left.name.text === 'prev' || left.name.text === 'p');
    if (isPosition && ts.isNumericLiteral(right)) found.push(Number(right.text));
  });
  return found;
}

function regionsNamed(body: ts.Block): (number | undefined)[][] {
  const found: (number | undefined)[][] = [];
  visit(body, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { expression: list, name } = node.expression;
    const [region] = node.arguments;
    const isPush = name.text === 'push' && ts.isPropertyAccessExpression(list) && list.name.text === 'trys';
    if (isPush && region !== undefined && ts.isArrayLiteralExpression(region))
      found.push(region.elements.map((element) => (ts.isNumericLiteral(element) ? Number(element.text) : undefined)));
  });
  return found;
}

/** Visits what is inside a node, without what is inside other functions. */
function visit(node: ts.Node, see: (inner: ts.Node) => void): void {
  ts.forEachChild(node, (child) => {
    if (ts.isFunctionLike(child)) return;
    see(child);
    visit(child, see);
  });
}
