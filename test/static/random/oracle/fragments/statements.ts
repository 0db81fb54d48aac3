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
    'given a callback': [
      'body',
      (p) => {
        const name = p.fresh('withCallback');
        p.writer.declare(name, `const ${name} = (work, ...rest) => { work(...rest); };`);
        return `${name}(${p.arrow(0)}, 1);`;
      },
    ],
    'called, applied or bound': [
      'body',
      (p) => {
        const [open, close] = p.pick([
          ['call(undefined, ', ')'],
          ['apply(undefined, [', '])'],
          ['bind(undefined, ', ')()'],
        ]);
        return `(function (work) { work(); }).${open}${p.arrow(0)}${close};`;
      },
    ],
    remembered: [
      'body',
      (p) => {
        const cache = p.writer.shared('cache', (name) => `const ${name} = new Map();`);
        return `if (!${cache}.has('${p.word()}')) { ${cache}.set('${p.word()}', 1); ${p.child(0)} } else { ${cache}.clear(); }`;
      },
    ],
    'made once': [
      'body',
      (p) => {
        const once = p.writer.shared(
          'once',
          (name) => `const ${name} = (work) => { let made; return () => (made ??= work() ?? {}); };`,
        );
        const name = p.fresh('get');
        return `const ${name} = ${once}(() => { ${p.inFunction(0)} }); ${name}(); ${name}();`;
      },
    ],
    'poll again and again': [
      'body body',
      (p) => {
        const poll = p.fresh('poll');
        return `const ${poll} = (left) => { ${p.inFunction(0)} if (left > 0) setTimeout(() => ${poll}(left - 1), 10); else { ${p.inFunction(1)} } }; ${poll}(2);`;
      },
    ],
    'race of several': [
      'body body',
      (p) =>
        p.waiting(
          () =>
            `await Promise.${p.pick(['race', 'allSettled', 'any'])}([(async () => { ${p.inAsync(0)} })(), ${p.library('wait')}()]); ${p.inAsync(1)}`,
        ),
    ],
    'module that is imported later': [
      'body',
      (p) => {
        const name = p.fresh('later');
        const path = p.writer.inModule(p.pick([1, 2, 1]), () => {
          p.writer.declare(name, `function ${name}() { ${p.inFunction(0, apart)} }`);
          p.writer.provide(name);
          return p.writer.current.path;
        });
        return `import('./${path}').then((loaded) => loaded.${name}());`;
      },
    ],
    'all of another module': [
      'body',
      (p) => {
        const name = p.fresh('job');
        const index = p.pick([1, 2, 1]);
        p.writer.inModule(index, () => {
          p.writer.declare(name, `function ${name}() { ${p.inFunction(0, apart)} }`);
          p.writer.provide(name);
        });
        return `${p.writer.namespace(index)}['${name}']();`;
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
  ...fragments('body', 'open request', {
    'options from input': [
      '',
      (p) => `fetch(H + '${p.writer.pathWithTwo()}', { method: 'GET', ...${p.input()}.options });`,
      0.15,
    ],
    'path from input': [
      '',
      (p) => {
        const { path } = p.writer.operation();
        return `fetch(H + (${p.input()}.path ?? '${path}'));`;
      },
      0.15,
    ],
    'method from input': [
      '',
      (p) => `fetch(H + '${p.writer.pathWithTwo()}', { method: ${p.input()}.method ?? 'GET' });`,
      0.15,
    ],
    'descriptor from input': [
      '',
      (p) => {
        const request = p.writer.shared(
          'send',
          (name) => `const ${name} = ({ method = 'GET', path }) => fetch(H + path, { method });`,
        );
        const { path } = p.writer.operation();
        return `${request}({ path: '${path}', ...${p.input()}.body });`;
      },
      0.15,
    ],
  }),
  ...fragments('body', 'shared state', {
    'write a cell': ['', (p) => written(p, `'${p.word()}'`), 3],
    'write a cell, or idle': ['', (p) => written(p, `'${p.anyWord()}'`)],
    'write a cell from input': ['mode', (p) => written(p, p.child(0))],
    'write a cell, call out, and decide by it': [
      'body',
      (p) => {
        const cell = p.writer.cell(0);
        const call = `${p.library('flush')}();`;
        return `${written(p, "'idle'")} ${call} if (${cell?.get() ?? "'idle'"} === '${p.word()}') { ${p.child(0)} }`;
      },
      2,
    ],
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
    'collect and send': [
      'body',
      (p) => {
        const buffer = p.writer.shared('buffer', (name) => `const ${name} = [];`);
        return `${buffer}.push(1); if (${buffer}.length >= 2) { ${buffer}.length = 0; ${p.child(0)} }`;
      },
    ],
    'set a flag': ['', (p) => `${flags(p)}.stopped = true;`],
    'unless the flag is set': ['body', (p) => `if (!${flags(p)}.stopped) { ${p.child(0)} }`],
    'if the flag is set': ['body', (p) => `if (${flags(p)}.stopped) { ${p.child(0)} }`],
    'emit an event': ['', (p) => `${emitter(p)}.emit('${p.word()}');`],
    'listen to an event': ['body', (p) => `${emitter(p)}.on('${p.word()}', ${p.arrow(0)});`],
    'keep by its object': [
      'body',
      (p) => {
        const weak = p.writer.shared('owners', (name) => `const ${name} = new WeakMap();`);
        const key = p.writer.shared('owner', (name) => `const ${name} = {};`);
        return `${weak}.get(${key})?.(); ${weak}.set(${key}, ${p.arrow(0)});`;
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
const flags = (p: Printer) => p.writer.shared('flags', (name) => `const ${name} = { stopped: false };`);
const emitter = (p: Printer) =>
  p.writer.shared(
    'events',
    (name) =>
      `const ${name} = new (class { #all = {}; on(name, listener) { (this.#all[name] ??= []).push(listener); } emit(name) { this.#all[name]?.forEach((listener) => listener()); } })();`,
  );
const gate = (p: Printer) =>
  p.writer.shared(
    'gate',
    (name) => `const ${name} = {}; ${name}.opened = new Promise((resolve) => { ${name}.open = resolve; });`,
  );
