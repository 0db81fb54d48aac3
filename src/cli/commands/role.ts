import type { Argv } from 'yargs';
import { type TableFormat, tableFormats } from '../../report/formats.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { inputOptions, once, outputOptions } from '../options.ts';
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
        ...inputOptions,
        ...outputOptions,
        format: {
          ...outputOptions.format,
          choices: tableFormats,
          coerce: once<TableFormat>('format'),
        },
      }),
  handler: async (values, io) => {
    const [{ analyzeInputs }, { renderTable }, { roleSheet }] = await Promise.all([
      import('../analyze-inputs.ts'),
      import('../../report/answer.ts'),
      import('../../report/content/role-sheet.ts'),
    ]);
    const { report, model, workspacesOf } = await analyzeInputs(values, io);
    const options = resultOptions(io, values.color, values.output !== undefined);
    await writeResult(
      renderTable(roleSheet(report, model, { workspacesOf }), values.format, options),
      values.output,
      io,
    );
    return exitCode(report, { failOn: 'never', requireComplete: false });
  },
});
