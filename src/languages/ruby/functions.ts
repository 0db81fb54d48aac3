import { help, hole } from '../kit/build.ts';
import { at, type Code, joined } from '../kit/code.ts';
import { helper, ownName } from '../kit/names.ts';
import { inner, nodesIn, part, parts, type SyntaxNode } from '../tree.ts';
import { type Context, giveBack, type MethodContext, within } from './context.ts';
import { expression } from './expressions.ts';
import { type Bindings, bindingsOf, targetNames } from './scope.ts';
import { bodyStatements, declaredCode } from './statements.ts';

type Takes = 'place' | 'named' | 'rest' | 'keywords' | 'block' | 'all' | 'pattern';

interface Parameter {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly fallback: SyntaxNode | undefined;
  readonly takes: Takes;
}

const kindsOfParameter: Readonly<Record<string, Takes>> = {
  ...{ identifier: 'place', optional_parameter: 'place', keyword_parameter: 'named', splat_parameter: 'rest' },
  ...{ hash_splat_parameter: 'keywords', block_parameter: 'block', forward_parameter: 'all' },
  destructured_parameter: 'pattern',
};

/** The parameters of a method or a block, in order. */
function parametersOf(list: SyntaxNode | undefined): Parameter[] {
  if (list === undefined) return [];
  const locals = new Set(parts(list, 'locals').map(({ startIndex }) => startIndex));
  return inner(list).flatMap((node): Parameter[] => {
    const takes = kindsOfParameter[node.type];
    if (takes === undefined || locals.has(node.startIndex)) return [];
    const name = node.type === 'identifier' ? node.text : (part(node, 'name')?.text ?? '');
    return [{ node, name, fallback: part(node, 'value'), takes }];
  });
}

function boundNames(parameters: readonly Parameter[]): string[] {
  return parameters.flatMap(({ node, name, takes }) => (takes === 'pattern' ? targetNames(node) : [name]));
}

function bind(bindings: Bindings, names: Iterable<string>): void {
  for (const name of names) bindings.set(name, { times: 2, first: 0 });
}

// (a, b = 1, *c, d:, **e, &f)  ⇒  (a, b = 1, d = named(), e = keywordRest(), f = blockHere(), ...c)
function parametersCode(context: Context, parameters: readonly Parameter[], block: string | undefined): Code {
  const rest = parameters.filter(({ takes }) => takes === 'rest' || takes === 'all');
  const others = parameters.filter((parameter) => !rest.includes(parameter));
  const codes = [...others, ...rest].map((parameter) => parameterCode(context, parameter));
  const hidden = block === undefined ? [] : [`${block} = ${helper('blockHere')}()`];
  return joined(
    rest.length === 0 ? [...codes, ...hidden] : [...codes.slice(0, -1), ...hidden, ...codes.slice(-1)],
    ', ',
  );
}

function parameterCode(context: Context, { node, name, fallback, takes }: Parameter): Code {
  const value = fallback === undefined ? [] : [expression(context, fallback)];
  const own = ownName(name === '' ? `${takes}_` : name);
  if (takes === 'rest' || takes === 'all') return at(node, '...', takes === 'all' ? 'all_' : own);
  if (takes === 'keywords') return at(node, own, ' = ', help('keywordRest', node, []));
  if (takes === 'named') return at(node, own, ' = ', help('named', node, value));
  if (takes === 'block') return at(node, own, ' = ', help('blockHere', node, []));
  if (takes === 'pattern') return at(node, patternCode(node));
  return at(node, own, ...(value.length === 0 ? [] : [' = ', value]));
}

function patternCode(node: SyntaxNode): Code {
  const items = inner(node).map((child): Code => {
    if (child.type === 'destructured_parameter') return patternCode(child);
    const isRest = child.type === 'splat_parameter';
    return isRest ? ['...', ownName(part(child, 'name')?.text ?? 'rest_')] : ownName(child.text);
  });
  return ['[', joined(items, ', '), ']'];
}

/** What a bare `super` hands on. */
function passedOn(parameters: readonly Parameter[], block: string): string {
  const named = parameters.filter(({ takes }) => takes === 'named' || takes === 'keywords');
  const places = parameters
    .filter(({ takes }) => takes === 'place' || takes === 'rest' || takes === 'all')
    .map(({ name, takes }) => (takes === 'place' ? ownName(name) : `...${takes === 'all' ? 'all_' : ownName(name)}`));
  const keywords = named.map(({ name, takes }) =>
    takes === 'keywords' ? `...${ownName(name)}` : `${JSON.stringify(name)}: ${ownName(name)}`,
  );
  const given = keywords.length === 0 ? [] : [`${helper('keywords')}({${keywords.join(', ')}})`];
  return [...places, ...given, `${helper('block')}(${block})`].join(', ');
}

const ownBlock = new Set(['yield', 'super', 'forward_argument']);

/** Whether a method asks for its block without naming it. */
function asksForBlock(body: readonly SyntaxNode[]): boolean {
  const enters = ({ type }: SyntaxNode) => type !== 'method' && type !== 'class' && type !== 'module';
  for (const root of body) {
    for (const node of [root, ...nodesIn(root, enters)])
      if (ownBlock.has(node.type) || node.text === 'block_given?' || node.type === 'block_argument') return true;
  }
  return false;
}

const withinValue = /^(?:block|do_block|assignment|operator_assignment|binary|call|argument_list|interpolation)$/;

/** Whether a `return` stands in a function of the lowered code that is not the method's. */
function leavesFromWithin(body: readonly SyntaxNode[]): boolean {
  const open = body.map((node) => ({ node, isWithin: false }));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { node, isWithin } = at;
    if (node.type === 'return' && isWithin) return true;
    const isInside = isWithin || withinValue.test(node.type);
    if (!/^(?:method|lambda|class|module)$/.test(node.type))
      for (const child of inner(node)) open.push({ node: child, isWithin: isInside });
  }
  return false;
}

// def m(a) … end  ⇒  (a) { … }
export function methodTail(outer: Context, node: SyntaxNode, name: string, hasSuper = true): Code {
  const parameters = parametersOf(part(node, 'parameters'));
  const body = bodyStatements(part(node, 'body'));
  const named = parameters.find(({ takes }) => takes === 'block');
  const block = named === undefined || named.name === '' ? outer.file.fresh.next() : ownName(named.name);
  const isHidden = block !== ownName(named?.name ?? '') && asksForBlock(body);
  const left = leavesFromWithin(body) ? outer.file.fresh.next() : undefined;
  const method: MethodContext = {
    name,
    passed: passedOn(parameters, isHidden || named ? block : 'null'),
    block,
    left,
    hasSuper,
  };
  const bindings = bindingsOf(body, undefined);
  const own = [...bindings.keys()];
  const places = boundNames(parameters);
  bind(bindings, places);
  const inside: Context = {
    ...within(outer, bindings, false),
    ...{ method, inBlock: false, loop: undefined, again: undefined },
  };
  const declared = own.filter((name) => !places.includes(name));
  const anonymous = named !== undefined && named.name === '' ? parameters.filter((one) => one !== named) : parameters;
  const head = parametersCode(inside, anonymous, isHidden || named?.name === '' ? block : undefined);
  const code = part(node, 'body');
  const statements = code === undefined ? 'return null;' : declaredCode(inside, code, body, declared, giveBack);
  return ['(', head, ') { ', left === undefined ? '' : `let ${left}; `, statements, ' }'];
}

/** The parts of a block: what it takes and what it does. */
function blockParts(node: SyntaxNode): { parameters: Parameter[]; body: SyntaxNode | undefined } {
  return { parameters: parametersOf(part(node, 'parameters')), body: part(node, 'body') };
}

/** `_1`, `it`: a block that names no parameter. */
function unnamedParameters(body: SyntaxNode | undefined): string[] {
  const found = new Set<string>();
  for (const node of body === undefined ? [] : nodesIn(body)) {
    if (node.type === 'identifier' && /^(?:it|_[1-3])$/.test(node.text)) found.add(node.text);
  }
  if (found.has('_3')) return ['_1', '_2', '_3'];
  if (found.has('_2')) return ['_1', '_2'];
  if (found.has('_1')) return ['_1'];
  return found.has('it') ? ['it'] : [];
}

/**
 * A block as a function, which sees the method's names and `this`; one that takes several gets the elements of a list.
 * @param isOwn its own `this`: the body of a method that is defined by it
 */
export function blockCode(context: Context, node: SyntaxNode, isOwn = false): Code {
  const { parameters, body } = blockParts(node);
  const statements = bodyStatements(body);
  const unnamed = parameters.length === 0 ? unnamedParameters(body) : [];
  const bindings = bindingsOf(statements, context.scope);
  const places = [...boundNames(parameters), ...unnamed];
  const own = [...bindings.keys()].filter((name) => !places.includes(name));
  bind(bindings, places);
  const inside: Context = {
    ...within(context, bindings, true),
    ...{ inBlock: context.method !== undefined, loop: 'block', again: undefined },
    ...(isOwn ? { self: 'this', inBlock: false, method: methodOfBlock() } : {}),
  };
  const head = unnamed.length > 0 ? unnamed.map(ownName).join(', ') : parametersCode(inside, parameters, undefined);
  const code = body === undefined ? 'return null;' : declaredCode(inside, body, statements, own, giveBack);
  return isOwn ? at(node, 'function (', head, ') { ', code, ' }') : at(node, '(', head, ') => { ', code, ' }');
}

function methodOfBlock(): MethodContext {
  return { name: '', passed: '', block: 'undefined', left: undefined, hasSuper: false };
}

// ->(a) { … }
export function lambdaCode(context: Context, node: SyntaxNode): Code {
  const body = part(node, 'body');
  if (body === undefined) return hole('lambda', node, []);
  const { parameters } = blockParts(node);
  const inner = part(body, 'body');
  const statements = bodyStatements(inner);
  const bindings = bindingsOf(statements, context.scope);
  const places = boundNames(parameters);
  const own = [...bindings.keys()].filter((name) => !places.includes(name));
  bind(bindings, places);
  const inside: Context = { ...within(context, bindings, true), inBlock: false, loop: 'block', again: undefined };
  const code = inner === undefined ? 'return null;' : declaredCode(inside, inner, statements, own, giveBack);
  return at(node, '((', parametersCode(inside, parameters, undefined), ') => { ', code, ' })');
}
