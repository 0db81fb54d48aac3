import fc from 'fast-check';
import { choosingFragments, type Fragment, knownFragments } from './fragments.ts';
import { type Input, Inputs } from './inputs.ts';

/** A program as text, what it asks of the environment, and the fragments it is made of, for the report of a failure. */
export interface RandomProgram {
  readonly text: string;
  readonly inputs: readonly Input[];
}

/** An expression whose value is a text; printed when it is known which inputs come before it. */
type Expression = (inputs: Inputs) => string;

type Request = (a: string, b: string, inputs: Inputs) => string;

/** Ways to send requests: directly, through wrappers, clients, closures and tables. */
const knownRequests: readonly Request[] = [
  (a) => `fetch('/' + ${a});`,
  (a) =>
    `function request(method, path) { return fetch('/r/' + path, { method }); } request('PUT', ${a}); request('DELETE', 'x');`,
  (
    a,
    b,
  ) => `class Client { constructor(base) { this.base = base; } send(method, path) { fetch(this.base + path, { method }); }
    get(path) { return this.send('GET', path); } } class Sub extends Client { post(path) { this.send('POST', path); } }
    const client = new Sub('/c/' + ${a}); client.get(${b}); client.post('p');`,
  (a, b) => `for (const [method, path] of Object.entries({ GET: ${a}, POST: ${b} })) fetch(path, { method });`,
  (a, b) =>
    `[{ m: 'GET', p: ${a} }, { m: 'PUT', p: ${b} }].forEach(({ m: method, p }) => fetch(p, { ...{ method } }));`,
  (a, b) => `const send = (method) => (path) => fetch(path, { method }); [${a}, ${b}].map(send('PATCH'));`,
];

/** Requests whose method and path are decided together by the environment. */
const choosingRequests: readonly Request[] = [
  (a, b, inputs) =>
    `{ let method = 'GET'; let path = ${a}; if (${inputs.flag()}) { method = 'POST'; path = ${b}; } fetch(path, { method }); }`,
  (a, b, inputs) =>
    `{ const [method, path] = ${inputs.flag()} ? ['PUT', ${a}] : ['GET', ${b}]; fetch(path, { method }); }`,
  (a, b, inputs) => `{ const table = { x: { method: 'POST', path: ${a} }, y: { method: 'DELETE', path: ${b} } };
    const { method, path } = table[${inputs.key(['x', 'y'])}]; fetch(path, { method }); }`,
  (a, b, inputs) =>
    `{ const options = {}; if (${inputs.flag()}) options.method = 'POST'; else options.method = 'PUT'; fetch(${a} + '/' + ${b}, options); }`,
  (a, b, inputs) =>
    `switch (${inputs.key(['x', 'y', 'z'])}) { case 'x': fetch(${a}, { method: 'POST' }); break; case 'y': fetch(${b}); break; default: }`,
  (a, b, inputs) =>
    `(function run(kind) { if (kind === 'a') return fetch(${a}, { method: 'POST' }); fetch(${b}); })(${inputs.flag()} ? 'a' : 'b');`,
];

/** Programs whose every request is known, given what the environment answers. */
export function programs(options: { readonly choosing: boolean }): fc.Arbitrary<RandomProgram> {
  const fragments = options.choosing ? [...knownFragments, ...choosingFragments, ...choosingFragments] : knownFragments;
  const requests = options.choosing ? [...knownRequests, ...choosingRequests] : knownRequests;
  return fc
    .array(fc.tuple(fc.constantFrom(...requests), expressions(fragments), expressions(fragments)), {
      minLength: 1,
      maxLength: 2,
    })
    .map(write);
}

function expressions(fragments: readonly Fragment[]): fc.Arbitrary<Expression> {
  const word = fc.constantFrom('leads', 'lists', 'emails', 'v1', 'describe', 'x');
  const { node } = fc.letrec<{ node: Expression; inner: Expression; leaf: Expression }>((tie) => ({
    leaf: word.map((text) => () => `'${text}'`),
    inner: fc.tuple(fc.constantFrom(...fragments), tie('node'), tie('node')).map(
      ([fragment, a, b]) =>
        (inputs) =>
          `(${fragment.print(a(inputs), b(inputs), inputs)})`,
    ),
    node: fc.oneof({ maxDepth: 2, depthIdentifier: 'expression' }, tie('leaf'), { arbitrary: tie('inner'), weight: 4 }),
  }));
  return node;
}

function write(parts: readonly [Request, Expression, Expression][]): RandomProgram {
  const inputs = new Inputs();
  const text = parts.map(([request, a, b]) => `{ ${request(a(inputs), b(inputs), inputs)} }`).join('\n');
  return { text, inputs: inputs.all };
}
