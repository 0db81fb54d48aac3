import type { Argv } from 'yargs';
import { renderers } from '../../report/index.ts';
import { analyzeInputs } from '../analyze-inputs.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { exitOptions, inputOptions, outputOptions } from '../options.ts';
import { resultOptions } from '../screen.ts';
import { writeResult } from '../write-output.ts';

export const analyze = defineCommand({
  command: ['analyze [paths..]', '$0'],
  describe: 'Find the smallest role for what the code or traffic calls',
  builder: (parser: Argv) =>
    parser
      .positional('paths', {
        describe: 'Folders, source files, HAR files (plain, gzip or zlib), or - for a HAR on stdin',
        type: 'string',
        array: true,
        defaultDescription: 'the current folder',
      })
      .options({ ...inputOptions, ...outputOptions, ...exitOptions }),
  handler: async (values, io) => {
    const { report, model } = await analyzeInputs(values, io);
    const options = resultOptions(io, values.color, values.output !== undefined);
    await writeResult(renderers[values.format](report, model, options), values.output, io);
    return exitCode(report, values);
  },
});
