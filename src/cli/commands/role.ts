import type { Argv } from 'yargs';
import { answerFormats, renderAnswer, roleSheet } from '../../report/index.ts';
import { analyzeInputs } from '../analyze-inputs.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { outputOptions, readingOptions } from '../options.ts';
import { resultOptions } from '../screen.ts';
import { writeResult } from '../write-output.ts';

export const role = defineCommand({
  command: 'role [paths..]',
  describe: "Write the role sheet: the boxes to tick, in the order of Marketo's dialog",
  builder: (parser: Argv) =>
    parser
      .positional('paths', {
        describe: 'What to analyse, as for analyze',
        type: 'string',
        array: true,
        defaultDescription: 'the current folder',
      })
      .options({
        ...readingOptions,
        ...outputOptions,
        format: { ...outputOptions.format, choices: answerFormats },
      }),
  handler: async (values, io) => {
    const { report, model } = await analyzeInputs(values, io);
    const options = resultOptions(io, values.color, values.output !== undefined);
    await writeResult(renderAnswer(roleSheet(report, model), values.format, options), values.output, io);
    return exitCode(report, { failOn: 'never', requireComplete: false });
  },
});
