import { ts } from 'ts-morph';
import { functionName } from './function-name.ts';

/** Names whose calls neither send a request nor lead back into the program, whatever they are called on. */
const harmless = new Set(
  `resolve reject defer emit removeListener removeAllListeners log info warn error debug trace verbose silly fatal
  push pop shift unshift splice slice concat join split trim replace toString toLowerCase toUpperCase toFixed indexOf
  includes startsWith endsWith keys values entries isArray isEmpty isString isObject isFunction isNumber isNil
  isUndefined isNull isPlainObject has hasOwnProperty defineProperty freeze stringify parse parseInt parseFloat Number
  String Boolean Date Error TypeError RangeError Array Object Set Map RegExp now getTime toISOString max min floor ceil
  round random status json end setHeader header headers assert ok equal deepEqual clearTimeout clearInterval
  captureException captureMessage increment gauge timing partial extend assign clone cloneDeep pick omit`.split(/\s+/),
);

/**
 * Whether running a function could send a request or start something that does. Errs on the side of yes: no means
 * that everything it calls, as far as names tell, is harmless or a function of the program that is. Only used to
 * leave out callbacks whose result nobody sees.
 */
export class SendingFunctions {
  readonly #files: Iterable<ts.SourceFile>;
  #sending: Set<string> | undefined;
  #defined = new Set<string>();
  readonly #answers = new WeakMap<ts.Node, boolean>();

  constructor(files: Iterable<ts.SourceFile>) {
    this.#files = files;
  }

  maySend(node: ts.Node): boolean {
    const known = this.#answers.get(node);
    if (known !== undefined) return known;
    const sending = this.#sendingNames();
    const answer = [...calledNames(node)].some((name) => this.#isSending(name, sending));
    this.#answers.set(node, answer);
    return answer;
  }

  #isSending(name: string, sending: ReadonlySet<string>): boolean {
    if (sending.has(name)) return true;
    return !this.#defined.has(name) && !harmless.has(name) && !/Error$/.test(name);
  }

  /** Names of the program's functions that may send, by going round until no more are found. */
  #sendingNames(): ReadonlySet<string> {
    if (this.#sending !== undefined) return this.#sending;
    const bodies = new Map<string, Set<string>>();
    for (const file of this.#files) collectFunctions(file, bodies);
    this.#defined = new Set(bodies.keys());
    const sending = new Set<string>();
    this.#sending = sending;
    for (let before = -1; before !== sending.size; ) {
      before = sending.size;
      for (const [name, called] of bodies) {
        if (!sending.has(name) && [...called].some((callee) => this.#isSending(callee, sending))) sending.add(name);
      }
    }
    return sending;
  }
}

function collectFunctions(file: ts.SourceFile, bodies: Map<string, Set<string>>): void {
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const name = functionName(node);
      if (name !== undefined) {
        const called = bodies.get(name) ?? new Set<string>();
        for (const callee of calledNames(node)) called.add(callee);
        bodies.set(name, called);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

const namesOf = new WeakMap<ts.Node, ReadonlySet<string>>();

/** Last names of everything called below a node; `?` for a callee without a name. */
function calledNames(node: ts.Node): ReadonlySet<string> {
  const known = namesOf.get(node);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isCallExpression(at) || ts.isNewExpression(at)) names.add(calleeName(at.expression));
    if (ts.isTaggedTemplateExpression(at)) names.add('?');
    ts.forEachChild(at, visit);
  };
  ts.forEachChild(node, visit);
  namesOf.set(node, names);
  return names;
}

function calleeName(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return '?';
}
