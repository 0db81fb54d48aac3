import type { Argv } from 'yargs';
import { defineCommand } from '../command.ts';

export const mcp = defineCommand({
  command: 'mcp [command..]',
  describe: 'Answer an agent or an editor over the Model Context Protocol (stdio); it only reads',
  builder: (parser: Argv) =>
    parser.positional('command', {
      describe: 'The one command that it may run to prove a role, after "--": mcp -- npm test',
      type: 'string',
      array: true,
      default: [] as string[],
      defaultDescription: 'none: nothing is run',
    }),
  handler: async (values, io) => {
    const { runMcp } = await import('../run-mcp.ts');
    return runMcp(values, io);
  },
});
