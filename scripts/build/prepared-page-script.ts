import type { Plugin } from 'esbuild';
import { pageScript } from '../../src/report/html/page-script.ts';

/** Puts in the place of `page-script.ts` the text that it makes among the sources: esbuild does not ship. */
export const preparedPageScript: Plugin = {
  name: 'prepared-page-script',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]report[\\/]html[\\/]page-script\.ts$/ }, () => ({
      // One line of it for each line of the script.
      contents: `const script = [\n${linesOf(pageScript())}\n].join('\\n');\nexport const pageScript = () => script;\n`,
    }));
  },
};

function linesOf(script: string): string {
  return script
    .split('\n')
    .map((line) => `  ${JSON.stringify(line)},`)
    .join('\n');
}
