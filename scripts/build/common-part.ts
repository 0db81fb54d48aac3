import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import { root } from './root.ts';

/**
 * Where an ordinary run goes through: an analysis of code that prints text or JSON, and the gate. They stand in one
 * file with all that they import, because a run of eighty small files is mostly the loading of files. A new `import()`
 * on the way of every run belongs here; what only some runs need, or what is large, does not.
 */
const commonSources: readonly string[] = [
  'cli/run-command.ts',
  'cli/analyze-inputs.ts',
  'cli/run-check.ts',
  'cli/render-check.ts',
  'gate/index.ts',
  'load/analyze-paths.ts',
  'load/analyze-services.ts',
  'load/code-frames.ts',
  'load/collect-from-sources.ts',
  'load/config.ts',
  'load/lock.ts',
  'load/model.ts',
  'report/json.ts',
  'report/text.ts',
].map((path) => `src/${path}`);

/** What decides whether the common part is loaded at all, and the library, which has no use for most of it. */
const outside = new Set(['src/cli/run.ts', 'src/index.ts']);

const hub = 'common-part';
/** Marks a source that is loaded by `import()`; `entrySource` takes it off again. */
const asked = 'asked';

/**
 * esbuild puts two sources into one chunk when the same beginnings lead to both. So every source that some `import()`
 * names is made to begin with the common part, which is loaded by then anyway: that makes of the part one chunk. Inside
 * of it, `import()` of one of its own sources would load a file that only names others, and becomes a plain import.
 */
export const commonPart: Plugin = {
  name: hub,
  setup(build) {
    build.onResolve({ filter: /^\./, namespace: 'file' }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === hub) return undefined;
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: hub });
      return { path: fromRoot(found.path), namespace: asked, sideEffects: true };
    });
    build.onResolve({ filter: /^common-part$/ }, () => ({ path: hub, namespace: hub, sideEffects: true }));
    build.onLoad({ filter: /.*/, namespace: asked }, ({ path }) => ({
      contents: `import '${hub}';\nexport * from './${path}';\n`,
      resolveDir: root,
    }));
    build.onLoad({ filter: /.*/, namespace: hub }, () => ({
      contents: commonSources.map((path, index) => `export * as part${index} from './${path}';\n`).join(''),
      resolveDir: root,
    }));
    importPlainly(build);
  },
};

/** The source that a file of the bundle begins with, given what esbuild calls its entry point. */
export function entrySource(entryPoint: string | undefined): string | undefined {
  return entryPoint?.replace(new RegExp(`^${asked}:`), '');
}

/** Sources that wait for a part of the common one get it at once. */
function importPlainly({ onLoad }: PluginBuild): void {
  onLoad({ filter: /[\\/]src[\\/].*\.ts$/, namespace: 'file' }, async ({ path }) => {
    if (outside.has(fromRoot(path))) return undefined;
    const plain: string[] = [];
    const text = await readFile(path, 'utf8');
    const contents = text.replaceAll(/\bimport\('(\.[^']+)'\)/g, (written, specifier: string) => {
      if (!commonSources.includes(fromRoot(resolve(dirname(path), specifier)))) return written;
      const name = `common${plain.length}`;
      plain.push(`import * as ${name} from '${specifier}';\n`);
      return `Promise.resolve(${name})`;
    });
    return plain.length === 0 ? undefined : { contents: contents + plain.join(''), loader: 'ts' };
  });
}

/** A path as messages and file comments show it, the same on every machine. */
function fromRoot(path: string): string {
  return relative(root, path).split(sep).join('/');
}
