import type { Argv } from 'yargs';
import { defineCommand } from '../command.ts';
import { inputOptions, outputOptions, runOptions } from '../options.ts';

export const record = defineCommand({
  command: 'record [command..]',
  describe: 'Run a program and write its calls to Marketo to a HAR, without secrets and personal data',
  builder: (parser: Argv) =>
    parser
      .positional('command', {
        describe: 'What to run, after "--": record -- node app.js',
        type: 'string',
        array: true,
        default: [] as string[],
        defaultDescription: 'none',
      })
      .options({
        out: {
          group: 'Recording:',
          describe: 'The HAR to write',
          type: 'string',
          requiresArg: true,
          default: 'traffic.har',
        },
        force: {
          group: 'Recording:',
          describe: 'Replace the HAR if it is there already',
          type: 'boolean',
          default: false,
        },
        host: inputOptions.host,
        ...runOptions,
        'keep-users': {
          group: 'Recording:',
          describe: 'Keep the names of API users as the identity answers give them',
          type: 'boolean',
          default: false,
        },
        'require-traffic': {
          group: 'Exit code:',
          describe: 'Exit with 3 when no call to Marketo was seen',
          type: 'boolean',
          default: false,
        },
        color: outputOptions.color,
        quiet: outputOptions.quiet,
      }),
  handler: async (values, io) => {
    const { runRecord } = await import('../run-record.ts');
    return runRecord(values, io);
  },
});
