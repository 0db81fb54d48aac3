import type { Argv } from 'yargs';
import { effects } from '../../model/operation.ts';
import { answerFormats } from '../../report/formats.ts';
import { defineCommand } from '../command.ts';
import { modelTopics } from '../model-topics.ts';
import { outputOptions } from '../options.ts';

export const model = defineCommand({
  command: 'model [topic] [search..]',
  describe: 'Search what rolefit knows: permissions, operations, HTTP clients, vendors; or check it',
  builder: (parser: Argv) =>
    parser
      .positional('topic', { describe: 'What to list', choices: modelTopics, default: 'permissions' as const })
      .positional('search', { describe: 'Words that a row must contain', type: 'string', array: true })
      .options({
        effect: { group: 'Filter:', describe: 'Only operations that do this', choices: effects },
        disputed: {
          group: 'Filter:',
          describe: 'Only operations whose sources contradict each other',
          type: 'boolean',
        },
        clients: {
          group: 'Filter:',
          describe: 'With lint: a file that describes a client of your own, checked as well; may be repeated',
          type: 'string',
          array: true,
          nargs: 1,
        },
        ...outputOptions,
        format: { ...outputOptions.format, choices: answerFormats },
      }),
  handler: async (values, io) => {
    const { runModel } = await import('../run-model.ts');
    return runModel(values, io);
  },
});
