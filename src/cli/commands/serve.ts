import type { Argv } from 'yargs';
import { defineCommand } from '../command.ts';
import { outputOptions, standInOptions } from '../options.ts';

export const serve = defineCommand({
  command: 'serve',
  describe: 'Play Marketo on this machine, enforcing a role; at the end, print the role that would have been enough',
  builder: (parser: Argv) =>
    parser.options({
      ...standInOptions,
      port: {
        group: 'Stand-in:',
        describe: 'The port to listen on; 0 is any that is free',
        type: 'number',
        requiresArg: true,
        default: 0,
      },
      bind: {
        group: 'Stand-in:',
        describe: 'The address to listen on: whoever reaches it can call the stand-in',
        type: 'string',
        requiresArg: true,
        default: '127.0.0.1',
      },
      log: {
        group: 'Stand-in:',
        describe: 'Write what was asked, and how it ended, to this HAR',
        type: 'string',
        requiresArg: true,
      },
      force: {
        group: 'Stand-in:',
        describe: 'Replace the HAR if it is there already',
        type: 'boolean',
        default: false,
      },
      ...outputOptions,
    }),
  handler: async (values, io) => {
    const { runServe } = await import('../run-serve.ts');
    return runServe(values, io);
  },
});
