import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from './root.ts';
import { packageFolder } from './third-party.ts';

/**
 * An `import` of CommonJS makes Node read all of its text once more, for names that it may export. ts-morph has 13 MB of
 * it, and these two names are all that we use.
 */
export const requiredTsMorph: Plugin = {
  name: 'required-ts-morph',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ts-morph$/ }, ({ path }) => ({ path, namespace: 'required', sideEffects: false }));
    onLoad({ filter: /.*/, namespace: 'required' }, () => ({
      contents:
        "import { createRequire } from 'node:module';\n" +
        "export const { ts } = createRequire(import.meta.url)('ts-morph');\n",
    }));
  },
};

/**
 * string-width takes 20 ms to get ready: it builds tables of all of Unicode. Yargs and Ink bring it along for what they
 * lay out, and most runs lay out nothing with them. A module that is required is run when it is first asked.
 */
export const lazyStringWidth: Plugin = {
  name: 'lazy-string-width',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, async ({ path, importer, resolveDir, namespace, kind }) => {
      if (namespace !== 'file' || kind !== 'import-statement') return undefined;
      // From the root, because it is written into the bundle as a comment.
      const user = relative(root, importer);
      return { path: `${path} of ${user}`, namespace: 'lazy', sideEffects: false, pluginData: { resolveDir } };
    });
    onLoad({ filter: /^string-width of /, namespace: 'lazy' }, ({ pluginData }) => ({
      contents:
        'let stringWidth;\n' +
        'export default function (text, options) {\n' +
        "  stringWidth ??= require('string-width').default;\n" +
        '  return stringWidth(text, options);\n' +
        '}\n',
      resolveDir: pluginData.resolveDir,
    }));
  },
};

/** Ink looks for a debugger's window when the environment says DEV=true; a program that ships has none. */
export const noDevtools: Plugin = {
  name: 'no-devtools',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: '' }));
  },
};

/**
 * Yargs lays out the help after each command that is not the default one, for a program that may print it later. Ours
 * does not, and it would take a fifth of the time of a short run.
 */
export const noKeptHelp: Plugin = {
  name: 'no-kept-help',
  setup({ onLoad }) {
    const keeping = 'yargs.getInternalMethods().getUsageInstance().cacheHelpMessage();';
    onLoad({ filter: /[\\/]yargs[\\/]build[\\/]lib[\\/]command\.js$/ }, async ({ path }) => {
      const [before, after, ...more] = (await readFile(path, 'utf8')).split(keeping);
      if (before === undefined || after === undefined || more.length > 0) {
        throw new Error('this version of yargs keeps the help in another way');
      }
      return { contents: `${before}${after}` };
    });
  },
};

/**
 * The SDK for MCP brings along what validates the answers to questions that a server asks its user. Ours asks none, and
 * compiling schemas when they are needed is what the build does away with everywhere else.
 */
export const noSchemaCompiler: Plugin = {
  name: 'no-schema-compiler',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]sdk[\\/]dist[\\/]esm[\\/]validation[\\/]ajv-provider\.js$/ }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}\n',
    }));
  },
};

/** An `import` of node:process asks for all that it has, and so opens every standard stream. The global is the same object. */
export const globalProcess: Plugin = {
  name: 'global-process',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:process$/ }, ({ importer }) =>
      packageFolder(importer) === undefined ? { path: 'process', namespace: 'global', sideEffects: false } : undefined,
    );
    onLoad({ filter: /^process$/, namespace: 'global' }, () => ({ contents: 'export default globalThis.process;\n' }));
  },
};
