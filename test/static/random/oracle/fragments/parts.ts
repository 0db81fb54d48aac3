import { fragments } from '../grammar/fragment.ts';
import type { Printer } from '../grammar/printer.ts';

/** What stands at the top level of a module. */
export const parts = fragments('part', 'part', {
  nothing: ['', () => '', 0.1],
  main: [
    'body',
    (p) => {
      const name = p.fresh('main');
      return inSomeModule(p, () => `${name}();\nasync function ${name}() { ${p.inAsync(0)} }`);
    },
    3,
  ],
  'main that is not async': ['body', (p) => inSomeModule(p, () => `(() => { ${p.inFunction(0)} })();`), 1],
  request: ['request', (p) => inSomeModule(p, () => p.child(0)), 0.5],
  'exported function': [
    'body',
    (p) => {
      const name = p.fresh('handler');
      p.writer.export(name);
      return `async function ${name}(event) { ${p.inAsync(0, 'event')} }`;
    },
    3,
  ],
  'exported function that is not async': [
    'body',
    (p) => {
      const name = p.fresh('handler');
      p.writer.export(name);
      return `function ${name}(event, context, done) { ${p.inFunction(0, 'event')} done?.(); }`;
    },
  ],
  'exported value': [
    'value',
    (p) => {
      const name = p.fresh('plugin');
      p.writer.export(name);
      return `const ${name} = ${p.child(0)};`;
    },
    3,
  ],
  'default export': [
    'value',
    (p) => {
      const name = p.fresh('plugin');
      const taken = p.writer.current.exports.has('default');
      p.writer.export(name, taken ? name : 'default');
      return `const ${name} = ${p.child(0)};`;
    },
  ],
  'exports that share a variable': [
    'body body',
    (p) => {
      const [start, tick, mode] = [p.fresh('start'), p.fresh('tick'), p.fresh('current')];
      p.writer.export(start);
      p.writer.export(tick);
      return `let ${mode} = 'idle';\nfunction ${start}(event) { ${mode} = event?.mode ?? 'run'; ${p.inFunction(0, 'event')} }\nasync function ${tick}(event) { if (${mode} === 'run') { ${p.inAsync(1, 'event')} } }`;
    },
    2,
  ],
  'what a request leaves behind': [
    'body',
    (p) => {
      const [handler, current] = [p.fresh('handler'), p.fresh('current')];
      p.writer.export(handler);
      return `let ${current};\nasync function ${handler}(event) { ${current} = event.mode; await ${p.library('wait')}(); if (${current} !== event.mode) { ${p.inAsync(0, 'event')} } }`;
    },
    2,
  ],
  'exported value of another module': [
    'value',
    (p) => {
      const name = p.fresh('plugin');
      p.writer.inModule(p.pick([0, 1, 2]), () => p.writer.declare(name, `const ${name} = ${p.child(0)};`));
      p.writer.refer(name);
      p.writer.export(name);
      return '';
    },
  ],
  'exported variable that is set later': [
    'body',
    (p) => {
      const [set, name] = [p.fresh('setUp'), p.fresh('work')];
      p.writer.export(set);
      p.writer.export(name);
      return `let ${name};\nfunction ${set}() { ${name} = ${p.arrow(0)}; }`;
    },
  ],
});

/** Whole programs: how many modules there are, in cycles as it happens, their parts, and where state is kept. */
export const programs = fragments('program', 'program', {
  'one module': ['cell cell part part part', () => '', 2],
  'two modules': ['cell cell part part part', () => ''],
  'three modules': ['cell cell part part part', () => ''],
});

/** Parts that are no exports may stand in any module; what is written at the top level of a module ends up there. */
function inSomeModule(p: Printer, write: () => string): string {
  p.writer.inModule(p.pick([0, 1, 2]), () => p.writer.add(write()));
  return '';
}
