import type { Argv } from 'yargs';
import type { CopySummary, HarInput } from '../../load/redact-har.ts';
import { InputError } from '../../model/input-error.ts';
import { answerFormats } from '../../report/formats.ts';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { inputOptions, outputOptions } from '../options.ts';
import { reportProgress } from '../progress.ts';
import { errorPalette, resultOptions } from '../screen.ts';
import { writePiece } from '../write-piece.ts';

export const redact = defineCommand({
  command: 'redact <in> [out]',
  describe: 'Copy a HAR without secrets and personal data, or check what one leaks',
  builder: (parser: Argv) =>
    parser
      .positional('in', { describe: 'A HAR (plain, gzip, zlib or zip), or - for stdin', type: 'string' })
      .positional('out', { describe: 'The copy; gzip where it ends in .gz, or - for stdout', type: 'string' })
      .demandOption('in')
      .options({
        check: {
          group: 'Redaction:',
          describe: 'Write nothing: list what the HAR leaks, never the values, and exit with 1 if it does',
          type: 'boolean',
          default: false,
        },
        munchkin: {
          group: 'Redaction:',
          describe: 'Replace munchkin ids in host names as well',
          type: 'boolean',
          default: false,
        },
        'drop-times': {
          group: 'Redaction:',
          describe: 'Leave out when the calls were made',
          type: 'boolean',
          default: false,
        },
        force: {
          group: 'Redaction:',
          describe: 'Replace the copy if it is there already',
          type: 'boolean',
          default: false,
        },
        host: inputOptions.host,
        format: { ...outputOptions.format, choices: answerFormats, describe: 'How to write what --check found' },
        color: outputOptions.color,
        quiet: outputOptions.quiet,
      }),
  handler: async (values, io) => {
    const input = inputOf(values.in, values, io);
    if (values.check) {
      if (values.out !== undefined) {
        throw new InputError('--check writes no copy', { next: 'leave out the second file, or --check' });
      }
      const [{ checkHarFile }, { renderAnswer }, { leakAnswer }] = await Promise.all([
        import('../../load/redact-har.ts'),
        import('../../report/answer.ts'),
        import('../../report/leak-answer.ts'),
      ]);
      const report = await checkHarFile(input);
      io.stdout.write(renderAnswer(leakAnswer(report), values.format, resultOptions(io, values.color, false)));
      return report.isClean ? exitCodes.clean : exitCodes.findings;
    }
    if (values.out === undefined) {
      throw new InputError('not enough arguments: redact to which file?', {
        next: 'name the copy, as in `rolefit redact traffic.har shareable.har`, or pass --check',
      });
    }
    const { redactHarFile } = await import('../../load/redact-har.ts');
    const target =
      values.out === '-'
        ? ({ kind: 'stream', write: (text: string) => writePiece(io.stdout, text) } as const)
        : ({ kind: 'file', path: values.out, replace: values.force } as const);
    const summary = await redactHarFile(input, target, { hideMunchkin: values.munchkin, dropTimes: values.dropTimes });
    if (!values.quiet) tell(summary, io, values.color);
    return summary.problem === undefined && summary.kept > 0 ? exitCodes.clean : exitCodes.incomplete;
  },
});

function inputOf(
  path: string,
  values: { readonly host?: string[] | undefined; readonly quiet: boolean },
  io: Io,
): HarInput {
  const progress = reportProgress(io, values.quiet);
  return {
    path,
    cwd: io.cwd,
    stdin: io.stdin,
    hosts: values.host ?? [],
    onProgress: ({ read, total = 0 }) => progress({ file: 'the recording', unit: 'bytes', done: read, total }),
  };
}

function tell({ kept, dropped, problem }: CopySummary, io: Io, color: boolean | undefined): void {
  const left = dropped.map(({ reason, count }) => `${count} ${reason}`).join('; ');
  const title = errorPalette(io, color).warn('warning:');
  io.stderr.write(
    `${kept} ${kept === 1 ? 'call' : 'calls'} to Marketo kept${left === '' ? '' : `; dropped: ${left}`}\n`,
  );
  if (problem !== undefined) io.stderr.write(`${title} the recording is not whole, and the copy says so: ${problem}\n`);
  else if (kept === 0) io.stderr.write(`${title} no call to Marketo is in the recording, so the copy is empty\n`);
}
