import { fragments, type Row } from '../grammar/fragment.ts';
import type { Printer } from '../grammar/printer.ts';
import type { Cell } from '../grammar/writer.ts';

/** Places where a mode is kept that every function of the program can read and write. All begin idle. */
export const cells = fragments('cell', 'cell', {
  'module variable': cell((p, name) => {
    p.writer.declare(name, `let ${name} = 'idle';`);
    const setter = p.fresh('set');
    p.writer.declare(setter, `function ${setter}(value) { ${name} = value; }`);
    return {
      get: () => p.writer.refer(name),
      set: (value) => (p.writer.isHome(name) ? `${name} = ${value};` : `${p.writer.refer(setter)}(${value});`),
    };
  }, 3),
  property: cell((p, name) => {
    p.writer.declare(name, `const ${name} = { mode: 'idle' };`);
    return { get: () => `${p.writer.refer(name)}.mode`, set: (value) => `${p.writer.refer(name)}.mode = ${value};` };
  }, 2),
  'property that is assigned': cell((p, name) => {
    p.writer.declare(name, `const ${name} = { mode: 'idle' };`);
    return {
      get: () => `${p.writer.refer(name)}.mode`,
      set: (value) => `Object.assign(${p.writer.refer(name)}, { mode: ${value} });`,
    };
  }),
  'property by a computed key': cell((p, name) => {
    p.writer.declare(name, `const ${name} = { mode: 'idle' };`);
    return {
      get: () => `${p.writer.refer(name)}['mode']`,
      set: (value) => `for (const key of ['mode']) ${p.writer.refer(name)}[key] = ${value};`,
    };
  }),
  'object that is replaced': cell((p, name) => {
    p.writer.declare(name, `const ${name} = { now: { mode: 'idle' } };`);
    return {
      get: () => `${p.writer.refer(name)}.now.mode`,
      set: (value) => `${p.writer.refer(name)}.now = { ...${p.writer.refer(name)}.now, mode: ${value} };`,
    };
  }),
  map: cell((p, name) => {
    p.writer.declare(name, `const ${name} = new Map([['mode', 'idle']]);`);
    return {
      get: () => `${p.writer.refer(name)}.get('mode')`,
      set: (value) => `${p.writer.refer(name)}.set('mode', ${value});`,
    };
  }),
  element: cell((p, name) => {
    p.writer.declare(name, `const ${name} = ['idle'];`);
    return { get: () => `${p.writer.refer(name)}.at(-1)`, set: (value) => `${p.writer.refer(name)}.push(${value});` };
  }),
  'private field': cell((p, name) => {
    p.writer.declare(
      name,
      `const ${name} = new (class { #mode = 'idle'; get() { return this.#mode; } set(value) { this.#mode = value; } })();`,
    );
    return { get: () => `${p.writer.refer(name)}.get()`, set: (value) => `${p.writer.refer(name)}.set(${value});` };
  }),
  accessor: cell((p, name) => {
    p.writer.declare(
      name,
      `const ${name} = { kept: 'idle', get mode() { return this.kept; }, set mode(value) { this.kept = value; } };`,
    );
    return { get: () => `${p.writer.refer(name)}.mode`, set: (value) => `${p.writer.refer(name)}.mode = ${value};` };
  }),
  'static property': cell((p, name) => {
    const type = p.fresh('Store');
    p.writer.declare(type, `class ${type} { static mode = 'idle'; }`);
    void name;
    return { get: () => `${p.writer.refer(type)}.mode`, set: (value) => `${p.writer.refer(type)}.mode = ${value};` };
  }),
  closure: cell((p, name) => {
    const [read, write] = [p.fresh('get'), p.fresh('put')];
    p.writer.declare(read, '');
    p.writer.declare(
      write,
      `const [${read}, ${write}] = (() => { let ${name} = 'idle'; return [() => ${name}, (value) => { ${name} = value; }]; })();`,
    );
    return { get: () => `${p.writer.refer(read)}()`, set: (value) => `${p.writer.refer(write)}(${value});` };
  }),
  'global variable': cell((_, name) => ({
    get: () => `(globalThis.${name} ?? 'idle')`,
    set: (value) => `globalThis.${name} = ${value};`,
  })),
  'property that the package is given': cell((p, name) => {
    p.writer.declare(name, `const ${name} = { mode: 'idle' };`);
    p.writer.add(`${p.library('use')}(${name});`);
    return { get: () => `${p.writer.refer(name)}.mode`, set: (value) => `${p.writer.refer(name)}.mode = ${value};` };
  }),
  'map that the package is given': cell((p, name) => {
    p.writer.declare(name, `const ${name} = new Map([['mode', 'idle']]);`);
    p.writer.add(`${p.library('create')}({ state: ${name} });`);
    return {
      get: () => `${p.writer.refer(name)}.get('mode')`,
      set: (value) => `${p.writer.refer(name)}.set('mode', ${value});`,
    };
  }),
  constant: cell((p, name) => {
    p.writer.declare(name, `const ${name} = 'idle';`);
    return { get: () => p.writer.refer(name), set: () => '' };
  }),
});

/** A cell is declared when something first uses it; its fragment prints nothing. */
function cell(declare: (p: Printer, name: string) => Cell, weight = 1): Row {
  return [
    '',
    (p) => {
      p.writer.addCell(p.pick([0, 1, 2]), () => declare(p, p.fresh('mode')));
      return '';
    },
    weight,
  ];
}
