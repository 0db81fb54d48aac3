import { fragments } from '../grammar/fragment.ts';

/** Generators, iterators and thenables, and who drives them. */
export const generators = fragments('body', 'iterator', {
  'generator and loop': [
    'body body',
    (p) => {
      const make = p.fresh('make');
      return `function* ${make}() { ${p.inFunction(0)} yield 'run'; ${p.inFunction(1)} } for (const step of ${make}()) if (step === 'idle') break;`;
    },
  ],
  'generator that is left': [
    'body body',
    (p) => {
      const make = p.fresh('make');
      return `function* ${make}() { try { yield 1; ${p.inFunction(0)} yield 2; } finally { ${p.inFunction(1)} } } for (const _ of ${make}()) break;`;
    },
  ],
  'generator by hand': [
    'body body',
    (p) => {
      const steps = p.fresh('steps');
      return `const ${steps} = (function* () { ${p.inFunction(0)} yield; ${p.inFunction(1)} })(); ${steps}.next(); ${p.pick(['', `${steps}.next();`])}`;
    },
  ],
  'generator that is told': [
    'mode body',
    (p) => {
      const steps = p.fresh('steps');
      return `const ${steps} = (function* () { const told = yield; if (told === 'run') { ${p.inFunction(1)} } })(); ${steps}.next(); ${steps}.next(${p.child(0)});`;
    },
  ],
  'generator that is thrown at': [
    'body',
    (p) => {
      const steps = p.fresh('steps');
      return `const ${steps} = (function* () { try { yield; } catch { ${p.inFunction(0)} } })(); ${steps}.next(); ${steps}.throw(new Error('no'));`;
    },
  ],
  'generator of functions': [
    'body body',
    (p) =>
      `for (const f of (function* () { yield () => { ${p.inFunction(0)} }; yield* [() => { ${p.inFunction(1)} }]; })()) f();`,
  ],
  'async generator': [
    'body body',
    (p) => {
      const make = p.fresh('make');
      return p.waiting(
        () =>
          `async function* ${make}() { ${p.inAsync(0)} yield await ${p.library('load')}(); } for await (const page of ${make}()) { ${p.inAsync(1, 'page')} }`,
      );
    },
  ],
  'iterator of an object': [
    'body body',
    (p) => `for (const _ of { *[Symbol.iterator]() { ${p.inFunction(0)} yield 1; } }) { ${p.child(1)} }`,
  ],
  'iterator of a class': [
    'body',
    (p) => {
      const type = p.fresh('Rows');
      return `class ${type} { #left = 2; [Symbol.iterator]() { return this; } next() { ${p.inFunction(0)} return { done: (this.#left -= 1) < 0, value: 1 }; } } for (const _ of new ${type}()) {}`;
    },
  ],
  'iterator that is spread': ['body', (p) => `[...{ *[Symbol.iterator]() { ${p.inFunction(0)} yield 1; } }];`],
  'iterator that is closed': [
    'body',
    (p) =>
      `for (const _ of { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }), return() { ${p.inFunction(0)} return {}; } }) }) break;`,
  ],
  'async iterator of an object': [
    'body',
    (p) =>
      p.waiting(() => `for await (const _ of { async *[Symbol.asyncIterator]() { ${p.inAsync(0)} yield 1; } }) {}`),
  ],
  'awaited thenable': ['body', (p) => p.waiting(() => `await { then(resolve) { ${p.inFunction(0)} resolve(); } };`)],
  'text of an object': ['body', (p) => `String({ toString() { ${p.inFunction(0)} return ''; } });`],
  'number of an object': ['body', (p) => `+{ valueOf() { ${p.inFunction(0)} return 1; } };`],
  'JSON of an object': ['body', (p) => `JSON.stringify({ at: { toJSON() { ${p.inFunction(0)} return 1; } } });`],
  'sort by a function': ['body', (p) => `[2, 1].sort((a, b) => { ${p.inFunction(0)} return a - b; });`],
  getter: ['body', (p) => `void { get now() { ${p.inFunction(0)} return 1; } }.now;`],
  setter: ['body', (p) => `({ set now(value) { ${p.inFunction(0)} } }).now = 1;`],
  'getter that is copied': ['body', (p) => `void { ...{ get now() { ${p.inFunction(0)} return 1; } } };`],
  proxy: ['body', (p) => `void new Proxy({}, { get() { ${p.inFunction(0)} } }).any;`],
  'reviver of JSON': ['body', (p) => `JSON.parse('{"a":1}', (key, value) => { ${p.inFunction(0)} return value; });`],
  'tagged template': ['body', (p) => `((texts, f) => f())\`\${() => { ${p.inFunction(0)} }}\`;`],
  'callback of replace': ['body', (p) => `'ab'.replace(/a/, () => { ${p.inFunction(0)} return ''; });`],
});
