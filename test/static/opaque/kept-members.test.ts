import { describe, expect, test } from 'vitest';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { loadModel } from '../../../src/load/model.ts';
import { hostFamily } from '../../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { createRecogniseText } from '../../../src/rules/texts/recognise-text.ts';
import { analyzeSources } from '../../../src/static/index.ts';

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);

const f = `() => fetch('https://999-QQQ-111.mktorest.com/rest/v1/leads.json')`;

/** Whether the request may be sent by a program of these files, the first of which it begins at. */
function isSent(main: string, more: Readonly<Record<string, string>> = {}, placed: readonly string[] = []): boolean {
  const files = { 'main.js': main, ...more };
  const { calls } = analyzeSources({
    files: new Map(Object.entries(files)),
    resolve: (name) => {
      const path = name.replace('./', '');
      return path in files
        ? { kind: 'source', path }
        : { kind: 'external', name, ...(name === 'far' && { aside: true }) };
    },
    entries: ['main.js', ...placed],
    placed: new Map(placed.map((path) => [path, { path, packages: ['umzug', '@react-router/dev'] }])),
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
  });
  return calls.some(({ reachable }) => reachable);
}

describe('a member that a framework uses by its name alone', () => {
  const machine = (config: string, table = `log: ${f}`) =>
    `import { setup, fromPromise, createActor } from 'xstate';
    const machine = setup({ actions: { ${table} } }).createMachine(${config}); createActor(machine).start();`;

  test('is not used where the program writes that nowhere else', () => {
    expect(isSent(machine('{}'))).toBe(false);
    expect(isSent(machine('{}', `'log': async ${f}`))).toBe(false);
    expect(isSent(`import { setup, fromPromise } from 'xstate'; setup({ actors: { load: fromPromise(${f}) } });`)).toBe(
      false,
    );
    const schema = `import { Schema, model } from 'mongoose'; model('A', new Schema({}, { statics: { purge: ${f} } }));`;
    expect(isSent(schema)).toBe(false);
    const box = `import { createContainer, asFunction } from 'awilix';
      const box = createContainer(); box.register({ spare: asFunction(${f}).singleton() }); box.resolve('api');`;
    expect(isSent(box)).toBe(false);
  });

  test('is used where it is written anywhere, in whatever way', () => {
    expect(isSent(machine(`{ entry: 'log' }`))).toBe(true);
    expect(isSent(machine('{ entry: names.log }'))).toBe(true);
    expect(isSent(machine('{ entry: `${"log"}` }'))).toBe(true);
    expect(isSent(machine('{}'), { 'other.js': `export const entry = 'log sync';` })).toBe(true);
    expect(isSent(machine('{}', `['log']: ${f}`))).toBe(true);
    expect(isSent(`${machine('{}')} models[name]();`)).toBe(true);
    expect(isSent(machine('JSON.parse(text)'))).toBe(true);
    expect(isSent(`import 'far'; ${machine('{}')}`)).toBe(true);
    const own = `import { Schema, model } from 'mongoose'; model('A', new Schema({}, { methods: { toJSON: ${f} } }));`;
    expect(isSent(own)).toBe(true);
    const box = `import { createContainer, asFunction } from 'awilix'; const box = createContainer();
      box.register({ spare: asFunction(${f}) }); for (const name in box.registrations) box.resolve(name);`;
    expect(isSent(box)).toBe(true);
  });

  test('in a component whose own code is all that names it', () => {
    const vue = (part: string) =>
      `import { createApp, h } from 'vue'; const App = { ${part} }; createApp(App).mount('#a');`;
    const methods = `methods: { wipe: ${f} }`;
    expect(isSent(vue(`${methods}, render() { return h('p'); }`))).toBe(false);
    expect(isSent(vue(`${methods}, template: '<p>{{ a }}</p>'`))).toBe(false);
    expect(isSent(vue(`${methods}, template: '<p @click="wipe()">a</p>'`))).toBe(true);
    expect(isSent(vue(`${methods}, render() { return h('p', { a: this.wipe }); }`))).toBe(true);
    expect(isSent(vue(methods))).toBe(true);
    expect(isSent(`${vue(`${methods}, render() { return h('p'); }`)} export { App };`)).toBe(true);
  });
});

describe('a member that nothing calls before more is done', () => {
  const migrations = { 'migrations/a.js': `export const up = () => 1; export const down = ${f};` };
  const isDownSent = (code: string, more: Readonly<Record<string, string>> = {}) =>
    isSent(`import { Umzug } from 'umzug';\n${code}`, { ...migrations, ...more }, ['migrations/a.js']);

  test('is left out while the program only goes the other way', () => {
    expect(isDownSent('const u = new Umzug({}); await u.up();')).toBe(false);
    expect(isDownSent('await new Umzug({}).up();')).toBe(false);
    expect(
      isDownSent(`const u = new Umzug({ storage: { unlogMigration: ${f} } }); u.on('migrated', log); await u.up();`),
    ).toBe(false);
    expect(isDownSent(`new Umzug({ migrations: [{ name: 'a', up: log, down: ${f} }] }).up();`)).toBe(false);
  });

  test('and not where the object is in other hands, or does more', () => {
    expect(isDownSent('const u = new Umzug({}); await u.down();')).toBe(true);
    expect(isDownSent('const u = new Umzug({}); await u[way]();')).toBe(true);
    expect(isDownSent('export const u = new Umzug({}); await u.up();')).toBe(true);
    expect(isDownSent('const u = new Umzug({}); run(u);')).toBe(true);
    expect(isDownSent('await new Umzug({}).runAsCLI();')).toBe(true);
    expect(isDownSent('class Mine extends Umzug {} new Mine({}).up();')).toBe(true);
    expect(
      isDownSent('const u = new Umzug({}); await u.up();', { 'b.js': `const { Umzug } = await import('umzug');` }),
    ).toBe(true);
  });
});

describe('a module that the program does not tell of, beside others of which it does', () => {
  const route = { 'app/routes/a.jsx': `export const loader = ${f};`, 'app/routes/b.jsx': '' };
  const isRoute = (routes: string, more: Readonly<Record<string, string>> = {}) =>
    isSent(`import { route, index } from '@react-router/dev/routes';\n${routes}`, { ...route, ...more }, [
      'app/routes/a.jsx',
      'app/routes/b.jsx',
    ]);

  test('is not loaded', () => {
    expect(isRoute(`export default [index('routes/b.jsx')];`)).toBe(false);
    expect(isRoute(`export default [route('b', './routes/b.jsx', { id: 'b' })];`)).toBe(false);
  });

  test('and is where it may be told in another way', () => {
    expect(isRoute('export default [];')).toBe(true);
    expect(isRoute(`export default [index('routes/b.jsx'), route('a', 'routes/a.jsx')];`)).toBe(true);
    expect(isRoute(`export default [index('routes/b.jsx'), ...names.map((name) => route(name, file(name)))];`)).toBe(
      true,
    );
    expect(isRoute(`export default [index('routes/b.jsx'), { path: 'a', file: there('a') }];`)).toBe(true);
    expect(isRoute(`export default [index('routes/b.jsx'), { path: 'a', ['f' + 'ile']: 'routes/a.jsx' }];`)).toBe(true);
    const more = { 'more.js': `export const more = [{ path: 'a', file: there('a') }];` };
    expect(isRoute(`import { more } from './more.js'; export default [index('routes/b.jsx'), ...more];`, more)).toBe(
      true,
    );
  });
});
