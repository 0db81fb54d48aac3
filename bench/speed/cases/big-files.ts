import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import ts from 'typescript';
import type { SpeedCase } from '../contender.ts';
import { analysis, node, tsMorph } from '../contenders.ts';
import { integration, integrationOperations, type TreeFile } from '../generate/integration.ts';
import { Random } from '../generate/random.ts';
import { writeTree } from '../generate/write-tree.ts';
import { runCommand } from './run-command.ts';

const axios = '1.7.9';

/** The client of the integration, by axios as people use it. */
const client = `import axios from 'axios';
import { readSecret } from './secrets';

const host = process.env.MARKETO_HOST ?? '123-ABC-456.mktorest.com';
const api = axios.create({ baseURL: \`https://\${host}/rest/v1\` });

async function token(): Promise<string> {
  const params = { grant_type: 'client_credentials', client_secret: readSecret() };
  return (await axios.get(\`https://\${host}/identity/oauth/token\`, { params })).data.access_token;
}

export async function call(method: string, path: string, data?: unknown): Promise<unknown> {
  const headers = { authorization: \`Bearer \${await token()}\` };
  return (await api.request({ method, url: path, data, headers })).data;
}
`;

const cli = "import { syncAll } from './job';\n\nvoid syncAll(['a@example.com']);\n";

/** One integration with axios and all that it needs in a file, as a bundler writes it without minifying. */
const bundle: SpeedCase = {
  name: 'big-bundle',
  what: `a bundle of one integration with axios ${axios} inside, not minified`,
  prepare: (setting) => {
    const folder = writeTree(setting.trees, `big-bundle-${axios}`, () => [['main.js', bundled(setting.trees)]]);
    return {
      contenders: [node, tsMorph(folder, 'all'), analysis(setting, folder, integrationOperations)],
      limits: [
        { of: 'rolefit', over: ['ts-morph'], most: 5 },
        { of: 'rolefit', peakMegabytes: 300 },
      ],
    };
  },
};

function bundled(trees: string): string {
  const folder = join(trees, `packed-axios-${axios}`);
  if (!existsSync(join(folder, 'node_modules', 'axios'))) {
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    runCommand('npm', ['install', '--silent', '--ignore-scripts', `axios@${axios}`], folder);
  }
  for (const [path, text] of integration('src'))
    writeFileSync(join(folder, path), path.endsWith('client.ts') ? client : text);
  writeFileSync(join(folder, 'src/cli.ts'), cli);
  const { outputFiles } = buildSync({
    absWorkingDir: folder,
    entryPoints: ['src/cli.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Copies of the integration, so that what TypeScript makes of them for ES5 has 47 KB. */
const copies = 4;

function* sources(): Generator<TreeFile> {
  const names = Array.from({ length: copies }, (_, index) => `part${index}`);
  for (const name of names) yield* integration(`src/${name}`);
  const imports = names.map((name) => `import { syncAll as ${name} } from './${name}/job';\n`);
  yield ['src/cli.ts', `${imports.join('')}\n${names.map((name) => `void ${name}(['a@example.com']);\n`).join('')}`];
}

function* compiled(): Generator<TreeFile> {
  const compilerOptions = { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.CommonJS, downlevelIteration: true };
  for (const [path, text] of sources())
    yield [path.replace(/\.ts$/, '.js'), ts.transpileModule(text, { compilerOptions }).outputText];
}

/** The same program as it is written and as TypeScript compiles it for ES5: state machines, spreads by helpers. */
const es5: SpeedCase = {
  name: 'big-es5',
  what: 'what TypeScript compiles for ES5, beside its source',
  prepare: (setting) => {
    const source = writeTree(setting.trees, 'big-es5-source', sources);
    const folder = writeTree(setting.trees, 'big-es5', compiled);
    return {
      contenders: [
        node,
        analysis(setting, source, integrationOperations, { name: 'source' }),
        analysis(setting, folder, integrationOperations),
      ],
      limits: [{ of: 'rolefit', over: ['source'], most: 2.5 }],
    };
  },
};

/** Scripts of pages: each sets up what its page does, and sends what a form has to the form handler. */
function* browserFiles(): Generator<TreeFile> {
  const random = new Random(47);
  for (let index = 0; index < 100; index += 1) {
    const parts = Array.from({ length: 30 }, (_, part) => widget(index, part, random.between(1, 9)));
    yield [`public/js/marketo/page${index}.js`, `(function ($) {\n${parts.join('')}\n})(window.jQuery);\n`];
  }
}

function widget(page: number, part: number, size: number): string {
  const name = `widget${page}x${part}`;
  const steps = Array.from(
    { length: size },
    (_, step) => `    state.step${step} = $(this).find('.field-${step}').val() || defaults.step${step};\n`,
  );
  return `  // Marketo's forms are loaded by the page itself.
  function ${name}(options) {
    var defaults = { step0: '${name}', onReady: function () {} };
    var state = $.extend({}, defaults, options);
${steps.join('')}    MktoForms2.whenReady(function (form) {
      form.onSuccess(function (values) {
        $.post('/track/${name}', { form: form.getId(), values: values, state: state });
        return false;
      });
    });
    return this.each(function () { $(this).data('${name}', state); });
  }
  $.fn.${name} = ${name};
`;
}

const browser: SpeedCase = {
  name: 'big-browser',
  what: 'a hundred scripts of pages that only mention Marketo',
  prepare: (setting) => {
    const folder = writeTree(setting.trees, 'big-browser', browserFiles);
    return {
      contenders: [node, tsMorph(folder, 'all'), analysis(setting, folder, [])],
      limits: [{ of: 'rolefit', over: ['ts-morph'], most: 2 }],
    };
  },
};

/** What is large because a tool wrote it, or because pages are. */
export const bigFiles: readonly SpeedCase[] = [bundle, es5, browser];
