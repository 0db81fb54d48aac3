import type { Argv } from 'yargs';
import { answerFormats } from '../../report/formats.ts';
import { defineCommand } from '../command.ts';
import { inputOptions, outputOptions } from '../options.ts';

export const explain = defineCommand({
  command: 'explain [what] [paths..]',
  describe: 'Explain a permission, an operation, a line of the code, or a denied call',
  builder: (parser: Argv) =>
    parser
      .positional('what', {
        describe: 'A permission, an operation (name, id or "METHOD path"), file:line, or file.har#entry',
        type: 'string',
      })
      .positional('paths', { describe: 'Also say where these use it', type: 'string', array: true })
      .options({
        denied: {
          group: 'Input:',
          describe: 'Explain the denied calls of a HAR, a log, or a pasted line of one; "-" reads stdin',
          type: 'string',
          requiresArg: true,
        },
        ...inputOptions,
        ...outputOptions,
        format: { ...outputOptions.format, choices: answerFormats },
      }),
  handler: async (values, io) => {
    const { runExplain } = await import('../run-explain.ts');
    return runExplain(values, io);
  },
});
