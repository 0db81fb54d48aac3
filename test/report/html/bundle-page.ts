import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = new URL('../../../src/', import.meta.url);
const entry = 'report/html/page/main.ts';

/**
 * The page's script: the modules that `page/main.ts` reaches, the solver's own among them, each as a function in one
 * script. Types and comments are gone, names stay, so that the script can be read in the page.
 */
export function bundlePage(): string {
  const modules = new Map<string, string>();
  collect(entry, modules);
  return [
    "'use strict';",
    '(() => {',
    'const loaded = {};',
    'const modules = {',
    ...[...modules].map(([name, source]) => `${JSON.stringify(name)}: (exports, require) => {\n${source}},`),
    '};',
    'const require = (name) => {',
    '  if (loaded[name] === undefined) modules[name]((loaded[name] = {}), require);',
    '  return loaded[name];',
    '};',
    `require(${JSON.stringify(entry)}).startPage(window);`,
    '})();',
    '',
  ].join('\n');
}

/** The module for `src/report/html/page-script.ts`: one line of it for each line of the script. */
export function pageScriptModule(): string {
  const lines = bundlePage()
    .split('\n')
    .map((line) => `  ${JSON.stringify(line)},`);
  return [
    '// Generated from page/ and what it imports; `UPDATE_GOLDENS=1 npx vitest run test/report/html` writes it anew.',
    '// biome-ignore-all format: a line for each line of the script',
    '// biome-ignore-all lint: the sources are linted',
    '',
    '/** The script of the page, the solver included. A test holds it against its sources. */',
    'export const pageScript = [',
    ...lines,
    "].join('\\n');",
    '',
  ].join('\n');
}

function collect(name: string, modules: Map<string, string>): void {
  if (modules.has(name)) return;
  const path = new URL(name, root);
  const source = readFileSync(fileURLToPath(path), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, removeComments: true },
  });
  modules.set(name, '');
  const needed: string[] = [];
  const code = outputText.replace(/\brequire\("(\.[^"]+)"\)/g, (_, specifier: string) => {
    const target = new URL(specifier, path).href.slice(root.href.length);
    needed.push(target);
    return `require(${JSON.stringify(target)})`;
  });
  if (/\brequire\("[^"]*(?<!\.ts)"\)/.test(code)) throw new Error(`${name} imports what is not a module of src/`);
  const lines = code
    .split('\n')
    .filter((line) => !/^("use strict";|Object\.defineProperty\(exports, "__esModule")/.test(line));
  modules.set(name, lines.join('\n'));
  for (const target of needed) collect(target, modules);
}
