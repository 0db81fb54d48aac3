import type { Argv } from 'yargs';
import type { Report } from '../../model/report.ts';
import { fromRoot } from '../../report/ci/from-root.ts';
import { formatEntries, formats } from '../../report/formats.ts';
import { showInvisible } from '../../report/invisible.ts';
import { defineCommand } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { exitOptions, inputOptions, reportOutputOptions, verboseOption } from '../options.ts';
import { isForHost, placesFrom, wayFromRoot } from '../places-from.ts';
import { planOutputs } from '../plan-outputs.ts';
import { resultOptions } from '../screen.ts';
import { type Output, writeResults } from '../write-output.ts';

export const analyze = defineCommand({
  command: ['analyze [paths..]', '$0'],
  describe: 'Find the smallest role for what the code or traffic calls',
  builder: (parser: Argv) =>
    parser
      .positional('paths', {
        describe:
          'Folders, source files, HAR files (plain, gzip, zlib or zip) and access logs, patterns such as "logs/*.har", or - for stdin',
        type: 'string',
        array: true,
        defaultDescription: 'the current folder',
      })
      .options({ ...inputOptions, ...reportOutputOptions, ...verboseOption, ...exitOptions })
      .epilogue(`Formats: ${formats.map((format) => `${format} (${formatEntries[format].describe})`).join(', ')}.`),
  handler: async (values, io) => {
    const planned = planOutputs(values, io);
    const [{ createCodeFrames }, { analyzeInputs }] = await Promise.all([
      import('../../load/code-frames.ts'),
      import('../analyze-inputs.ts'),
    ]);
    const { keep, frameOf } = createCodeFrames();
    const shownFrom = await placesFrom(planned, values.paths, io.cwd);
    const { report, model, folder } = await analyzeInputs(values, io, keep, shownFrom);
    const base = folder ?? shownFrom;
    const way = base === undefined ? '' : await wayFromRoot(base);
    // All of them are rendered before the first is written: a format that fails leaves no half of a set.
    const outputs: Output[] = [];
    for (const { format, target } of planned) {
      const render = await formatEntries[format].load();
      const options = {
        ...resultOptions(io, values.color, target.kind !== 'stdout'),
        frameOf,
        verbose: values.verbose,
      };
      outputs.push({ target, text: render(isForHost(format) ? fromRoot(report, way) : report, model, options) });
    }
    await writeResults(outputs, io);
    if (!values.quiet) await tellWritten(outputs, report, io);
    return exitCode(report, values);
  },
});

/** Where nothing went to stdout, a line says what went where: silence would look like a run that did nothing. */
async function tellWritten(outputs: readonly Output[], report: Report, io: Io): Promise<void> {
  if (outputs.some(({ target }) => target.kind === 'stdout')) return;
  const { summaryLine } = await import('../../report/content/summary-line.ts');
  const files = outputs.flatMap(({ target }) => (target.kind === 'file' ? [target.file] : []));
  if (files.length > 0) io.stderr.write(`${showInvisible(`wrote ${files.join(', ')}`)}: ${summaryLine(report)}\n`);
}
