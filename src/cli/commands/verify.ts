import type { Argv } from 'yargs';
import { defineCommand } from '../command.ts';
import { outputOptions, runOptions, standInOptions } from '../options.ts';

export const verify = defineCommand({
  command: 'verify [command..]',
  describe: "Prove a role: run the integration's own tests against a stand-in of Marketo that enforces it",
  builder: (parser: Argv) =>
    parser
      .positional('command', {
        describe: 'What to run, after "--": verify --role role.json -- npm test',
        type: 'string',
        array: true,
        default: [] as string[],
        defaultDescription: 'none',
      })
      .options({
        ...standInOptions,
        role: { ...standInOptions.role, defaultDescription: 'what the code of this folder needs' },
        ...runOptions,
        minimality: {
          group: 'Proof:',
          describe: 'Run again without permissions, to show that each of them is needed',
          type: 'boolean',
          default: false,
        },
        ...outputOptions,
      }),
  handler: async (values, io) => {
    const { runVerify } = await import('../run-verify.ts');
    return runVerify(values, io);
  },
});
