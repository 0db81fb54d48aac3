import { fragments } from '../grammar/fragment.ts';
import { apart } from '../grammar/printer.ts';

/** Values that hold functions of the program, and that it gives away. */
export const values = [
  ...fragments('value', 'given function', {
    arrow: ['body', (p) => p.arrow(0), 3],
    'arrow with input': ['body', (p) => p.arrow(0, p.fresh('event')), 4],
    function: ['body', (p) => `function () { ${p.inFunction(0)} }`],
    'function by its name': [
      'body',
      (p) => {
        const name = p.fresh('onEvent');
        const text = `${p.pick(['', 'async '])}function ${name}(event) { ${p.inFunction(0, 'event')} }`;
        return p.writer.declare(name, text);
      },
    ],
    bound: ['body', (p) => `function () { ${p.inFunction(0)} }.bind({ mode: 'idle' })`],
    'made by a factory': [
      'body body',
      (p) => {
        const make = p.fresh('make');
        p.writer.declare(
          make,
          `const ${make} = (first) => () => { if (first) { ${p.inFunction(0, apart)} } else { ${p.inFunction(1, apart)} } };`,
        );
        return `${make}(${p.pick(['true', 'false'])})`;
      },
    ],
    'that gives a function': ['body body', (p) => `() => { ${p.inFunction(0)} return ${p.arrow(1)}; }`],
    'that is given a callback': ['body', (p) => `(event, next) => next(null, ${p.arrow(0, 'event')})`],
    'that gives an object': ['body', (p) => `() => ({ run() { ${p.inFunction(0)} } })`],
    'generator function': ['body body', (p) => `function* () { ${p.inFunction(0)} yield 1; ${p.inFunction(1)} }`],
    'async generator function': ['body body', (p) => `async function* () { ${p.inAsync(0)} yield 1; ${p.inAsync(1)} }`],
    'with a default': ['body', (p) => `(event, f = () => { ${p.inFunction(0)} }) => f()`],
    'with options': ['body', (p) => `({ mode = 'idle' } = {}) => { if (mode === 'run') { ${p.inFunction(0)} } }`],
    'with properties': ['body body', (p) => `Object.assign(${p.arrow(0)}, { after() { ${p.inFunction(1)} } })`],
  }),
  ...fragments('value', 'given object', {
    'with a method': [
      'body',
      (p) => `{ ${p.pick(['run', 'handle', 'default'])}(event) { ${p.inFunction(0, 'event')} } }`,
      2,
    ],
    'with two methods': ['body body', (p) => `{ start() { ${p.inFunction(0)} }, tick: ${p.arrow(1)} }`, 2],
    'with methods that share a property': [
      'body',
      (p) =>
        `{ mode: 'idle', start() { this.mode = 'run'; }, tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
      2,
    ],
    'with a mode that it reads': [
      'body',
      (p) => `{ mode: 'idle', tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
    ],
    'with nested methods': ['value', (p) => `{ hooks: { before: ${p.child(0)} } }`],
    'with a list': ['value value', (p) => `{ plugins: [${p.child(0)}, ${p.child(1)}] }`],
    'with a getter': ['body', (p) => `{ get ready() { ${p.inFunction(0)} return true; } }`],
    'with a setter': ['body', (p) => `{ set mode(value) { if (value === 'run') { ${p.inFunction(0)} } } }`],
    'with a computed name': ['body', (p) => `{ ['on' + 'Ready']: ${p.arrow(0)} }`],
    'with toJSON': ['body', (p) => `{ toJSON() { ${p.inFunction(0)} return {}; } }`],
    'with then': ['body', (p) => `{ then(resolve) { ${p.inFunction(0)} resolve(1); } }`],
    iterable: ['body', (p) => `{ *[Symbol.iterator]() { ${p.inFunction(0)} yield 1; } }`],
    'async iterable': ['body', (p) => `{ async *[Symbol.asyncIterator]() { ${p.inAsync(0)} yield 1; } }`],
    'iterator by hand': [
      'body',
      (p) =>
        `{ [Symbol.asyncIterator]() { return { next: async () => { ${p.inAsync(0)} return { done: true }; } }; } }`,
    ],
    'with toString': ['body', (p) => `{ toString() { ${p.inFunction(0)} return ''; } }`],
    'with a prototype': ['body', (p) => `Object.create({ run() { ${p.inFunction(0)} } })`],
    spread: ['value', (p) => `{ ...{ run: ${p.child(0)} }, more: 1 }`],
    frozen: ['body', (p) => `Object.freeze({ run() { ${p.inFunction(0)} } })`],
    'by its name': [
      'value',
      (p) => {
        const name = p.fresh('given');
        const value = p.child(0, { input: undefined, canAwait: false });
        return p.writer.declare(name, `const ${name} = ${value};`);
      },
    ],
  }),
  ...fragments('value', 'given collection', {
    array: ['value value', (p) => `[${p.child(0)}, ${p.child(1)}]`],
    'list of rows': ['body', (p) => `[{ path: '/', handler: ${p.arrow(0)} }]`],
    map: ['value', (p) => `new Map([['run', ${p.child(0)}]])`],
    set: ['value', (p) => `new Set([${p.child(0)}])`],
    promise: ['value', (p) => `Promise.resolve(${p.child(0)})`],
    'mapped list': [
      'body',
      (p) => `['run', 'done'].map((mode) => () => { if (mode === 'done') { ${p.inFunction(0)} } })`,
    ],
    generator: ['body body', (p) => `(function* () { ${p.inFunction(0)} yield 1; ${p.inFunction(1)} })()`],
  }),
];
