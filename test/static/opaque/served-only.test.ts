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

const app = `import { useEffect } from 'react';
export function App() {
  useEffect(() => { fetch('https://999-QQQ-111.mktorest.com/rest/v1/leads.json'); });
  return <p />;
}`;
const react = `import { renderToString } from 'react-dom/server';\nimport { App } from './app.tsx';\n`;

const view = `import { h, onMounted } from 'vue';
export const App = { setup() {
  onMounted(() => { fetch('https://999-QQQ-111.mktorest.com/rest/v1/leads.json'); });
  return () => h('p');
} };`;
const vue = `import { createSSRApp, h } from 'vue';\nimport { renderToString } from 'vue/server-renderer';\nimport { App } from './app.js';\n`;

/** Whether the effect of a component may run, in a program that begins at its first file. */
function runs(files: Readonly<Record<string, string>>, entries = Object.keys(files).slice(0, 1)): boolean {
  const { calls } = analyzeSources({
    files: new Map(Object.entries(files)),
    resolve: (name) => {
      const path = name.replace('./', '');
      return path in files ? { kind: 'source', path } : { kind: 'external', name };
    },
    entries,
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
  });
  return calls.some(({ reachable }) => reachable);
}

describe('a component that a server alone renders', () => {
  test.each([
    'export const page = () => renderToString(<App />);',
    `import express from 'express'; express().get('/', (req, res) => res.send(renderToString(<App url={req.url} />)));`,
    'const element = <App />; renderToString(element);',
    'const Page = () => <main><App /></main>; export default () => renderToString(<Page />);',
  ])('has no effects: %s', (code) => {
    expect(runs({ 'server.tsx': react + code, 'app.tsx': app })).toBe(false);
  });

  test.each([
    'export const page = () => renderToString(<App />); export { App };',
    "export const page = () => renderToString(<App />); export * from './app.tsx';",
    'export const page = () => { const page = <App />; renderToString(page); return page; };',
    'export const page = (use) => { use(<App />); renderToString(<App />); };',
    "import { render } from 'ink'; renderToString(<App />); render(<App />);",
    'renderToString(<App />); import(name).then(({ start }) => start());',
    'export const parts = []; parts.push(App); renderToString(<App />);',
    'export default class { page = App; text() { return renderToString(<App />); } }',
    'let Page; if (a) { Page = App; } export { Page }; renderToString(<App />);',
    'module.exports = { App }; renderToString(<App />);',
    'export const later = () => ReactDOM.hydrate(<App />, root); renderToString(<App />);',
  ])('has them where anything else may: %s', (code) => {
    expect(runs({ 'server.tsx': react + code, 'app.tsx': app })).toBe(true);
  });

  test('has them where a page takes it over, from wherever', () => {
    const server = `${react}renderToString(<App />);`;
    const client = `import { hydrateRoot } from 'react-dom/client'; import { App } from './app.tsx'; hydrateRoot(root, <App />);`;
    expect(runs({ 'server.tsx': server, 'app.tsx': app, 'client.tsx': client }, ['server.tsx', 'client.tsx'])).toBe(
      true,
    );
    expect(runs({ 'server.tsx': server, 'app.tsx': app }, ['server.tsx', 'app.tsx'])).toBe(true);
    const bundle = `module.exports = { entry: './app.tsx' };`;
    expect(runs({ 'server.tsx': server, 'app.tsx': app, 'webpack.config.js': bundle })).toBe(true);
    expect(runs({ 'server.tsx': server, 'app.tsx': app, 'page.vue': '<script>go()</script>' })).toBe(true);
    expect(
      runs({ 'main.tsx': `import { App } from './app.tsx'; export const page = () => <App />;`, 'app.tsx': app }),
    ).toBe(true);
  });

  test('calls what a server does', () => {
    const state = app.replace('useEffect', 'useMemo').replace('useEffect', 'useMemo');
    expect(runs({ 'server.tsx': `${react}renderToString(<App />);`, 'app.tsx': state })).toBe(true);
    const late = app.replaceAll('useEffect', 'useSyncExternalStore').replace('});', '}, get, get);');
    expect(runs({ 'server.tsx': `${react}renderToString(<App />);`, 'app.tsx': late })).toBe(false);
    const early = app.replaceAll('useEffect', 'useSyncExternalStore').replace('(() =>', '(on, get, () =>');
    expect(runs({ 'server.tsx': `${react}renderToString(<App />);`, 'app.tsx': early })).toBe(true);
  });

  test('of Vue, too', () => {
    expect(runs({ 'server.js': `${vue}await renderToString(createSSRApp(App));`, 'app.js': view })).toBe(false);
    expect(
      runs({ 'server.js': `${vue}const app = createSSRApp(App); await renderToString(app);`, 'app.js': view }),
    ).toBe(false);
    expect(
      runs({ 'server.js': `${vue}export const app = createSSRApp(App); await renderToString(app);`, 'app.js': view }),
    ).toBe(true);
    expect(
      runs({ 'server.js': `${vue}createSSRApp(App).mount('#app'); await renderToString(h(App));`, 'app.js': view }),
    ).toBe(true);
  });

  test('its watchers, unless they run at once', () => {
    const watching = (call: string) =>
      view.replace('onMounted }', 'watch }').replace('onMounted(', `watch(n, `).replace('});\n', `}${call});\n`);
    const server = `${vue}await renderToString(createSSRApp(App));`;
    expect(runs({ 'server.js': server, 'app.js': watching('') })).toBe(false);
    expect(runs({ 'server.js': server, 'app.js': watching(', { deep: true }') })).toBe(false);
    expect(runs({ 'server.js': server, 'app.js': watching(', { immediate: true }') })).toBe(true);
    expect(runs({ 'server.js': server, 'app.js': watching(', options') })).toBe(true);
    expect(runs({ 'server.js': server, 'app.js': watching('').replace('setup', 'async setup') })).toBe(true);
  });
});
