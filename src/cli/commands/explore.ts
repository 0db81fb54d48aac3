import type { Argv } from 'yargs';
import { defineCommand } from '../command.ts';
import { exitOptions, inputOptions, outputOptions } from '../options.ts';

const { color, quiet } = outputOptions;

export const explore = defineCommand({
  command: 'explore [paths..]',
  describe: 'Browse the report in the terminal: permissions, evidence and what-if',
  builder: (parser: Argv) =>
    parser
      .positional('paths', {
        describe: 'What to analyse, as for analyze; or a JSON report, or two of them to compare',
        type: 'string',
        array: true,
        defaultDescription: 'the current folder',
      })
      .options({
        compare: {
          group: 'Input:',
          describe: 'Also show what differs from this earlier JSON report or lock',
          type: 'string',
          requiresArg: true,
        },
        ...inputOptions,
        'screen-reader': {
          group: 'Output:',
          describe: 'Words instead of a drawn screen; INK_SCREEN_READER=true says the same',
          type: 'boolean',
        },
        color,
        quiet,
        ...exitOptions,
      }),
  handler: async (values, io) => {
    const { runExplore } = await import('../run-explore.ts');
    return runExplore(values, io);
  },
});
