import type { Argv } from 'yargs';
import { formatEntries, formats, renderers } from '../../report/index.ts';
import { analyzeInputs } from '../analyze-inputs.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { exitOptions, inputOptions, reportOutputOptions } from '../options.ts';
import { placesFrom } from '../places-from.ts';
import { planOutputs } from '../plan-outputs.ts';
import { resultOptions } from '../screen.ts';
import { writeResults } from '../write-output.ts';

export const analyze = defineCommand({
  command: ['analyze [paths..]', '$0'],
  describe: 'Find the smallest role for what the code or traffic calls',
  builder: (parser: Argv) =>
    parser
      .positional('paths', {
        describe:
          'Folders, source files, HAR files (plain, gzip, zlib or zip) and access logs, patterns such as "logs/*.har", or - for stdin',
        type: 'string',
        array: true,
        defaultDescription: 'the current folder',
      })
      .options({ ...inputOptions, ...reportOutputOptions, ...exitOptions })
      .epilogue(`Formats: ${formats.map((format) => `${format} (${formatEntries[format].describe})`).join(', ')}.`),
  handler: async (values, io) => {
    const planned = planOutputs(values, io);
    const { createCodeFrames } = await import('../../load/code-frames.ts');
    const { keep, frameOf } = createCodeFrames();
    const shownFrom = await placesFrom(planned, values.paths, io.cwd);
    const { report, model } = await analyzeInputs(values, io, keep, shownFrom);
    // All of them are rendered before the first is written: a format that fails leaves no half of a set.
    const outputs = planned.map(({ format, target }) => ({
      target,
      text: renderers[format](report, model, {
        ...resultOptions(io, values.color, target.kind !== 'stdout'),
        frameOf,
      }),
    }));
    await writeResults(outputs, io);
    return exitCode(report, values);
  },
});
