import type { Argv } from 'yargs';
import { formatEntries } from '../../report/formats.ts';
import { grantOf } from '../analyze-inputs.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { exitOptions, inputOptions, reportOutputOptions } from '../options.ts';
import { planOutputs } from '../plan-outputs.ts';
import { resultOptions } from '../screen.ts';
import { type Output, writeResults } from '../write-output.ts';

export const merge = defineCommand({
  command: 'merge <reports...>',
  describe: 'Put JSON reports on parts of the traffic together, as if it had been read in one run',
  builder: (parser: Argv) =>
    parser
      .positional('reports', {
        describe: 'What `rolefit --format json` wrote of each part',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .options({
        granted: inputOptions.granted,
        'granted-role': inputOptions['granted-role'],
        ...reportOutputOptions,
        ...exitOptions,
      }),
  handler: async (values, io) => {
    const planned = planOutputs(values, io);
    const [{ mergeReports }, { loadModel }] = await Promise.all([
      import('../../load/merge-reports.ts'),
      import('../../load/model.ts'),
    ]);
    const model = await loadModel();
    const granted = await grantOf(values, model, io);
    const report = await mergeReports(values.reports, {
      cwd: io.cwd,
      model,
      granted,
    });
    const outputs: Output[] = [];
    for (const { format, target } of planned) {
      const render = await formatEntries[format].load();
      const options = resultOptions(io, values.color, target.kind !== 'stdout');
      outputs.push({ target, text: render(report, model, options) });
    }
    await writeResults(outputs, io);
    return exitCode(report, values);
  },
});
