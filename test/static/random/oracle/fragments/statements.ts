import { fragments } from '../grammar/fragment.ts';
import { apart, type Printer } from '../grammar/printer.ts';

/** The plainest statements, and how functions pass control on. */
export const statements = [
  ...fragments('body', 'statement', {
    nothing: ['', () => '', 0.2],
    request: ['request', (p) => p.child(0), 5],
    two: ['body body', (p) => `${p.child(0)}\n${p.child(1)}`, 3],
    'own function': [
      'body',
      (p) => {
        const name = p.fresh('f');
        return `const ${name} = ${p.arrow(0)};\n${name}();`;
      },
    ],
    'function of another module': [
      'body',
      (p) => {
        const name = p.fresh('run');
        p.writer.inModule(p.pick([0, 1, 2]), () =>
          p.writer.declare(name, `async function ${name}() { ${p.inAsync(0, apart)} }`),
        );
        return `${p.place.canAwait ? 'await ' : ''}${p.writer.refer(name)}();`;
      },
    ],
    'function that is never called': ['body', (p) => `const ${p.fresh('unused')} = () => { ${p.inFunction(0)} };`, 0.5],
    'what a constant excludes': ['body', (p) => `if (1 > 2) { ${p.child(0)} }`, 0.5],
    wait: ['body', (p) => p.waiting(() => `await ${p.library('wait')}(); ${p.inAsync(0)}`), 2],
    'wait for an answer': [
      'body',
      (p) => {
        const answer = p.fresh('answer');
        return p.waiting(
          () =>
            `const ${answer} = await (await fetch('https://other.example/${answer}')).json(); ${p.inAsync(0, answer)}`,
        );
      },
    ],
    later: ['body', (p) => `${p.pick(['setTimeout', 'queueMicrotask', 'setImmediate'])}(${p.arrow(0)});`],
    'then of a promise': ['body', (p) => `${p.library('load')}().then((loaded) => { ${p.inFunction(0, 'loaded')} });`],
    'all of several': [
      'body body',
      (p) =>
        p.waiting(
          () => `await Promise.all([(async () => { ${p.inAsync(0)} })(), (async () => { ${p.inAsync(1)} })()]);`,
        ),
    ],
  }),
  ...fragments('body', 'shared state', {
    'write a cell': ['', (p) => written(p, `'${p.word()}'`), 3],
    'write a cell, or idle': ['', (p) => written(p, `'${p.anyWord()}'`)],
    'write a cell from input': ['mode', (p) => written(p, p.child(0))],
    'queue a job': ['body', (p) => `${queue(p)}.push(${p.arrow(0)});`],
    'run the queue': ['', (p) => `for (const job of ${queue(p)}) job();`],
    'take from the queue': ['', (p) => p.waiting(() => `while (${queue(p)}.length > 0) await ${queue(p)}.shift()();`)],
    'set a callback': ['body', (p) => `${slot(p)}.run = ${p.arrow(0)};`],
    'call the callback': ['', (p) => `${slot(p)}.run?.();`],
    'register a handler': ['body', (p) => `${handlers(p)}['${p.word()}'] = ${p.arrow(0)};`],
    'call a handler': ['mode', (p) => `${handlers(p)}[${p.child(0)}]?.();`],
    'subscribe to a set': ['body', (p) => `${listeners(p)}.add(${p.arrow(0)});`],
    'tell the set': ['', (p) => `${listeners(p)}.forEach((listener) => listener());`],
    'count to two': ['body', (p) => `${counter(p)}.value += 1; if (${counter(p)}.value > 1) { ${p.child(0)} }`],
    'only once': [
      'body',
      (p) => {
        const name = p.writer.shared('first', (own) => `const ${own} = { done: false };`);
        return `if (!${name}.done) { ${name}.done = true; } else { ${p.child(0)} }`;
      },
    ],
    'wait for a gate': ['body', (p) => p.waiting(() => `await ${gate(p)}.opened; ${p.inAsync(0)}`)],
    'open the gate': ['', (p) => `${gate(p)}.open();`],
    'keep what was made': [
      'body',
      (p) => {
        const name = p.writer.shared('kept', (own) => `const ${own} = { current: undefined };`);
        return `if (${name}.current) ${name}.current(); else ${name}.current = ${p.arrow(0)};`;
      },
    ],
    'compare across a wait': [
      'body',
      (p) => {
        const cell = p.writer.cell(p.pick([0, 1]));
        const before = p.fresh('before');
        const read = cell?.get() ?? `'idle'`;
        return p.waiting(
          () =>
            `const ${before} = ${read}; await ${p.library('wait')}(); if (${read} !== ${before}) { ${p.inAsync(0)} }`,
        );
      },
    ],
    'compare across a call': [
      'body',
      (p) => {
        const cell = p.writer.cell(p.pick([0, 1]));
        const before = p.fresh('before');
        const read = cell?.get() ?? `'idle'`;
        return `const ${before} = ${read}; ${p.library('flush')}(); if (${read} !== ${before}) { ${p.child(0)} }`;
      },
    ],
  }),
];

function written(p: Printer, value: string): string {
  return p.writer.cell(p.pick([0, 1]))?.set(value) ?? '';
}

const queue = (p: Printer) => p.writer.shared('queue', (name) => `const ${name} = [];`);
const slot = (p: Printer) => p.writer.shared('slot', (name) => `const ${name} = { run: undefined };`);
const handlers = (p: Printer) => p.writer.shared('handlers', (name) => `const ${name} = {};`);
const listeners = (p: Printer) => p.writer.shared('listeners', (name) => `const ${name} = new Set();`);
const counter = (p: Printer) => p.writer.shared('counter', (name) => `const ${name} = { value: 0 };`);
const gate = (p: Printer) =>
  p.writer.shared(
    'gate',
    (name) => `const ${name} = {}; ${name}.opened = new Promise((resolve) => { ${name}.open = resolve; });`,
  );
