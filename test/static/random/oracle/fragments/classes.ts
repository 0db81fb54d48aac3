import { fragments, type Row } from '../grammar/fragment.ts';
import { apart, type Printer } from '../grammar/printer.ts';

/** Classes, given as they are or as an instance. */
const rows: Readonly<Record<string, readonly [slots: string, write: (p: Printer) => string]>> = {
  method: ['body', (p) => `{ run(event) { ${p.inFunction(0, 'event')} } }`],
  'async method': ['body', (p) => `{ async handle(event) { ${p.inAsync(0, 'event')} } }`],
  'private field that a method sets': [
    'body',
    (p) =>
      `{ #mode = 'idle'; start() { this.#mode = 'run'; } tick() { if (this.#mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'field that a method sets': [
    'body',
    (p) =>
      `{ mode = 'idle'; start() { this.mode = 'run'; } tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'field that nothing sets': [
    'body',
    (p) => `{ mode = 'idle'; tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'private field that nothing sets': [
    'body',
    (p) => `{ #mode = 'idle'; tick() { if (this.#mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'field from an argument': [
    'body',
    (p) =>
      `{ constructor(options) { this.mode = options?.mode ?? 'idle'; } tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'private method that is called': ['body', (p) => `{ run() { this.#work(); } #work() { ${p.inFunction(0)} } }`],
  'private method that is never called': [
    'body body',
    (p) => `{ run() { ${p.inFunction(0)} } #work() { ${p.inFunction(1)} } }`,
  ],
  'calling constructor': ['body', (p) => `{ constructor(options) { ${p.inFunction(0, 'options')} } }`],
  'field initialiser': ['body', (p) => `{ ready = (() => { ${p.inFunction(0)} })(); }`],
  'function in a field': ['body', (p) => `{ onReady = ${p.arrow(0)}; }`],
  'static method': ['body', (p) => `{ static create() { ${p.inFunction(0)} } }`],
  'static method that makes one': [
    'body',
    (p) => `{ static create() { return new this(); } run() { ${p.inFunction(0)} } }`,
  ],
  'static field and method': [
    'body',
    (p) =>
      `{ static mode = 'idle'; static start() { this.mode = 'run'; } run() { if (this.constructor.mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  getter: ['body', (p) => `{ get ready() { ${p.inFunction(0)} return true; } }`],
  setter: ['body', (p) => `{ set mode(value) { ${p.inFunction(0)} } }`],
  'static getter': ['body', (p) => `{ static get options() { ${p.inFunction(0)} return {}; } }`],
  iterator: ['body', (p) => `{ *[Symbol.iterator]() { ${p.inFunction(0)} yield 1; } }`],
  'async iterator': ['body', (p) => `{ async *[Symbol.asyncIterator]() { ${p.inAsync(0)} yield 1; } }`],
  thenable: ['body', (p) => `{ then(resolve) { ${p.inFunction(0)} resolve(); } }`],
  toJSON: ['body', (p) => `{ toJSON() { ${p.inFunction(0)} return {}; } }`],
  toPrimitive: ['body', (p) => `{ [Symbol.toPrimitive]() { ${p.inFunction(0)} return ''; } }`],
  'underscored method': [
    'body',
    (p) =>
      `{ ${p.pick(['_write', '_transform', '_call'])}(chunk, encoding, next) { ${p.inFunction(0, 'chunk')} next?.(); } }`,
  ],
  'life-cycle method': [
    'body',
    (p) =>
      `{ ${p.pick(['onModuleInit', 'ngOnInit', 'connectedCallback', 'componentDidMount', 'render'])}() { ${p.inFunction(0)} } }`,
  ],
  'returns itself': ['body body', (p) => `{ use() { ${p.inFunction(0)} return this; } run() { ${p.inFunction(1)} } }`],
  'inherited method': ['body', (p) => `extends ${base(p, `{ run() { ${p.inFunction(0, apart)} } }`)} {}`],
  'overridden step': [
    'body body',
    (p) =>
      `extends ${base(p, `{ run() { this.step(); } step() { ${p.inFunction(0, apart)} } }`)} { step() { ${p.inFunction(1)} } }`,
  ],
  'overridden step that calls what it overrides': [
    'body body',
    (p) =>
      `extends ${base(p, `{ run() { this.step(); } step() { ${p.inFunction(0, apart)} } }`)} { step() { super.step(); ${p.inFunction(1)} } }`,
  ],
  'inherited field': [
    'body',
    (p) =>
      `extends ${base(p, `{ mode = 'idle'; start() { this.mode = 'run'; } }`)} { tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'super constructor that calls': [
    'body',
    (p) => `extends ${base(p, `{ constructor(work) { work(); } }`)} { constructor() { super(${p.arrow(0)}); } }`,
  ],
  'super constructor that calls a method': [
    'body',
    (p) => `extends ${base(p, `{ constructor() { this.setUp(); } setUp() {} }`)} { setUp() { ${p.inFunction(0)} } }`,
  ],
  'of the package': [
    'body',
    (p) =>
      `extends ${p.library('Base')} { ${p.pick(['run', 'perform', 'handle', '_write'])}(event) { ${p.inFunction(0, 'event')} } }`,
  ],
  'of the package, with a step': [
    'body',
    (p) => `extends ${p.library('Base')} { run() { super.run(); this.step(); } step() { ${p.inFunction(0)} } }`,
  ],
  'of the package, with options': [
    'body',
    (p) => `extends ${p.library('Base')} { constructor() { super({ handler: ${p.arrow(0)} }); } }`,
  ],
  'of the package, with a field that it may set': [
    'body',
    (p) => `extends ${p.library('Base')} { mode = 'idle'; tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'of the package, with inherited state': [
    'body',
    (p) => `extends ${p.library('Base')} { tick() { if (this.mode === 'run') { ${p.inFunction(0)} } } }`,
  ],
  'grandchild of the package': [
    'body',
    (p) =>
      `extends ${base(p, `extends ${p.library('Base')} { run() { this.step(); } step() {} }`)} { step() { ${p.inFunction(0)} } }`,
  ],
  mixin: [
    'body body',
    (p) => {
      const mix = p.fresh('mix');
      p.writer.declare(
        mix,
        `const ${mix} = (Parent) => class extends Parent { run() { super.run?.(); ${p.inFunction(0, apart)} } };`,
      );
      return `extends ${mix}(class { run() { ${p.inFunction(1)} } }) {}`;
    },
  ],
};

const table = (kind: string, wrap: (type: string) => string): Record<string, Row> =>
  Object.fromEntries(
    Object.entries(rows).map(([name, [slots, write]]) => [
      `${kind}, ${name}`,
      [slots, (p) => wrap(write(p)), 0.5] satisfies Row,
    ]),
  );

export const classes = [
  ...fragments(
    'value',
    'given class',
    table('class', (body) => `class ${body}`),
  ),
  ...fragments(
    'value',
    'given instance',
    table('instance', (body) => `new (class ${body})()`),
  ),
];

function base(p: Printer, body: string): string {
  const name = p.fresh('Parent');
  return p.writer.declare(name, `class ${name} ${body}`);
}
