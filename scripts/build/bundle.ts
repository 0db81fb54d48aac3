import { type BuildResult, build } from 'esbuild';
import { commonPart } from './common-part.ts';
import {
  globalProcess,
  lazyStringWidth,
  noDevtools,
  noKeptHelp,
  noSchemaCompiler,
  requiredTsMorph,
} from './lazy-modules.ts';
import { preparedPageScript } from './prepared-page-script.ts';
import { preparedValidators } from './prepared-validators.ts';
import { root } from './root.ts';

/** What `bundle` gives: the files as esbuild made them, and what each of them was made of. */
export type Bundle = BuildResult<{ metafile: true; write: false }>;

/**
 * The program and the library as few modules, with the packages they use inside. What a run can do without stays in
 * chunks of its own behind `import()`, as in the sources; what every run goes through is in one, see `common-part.ts`.
 * Only ts-morph stays outside: it is larger than all the rest and loads no faster from a chunk. Nothing is made shorter,
 * so that the lines of a stack can be read. The same sources give the same bytes.
 */
export async function bundle(folder: string): Promise<Bundle> {
  return build({
    absWorkingDir: root,
    entryPoints: {
      'cli/main': 'src/cli/main.ts',
      index: 'src/index.ts',
    },
    outdir: folder,
    // One folder deep, as the sources are: paths that start from a module hold for both.
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    metafile: true,
    write: false,
    // React and Ink in their production form: the other one is slower, and listens to a debugger.
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    // Their texts go into one file instead, see `third-party.ts`.
    legalComments: 'none',
    banner: { js: requireForPackages },
    plugins: [
      ...prepared,
      commonPart,
      requiredTsMorph,
      lazyStringWidth,
      noDevtools,
      noKeptHelp,
      noSchemaCompiler,
      globalProcess,
    ],
    logLevel: 'warning',
  });
}

/** What the sources make when they run, and what ships brings along. */
const prepared = [preparedValidators, preparedPageScript];

/** Packages in the older module format ask for Node's own modules by `require`, which a module of ours has not. */
const requireForPackages =
  "import { createRequire as createRequireOfPackages } from 'node:module';\n" +
  'const require = createRequireOfPackages(import.meta.url);';
