import type { Argv } from 'yargs';
import { queryEngineNames } from '../../load/query-engines.ts';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { inputOptions, outputOptions } from '../options.ts';
import { writeResult } from '../write-output.ts';

export const logsQuery = defineCommand({
  command: 'logs-query',
  describe: 'Print a SQL query that condenses a table of logs where it lies; rolefit reads its result like a log',
  builder: (parser: Argv) =>
    parser.options({
      engine: { describe: 'Whose SQL it is', choices: queryEngineNames, demandOption: true },
      table: { describe: 'The table', type: 'string', requiresArg: true, default: 'access_log' },
      'log-fields': inputOptions['log-fields'],
      output: outputOptions.output,
    }),
  handler: async (values, io) => {
    const { writeLogsQuery } = await import('../../load/logs-query.ts');
    await writeResult(writeLogsQuery(values.engine, values.table, values.logFields), values.output, io);
    return exitCodes.clean;
  },
});
