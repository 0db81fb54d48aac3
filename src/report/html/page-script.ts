import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let made: string | undefined;

/**
 * The script of the page, the solver included. Among the sources esbuild makes it when a page is first written; the build
 * puts a module in the place of this one that holds the same text. Names and lines stay, so that it can be read in the page.
 */
export function pageScript(): string {
  made ??= bundlePage();
  return made;
}

function bundlePage(): string {
  const { outputFiles } = buildSync({
    stdin: {
      contents: "import { startPage } from './page/main.ts';\nstartPage(window);\n",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      sourcefile: 'page.ts',
    },
    // Paths in its comments start from here, and are the same on every machine.
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
